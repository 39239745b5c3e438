"""Which end of a route a date is told of: a departure and an arrival are two days without any contradiction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tallyclerk.model import Conflict, Role, Value
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.meanings import Meaning
from tallyclerk.reconcile.relations import compare, is_country
from tallyclerk.reconcile.telling import by_whom, documents_of, quoted

End = Literal["start", "end"]
# Frames of setting out and of coming to an end of the way; what others date is anywhere on it.
_STARTS = frozenset({"leave", "load"})
_ENDS = frozenset({"arrive", "seize", "find", "take", "board"})
_PLACES: tuple[Role, ...] = ("origin", "destination", "via")
_WORDS: dict[End, str] = {"start": "setting out", "end": "the arrival"}


def two_days(a: Meaning, b: Meaning) -> bool:
    """Whether two dates are told of two ends of the route, or of two places on it."""
    ours, theirs = _ends(a.cases), _ends(b.cases)
    if (ours and theirs and not ours & theirs) or _under_way(a.cases) != _under_way(b.cases):
        return True
    one, two = _stations(a.cases), _stations(b.cases)
    return bool(one and two) and not any(compare(x, y).agrees for x in one for y in two)


def other_days(a: Meaning, b: Meaning) -> Conflict | None:
    """Whether of two dates that are told of one end the one is told of the other end by another report."""
    for given, right in ((a, b), (b, a)):
        for end in sorted(_ends(given.cases) & _ends(right.cases)):
            erring = [case for case in given.cases if _end_of(case) == end]
            tellers = [case for case in given.cases if _end_of(case) not in (None, end)]
            if tellers and {c.document.id for c in erring}.isdisjoint(c.document.id for c in tellers):
                elsewhere = _WORDS["start" if end == "end" else "end"]
                reason = (
                    f"{documents_of(erring)} gives {quoted(given)} for {_WORDS[end]}, "
                    f"{by_whom(right)} {quoted(right)}; "
                    f"{documents_of(tellers)} tells {quoted(given)} of {elsewhere}"
                )
                return Conflict(kind="other leg", between=(given.label, right.label), reason=reason)
    return None


def _ends(cases: Iterable[Case]) -> set[End]:
    return {end for case in cases if (end := _end_of(case))}


def _end_of(case: Case) -> End | None:
    """Which end of the route a claim's own words tell of, where they tell of one."""
    frame = case.claim.frame
    if frame in _ENDS:
        return "end"
    if frame in _STARTS:
        return "start"
    own = {role for role in ("origin", "destination") if case.values(role) and role not in case.claim.borrowed}
    if frame or len(own) != 1:
        return None
    return "start" if own == {"origin"} else "end"


def _under_way(cases: Iterable[Case]) -> bool:
    """Whether all that a date is told of is still on its way: the day of an arrival is another one."""
    return all(case.claim.stage == "in_transit" for case in cases)


def _stations(cases: Iterable[Case]) -> list[Value]:
    """The places, finer than a country, that the sentences with a date name."""
    found = [v for case in cases for role in _PLACES if role not in case.claim.borrowed for v in case.values(role)]
    return [value for value in found if not is_country(value)]
