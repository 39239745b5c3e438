"""What fills a role, wherever it stands in the text: held once, so that two of them are compared once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from tallyclerk.model import DateValue, QuantityValue, Value, VehicleValue
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.relations import is_country, is_named
from tallyclerk.resources.folding import fold


class Filled:
    """Values of one role, each once, in order, as if they stood at the start of the text.

    Two are one only if they are one object, so that looking up how two compare costs nothing.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        self.values = tuple(dict.fromkeys(map(anywhere, values)))

    def __bool__(self) -> bool:
        return bool(self.values)

    @cached_property
    def measured(self) -> Filled:
        """Those that are of the role's own type, where it has one: quantities, dates, vehicles."""
        return self._only([v for v in self.values if isinstance(v, QuantityValue | DateValue | VehicleValue)])

    @cached_property
    def dates(self) -> tuple[DateValue, ...]:
        """Those that are dates."""
        return tuple(value for value in self.values if isinstance(value, DateValue))

    @cached_property
    def ships(self) -> frozenset[str]:
        """All by which named vehicles are known; two that have nothing of it in common are not the same."""
        named = [value for value in self.values if isinstance(value, VehicleValue) and is_named(value)]
        return frozenset(key for ship in named for key in (ship.imo, ship.id, fold(ship.name)) if key)

    @cached_property
    def is_generic(self) -> bool:
        """Whether all of it is goods that fit any."""
        return all(map(is_generic, self.values))

    @cached_property
    def points(self) -> Filled:
        """Those that are no whole country."""
        return self._only([value for value in self.values if not is_country(value)])

    def _only(self, values: list[Value]) -> Filled:
        return self if len(values) == len(self.values) else Filled(values)


class Shelf:
    """Fillings by what they hold, each kept once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Value, ...], Filled] = {}

    def put(self, values: Iterable[Value]) -> Filled:
        """The filling of some values."""
        found = Filled(values)
        return self._kept.setdefault(found.values, found)


def anywhere(value: Value) -> Value:
    """A value without its place in the text."""
    return msgspec.structs.replace(value, start=0, end=len(value.text))


NOTHING = Filled(())
