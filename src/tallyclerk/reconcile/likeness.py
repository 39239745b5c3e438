"""How alike two claims are: named features with weights and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Literal

import msgspec

from tallyclerk.model import Role, Value
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.days import gap_days, width_days
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.relation import Relation
from tallyclerk.reconcile.relations import compare, country_of, is_country, is_named
from tallyclerk.reconcile.tables import tables

Outcome = Literal["same", "compatible", "generic", "near", "some", "many", "different", "doubtful"]
_BEST = {"same": 0, "close": 1, "wider": 2, "narrower": 2, "unlike": 3, "different": 4}


class Feature(msgspec.Struct, frozen=True):
    """One thing that two claims have in common or not."""

    name: str
    outcome: Outcome
    why: str

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


def likeness(a: Case, b: Case, *, together: bool = False) -> Likeness:
    """How alike two claims are, by all features that both allow to judge; with `together`, two bundles as one claim."""
    found = tuple(feature for judge in (TOGETHER if together else FEATURES) for feature in judge(a, b))
    return Likeness(round(sum(feature.weight for feature in found), 6), found)


def likenesses(pairs: Iterable[tuple[Case, Case]]) -> Iterator[tuple[Case, Case, Likeness]]:
    """The likeness of each of many pairs; claims of two reports that are the same, as in copies, are weighed once."""
    numbers: dict[bytes, int] = {}
    wordings: dict[int, int] = {}
    known: dict[tuple[int, int], Likeness] = {}

    def wording(case: Case) -> int:
        if case.order not in wordings:
            wordings[case.order] = numbers.setdefault(_wording(case), len(numbers))
        return wordings[case.order]

    for a, b in pairs:
        if a.document.id == b.document.id:
            yield a, b, likeness(a, b)
            continue
        pair = wording(a), wording(b)
        if pair not in known:
            known[pair] = likeness(a, b)
        yield a, b, known[pair]


def _wording(case: Case) -> bytes:
    """All that features look at in claims of two reports: what fills the roles, wherever it stands, and the day."""
    roles = {role: [_anywhere(value) for value in case.values(role)] for role in case.claim.roles}
    return msgspec.json.encode((roles, case.document.published), order="sorted")


def _anywhere(value: Value) -> Value:
    return msgspec.structs.replace(value, start=0, end=len(value.text))


def best(ones: Iterable[Value], others: Iterable[Value]) -> tuple[Relation, Value, Value] | None:
    """The most favourable pair of two lists of values with their relation; None where a list is empty."""
    pairs = [(compare(x, y), x, y) for x, y in product(ones, others)]
    return min(pairs, key=lambda pair: _BEST[pair[0].standing]) if pairs else None


def _shared_role(role: Role, a: Case, b: Case) -> Iterator[Feature]:
    """Both fill the role: the same value, one that fits, or another."""
    found = best(a.values(role), b.values(role))
    if found is None or found[0].standing == "unlike":
        return
    relation, x, y = found
    if relation.standing == "same":
        yield Feature(role, "same", f"same {role} ({label_of(x)})")
    elif relation.agrees:
        yield Feature(role, "compatible", f"{role} fits ({label_of(x)}, {label_of(y)})")
    else:
        doubtful = not relation.sure or (role != "vehicle" and same_ship(a, b))
        yield Feature(role, "doubtful" if doubtful else "different", f"{role} differs ({label_of(x)}, {label_of(y)})")


def same_ship(a: Case, b: Case) -> bool:
    """Whether both name the same ship."""
    pairs = product(a.vehicles, b.vehicles)
    return any(is_named(x) and is_named(y) and compare(x, y).standing == "same" for x, y in pairs)


def _giver(a: Case, b: Case) -> Iterator[Feature]:
    """Both name the giver, or one names it and the other a place in its country."""
    yield from _shared_role("giver", a, b)
    yield from _party_and_place("giver", "origin", a, b)


def _recipient(a: Case, b: Case) -> Iterator[Feature]:
    """Both name the recipient, or one names it and the other a place in its country."""
    yield from _shared_role("recipient", a, b)
    yield from _party_and_place("recipient", "destination", a, b)


def _party_and_place(party: Role, place: Role, a: Case, b: Case) -> Iterator[Feature]:
    if bool(a.values(party)) == bool(b.values(party)):
        return
    names, rests = (a, b) if a.values(party) else (b, a)
    for x, y in product(names.values(party), rests.values(place)):
        if country_of(x) and country_of(x) == country_of(y):
            yield Feature(f"{party}_place", "same", f"{label_of(y)} is in the {party}'s country ({label_of(x)})")
            return


def _cargo(a: Case, b: Case) -> Iterator[Feature]:
    """The goods are the same, fit, or differ; packaging fits anything."""
    ones, others = a.values("cargo"), b.values("cargo")
    if ones and others and (all(map(is_generic, ones)) or all(map(is_generic, others))):
        yield Feature("cargo", "generic", "goods not told apart")
        return
    yield from _shared_role("cargo", a, b)


def _quantity(a: Case, b: Case) -> Iterator[Feature]:
    """The quantity is the same, fits, or differs."""
    found = best(a.quantities, b.quantities)
    if found is None or found[0].standing == "unlike":
        return
    relation, x, y = found
    if relation.standing == "same" or relation.kind == "bound drift":
        yield Feature("quantity", "same", f"same quantity ({label_of(x)})")
    elif relation.agrees:
        yield Feature("quantity", "compatible", f"quantity fits ({label_of(x)}, {label_of(y)})")
    else:
        yield Feature("quantity", "different", f"quantity differs ({label_of(x)}, {label_of(y)})")


def _places(a: Case, b: Case) -> Iterator[Feature]:
    """The one goes on where the other ends, or both begin or end at the same place or another."""
    chain = [(a, "destination", b, "origin"), (b, "destination", a, "origin")]
    calls = [(a, "via", b, role) for role in ("via", "origin", "destination")]
    calls += [(b, "via", a, role) for role in ("origin", "destination")]
    for one, role, other, their_role in [*chain, *calls]:
        found = best(_points(one, role), _points(other, their_role))  # type: ignore[arg-type]
        if found and found[0].standing == "same":
            yield Feature("onward", "same", f"one goes on from the other at {found[1].label}")
            return
    yield from _shared_role("origin", a, b)
    yield from _shared_role("destination", a, b)


def _points(case: Case, role: Role) -> tuple[Value, ...]:
    return tuple(v for v in case.values(role) if not is_country(v))


def _vehicle(a: Case, b: Case) -> Iterator[Feature]:
    """The same ship by IMO number or name, a description that fits, or another ship."""
    for feature in _shared_role("vehicle", a, b):
        described = feature.outcome == "same" and not same_ship(a, b)
        yield msgspec.structs.replace(feature, outcome="compatible") if described else feature


def _date(a: Case, b: Case) -> Iterator[Feature]:
    """The days overlap or lie apart."""
    found = best(a.dates, b.dates)
    if found is None or found[0].standing == "unlike":
        return
    relation, x, y = found
    if relation.agrees:
        narrow = all((width_days(d) or 10**6) <= tables().limits.narrow_days for d in (*a.dates, *b.dates))
        yield Feature("date", "same" if narrow else "compatible", f"dates fit ({label_of(x)}, {label_of(y)})")
    elif min(gap_days(p, q) for p, q in product(a.dates, b.dates)) > tables().limits.apart_days_seized:
        yield Feature("date", "different", f"dates differ ({label_of(x)}, {label_of(y)})")


def _published(a: Case, b: Case) -> Iterator[Feature]:
    """Undated events in reports published far apart."""
    one, two = a.document.published, b.document.published
    if one is None or two is None or (a.dates and b.dates):
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


def _names(a: Case, b: Case) -> Iterator[Feature]:
    """Two reports share names and numbers that few others have: they are about one matter."""
    shared = a.names & b.names
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
TOGETHER = (*FEATURES, _names)
"""Features of all that two bundles say."""
