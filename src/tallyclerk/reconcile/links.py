"""How transfers hang together: parts of a whole, series, plans and their fulfilment, returns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import msgspec

from tallyclerk.model import LinkKind, QuantityValue
from tallyclerk.reconcile.amounts import is_less, ratio
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.cluster import Bundle
from tallyclerk.reconcile.days import inside
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.likeness import best, same_ship
from tallyclerk.reconcile.tables import tables
from tallyclerk.reconcile.vetoes import LASTING, opposite

_IN_RETURN = "the opposite direction, and worded as given in return"


class Tie(msgspec.Struct, frozen=True):
    """A link from one bundle to another, by their place in the list."""

    kind: LinkKind
    source: int
    target: int
    reason: str


class Sides(msgspec.Struct, frozen=True):
    """What a bundle's claims have together, by which most pairs of bundles are left without comparing their claims.

    Attributes:
        begins, ends: Countries that the movement as a whole goes from and to.
        sources, sinks: Countries of either end.
        series: Nouns of the numbered series that are named.
        planned, done: Whether all is planned, and whether nothing is.
        has_vehicle: Whether one names a vehicle.
        tells_part: Whether one has a day, or an amount that is worded as a part.
        measured: Whether one has an amount with a unit.
        documents: Ids of their documents.
    """

    begins: frozenset[str]
    ends: frozenset[str]
    sources: frozenset[str]
    sinks: frozenset[str]
    series: frozenset[str]
    planned: bool
    done: bool
    has_vehicle: bool
    tells_part: bool
    measured: bool
    documents: frozenset[str]

    @classmethod
    def of(cls, bundle: Bundle) -> Sides:
        """Of the claims that state something."""
        told = bundle.told
        plans = [case.claim.stage == "planned" for case in told]
        return cls(
            begins=frozenset().union(*(case.begins_in for case in told)),
            ends=frozenset().union(*(case.ends_in for case in told)),
            sources=frozenset().union(*(case.sources for case in told)),
            sinks=frozenset().union(*(case.sinks for case in told)),
            series=frozenset(noun for case in told for noun, _ in case.series),
            planned=all(plans),
            done=not any(plans),
            has_vehicle=any(case.vehicles for case in told),
            tells_part=any(case.dates or (case.worded_part and case.quantities) for case in told),
            measured=any(quantity.unit for quantity in _quantities(bundle)),
            documents=bundle.documents,
        )

    def may_follow(self, other: Sides) -> bool:
        """Whether this may be a later member of the other's series, its fulfilment or its return."""
        if self.ends & other.begins or other.ends & self.begins:
            return True
        return bool(self.sinks & other.sinks) and bool(self.series & other.series or (self.done and other.planned))

    def may_belong(self, whole: Sides) -> bool:
        """Whether this may be a part of the other."""
        if not (self.tells_part and self.measured and whole.measured):
            return False
        ends = self.sources & whole.sources and self.sinks & whole.sinks
        return bool(ends or (self.has_vehicle and whole.has_vehicle) or self.documents & whole.documents)


def link(bundles: Sequence[Bundle]) -> tuple[tuple[Bundle, ...], tuple[Tie, ...]]:
    """Bundles with their links; parts of one whole with one quantity become one bundle on the way."""
    found, parts = _with_parts(tuple(bundles))
    ties = list(parts)
    linked = {(tie.source, tie.target) for tie in parts}
    pieces = {tie.source for tie in parts}
    sides = [Sides.of(bundle) for bundle in found]
    wholes = [n for n in range(len(found)) if n not in pieces]
    for i, j in product(wholes, repeat=2):
        if i == j or not sides[i].may_follow(sides[j]) or (i, j) in linked or (j, i) in linked:
            continue
        a, b = found[i], found[j]
        tie = follows(i, a, j, b)
        if tie:
            ties.append(tie)
            linked.add((i, j))
    return found, tuple(ties)


def _with_parts(bundles: tuple[Bundle, ...]) -> tuple[tuple[Bundle, ...], tuple[Tie, ...]]:
    """Link parts, put together parts of one whole that give one quantity, and link again."""
    ties = _parts(bundles)
    for one, two in product(ties, repeat=2):
        if one.source < two.source and one.target == two.target:
            why = _one_part(bundles[one.source], bundles[two.source])
            if why:
                merged = bundles[one.source].joined(bundles[two.source], why)
                rest = [b for n, b in enumerate(bundles) if n not in (one.source, two.source)]
                return _with_parts(tuple(sorted((*rest, merged), key=lambda b: b.first)))
    return bundles, ties


def _one_part(a: Bundle, b: Bundle) -> str | None:
    if any(rule(x, y) for rule in LASTING for x, y in product(a.told, b.told)):
        return None
    found = best(_quantities(a), _quantities(b))
    if not found or not (found[0].standing == "same" or found[0].kind == "bound drift"):
        return None
    return f"{a.cases[0].id} and {b.cases[0].id}: parts of one whole with the same quantity ({found[1].label})"


def _parts(bundles: Sequence[Bundle]) -> tuple[Tie, ...]:
    """Each part with its best-supported whole."""
    ties = []
    sides = [Sides.of(bundle) for bundle in bundles]
    for i, part in enumerate(bundles):
        able = [j for j, side in enumerate(sides) if i != j and sides[i].may_belong(side)]
        wholes = [(j, why) for j in able if (why := part_of(part, bundles[j]))]
        if wholes:
            j, why = max(wholes, key=lambda w: (len(bundles[w[0]].documents), len(bundles[w[0]].cases), -w[0]))
            ties.append(Tie("part_of", i, j, why))
    return tuple(ties)


