"""How transfers hang together: parts of a whole, series, plans and their fulfilment, returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from tallyclerk.reconcile.amounts import ratio
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.likeness import closest, same_ship
from tallyclerk.reconcile.parts import with_parts
from tallyclerk.reconcile.sides import Sides, Tie, quantities
from tallyclerk.reconcile.tables import tables
from tallyclerk.reconcile.vetoes import LASTING, opposite

_IN_RETURN = "the opposite direction, and worded as given in return"


def link(bundles: Sequence[Bundle]) -> tuple[tuple[Bundle, ...], tuple[Tie, ...]]:
    """Bundles with their links; parts of one whole with one quantity become one bundle on the way."""
    found, parts = with_parts(bundles)
    ties = list(parts)
    linked = {(tie.source, tie.target) for tie in parts}
    pieces = {tie.source for tie in parts}
    for i, j in _near(found):
        if {i, j} & pieces or (i, j) in linked or (j, i) in linked:
            continue
        tie = follows(i, found[i], j, found[j])
        if tie:
            ties.append(tie)
            linked.add((i, j))
    return found, tuple(ties)


def _near(bundles: Sequence[Bundle]) -> Iterator[tuple[int, int]]:
    """Pairs of which the first may follow from the second, in order, without looking at all pairs."""
    sides = [Sides.of(bundle) for bundle in bundles]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        for key in _known_by(side):
            holders[key].append(number)
    for number, side in enumerate(sides):
        near = {other for key in _looks_for(side) for other in holders.get(key, ())}
        yield from ((number, other) for other in sorted(near - {number}) if side.may_follow(sides[other]))


def _known_by(side: Sides) -> Iterator[tuple[str, ...]]:
    """By what a bundle is found that others may follow from."""
    yield from _common(side)
    yield from (("plan", sink) for sink in side.sinks if side.planned)
    yield from (("begin", country) for country in side.begins)
    yield from (("end", country) for country in side.ends)


def _looks_for(side: Sides) -> Iterator[tuple[str, ...]]:
    """By what a bundle finds those that it may follow from."""
    yield from _common(side)
    yield from (("plan", sink) for sink in side.sinks if side.done)
    if side.returns:
        yield from (("end", country) for country in side.begins)
        yield from (("begin", country) for country in side.ends)


def _common(side: Sides) -> Iterator[tuple[str, ...]]:
    yield from (("ship", key) for key in side.ships)
    yield from (("series", noun, sink) for noun in side.series for sink in side.sinks)


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
    found = closest(a.filled("cargo"), b.filled("cargo"))
    return bool(found and found[0].agrees and not is_generic(found[1]) and not is_generic(found[2]))


def _quantities_fit(a: Bundle, b: Bundle) -> bool:
    limit = tables().limits.parts_ratio
    known = [r for x, y in product(quantities(a), quantities(b)) if (r := ratio(x, y))]
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
