"""Country outlines as SVG paths, cut to the board and thinned to what it can show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from tallyclerk.publish.maps.frame import Frame
from tallyclerk.publish.maps.outlines import CountryRing, Source
from tallyclerk.publish.maps.projection import EARTH_KM, RIM, Point

if TYPE_CHECKING:
    from tallyclerk.publish.maps.outlines import Array

CLOSE_KM = 1_600.0
"""A board that shows less than this across is drawn from the finer outlines."""

BLEED = 6.0
"""Pixels that land runs beyond the board, so that the cut is not seen as a border."""

FINEST = 1.4
"""Pixels within which an outline keeps one point."""

SMALLEST = 3.0
"""Pixels across below which an island is left out."""

MOST_BEYOND = 0.2
"""Share of a ring's points that may lie beyond the projection's rim; such a ring would be drawn inside out."""

Box = tuple[float, float, float, float]


class Land(msgspec.Struct, frozen=True):
    """One country on the board: its path, and its rings in pixels."""

    country: str
    name: str
    path: str
    rings: tuple[tuple[Point, ...], ...]


def land(frame: Frame, source: Source) -> tuple[Land, ...]:
    """All countries that the frame shows, in the order of their names."""
    boxes = _turns(*frame.box())
    rings: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
    for outline in source("10m" if frame.width / frame.scale < CLOSE_KM else "50m"):
        if any(_touch(outline.box, box) for box in boxes) and (shown := _ring(frame, outline)):
            rings.setdefault((outline.name, outline.country), []).append(shown)
    found = ((name, country, tuple(r)) for (name, country), r in sorted(rings.items()))
    return tuple(Land(country, name, "".join(_path(ring) for ring in r), r) for name, country, r in found)


def _turns(west: float, south: float, east: float, north: float) -> list[Box]:
    """A box and the same a full turn west and east, as longitudes may run on beyond 180 on either side."""
    return [(west + turn, south, east + turn, north) for turn in (-360, 0, 360)]


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _ring(frame: Frame, outline: CountryRing) -> tuple[Point, ...]:
    points = _project(frame, outline.points)
    if len(points) < 3:
        return ()
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    small = max(right - left, bottom - top) < SMALLEST
    if small or right < -BLEED or left > frame.width + BLEED or bottom < -BLEED or top > frame.height + BLEED:
        return ()
    corners = [(float(x), float(y)) for x, y in points]
    whole = left > -BLEED and right < frame.width + BLEED and top > -BLEED and bottom < frame.height + BLEED
    cut = corners if whole else _clip(corners, frame.width, frame.height)
    return tuple((round(x, 1), round(y, 1)) for x, y in cut) if len(cut) > 2 else ()


def _project(frame: Frame, degrees: Array) -> Array:
    """Points of a ring on the board, thinned to one in `FINEST` pixels; `Lambert.forward` for arrays."""
    import numpy as np  # noqa: PLC0415 - heavy

    phi, phi0 = np.radians(degrees[:, 1]), math.radians(frame.projection.lat)
    delta = np.radians(degrees[:, 0] - frame.projection.lon)
    across = np.cos(phi) * np.cos(delta)
    cosine = math.sin(phi0) * np.sin(phi) + math.cos(phi0) * across
    k = np.sqrt(2 / np.maximum(1 + cosine, 1e-9))
    x = k * np.cos(phi) * np.sin(delta)
    y = k * (math.cos(phi0) * np.sin(phi) - math.sin(phi0) * across)
    near = cosine > 1 - RIM**2 / 2
    if near.mean() < 1 - MOST_BEYOND:
        return np.empty((0, 2))
    plane = np.column_stack((x[near], y[near])) * EARTH_KM - np.asarray(frame.middle)
    board = plane * (frame.scale, -frame.scale) + (frame.width / 2, frame.height / 2)
    cells = np.round(board / FINEST)
    kept: Array = board[np.any(cells != np.roll(cells, 1, axis=0), axis=1)]
    return kept


def _clip(points: list[Point], width: float, height: float) -> list[Point]:
    """The polygon inside the board with its bleed. Source: Sutherland and Hodgman 1974."""
    for axis, limit, sign in ((0, -BLEED, 1), (0, width + BLEED, -1), (1, -BLEED, 1), (1, height + BLEED, -1)):
        points = list(_clip_side(points, axis, limit, sign))
    return points


def _clip_side(points: list[Point], axis: int, limit: float, sign: int) -> Iterable[Point]:
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, is_in = sign * (before[axis] - limit) >= 0, sign * (point[axis] - limit) >= 0
        if was != is_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if is_in:
            yield point


def _path(ring: Sequence[Point]) -> str:
    """An SVG path in relative steps of tenths, written as briefly as the format allows."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = "".join(_number(b - a) for one, other in pairwise(tenths) for a, b in zip(one, other, strict=True))
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{steps.lstrip()}z"


def _number(tenths: int) -> str:
    """A number of tenths; its sign parts it from the one before where it has one."""
    text = f"{abs(tenths) / 10:g}".removeprefix("0") or "0"
    return f"-{text}" if tenths < 0 else f" {text}"
