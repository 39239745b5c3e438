"""Lines on the globe as programs for maps take them: longitude and latitude, cut where they cross ±180°.

Source: RFC 7946, 3.1.9 (cutting at the antimeridian) and 11.2 (six decimals are about ten centimetres).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from tallyclerk.publish.maps.projection import EARTH_KM, Point, great_circle

Line = tuple[Point, ...]

PIECE_KM = 250.0
"""Longest straight piece of a drawn great circle."""

DECIMALS = 6


def between(start: Point, end: Point) -> tuple[Line, ...]:
    """The shortest way between two (lon, lat) points, as one line or, where it crosses the antimeridian, as several."""
    pieces = max(1, math.ceil(_km(start, end) / PIECE_KM))
    way = great_circle(start, end, pieces)
    return cut([start, *way[1:-1], end])


def cut(line: Sequence[Point]) -> tuple[Line, ...]:
    """The line in parts that do not cross ±180°; each crossing ends one part and begins the next.

    A step of more than 180° of longitude is taken to go the other way around.
    """
    parts: list[list[Point]] = [[line[0]]]
    for here, there in pairwise(line):
        if abs(there[0] - here[0]) > 180:
            edge = math.copysign(180.0, here[0])
            lat = _lat_at(edge, here, there)
            parts[-1].append((edge, lat))
            parts.append([(-edge, lat)])
        parts[-1].append(there)
    rounded = (_distinct(part) for part in parts)
    return tuple(part for part in rounded if len(part) > 1)


def _lat_at(edge: float, here: Point, there: Point) -> float:
    """The latitude at which a step crosses ±180°."""
    unwrapped = there[0] + math.copysign(360.0, here[0])
    share = (edge - here[0]) / (unwrapped - here[0]) if unwrapped != here[0] else 0.0
    return here[1] + share * (there[1] - here[1])


def _distinct(part: Sequence[Point]) -> Line:
    """Points rounded to `DECIMALS`, without one that repeats the last."""
    found: list[Point] = []
    for lon, lat in part:
        point = round(lon, DECIMALS) + 0.0, round(lat, DECIMALS) + 0.0  # plus nothing, so that -0.0 is 0.0
        if not found or point != found[-1]:
            found.append(point)
    return tuple(found)


def _km(a: Point, b: Point) -> float:
    """Great-circle distance on the sphere, by the haversine formula."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
