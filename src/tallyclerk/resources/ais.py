"""Names that columns of AIS tables have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from tallyclerk.resources.folding import fold
from tallyclerk.resources.loading import load_yaml

AisField = Literal["mmsi", "time", "lat", "lon", "knots", "name", "imo"]


class AisColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a position report and what its column may be called."""

    field: AisField
    names: tuple[str, ...]
    example: str


@cache
def ais_columns() -> tuple[AisColumn, ...]:
    """The columns as written in `ais.yaml`."""
    found: tuple[AisColumn, ...] = load_yaml("ais.yaml", tuple[AisColumn, ...])
    return found


def find_columns(head: Sequence[str]) -> dict[AisField, int]:
    """For each field the number of its column in a head; the first that bears one of its names."""
    plain = [fold(name) for name in head]
    found: dict[AisField, int] = {}
    for column in ais_columns():
        names = {fold(name) for name in column.names}
        at = next((n for n, name in enumerate(plain) if name in names), None)
        if at is not None:
            found[column.field] = at
    return found
