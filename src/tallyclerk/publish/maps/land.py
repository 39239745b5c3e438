"""Country outlines and disputed borders as SVG paths, once for all boards of a map, as fine as the first can show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import msgspec

from tallyclerk.publish.maps.frame import Frame
from tallyclerk.publish.maps.outlines import CountryRing, Detail, Disputed, World
from tallyclerk.publish.maps.projection import EARTH_KM, RIM, Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tallyclerk.publish.maps.outlines import Array

CLOSE_KM = 1_600.0
"""A map whose first board shows less than this across is drawn from the finer outlines."""

BLEED = 6.0
"""Pixels that land runs beyond the board, so that the cut is not seen as a border."""

FINEST = 1.4
"""Pixels within which an outline keeps one point."""

STEPS = 2
"""Steps of a path in a pixel: whole numbers are half as long to write as tenths, and no eye sees the difference."""

SMALLEST = 3.0
"""Pixels across below which an island is left out."""

MOST_BEYOND = 0.2
"""Share of a ring's points that may lie beyond the projection's rim; such a ring would be drawn inside out."""

Box = tuple[float, float, float, float]


class Land(msgspec.Struct, frozen=True):
    """One country: its path, and its rings in pixels of the first board."""

    country: str
    name: str
    path: str
    rings: tuple[tuple[Point, ...], ...]


class Border(msgspec.Struct, frozen=True):
    """A disputed border: its path, and its pieces in pixels of the first board."""

    name: str
    why: str
    path: str
    pieces: tuple[tuple[Point, ...], ...]


class View(msgspec.Struct, frozen=True):
    """How a board shows what is drawn for the first one: so many times as large, and moved."""

    scale: float
    right: float
    down: float

    @property
    def transform(self) -> str:
        """The same for SVG, from steps of a path."""
        return f"matrix({self.scale / STEPS:.6g} 0 0 {self.scale / STEPS:.6g} {self.right:.2f} {self.down:.2f})"

    def all(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """Points of the first board on this one."""
        return tuple((x * self.scale + self.right, y * self.scale + self.down) for x, y in points)

    def land(self, land: Land) -> Land:
        """A country with its rings on this board; its path stays that of the first."""
        return msgspec.structs.replace(land, rings=tuple(self.all(ring) for ring in land.rings))


class Ground(msgspec.Struct, frozen=True):
    """What lies under a map: land and disputed borders, drawn for `base`."""

    base: Frame
    lands: tuple[Land, ...]
    borders: tuple[Border, ...]

    def view(self, frame: Frame) -> View:
        """How a board of the same map shows it; both are centred on the same point."""
        scale = frame.scale / self.base.scale
        return View(scale, (frame.width - self.base.width * scale) / 2, (frame.height - self.base.height * scale) / 2)


def ground(frames: Sequence[Frame], world: World) -> Ground:
    """All countries and disputed borders that any of a map's frames shows, countries in the order of their names."""
    base = frames[0]
    window = _window(base, frames)
    boxes = [turn for frame in frames for turn in _turns(*frame.box())]
    detail: Detail = "10m" if base.width / base.scale < CLOSE_KM else "50m"
    rings: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
    for outline in world.rings(detail):
        if any(_touch(outline.box, box) for box in boxes) and (shown := _ring(base, outline, window)):
            rings.setdefault((outline.name, outline.country), []).append(shown)
    lands = ((name, country, tuple(r)) for (name, country), r in sorted(rings.items()))
    return Ground(
        base,
        tuple(Land(country, name, "".join(f"{_path(ring)}z" for ring in r), r) for name, country, r in lands),
        tuple(_borders(base, world.disputed(detail), boxes, window)),
    )


def _window(base: Frame, frames: Sequence[Frame]) -> Box:
    """What any of the frames shows, with its bleed, in pixels of the first."""
    wide = max(f.width / f.scale for f in frames) * base.scale
    high = max(f.height / f.scale for f in frames) * base.scale
    left, top = (base.width - wide) / 2 - BLEED, (base.height - high) / 2 - BLEED
    return left, top, left + wide + 2 * BLEED, top + high + 2 * BLEED


