"""Country lines: outlines for maps, and distances to a country.

Source: Natural Earth 4.1, which draws boundaries as they are held on the ground; see `resources/borders/LICENCE.md`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from tallyclerk.gazetteer.topology import Detail, Point, Shape, Topology, topology

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class Outline(msgspec.Struct, frozen=True):
    """The part of a country that lies in a box.

    Attributes:
        country: ISO 3166-1 alpha-2, None for a disputed piece without a code.
        name: As Natural Earth writes it.
        rings: Closed rings of (lon, lat) in degrees; holes are rings too (draw with the even-odd rule).
    """

    country: str | None
    name: str
    rings: tuple[tuple[Point, ...], ...]


class Nearest(msgspec.Struct, frozen=True):
    """The nearest point of a line: how far in kilometres, and where in degrees."""

    km: float
    lat: float
    lon: float


def outlines(west: float, south: float, east: float, north: float, detail: Detail = "50m") -> tuple[Outline, ...]:
    """Countries clipped to a box in degrees, by name.

    A box with `west > east` spans the date line; its eastern part comes with longitudes beyond 180, so that the
    rings of one map stay together.

    Raises:
        ValueError: if the box is empty.
    """
    if south >= north or west == east:
        raise ValueError(f"empty box: west {west}, south {south}, east {east}, north {north}")
    if west < east:
        return _clipped((west, south, east, north), 0.0, detail)
    return (
        *_clipped((west, south, 180.0, north), 0.0, detail),
        *_clipped((-180.0, south, east, north), 360.0, detail),
    )


def distance_to_country_km(lat: float, lon: float, iso2: str) -> tuple[float, tuple[float, float]]:
    """How far a point is from the nearest point of a country, coast or border, and that point as (lat, lon).

    Returns 0 and the point itself where it lies within the country's line.

    Raises:
        KeyError: where there is no such country.
    """
    if within(lat, lon, iso2):
        return 0.0, (lat, lon)
    nearest = nearest_on(lat, lon, _boundary(iso2))
    return nearest.km, (nearest.lat, nearest.lon)


def distance_to_land_border_km(lat: float, lon: float, iso2: str) -> Nearest | None:
    """How far a point is from a country's borders with its neighbours, coasts left out; None for an island state."""
    lines = _land_border(iso2)
    return nearest_on(lat, lon, lines) if lines else None


def distance_to_coast_km(lat: float, lon: float, iso2: str) -> Nearest | None:
    """How far a point is from a country's coast, borders with its neighbours left out; None for a landlocked state."""
    lines = _coast(iso2)
    return nearest_on(lat, lon, lines) if lines else None


def within(lat: float, lon: float, iso2: str) -> bool:
    """Whether a point lies within a country's line, coast included.

    Raises:
        KeyError: where there is no such country.
    """
    return _inside(lat, lon, _boundary(iso2))


@lru_cache(maxsize=4096)
def country_at(lat: float, lon: float) -> str | None:
    """The country within whose line a point lies; None at sea and in disputed pieces without a code."""
    for code, (west, south, east, north) in _boxes():
        if west <= lon <= east and south <= lat <= north and within(lat, lon, code):
            return code
    return None


def _inside(lat: float, lon: float, rings: tuple[tuple[Point, ...], ...]) -> bool:
    """The even-odd rule over all rings: whether a ray to the east crosses them an odd number of times."""
    import numpy as np  # noqa: PLC0415  # heavy

    crossings = 0
    for ring in rings:
        degrees = np.asarray(ring)
        x, y = degrees[:, 0], degrees[:, 1]
        low, high = y[:-1] > lat, y[1:] > lat
        spans = low != high
        if spans.any():
            at = x[:-1][spans] + (lat - y[:-1][spans]) * (x[1:] - x[:-1])[spans] / (y[1:] - y[:-1])[spans]
            crossings += int((at > lon).sum())
    return crossings % 2 == 1


@lru_cache(maxsize=1)
def _boxes() -> tuple[tuple[str, tuple[float, float, float, float]], ...]:
    """A box around each country with a code, a little wider than its coarse shape."""
    shapes = topology("50m")
    found = []
    for code in sorted({shape.country for shape in topology("10m").countries if shape.country}):
        points = [point for shape in shapes.of(code) for ring in shape.rings() for point in shapes.ring(ring)]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found.append((code, (min(xs) - 0.5, min(ys) - 0.5, max(xs) + 0.5, max(ys) + 0.5)))
        else:
            found.append((code, (-180.0, -90.0, 180.0, 90.0)))
    return tuple(found)


