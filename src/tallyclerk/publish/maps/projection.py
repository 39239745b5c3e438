"""Lambert's azimuthal equal-area projection of a sphere: right for a harbour and for half the world."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""

RIM = 1.95
"""Beyond this distance from the centre, in earth radii of the plane (2 is the antipode), nothing is drawn."""

Point = tuple[float, float]


class Lambert(msgspec.Struct, frozen=True):
    """The projection around a centre, given in degrees. The plane's unit is the kilometre, north is up.

    Source: Snyder 1987, Map Projections: A Working Manual, equations 24-2 to 24-4 and 20-14 to 20-18.
    """

    lat: float
    lon: float

    def forward(self, lon: float, lat: float) -> Point:
        """Kilometres east and north of the centre on the plane."""
        phi, phi0, delta = math.radians(lat), math.radians(self.lat), math.radians(lon - self.lon)
        cosine = math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(delta)
        x = math.cos(phi) * math.sin(delta)
        y = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(delta)
        if 1 + cosine < 1e-9:  # the antipode is the whole rim; any point of it will do
            return 2 * EARTH_KM, 0.0
        k = EARTH_KM * math.sqrt(2 / (1 + cosine))
        return k * x, k * y

    def inverse(self, x: float, y: float) -> Point | None:
        """Longitude (unwrapped: the centre's within ±180) and latitude in degrees; None beyond the earth's rim."""
        rho = math.hypot(x, y) / EARTH_KM
        if rho < 1e-12:
            return self.lon, self.lat
        if rho > RIM:
            return None
        c, phi0 = 2 * math.asin(rho / 2), math.radians(self.lat)
        east, north = x / EARTH_KM, y / EARTH_KM
        phi = math.asin(min(1, max(-1, math.cos(c) * math.sin(phi0) + north * math.sin(c) * math.cos(phi0) / rho)))
        across = rho * math.cos(phi0) * math.cos(c) - north * math.sin(phi0) * math.sin(c)
        return self.lon + math.degrees(math.atan2(east * math.sin(c), across)), math.degrees(phi)


def centre(points: Sequence[Point]) -> Point:
    """The middle of some (lon, lat) points on the sphere; of opposite points, the first."""
    x, y, z = (sum(axis) for axis in zip(*(_vector(p) for p in points), strict=True))
    if math.hypot(x, y, z) < 1e-6 * len(points):
        return points[0]
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def great_circle(start: Point, end: Point, pieces: int) -> list[Point]:
    """`pieces + 1` (lon, lat) points on the shortest way between two points; of opposite points, only the ends."""
    a, b = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(a, b, strict=True)))))
    if angle < 1e-9 or math.pi - angle < 1e-6:
        return [start, end]
    return [_between(a, b, angle, n / pieces) for n in range(pieces + 1)]


def _between(a: Sequence[float], b: Sequence[float], angle: float, share: float) -> Point:
    weights = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
    x, y, z = (weights[0] * p + weights[1] * q for p, q in zip(a, b, strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _vector(point: Point) -> tuple[float, float, float]:
    lon, lat = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
