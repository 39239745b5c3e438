"""Places and vehicles of a transfer by the names that its legs give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from tallyclerk.model import ROLES, Mention, PlaceValue, Transfer, Value, VehicleValue
from tallyclerk.publish.records import Records

Named = TypeVar("Named", PlaceValue, VehicleValue)


def places(records: Records, transfer: Transfer) -> dict[str, PlaceValue]:
    """Places by name and by wording, in lower case; those of facts before those of claims."""
    return _by_name(PlaceValue, _values(records, transfer))


def vehicles(records: Records, transfer: Transfer) -> dict[str, VehicleValue]:
    """Vehicles by name and by wording, in lower case; those of facts before those of claims."""
    return _by_name(VehicleValue, _values(records, transfer))


def _by_name(kind: type[Named], values: Iterator[Value]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for value in values:
        if isinstance(value, kind):
            found.setdefault(value.name.casefold(), value)
            found.setdefault(value.text.casefold(), value)
    return found


def _values(records: Records, transfer: Transfer) -> Iterator[Mention]:
    for role in ROLES:
        yield from (v.value for v in transfer.facts[role].values) if role in transfer.facts else ()
    for claim in (records.claims[id] for id in transfer.claims):
        for role in ROLES:
            yield from claim.roles.get(role, ())