def nearest_on(lat: float, lon: float, lines: tuple[tuple[Point, ...], ...]) -> Nearest:
    """The nearest point to (lat, lon) on lines, which are cut into straight pieces in a plane centred there.

    In an azimuthal equidistant plane all distances from its centre are true, and pieces are short.
    """
    import numpy as np  # noqa: PLC0415  # heavy
    from pyproj import Proj  # noqa: PLC0415  # heavy

    plane = Proj(proj="aeqd", lat_0=lat, lon_0=lon, ellps="WGS84")
    best: tuple[float, float, float] | None = None
    for line in lines:
        degrees = np.asarray(line)
        x, y = plane(degrees[:, 0], degrees[:, 1])
        starts = np.column_stack((x[:-1], y[:-1]))
        steps = np.column_stack((x[1:], y[1:])) - starts
        length = np.maximum((steps * steps).sum(axis=1), 1e-9)
        along = np.clip(-(starts * steps).sum(axis=1) / length, 0.0, 1.0)
        feet = starts + steps * along[:, None]
        metres = np.hypot(feet[:, 0], feet[:, 1])
        n = int(metres.argmin())
        if best is None or metres[n] < best[0]:
            best = float(metres[n]), float(feet[n, 0]), float(feet[n, 1])
    if best is None:
        raise ValueError("no lines to measure to")
    east, north = plane(best[1], best[2], inverse=True)
    return Nearest(round(best[0] / 1000, 3), round(north, 4), round(east, 4))


@lru_cache(maxsize=64)
def _boundary(iso2: str) -> tuple[tuple[Point, ...], ...]:
    shapes = topology("10m").of(iso2)
    if not shapes:
        raise KeyError(iso2)
    return tuple(topology("10m").ring(ring) for shape in shapes for ring in shape.rings())


@lru_cache(maxsize=64)
def _land_border(iso2: str) -> tuple[tuple[Point, ...], ...]:
    shapes = topology("10m")
    return tuple(tuple(shapes.arc(number)) for number in shapes.land_borders(iso2))


@lru_cache(maxsize=64)
def _coast(iso2: str) -> tuple[tuple[Point, ...], ...]:
    shapes = topology("10m")
    return tuple(tuple(shapes.arc(number)) for number in shapes.coasts(iso2))


def _clipped(bounds: tuple[float, float, float, float], shift: float, detail: Detail) -> tuple[Outline, ...]:
    from shapely import box  # noqa: PLC0415  # heavy

    window = box(*bounds)
    found = []
    for shape, polygon in _polygons(detail):
        if polygon.intersects(window):
            rings = _rings(polygon.intersection(window), shift)
            if rings:
                found.append(Outline(shape.country, shape.name, rings))
    return tuple(found)


@lru_cache(maxsize=2)
def _polygons(detail: Detail) -> tuple[tuple[Shape, BaseGeometry], ...]:
    shapes = topology(detail)
    return tuple((shape, _geometry(shapes, shape)) for shape in shapes.countries)


def _geometry(shapes: Topology, shape: Shape) -> BaseGeometry:
    from shapely import MultiPolygon, Polygon, make_valid  # noqa: PLC0415  # heavy

    parts = []
    for polygon in shape.polygons:
        rings = [shapes.ring(ring) for ring in polygon]
        if len(rings[0]) >= 4:
            parts.append(Polygon(rings[0], [hole for hole in rings[1:] if len(hole) >= 4]))
    return make_valid(MultiPolygon(parts))


def _rings(geometry: BaseGeometry, shift: float) -> tuple[tuple[Point, ...], ...]:
    """Outer and inner rings of whatever areas a clip left; points and lines at the box's edge are dropped."""
    from shapely import get_parts  # noqa: PLC0415  # heavy

    rings: list[tuple[Point, ...]] = []
    for part in get_parts(geometry):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                rings.append(tuple((round(x + shift, 4), round(y, 4)) for x, y in ring.coords))
    return tuple(rings)
