"""Values of one fact that differ: of what kind the difference is, and why, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations

import msgspec

from tallyclerk.model import Conflict, DateValue, PlaceValue, QuantityValue, Role, Value
from tallyclerk.reconcile.amounts import is_less
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.days import inside, is_month_slip
from tallyclerk.reconcile.elsewhere import is_mentioned, told_elsewhere
from tallyclerk.reconcile.ends import other_days, two_days
from tallyclerk.reconcile.labels import bare_name
from tallyclerk.reconcile.meanings import Meaning
from tallyclerk.reconcile.names import listed
from tallyclerk.reconcile.origins import Witnesses
from tallyclerk.reconcile.relations import compare, is_country
from tallyclerk.reconcile.spellings import spelling_conflicts
from tallyclerk.reconcile.telling import by_whom, quoted, same_text
from tallyclerk.resources.folding import fold

# Roles of which a transfer may have several at once: reports that name two ships, or two who gave, can all be right.
_SEVERAL: frozenset[Role] = frozenset({"vehicle", "cargo", "giver"})


# Roles in which a copy often only words another side of the same: a body for its country, a kind for the goods.
_SHADED: frozenset[Role] = frozenset({"cargo", "via"})


class Scene(msgspec.Struct, frozen=True):
    """What a difference is judged against.

    Attributes:
        role: The role whose values differ.
        cases: The assertions of the transfer.
        witnesses: Who is behind them.
    """

    role: Role
    cases: tuple[Case, ...]
    witnesses: Witnesses


def conflicts_of(values: Sequence[Meaning], scene: Scene) -> tuple[Conflict, ...]:
    """The conflicts of a fact: within the wordings of a value, then between values; each kind's reason names both."""
    found = [conflict for value in values for conflict in spelling_conflicts(value)]
    numbers = _numbers(values)
    found += [_drift(forms) for forms in numbers if len(forms) > 1]
    if scene.role == "via":
        return tuple(found)
    for a, b in combinations([forms[0] for forms in numbers], 2):
        conflict = _between(a, b, scene)
        if conflict:
            found.append(conflict)
    return tuple(found)


def _numbers(values: Sequence[Meaning]) -> list[list[Meaning]]:
    """Values, with those together that give one number with several bounds."""
    groups: list[list[Meaning]] = []
    for value in values:
        home = next((g for g in groups if g[0].relation(value).kind == "bound drift"), None)
        if home is None:
            groups.append([value])
        else:
            home.append(value)
    return groups


def _drift(forms: Sequence[Meaning]) -> Conflict:
    """One conflict for all bounds in which one number is told."""
    told = listed(f"{quoted(v)} ({by_whom(v)})" for v in forms)
    return Conflict(
        kind="bound drift",
        between=tuple(v.label for v in forms),
        reason=f"the same number with different bounds: {told}",
    )


