"""How alike two claims are: named features with weights and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Literal

import msgspec

from tallyclerk.model import ROLES, Role, Value, VehicleValue
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.days import gap_days, width_days
from tallyclerk.reconcile.filled import Filled
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.relation import Relation
from tallyclerk.reconcile.relations import compare, country_of, is_named
from tallyclerk.reconcile.tables import tables

Outcome = Literal["same", "compatible", "generic", "near", "some", "many", "different", "doubtful"]
_MEETINGS: tuple[tuple[Role, Role, bool], ...] = (
    *(("destination", "origin", turned) for turned in (False, True)),
    *(("via", role, False) for role in ("via", "origin", "destination")),
    *(("via", role, True) for role in ("origin", "destination")),
)
"""Roles of the one claim and of the other in which one place shows that they go on from each other."""
_SAME = {role: f"same {role} ({{}})" for role in ROLES}
_FITS = {role: f"{role} fits ({{}}, {{}})" for role in ROLES}
_DIFFERS = {role: f"{role} differs ({{}}, {{}})" for role in ROLES}
_BEST = {"same": 0, "close": 1, "wider": 2, "narrower": 2, "unlike": 3, "different": 4}


class Feature(msgspec.Struct, frozen=True):
    """One thing that two claims have in common or not, in words with places for the labels of some values."""

    name: str
    outcome: Outcome
    words: str
    values: tuple[Value, ...] = ()

    @property
    def why(self) -> str:
        """What it is, in words."""
        return self.words.format(*map(label_of, self.values))

    @property
    def weight(self) -> float:
        """What it counts for, from `reconcile.yaml`."""
        return tables().weights[self.name].get(self.outcome, 0.0)


class Likeness(msgspec.Struct, frozen=True):
    """The features of two claims and their sum."""

    score: float
    features: tuple[Feature, ...]

    @property
    def reason(self) -> str:
        """What speaks for the two being one, strongest first."""
        speaking = sorted((f for f in self.features if f.weight > 0), key=lambda f: -f.weight)
        return ", ".join(f.why for f in speaking)


def likeness(a: Case, b: Case, shared: frozenset[str] = frozenset()) -> Likeness:
    """How alike two claims are, by all features that both allow to judge; `shared` are names of both their reports."""
    found = (*(feature for judge in FEATURES for feature in judge(a, b)), *_names(a, b, shared))
    return Likeness(round(sum(feature.weight for feature in found), 6), found)


def best(ones: Iterable[Value], others: Iterable[Value]) -> tuple[Relation, Value, Value] | None:
    """The most favourable pair of two lists of values with their relation; None where a list is empty."""
    pairs = [(compare(x, y), x, y) for x, y in product(ones, others)]
    return min(pairs, key=lambda pair: _BEST[pair[0].standing]) if pairs else None


@lru_cache(maxsize=400_000)
def closest(ones: Filled, others: Filled) -> tuple[Relation, Value, Value] | None:
    """The same of two fillings, which are often those of many claims."""
    return best(ones.values, others.values)


def _shared_role(role: Role, a: Case, b: Case) -> Iterator[Feature]:
    """Both fill the role: the same value, one that fits, or another."""
    found = closest(a.filled(role), b.filled(role))
    if found is None or found[0].standing == "unlike":
        return
    relation, x, y = found
    outcome = outcome_of(relation)
    if outcome == "different" and role != "vehicle" and same_ship(a, b):
        outcome = "doubtful"
    if outcome == "same":
        yield Feature(role, outcome, _SAME[role], (x,))
    elif outcome == "compatible":
        yield Feature(role, outcome, _FITS[role], (x, y))
    else:
        yield Feature(role, outcome, _DIFFERS[role], (x, y))


def outcome_of(relation: Relation) -> Outcome:
    """What the closest values of two claims make of a role, if no ship shows that both tell of one voyage."""
    if relation.standing == "same":
        return "same"
    if relation.agrees:
        return "compatible"
    return "different" if relation.sure else "doubtful"


def same_ship(a: Case, b: Case) -> bool:
    """Whether both name the same ship."""
    return _one_ship(a.filled("vehicle").measured, b.filled("vehicle").measured)


@lru_cache(maxsize=200_000)
def _one_ship(ones: Filled, others: Filled) -> bool:
    named = [[v for v in found.values if isinstance(v, VehicleValue) and is_named(v)] for found in (ones, others)]
    return any(compare(x, y).standing == "same" for x, y in product(*named))


def _giver(a: Case, b: Case) -> Iterator[Feature]:
    """Both name the giver, or one names it and the other a place in its country."""
    yield from _shared_role("giver", a, b)
    yield from _party_and_place("giver", "origin", a, b)


def _recipient(a: Case, b: Case) -> Iterator[Feature]:
    """Both name the recipient, or one names it and the other a place in its country."""
    yield from _shared_role("recipient", a, b)
    yield from _party_and_place("recipient", "destination", a, b)


def _party_and_place(party: Role, place: Role, a: Case, b: Case) -> Iterator[Feature]:
    if bool(a.filled(party)) == bool(b.filled(party)):
        return
    names, rests = (a, b) if a.filled(party) else (b, a)
    for x, y in product(names.filled(party).values, rests.filled(place).values):
        if country_of(x) and country_of(x) == country_of(y):
            yield Feature(f"{party}_place", "same", f"{{1}} is in the {party}'s country ({{0}})", (x, y))
            return


def _cargo(a: Case, b: Case) -> Iterator[Feature]:
    """The goods are the same, fit, or differ; packaging fits anything."""
    ones, others = a.filled("cargo"), b.filled("cargo")
    if ones and others and (ones.is_generic or others.is_generic):
        yield Feature("cargo", "generic", "goods not told apart")
        return
    yield from _shared_role("cargo", a, b)


def _quantity(a: Case, b: Case) -> Iterator[Feature]:
    """The quantity is the same, fits, or differs."""
    found = closest(a.filled("quantity").measured, b.filled("quantity").measured)
    if found is None or found[0].standing == "unlike":
        return
    relation, x, y = found
    if relation.standing == "same" or relation.kind == "bound drift":
        yield Feature("quantity", "same", _SAME["quantity"], (x,))
    elif relation.agrees:
        yield Feature("quantity", "compatible", _FITS["quantity"], (x, y))
    else:
        yield Feature("quantity", "different", _DIFFERS["quantity"], (x, y))


def _places(a: Case, b: Case) -> Iterator[Feature]:
    """The one goes on where the other ends, or both begin or end at the same place or another."""
    for role, their_role, turned in _MEETINGS:
        one, other = (b, a) if turned else (a, b)
        found = closest(one.filled(role).points, other.filled(their_role).points)
        if found and found[0].standing == "same":
            yield Feature("onward", "same", "one goes on from the other at {}", (found[1],))
            return
    yield from _shared_role("origin", a, b)
    yield from _shared_role("destination", a, b)


def _vehicle(a: Case, b: Case) -> Iterator[Feature]:
    """The same ship by IMO number or name, a description that fits, or another ship."""
    for feature in _shared_role("vehicle", a, b):
        described = feature.outcome == "same" and not same_ship(a, b)
        yield msgspec.structs.replace(feature, outcome="compatible") if described else feature


def _date(a: Case, b: Case) -> Iterator[Feature]:
    """The days overlap or lie apart."""
    found = closest(a.filled("date").measured, b.filled("date").measured)
    if found is None or found[0].standing == "unlike":
        return
    relation, x, y = found
    if relation.agrees:
        days = (*a.filled("date").dates, *b.filled("date").dates)
        narrow = all((width_days(d) or 10**6) <= tables().limits.narrow_days for d in days)
        yield Feature("date", "same" if narrow else "compatible", "dates fit ({}, {})", (x, y))
    elif days_apart(a.filled("date"), b.filled("date")) > tables().limits.apart_days_seized:
        yield Feature("date", "different", "dates differ ({}, {})", (x, y))


@lru_cache(maxsize=200_000)
def days_apart(ones: Filled, others: Filled) -> int:
    """Days between the closest of two lists of dates, of which none is empty."""
    return min(gap_days(x, y) for x, y in product(ones.dates, others.dates))


def _published(a: Case, b: Case) -> Iterator[Feature]:
    """Undated events in reports published far apart."""
    one, two = a.document.published, b.document.published
    if one is None or two is None or (a.filled("date").dates and b.filled("date").dates):
        return
    if max((two.earliest - one.latest).days, (one.earliest - two.latest).days) > tables().limits.published_days:
        yield Feature("published", "different", "published far apart")


def _document(a: Case, b: Case) -> Iterator[Feature]:
    """Both stand in one report, or even near each other."""
    if a.document.id != b.document.id:
        return
    yield Feature("document", "same", "same report")
    one, two = a.claim.quote, b.claim.quote
    if max(one.start - two.end, two.start - one.end) <= tables().limits.near_chars:
        yield Feature("document", "near", "near each other")


def _names(a: Case, b: Case, shared: frozenset[str]) -> Iterator[Feature]:
    """Two reports share names and numbers that few others have: they are about one matter."""
    if a.document.id == b.document.id or len(shared) < tables().limits.some_names:
        return
    many = len(shared) >= tables().limits.many_names
    yield Feature("names", "many" if many else "some", f"their reports share {len(shared)} names and numbers")


FEATURES: tuple[Callable[[Case, Case], Iterator[Feature]], ...] = (
    _giver,
    _recipient,
    _cargo,
    _quantity,
    _vehicle,
    _places,
    _date,
    _published,
    _document,
)
