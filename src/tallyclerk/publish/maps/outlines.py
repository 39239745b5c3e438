"""Rings of the countries of the world, ready to be projected as arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Detail = Literal["10m", "50m"]

LONGEST = 1.5
"""Degrees between points of a ring from which it gets more: a long side is no straight line on the board."""


class CountryRing(msgspec.Struct, frozen=True):
    """One closed line of a country: its points as rows of longitude and latitude, and the box around them."""

    country: str
    name: str
    points: Array
    box: tuple[float, float, float, float]


Source = Callable[[Detail], Sequence[CountryRing]]
"""Gives all rings of the world in some detail (Natural Earth at 1:10m or 1:50m)."""


@cache
def country_rings(detail: Detail) -> tuple[CountryRing, ...]:
    """The rings of all countries in the gazetteer, holes among them (fill by the even-odd rule)."""
    from tallyclerk.gazetteer.topology import topology  # noqa: PLC0415 - a large table, read when a map is drawn

    shapes = topology(detail)
    return tuple(
        country_ring(shape.country or "", shape.name, shapes.ring(ring))
        for shape in shapes.countries
        for polygon in shape.polygons
        for ring in polygon
    )


def country_ring(country: str, name: str, points: Sequence[tuple[float, float]]) -> CountryRing:
    """A ring of (lon, lat) in degrees, with points added on its long sides.

    A ring that crosses the date line comes with longitudes that run on beyond 180, and so does its box.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    corners = np.asarray([*points, points[0]], dtype=np.float64)
    corners[:, 0] = np.unwrap(corners[:, 0], period=360)
    sides = np.abs(np.diff(corners, axis=0)).max(axis=1)
    pieces = np.maximum(1, np.round(sides / LONGEST)).astype(int)
    if pieces.max() > 1:
        along = np.repeat(np.arange(len(sides)), pieces)
        share = np.concatenate([np.arange(n) / n for n in pieces])[:, None]
        corners = corners[along] + (corners[along + 1] - corners[along]) * share
    west, south = corners.min(axis=0)
    east, north = corners.max(axis=0)
    return CountryRing(country, name, corners, (float(west), float(south), float(east), float(north)))
