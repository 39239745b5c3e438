"""The piece of the earth that a map shows, and where on the board a point of it comes to lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import repeat

import msgspec

from tallyclerk.publish.maps.projection import Lambert, Point, centre

SMALLEST_KM = 90.0
"""A map is never closer than this across its shorter side: nearer, the outlines are too coarse to tell the truth."""

MARGIN = 0.17
"""Share of the board kept free on each side, for labels and for what lies around."""

GRID = 24


class Board(msgspec.Struct, frozen=True):
    """The size of a drawing in its own units, about CSS pixels."""

    name: str
    width: float
    lowest: float
    highest: float


WIDE = Board("wide", 880, 380, 520)
MEDIUM = Board("medium", 620, 380, 430)
NARROW = Board("narrow", 400, 320, 440)
INSET_WIDE = Board("wide", 430, 300, 330)
INSET_MEDIUM = Board("medium", 340, 260, 300)
INSET_NARROW = Board("narrow", 400, 280, 330)


class Frame(msgspec.Struct, frozen=True):
    """A projection, the board's size, and pixels per kilometre around `middle` (in kilometres on the plane)."""

    projection: Lambert
    width: float
    height: float
    scale: float
    middle: Point

    def px(self, lon: float, lat: float) -> Point:
        """Where a point lies on the board, from the upper left."""
        x, y = self.projection.forward(lon, lat)
        return self.width / 2 + (x - self.middle[0]) * self.scale, self.height / 2 - (y - self.middle[1]) * self.scale

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all that the board shows; west to east may run beyond ±180 and to 360 wide."""
        shown = [self._inverse(i / GRID, j / GRID) for i in range(GRID + 1) for j in range(GRID + 1)]
        points = [p for p in shown if p]
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        north, south = (90.0 if self._shows(90) else north), (-90.0 if self._shows(-90) else south)
        if len(points) < len(shown) or north == 90 or south == -90:
            west, east = self.projection.lon - 180, self.projection.lon + 180
        return west, south, east, north

    def _inverse(self, across: float, down: float) -> Point | None:
        x = (across - 0.5) * self.width / self.scale + self.middle[0]
        return self.projection.inverse(x, (0.5 - down) * self.height / self.scale + self.middle[1])

    def _shows(self, pole: float) -> bool:
        x, y = self.px(self.projection.lon, pole)
        return 0 <= x <= self.width and 0 <= y <= self.height


def fit(points: Sequence[Point], board: Board, around: Sequence[float] = ()) -> Frame:
    """The frame that shows all (lon, lat) points with a margin, in the board's limits of height.

    Args:
        points: What to show.
        board: The size of the drawing.
        around: Kilometres to show around each point; none where empty.
    """
    lon, lat = centre(points)
    projection = Lambert(lat, lon)
    plane = [(*projection.forward(*p), free) for p, free in zip(points, around or repeat(0.0), strict=False)]
    west, east = min(x - free for x, _, free in plane), max(x + free for x, _, free in plane)
    south, north = min(y - free for _, y, free in plane), max(y + free for _, y, free in plane)
    free = 1 - 2 * MARGIN
    wide, high = max(east - west, SMALLEST_KM * free), max(north - south, SMALLEST_KM * free)
    height = min(board.highest, max(board.lowest, board.width * high / wide))
    scale = min(free * board.width / wide, free * height / high)
    return Frame(projection, board.width, round(height), scale, ((west + east) / 2, (south + north) / 2))


def scale_bar(frame: Frame) -> tuple[float, str] | None:
    """Length in pixels and label of a round distance; None where the map is too wide for one to hold everywhere."""
    if frame.width / frame.scale > 9_000:
        return None
    most = 0.22 * frame.width / frame.scale
    power = 10 ** math.floor(math.log10(most))
    km = max(step * power for step in (1, 2, 5) if step * power <= most)
    return round(km * frame.scale, 1), f"{km:,.0f} km"