def _turns(west: float, south: float, east: float, north: float) -> list[Box]:
    """A box and the same a full turn west and east, as longitudes may run on beyond 180 on either side."""
    return [(west + turn, south, east + turn, north) for turn in (-360, 0, 360)]


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _ring(frame: Frame, outline: CountryRing, window: Box) -> tuple[Point, ...]:
    points, near = _project(frame, outline.points)
    if near.mean() < 1 - MOST_BEYOND:
        return ()
    points = _thinned(points[near])
    if len(points) < 3:
        return ()
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    if max(right - left, bottom - top) < SMALLEST or not _touch((left, top, right, bottom), window):
        return ()
    corners = [(float(x), float(y)) for x, y in points]
    whole = left > window[0] and right < window[2] and top > window[1] and bottom < window[3]
    cut = corners if whole else _clip(corners, window)
    return tuple((round(x, 1), round(y, 1)) for x, y in cut) if len(cut) > 2 else ()


def _borders(frame: Frame, found: Sequence[Disputed], boxes: Sequence[Box], window: Box) -> Iterator[Border]:
    """One border for each name, of all its pieces that the window shows."""
    seen = [line for line in found if any(_touch(line.box, box) for box in boxes)]
    for (name, why), lines in groupby(seen, key=lambda line: (line.name, line.why)):
        pieces = tuple(piece for line in lines for piece in _pieces(frame, line, window))
        if pieces:
            yield Border(name, why, "".join(_path(piece) for piece in pieces), pieces)


def _pieces(frame: Frame, line: Disputed, window: Box) -> Iterator[tuple[Point, ...]]:
    points, near = _project(frame, line.points)
    left, top, right, bottom = window
    kept = [(round(float(x), 1), round(float(y), 1)) for x, y in _thinned(points[near])]
    for inside, run in groupby(kept, key=lambda p: left <= p[0] <= right and top <= p[1] <= bottom):
        if inside and len(piece := tuple(run)) > 1:
            yield piece


def _project(frame: Frame, degrees: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Points on the board, and which of them are near enough to be drawn; `Lambert.forward` for arrays."""
    import numpy as np  # noqa: PLC0415 - heavy

    phi, phi0 = np.radians(degrees[:, 1]), math.radians(frame.projection.lat)
    delta = np.radians(degrees[:, 0] - frame.projection.lon)
    across = np.cos(phi) * np.cos(delta)
    cosine = math.sin(phi0) * np.sin(phi) + math.cos(phi0) * across
    k = np.sqrt(2 / np.maximum(1 + cosine, 1e-9))
    x = k * np.cos(phi) * np.sin(delta)
    y = k * (math.cos(phi0) * np.sin(phi) - math.sin(phi0) * across)
    plane = np.column_stack((x, y)) * EARTH_KM - np.asarray(frame.middle)
    board: Array = plane * (frame.scale, -frame.scale) + (frame.width / 2, frame.height / 2)
    return board, cosine > 1 - RIM**2 / 2


def _thinned(board: Array) -> Array:
    """One point in each square of `FINEST` pixels that the line comes through, and the last."""
    import numpy as np  # noqa: PLC0415 - heavy

    if len(board) < 2:
        return board
    cells = np.round(board / FINEST)
    new = np.any(cells[1:] != cells[:-1], axis=1)
    kept: Array = board[np.concatenate(([True], new[:-1], [True]))]
    return kept


def _clip(points: list[Point], window: Box) -> list[Point]:
    """The polygon inside the window. Source: Sutherland and Hodgman 1974."""
    left, top, right, bottom = window
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
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


def _path(line: Sequence[Point]) -> str:
    """An open SVG path in relative steps, written as briefly as the format allows."""
    steps = [(round(x * STEPS), round(y * STEPS)) for x, y in line]
    moves = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(steps))
    told = "".join(_number(n) for move in moves if move != (0, 0) for n in move)
    return f"M{steps[0][0]} {steps[0][1]}l{told.lstrip() or '0 0'}"


def _number(value: int) -> str:
    """A number; its sign parts it from the one before where it has one."""
    return f"{value}" if value < 0 else f" {value}"
