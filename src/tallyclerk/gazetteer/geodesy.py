"""Distances along the WGS-84 ellipsoid."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from tallyclerk.errors import UngroundedPlace


class Located(Protocol):
    """Anything with a name and perhaps coordinates: a gazetteer's place or a place value."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""


def distance_km(a: Located, b: Located) -> float:
    """Great-circle distance between two places along the WGS-84 ellipsoid.

    Args:
        a, b: Places with coordinates in degrees.

    Returns:
        Kilometres.

    Raises:
        UngroundedPlace: if either has no coordinates.

    Source: Karney 2013, by way of GeographicLib (pyproj).
    """
    return points_km(*_at(a), *_at(b))


def points_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The same between two points in degrees."""
    return float(_geod().inv(lon_a, lat_a, lon_b, lat_b)[2]) / 1000


def _at(place: Located) -> tuple[float, float]:
    if place.lat is None or place.lon is None:
        raise UngroundedPlace(f"{place.name!r} has no coordinates, so nothing can be measured from it")
    return place.lat, place.lon


@cache
def _geod() -> Any:
    from pyproj import Geod  # noqa: PLC0415  # heavy

    return Geod(ellps="WGS84")