def _between(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    relation = a.relation(b)
    if scene.role == "date" and (_told_together(a, b) or two_days(a, b)):
        return None
    if relation.standing == "close" and relation.kind in ("rounding", "unit"):
        return Conflict(kind=relation.kind, between=(a.label, b.label), reason=f"{_who(a, b)}: {relation.why}")
    if relation.standing != "different":
        return None
    explained = next((conflict for judge in JUDGES if (conflict := judge(a, b, scene))), None)
    if explained or _told_together(a, b) or _in_one_window(a, b, scene) or scene.role in _SEVERAL:
        return explained
    return _unexplained(a, b, scene)


def _unexplained(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """A difference that nothing accounts for: genuine, if both values are known well enough to tell."""
    relation = a.relation(b)
    both, who = (a.label, b.label), _who(a, b)
    if relation.kind == "unit":
        return Conflict(kind="unit", between=both, reason=f"{who}: {relation.why}")
    if isinstance(a.value, PlaceValue) and not relation.sure and (_names_too(a, b) or _names_too(b, a)):
        return None
    if paged := _page_date(a, b, scene):
        return paged
    if not relation.sure:
        return Conflict(kind="cannot tell", between=both, reason=f"{who}; at least one is not known well enough")
    why = f": {relation.why}" if relation.why else ""
    return Conflict(kind="genuine", between=both, reason=f"{who}{why}; nothing explains the difference")


_MIRROR: dict[Role, Role] = {
    "giver": "recipient",
    "recipient": "giver",
    "origin": "destination",
    "destination": "origin",
}


def _direction(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """Each of the two stands at the other end in the other's reports."""
    mirror = _MIRROR.get(scene.role)
    if mirror is None or _told_together(a, b) or not (_stands_at(mirror, b, a) and _stands_at(mirror, a, b)):
        return None
    reason = f"{_who(a, b)} as the {scene.role}, and each has the other's as the {mirror}: one has the direction wrong"
    return Conflict(kind="direction", between=(a.label, b.label), reason=reason)


def _stands_at(role: Role, value: Meaning, told: Meaning) -> bool:
    return any(compare(value.value, other).standing == "same" for case in told.cases for other in case.values(role))


def _names_too(a: Meaning, b: Meaning) -> bool:
    """Whether all reports that give the one place name the other as well, so that they see no contradiction."""
    name = bare_name(b.value.text)
    return all(f" {fold(name)} " in f" {fold(case.document.text)} " for case in a.cases)


def _elsewhere(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """The one is what the other's reports tell of something else: a capacity, an older count, another delivery."""
    if scene.role not in ("quantity", "date", "vehicle") or _told_together(a, b):
        return None
    for erring, right in ((b, a), (a, b)):
        if len(erring.documents) > len(right.documents) or any(is_mentioned(right, c.document) for c in erring.cases):
            continue
        found = told_elsewhere(erring, right)
        if found and found.kind == "other leg" and (paged := _page_date(a, b, scene)):
            return paged
        if found:
            reason = (
                f"{_who(erring, right)}; {found.document.id} tells {quoted(erring)} of something else: “{found.around}”"
            )
            return Conflict(kind=found.kind, between=(erring.label, right.label), reason=reason)
    return None


def _page_date(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """The one is the day on which its own reports were published, the other is not."""
    if scene.role != "date":
        return None
    for page, event in ((a, b), (b, a)):
        if (
            _is_later(page, event)
            and all(_is_page_date(page, case) for case in page.cases)
            and not any(_is_page_date(event, c) for c in event.cases)
        ):
            reason = f"{_who(page, event)}; {quoted(page)} is the day on which {by_whom(page)} was published"
            return Conflict(kind="page date", between=(page.label, event.label), reason=reason)
    return None


def _is_later(a: Meaning, b: Meaning) -> bool:
    one, two = a.value, b.value
    return (
        isinstance(one, DateValue)
        and isinstance(two, DateValue)
        and (one.earliest or date.min) > (two.latest or date.max)
    )


def _is_page_date(a: Meaning, case: Case) -> bool:
    published, day = case.document.published, a.value
    return (
        isinstance(day, DateValue)
        and published is not None
        and day.earliest == day.latest == published.earliest == published.latest
    )


def _rewrite_error(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """One telling of the same source has digits swapped or a month wrong, or a copy departs from its fellows."""
    if _told_together(a, b) or not (_one_source(a, b, scene) or _one_family(a, b, scene)):
        return None
    slip = _slip(a, b)
    if slip is None and _one_family(a, b, scene) and a.relation(b).sure and scene.role not in _SHADED:
        slip = "copies of one text differ here"
    if slip is None:
        return None
    return Conflict(
        kind="rewrite error", between=(a.label, b.label), reason=f"{_who(a, b)}: {slip}, and both go back to one source"
    )


def _slip(a: Meaning, b: Meaning) -> str | None:
    x, y = a.value, b.value
    if isinstance(x, DateValue) and isinstance(y, DateValue) and is_month_slip(x, y):
        return "the same day of another month"
    if isinstance(x, QuantityValue) and isinstance(y, QuantityValue) and _digits_swapped(x.value, y.value):
        return "two digits are swapped"
    return None


def _digits_swapped(a: float, b: float) -> bool:
    """Whether two numbers are one but for two neighbouring digits in the other order."""
    one, two = f"{a:.0f}", f"{b:.0f}"
    off = [n for n, (x, y) in enumerate(zip(one, two, strict=False)) if x != y]
    if len(one) != len(two) or len(off) != 2 or off[1] != off[0] + 1:
        return False
    return one[off[0]] == two[off[1]] and one[off[1]] == two[off[0]]


def _one_source(a: Meaning, b: Meaning, scene: Scene) -> bool:
    one, two = scene.witnesses.of(a.cases), scene.witnesses.of(b.cases)
    return len(one) == 1 and one == two


def _one_family(a: Meaning, b: Meaning, scene: Scene) -> bool:
    return same_text(a.documents, b.documents, scene.witnesses.family_of)


def _superseded(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """The one is what was planned, the other what came of it; or a later plan replaced an earlier one."""
    if scene.role not in ("quantity", "destination", "date", "recipient"):
        return None
    plans = [_all_planned(a), _all_planned(b)]
    if plans[0] != plans[1]:
        plan, done = (a, b) if plans[0] else (b, a)
        if scene.role != "quantity" and set(plan.documents) <= set(done.documents):
            return None  # who tells of both tells of a further step
        reason = (
            f"{quoted(plan)} is what was planned ({by_whom(plan)}), {quoted(done)} what came of it ({by_whom(done)})"
        )
        return Conflict(kind="superseded", between=(plan.label, done.label), reason=reason)
    earlier = _earlier(a, b) if all(plans) else None
    if earlier is None:
        return None
    later = b if earlier is a else a
    reason = (
        f"{quoted(earlier)} is the earlier plan ({by_whom(earlier)}), {quoted(later)} the later one ({by_whom(later)})"
    )
    return Conflict(kind="superseded", between=(earlier.label, later.label), reason=reason)


def _all_planned(a: Meaning) -> bool:
    return all(case.claim.stage == "planned" for case in a.cases)


def _earlier(a: Meaning, b: Meaning) -> Meaning | None:
    """Which of two values was published first throughout, if either was."""
    one = [case.document.published for case in a.cases]
    two = [case.document.published for case in b.cases]
    if not all(one) or not all(two):
        return None
    for first, second, meaning in ((one, two, a), (two, one, b)):
        if max(p.latest for p in first if p) < min(p.earliest for p in second if p):
            return meaning
    return None


def _other_leg(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """The one is where another leg of the route begins or ends, or carries another leg."""
    if scene.role in ("origin", "destination"):
        return _call(a, b, scene) or _call(b, a, scene)
    return other_days(a, b) if scene.role == "date" else None


def _call(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """Whether `a` is a call: the end of one leg and the start or a stop of another."""
    elsewhere: tuple[Role, ...] = ("origin", "via") if scene.role == "destination" else ("destination", "via")
    for case in scene.cases:
        for role in elsewhere:
            if any(_same_place(a, value) for value in case.values(role)):
                verb = "goes on from" if scene.role == "destination" else "came to"
                reason = f"one route: it {verb} {a.label} ({case.document.id}); {quoted(b)} is of another leg"
                return Conflict(kind="other leg", between=(a.label, b.label), reason=reason)
    modes = [{leg.mode for case in m.cases for leg in case.claim.legs if leg.mode} for m in (a, b)]
    if all(modes) and not modes[0] & modes[1]:
        one, two = (listed(sorted(mode)) for mode in modes)
        reason = f"two legs: {quoted(a)} is told of the {one} leg, {quoted(b)} of the {two} leg"
        return Conflict(kind="other leg", between=(a.label, b.label), reason=reason)
    return None


def _same_place(a: Meaning, value: Value) -> bool:
    return not is_country(a.value) and compare(a.value, value).standing == "same"


def _part(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """The smaller quantity is worded as a part, or its time lies inside that of the larger."""
    for part, whole in ((a, b), (b, a)):
        x, y = part.value, whole.value
        if not (isinstance(x, QuantityValue) and isinstance(y, QuantityValue) and is_less(x, y)):
            continue
        days = [(p, q) for c in part.cases for d in whole.cases for p in c.dates for q in d.dates]
        if any(case.worded_part for case in part.cases) or any(inside(p, q) for p, q in days):
            reason = f"{quoted(part)} is a part of {quoted(whole)} ({by_whom(part)}; {by_whom(whole)})"
            return Conflict(kind="part and whole", between=(part.label, whole.label), reason=reason)
    return None


def _told_together(a: Meaning, b: Meaning) -> bool:
    """Whether one report states both: it tells of two things then, and sees no contradiction."""
    return bool(set(a.documents) & set(b.documents))


def _in_one_window(a: Meaning, b: Meaning, scene: Scene) -> bool:
    """Whether both are days of a movement that is told to have gone on from one day to another."""
    if scene.role != "date":
        return False
    windows = [d for case in scene.cases for d in case.dates if "/" in d.edtf]
    return any(all(compare(w, v.value).standing == "wider" for v in (a, b)) for w in windows)


def _grown(a: Meaning, b: Meaning, scene: Scene) -> Conflict | None:
    """A running count: the later day has the larger number."""
    if scene.role != "quantity":
        return None
    for fewer, more in ((a, b), (b, a)):
        x, y = fewer.value, more.value
        if not (isinstance(x, QuantityValue) and isinstance(y, QuantityValue) and is_less(x, y)):
            continue
        before, after = _last_day(fewer), _last_day(more)
        if before and after and before < after:
            reason = (
                f"the count grew: {quoted(fewer)} by {before.isoformat()} ({by_whom(fewer)}), "
                f"{quoted(more)} by {after.isoformat()} ({by_whom(more)})"
            )
            return Conflict(kind="superseded", between=(fewer.label, more.label), reason=reason)
    return None


def _last_day(a: Meaning) -> date | None:
    """The last day of which a count is told, where every claim gives one."""
    days = [max((d.latest for d in case.dates if d.latest), default=None) for case in a.cases]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


JUDGES: tuple[Callable[[Meaning, Meaning, Scene], Conflict | None], ...] = (
    _direction,
    _elsewhere,
    _rewrite_error,
    _superseded,
    _other_leg,
    _part,
    _grown,
)


def _who(a: Meaning, b: Meaning) -> str:
    return f"{by_whom(a)} {_says(a)} {quoted(a)}, {by_whom(b)} {_says(b)} {quoted(b)}"


def _says(a: Meaning) -> str:
    return "says" if len(a.documents) == 1 else "say"
