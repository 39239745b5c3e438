"""Rings of the countries of the world and its disputed borders, ready to be projected as arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Detail = Literal["10m", "50m"]
Point = tuple[float, float]

LONGEST = 1.5
"""Degrees between points of a ring from which it gets more: a long side is no straight line on the board."""


class CountryRing(msgspec.Struct, frozen=True):
    """One closed line of a country: its points as rows of longitude and latitude, and the box around them."""

    country: str
    name: str
    points: Array
    box: tuple[float, float, float, float]


class Disputed(msgspec.Struct, frozen=True):
    """One piece of a disputed border: its name, what about, its points as in `CountryRing`, and the box around them."""

    name: str
    why: str
    points: Array
    box: tuple[float, float, float, float]


class World(msgspec.Struct, frozen=True):
    """Gives all rings and disputed borders of the world in some detail (Natural Earth at 1:10m or 1:50m)."""

    rings: Callable[[Detail], Sequence[CountryRing]]
    disputed: Callable[[Detail], Sequence[Disputed]]


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


@cache
def disputed_borders(detail: Detail) -> tuple[Disputed, ...]:
    """The borders that `disputed.yaml` names, cut to their boxes."""
    from tallyclerk.gazetteer.topology import topology  # noqa: PLC0415 - a large table, read when a map is drawn
    from tallyclerk.resources.disputed import disputes  # noqa: PLC0415

    shapes = topology(detail)
    return tuple(
        disputed(dispute.name, dispute.why, part)
        for dispute in disputes()
        for pair in dispute.between
        for arc in shapes.between(*pair)
        for part in _within(shapes.arc(arc), dispute.box)
    )


def disputed(name: str, why: str, points: Sequence[Point]) -> Disputed:
    """A disputed border along (lon, lat) points in degrees."""
    import numpy as np  # noqa: PLC0415 - heavy

    line = np.asarray(points, dtype=np.float64)
    (west, south), (east, north) = line.min(axis=0), line.max(axis=0)
    return Disputed(name, why, line, (float(west), float(south), float(east), float(north)))


def _within(points: Sequence[Point], box: tuple[float, float, float, float]) -> list[list[Point]]:
    """The runs of two or more points that lie in a box of west, south, east and north."""
    west, south, east, north = box
    groups = groupby(points, key=lambda p: west <= p[0] <= east and south <= p[1] <= north)
    return [run for inside, found in groups if inside and len(run := list(found)) > 1]


def country_ring(country: str, name: str, points: Sequence[Point]) -> CountryRing:
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


NATURAL_EARTH = World(country_rings, disputed_borders)
