"""Bundles that are parts of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from tallyclerk.reconcile.amounts import is_less, ratio
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.days import inside
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.likeness import best, closest, same_ship
from tallyclerk.reconcile.sides import Sides, Tie, quantities
from tallyclerk.reconcile.vetoes import LASTING


def with_parts(bundles: Sequence[Bundle]) -> tuple[tuple[Bundle, ...], tuple[Tie, ...]]:
    """Link parts to their wholes; parts of one whole that give one quantity become one bundle on the way."""
    parts = _Parts(bundles)
    while two := parts.to_join():
        parts.join(*two)
    found = tuple(parts.bundles[first] for first in sorted(parts.bundles))
    place = {bundle.first: at for at, bundle in enumerate(found)}
    return found, tuple(Tie("part_of", place[i], place[j], why) for i, j, why in parts.ties())


class _Parts:
    """Which bundles are parts of which, by their first claims. What a merger does not touch is not compared again."""

    def __init__(self, bundles: Sequence[Bundle]) -> None:
        self.bundles: dict[int, Bundle] = {}
        self._sides: dict[int, Sides] = {}
        self._holders: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        self._wholes: dict[int, dict[int, str]] = {}
        self._two_parts: set[tuple[int, int, int, int]] = set()
        for bundle in bundles:
            self._add(bundle)

    def ties(self) -> Iterator[tuple[int, int, str]]:
        """Each part with its best-supported whole, and why it is a part of that."""
        for part in sorted(self.bundles):
            if wholes := self._wholes[part]:
                whole = max(wholes, key=self._support)
                yield part, whole, wholes[whole]

    def to_join(self) -> tuple[int, int, str] | None:
        """The first two parts of one whole that are one, and why."""
        by_whole: defaultdict[int, list[int]] = defaultdict(list)
        ties = [(part, whole) for part, whole, _ in self.ties()]
        for part, whole in ties:
            by_whole[whole].append(part)
        for one, whole in ties:
            for two in by_whole[whole]:
                if one < two and (why := self._one_part(one, two)):
                    return one, two, why
        return None

    def join(self, one: int, two: int, why: str) -> None:
        """Make one bundle of two."""
        merged = self.bundles[one].joined(self.bundles[two], why)
        self._remove(one)
        self._remove(two)
        self._add(merged)

    def _support(self, whole: int) -> tuple[int, int, int]:
        bundle = self.bundles[whole]
        return len(bundle.documents), len(bundle.cases), -whole

    def _one_part(self, one: int, two: int) -> str | None:
        a, b = self.bundles[one], self.bundles[two]
        key = (one, len(a.cases), two, len(b.cases))
        if key in self._two_parts:
            return None
        why = _one_part(a, b)
        if not why:
            self._two_parts.add(key)
        return why

    def _add(self, bundle: Bundle) -> None:
        new, side = bundle.first, Sides.of(bundle)
        near = {other for key in _keys(side) for other in self._holders[key]}
        self.bundles[new], self._sides[new], self._wholes[new] = bundle, side, {}
        for other in near:
            self._tie(new, other)
            self._tie(other, new)
        for key in _keys(side):
            self._holders[key].add(new)

    def _tie(self, part: int, whole: int) -> None:
        if self._sides[part].may_belong(self._sides[whole]) and (
            why := part_of(self.bundles[part], self.bundles[whole])
        ):
            self._wholes[part][whole] = why

    def _remove(self, gone: int) -> None:
        for key in _keys(self._sides.pop(gone)):
            self._holders[key].discard(gone)
        del self.bundles[gone], self._wholes[gone]
        for wholes in self._wholes.values():
            wholes.pop(gone, None)


def _keys(side: Sides) -> Iterator[tuple[str, ...]]:
    """What a part and its whole have in common: a report, a ship, or both ends of the way."""
    yield from (("report", document) for document in side.documents)
    yield from (("ship", key) for key in side.ships)
    yield from (("way", *ends) for ends in product(side.sources, side.sinks))


def _one_part(a: Bundle, b: Bundle) -> str | None:
    if any(rule(x, y) for rule in LASTING for x, y in product(a.told, b.told)):
        return None
    found = best(a.filled("quantity").values, b.filled("quantity").values)
    if not found or not (found[0].standing == "same" or found[0].kind == "bound drift"):
        return None
    return f"{a.cases[0].id} and {b.cases[0].id}: parts of one whole with the same quantity ({found[1].label})"


def part_of(part: Bundle, whole: Bundle) -> str | None:
    """Why one bundle's quantity is a part of another's, or None."""
    if len(part.documents) > len(whole.documents):
        return None
    smaller, larger = ([q for q in quantities(bundle) if q.unit] for bundle in (part, whole))
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
    found = closest(part.filled("date").measured, whole.filled("date").measured)
    return found is not None and found[0].standing == "different"


def _same_route(part: Bundle, whole: Bundle) -> bool:
    """Whether an end of the route, a ship or the report shows that both speak of one movement."""
    if part.documents & whole.documents:
        return True
    return any(_shares_end(a, b) for a, b in product(part.told, whole.told))


def _shares_end(a: Case, b: Case) -> bool:
    return bool(a.sources & b.sources and a.sinks & b.sinks) or same_ship(a, b)
