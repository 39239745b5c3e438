"""One movement told in two directions: who gave and who got, or where from and where to, stand the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tallyclerk.model import Conflict, QuantityValue, Value
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.likeness import best, same_ship
from tallyclerk.reconcile.telling import documents_of
from tallyclerk.reconcile.vetoes import opposite


def reversals(bundles: Sequence[Bundle]) -> dict[int, tuple[Conflict, ...]]:
    """Bundles of other reports that tell the same goods or ship the other way round, by the index of both bundles."""
    found: defaultdict[int, list[Conflict]] = defaultdict(list)
    for i, j in _candidates(bundles):
        if conflict := _reversed(bundles[i], bundles[j]):
            found[i].append(conflict)
            found[j].append(conflict)
    return {index: tuple(conflicts) for index, conflicts in found.items()}


def _candidates(bundles: Sequence[Bundle]) -> list[tuple[int, int]]:
    """Pairs of bundles that tell a number in one unit, or name a ship, in common."""
    groups: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for index, bundle in enumerate(bundles):
        for case in bundle.told:
            for quantity in case.quantities:
                groups["amount", f"{quantity.value:g} {quantity.unit}"].add(index)
            for ship in case.vehicles:
                if ship.id or ship.imo:
                    groups["ship", ship.imo or ship.id or ""].add(index)
    return sorted({pair for group in groups.values() for pair in combinations(sorted(group), 2)})


def _reversed(a: Bundle, b: Bundle) -> Conflict | None:
    if a.documents & b.documents:
        return None  # a report that tells of both ways tells of two movements
    for x, y in product(a.told, b.told):
        if not (x.is_return or y.is_return) and opposite(x, y) and (shared := _shared(a, b)):
            reason = (
                f"{documents_of(a.told)} tells {shared} as going {_way(x)}, {documents_of(b.told)} as going {_way(y)}: "
                "one of them has the direction the wrong way round"
            )
            return Conflict(kind="direction", between=(_way(x), _way(y)), reason=reason)
    return None


def _shared(a: Bundle, b: Bundle) -> str | None:
    """What shows that both tell of one movement: the same amount of the same goods, or the same ship at one time."""
    quantity = best(_all(a, "quantity"), _all(b, "quantity"))
    goods = best(_all(a, "cargo"), _all(b, "cargo"))
    if quantity and quantity[0].standing == "same" and goods and goods[0].agrees and not is_generic(goods[1]):
        return label_of(quantity[1]) if isinstance(quantity[1], QuantityValue) else None
    days = best(_all(a, "date"), _all(b, "date"))
    ship = next((x for x, y in product(a.told, b.told) if same_ship(x, y)), None)
    return label_of(ship.vehicles[0]) if ship and days and days[0].agrees else None


def _all(bundle: Bundle, role: str) -> tuple[Value, ...]:
    return tuple(value for case in bundle.told for value in case.values(role))  # type: ignore[arg-type]


def _way(case: Case) -> str:
    return " ".join(_ends(case)) or "another way"


def _ends(case: Case) -> Iterator[str]:
    for word, roles in (("from", ("giver", "origin")), ("to", ("recipient", "destination"))):
        value = next((v for role in roles for v in case.values(role)), None)  # type: ignore[arg-type]
        if value is not None:
            yield f"{word} {label_of(value)}"
