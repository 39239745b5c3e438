"""Legs as lines with arrowheads, in a board's units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from tallyclerk.publish.maps.frame import Frame
from tallyclerk.publish.maps.projection import Point, great_circle
from tallyclerk.publish.maps.route import Spot, Step

PIECES = 40
BEND = 16.0
"""Units by which a second line between the same two places leaves the first."""

APART = 4.0
DOT = 5.0
ARROW = 10.0


class Line(msgspec.Struct, frozen=True):
    """One leg: its path, its arrowhead (empty where the line is too short for one), and points along it."""

    number: int
    mode: str
    sure: bool
    rival: bool
    path: str
    arrow: str
    points: tuple[Point, ...]

    @property
    def dense(self) -> list[Point]:
        """Points along the line, never far apart, for what keeps clear of it."""
        found: list[Point] = []
        for (ax, ay), (bx, by) in pairwise(self.points):
            pieces = max(1, round(math.dist((ax, ay), (bx, by)) / APART))
            found += [(ax + (bx - ax) * n / pieces, ay + (by - ay) * n / pieces) for n in range(pieces)]
        return found

    @property
    def thirds(self) -> tuple[Point, Point]:
        """The points a third of the way from either end."""
        return self.points[len(self.points) // 3], self.points[-1 - len(self.points) // 3]

    @property
    def middle(self) -> Point:
        """The point halfway."""
        return self.points[len(self.points) // 2]


def lines(frame: Frame, steps: Sequence[Step]) -> tuple[Line, ...]:
    """The lines of all legs whose ends are known."""
    drawn: dict[frozenset[Point], int] = {}
    found: list[Line] = []
    for step in steps:
        if step.start and step.end and step.drawable:
            pair = frozenset((step.start.point, step.end.point))
            found.append(_line(frame, step, _course(frame, step.start, step.end, drawn.get(pair, 0))))
            drawn[pair] = drawn.get(pair, 0) + 1
    return tuple(found)


def _course(frame: Frame, start: Spot, end: Spot, before: int) -> list[Point]:
    """The great circle's points on the board, bent away from `before` earlier lines between the same places."""
    points = [frame.px(*p) for p in great_circle(start.point, end.point, PIECES)]
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay) or 1.0
    across = (by - ay) / length * BEND * before, (bx - ax) / length * BEND * before
    bends = (math.sin(math.pi * n / max(len(points) - 1, 1)) for n in range(len(points)))
    return [(x - across[0] * bend, y + across[1] * bend) for (x, y), bend in zip(points, bends, strict=True)]


def _line(frame: Frame, step: Step, course: list[Point]) -> Line:
    tip = _before_end(course, DOT + 1)
    neck = _before_end(course, DOT + ARROW)
    short = math.dist(course[0], course[-1]) < 3 * ARROW
    shown = course if short else [*(p for p in course if math.dist(p, course[-1]) > DOT + ARROW), neck]
    arrow = "" if short else _arrow(neck, tip)
    return Line(
        step.number,
        step.mode or "unknown",
        step.certainty == "asserted",
        step.rival,
        _path(shown),
        arrow,
        tuple(course),
    )


def _before_end(course: Sequence[Point], back: float) -> Point:
    """The point on the line that lies `back` units before its end, as the crow flies."""
    end = course[-1]
    for inner, outer in zip(course[-2::-1], course[::-1], strict=False):
        if math.dist(inner, end) >= back:
            share = (back - math.dist(outer, end)) / ((math.dist(inner, end) - math.dist(outer, end)) or 1.0)
            return outer[0] + (inner[0] - outer[0]) * share, outer[1] + (inner[1] - outer[1]) * share
    return course[0]


def _arrow(neck: Point, tip: Point) -> str:
    length = math.dist(neck, tip) or 1.0
    across = (tip[1] - neck[1]) / length * ARROW / 2.2, -(tip[0] - neck[0]) / length * ARROW / 2.2
    left, right = (neck[0] + across[0], neck[1] + across[1]), (neck[0] - across[0], neck[1] - across[1])
    return f"{_path([left, tip, right])}z"


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
