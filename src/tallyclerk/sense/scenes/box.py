"""Boxes and circles around a place, also at a pole and across the antimeridian."""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import Any

_DEGREE_LAT_KM = 110.5
"""The shortest degree of latitude; at the equator it is 110.57 km."""
_DEGREE_LON_KM = 111.0
"""A little under a degree of longitude at the equator, so that a box is never too small."""
_POINTS = 16


def box(lat: float, lon: float, radius_km: float) -> list[float]:
    """West, south, east and north of a box around a circle, in degrees.

    Across the antimeridian west is greater than east (RFC 7946, section 5.2). Around a pole it spans all longitudes.
    """
    tall = radius_km / _DEGREE_LAT_KM
    south, north = max(-90.0, lat - tall), min(90.0, lat + tall)
    wide = _wide(max(abs(south), abs(north)), radius_km)
    if wide >= 180:
        return [-180.0, round(south, 5), 180.0, round(north, 5)]
    return [_turned(lon - wide), round(south, 5), _turned(lon + wide), round(north, 5)]


def circle(lat: float, lon: float, radius_km: float) -> list[tuple[float, float]]:
    """The middle of a circle and points on its rim, as longitude and latitude; longitudes may pass 180."""
    tall, wide = radius_km / _DEGREE_LAT_KM, min(180.0, _wide(abs(lat), radius_km))
    turns = [2 * pi * n / _POINTS for n in range(_POINTS)]
    rim = [(lon + wide * cos(turn), max(-90.0, min(90.0, lat + tall * sin(turn)))) for turn in turns]
    return [(lon, lat), *rim]


def footprint(geometry: dict[str, Any]) -> Any:
    """A GeoJSON polygon as a shapely geometry; one that jumps the antimeridian is unwrapped to pass 180.

    Raises:
        ValueError, TypeError, KeyError, IndexError: if it is none.
    """
    from shapely import make_valid, transform  # noqa: PLC0415 - heavy
    from shapely.geometry import shape  # noqa: PLC0415

    found = shape(geometry)
    if found.geom_type not in ("Polygon", "MultiPolygon") or found.is_empty:
        raise ValueError(f"its footprint is a {found.geom_type}, not a polygon")
    west, _, east, _ = found.bounds
    if found.geom_type == "Polygon" and east - west > 180:
        found = transform(found, lambda points: points + (points < 0) * [360, 0])
    return make_valid(found)


def covered(shape: Any, points: list[tuple[float, float]]) -> list[bool]:
    """For each point whether a footprint covers it, whichever way around the longitudes are counted."""
    from shapely.geometry import Point  # noqa: PLC0415 - heavy

    return [any(shape.covers(Point(lon + turn, lat)) for turn in (0, 360, -360)) for lon, lat in points]


def _wide(lat: float, radius_km: float) -> float:
    along = _DEGREE_LON_KM * cos(radians(min(lat, 90.0)))
    return 180.0 if along * 180 <= radius_km else radius_km / along


def _turned(lon: float) -> float:
    return round((lon + 180) % 360 - 180, 5)