def part_of(part: Bundle, whole: Bundle) -> str | None:
    """Why one bundle's quantity is a part of another's, or None."""
    if len(part.documents) > len(whole.documents):
        return None
    smaller, larger = ([q for q in _quantities(bundle) if q.unit] for bundle in (part, whole))
    less = [(x, y) for x, y in product(smaller, larger) if is_less(x, y)]
    if not less or len(less) < len([1 for x, y in product(smaller, larger) if ratio(x, y) is not None]):
        return None
    if all(c.claim.stage == "planned" for c in whole.told) and any(c.claim.stage != "planned" for c in part.told):
        return None
    if any(rule(x, y) for rule in LASTING for x, y in product(part.told, whole.told)):
        return None
    x, y = less[0]
    return _part_reason(part, whole, f"{label_of(x)} of {label_of(y)}")


def _part_reason(part: Bundle, whole: Bundle, share: str) -> str | None:
    if not _same_route(part, whole) or _another_time(part, whole):
        return None
    if any(c.worded_part and c.quantities for c in part.told):
        return f"{share}: worded as a part"
    days = [(x, y) for a, b in product(part.told, whole.told) for x, y in product(a.dates, b.dates)]
    within = [(x, y) for x, y in days if inside(x, y)]
    if within:
        return f"{share}: its time ({within[0][0].label}) lies inside that of the whole ({within[0][1].label})"
    return None


def _another_time(part: Bundle, whole: Bundle) -> bool:
    """Whether all dates of the one lie outside all dates of the other."""
    found = best([d for c in part.told for d in c.dates], [d for c in whole.told for d in c.dates])
    return found is not None and found[0].standing == "different"


def _same_route(part: Bundle, whole: Bundle) -> bool:
    """Whether an end of the route, a ship or the report shows that both speak of one movement."""
    if part.documents & whole.documents:
        return True
    return any(_shares_end(a, b) for a, b in product(part.told, whole.told))


def _shares_end(a: Case, b: Case) -> bool:
    return bool(a.sources & b.sources and a.sinks & b.sinks) or same_ship(a, b)


def _quantities(bundle: Bundle) -> tuple[QuantityValue, ...]:
    return tuple(q for case in bundle.told for q in case.quantities)


def _alike(a: Bundle, b: Bundle) -> bool:
    """Whether two bundles have the same parties and goods, as far as both say."""
    pairs = list(product(a.told, b.told))
    return not any(rule(x, y) for rule in LASTING for x, y in pairs) and any(
        x.sinks & y.sinks and (x.sources & y.sources or not (x.sources and y.sources)) for x, y in pairs
    )


def follows(i: int, a: Bundle, j: int, b: Bundle) -> Tie | None:
    """How one bundle follows from another: as a later member of its series, its fulfilment or its return."""
    return _is_later(i, a, j, b) or _fulfils(i, a, j, b) or _returns(i, a, j, b)


def _is_later(i: int, a: Bundle, j: int, b: Bundle) -> Tie | None:
    """The one is a later member of the other's series."""
    for x, y in product(a.told, b.told):
        for noun, number in sorted(x.series):
            earlier = dict(y.series).get(noun)
            if earlier is not None and earlier < number and _alike(a, b):
                return Tie("follows", i, j, f"{noun} {number} after {noun} {earlier}")
    return None


def _fulfils(i: int, a: Bundle, j: int, b: Bundle) -> Tie | None:
    """What the one reports as done, the other reports as planned."""
    if any(c.claim.stage == "planned" for c in a.told) or any(c.claim.stage != "planned" for c in b.told):
        return None
    if not _alike(a, b) or not _goods_fit(a, b) or not _quantities_fit(a, b):
        return None
    return Tie("fulfils", i, j, "the same parties and goods, there as a plan, here as done")


def _goods_fit(a: Bundle, b: Bundle) -> bool:
    found = best([v for c in a.told for v in c.values("cargo")], [v for c in b.told for v in c.values("cargo")])
    return bool(found and found[0].agrees and not is_generic(found[1]) and not is_generic(found[2]))


def _quantities_fit(a: Bundle, b: Bundle) -> bool:
    limit = tables().limits.parts_ratio
    known = [r for x, y in product(_quantities(a), _quantities(b)) if (r := ratio(x, y))]
    return not known or any(1 / limit <= r <= limit for r in known)


def _returns(i: int, a: Bundle, j: int, b: Bundle) -> Tie | None:
    """The one goes back by the other's ship, or is worded as given in return."""
    for x, y in product(a.told, b.told):
        back = same_ship(x, y) and (x.is_return or _later(x, y))
        if (back or x.is_return) and opposite(x, y):
            worded = f"the same ship in the opposite direction ({label_of(x.vehicles[0])})" if back else _IN_RETURN
            return Tie("returns", i, j, worded)
    return None


def _later(x: Case, y: Case) -> bool:
    ends = [d.latest for d in y.dates if d.latest]
    return any(d.earliest and ends and d.earliest >= max(ends) for d in x.dates)
