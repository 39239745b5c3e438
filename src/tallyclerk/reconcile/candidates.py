"""Pairs of claims that may be of one transfer, by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

import numpy as np

from tallyclerk.model import CargoValue, PlaceValue, Role
from tallyclerk.reconcile.bounds import Numbers
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.relations import is_country

_PLACES: tuple[Role, ...] = ("origin", "destination", "via")
Key = tuple[str, ...]
_NONE = np.empty(0, np.intp)


class Groups:
    """Items by the keys that they share; items go by their place in the list.

    Args:
        keys: Those of each item.
        most: How many items a key may be of; one of more brings none together.
    """

    def __init__(self, keys: Sequence[AbstractSet[Hashable]], most: int | None = None) -> None:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for number, own in enumerate(keys):
            for key in own:
                found[key].append(number)
        shared = {key: np.array(numbers, np.intp) for key, numbers in found.items() if len(numbers) > 1}
        self._groups = {key: group for key, group in shared.items() if most is None or len(group) <= most}
        self._keys = keys

    def later(self, number: int) -> Numbers:
        """The later items that share keys with one, each as often as it shares one."""
        groups = [self._groups[key] for key in self._keys[number] if key in self._groups]
        return np.concatenate((_NONE, *(group[np.searchsorted(group, number, "right") :] for group in groups)))


def candidates(cases: Sequence[Case]) -> Iterator[tuple[int, Numbers]]:
    """Each claim with the later ones that share a key with it."""
    groups = Groups([frozenset(keys_of(case)) for case in cases])
    for number in range(len(cases)):
        if len(others := groups.later(number)):
            yield number, np.unique(others)


def keys_of(case: Case) -> Iterator[Key]:
    """What brings two claims together: a report, a ship, a place, an end of the way with the other end or the goods."""
    yield ("report", case.document.id)
    yield from (("ship", v.id or v.imo or "") for v in case.vehicles if v.id or v.imo)
    for role in _PLACES:
        for place in case.typed(role, PlaceValue):
            if place.gazetteer_id and not is_country(place):
                yield ("place", place.gazetteer_id)
    yield from (("route", a, b) for a, b in product(case.sources, case.sinks))
    kinds = {kind for cargo in case.typed("cargo", CargoValue) for kind in cargo.kinds}
    yield from (("from", a, kind) for a, kind in product(case.sources, kinds))
    yield from (("to", a, kind) for a, kind in product(case.sinks, kinds))
