"""Placing labels beside points so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.text_box import Box, text_width

RIM = 4.0
"""Units that a label keeps from the board's rim."""

NEAR = 3.0
"""Units from a line within which a label counts as covering it."""

DISTANCES = (0.0, 14.0, 30.0, 52.0, 80.0)
"""How far a label may move out, with a line to its point from the second on."""

DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8))


class Wish(msgspec.Struct, frozen=True):
    """A label that wants a place: lines of text of some size, at a point, `gap` units off it."""

    lines: tuple[str, ...]
    at: Point
    size: float
    gap: float
    kind: str


class Label(msgspec.Struct, frozen=True):
    """A placed label: where its first baseline is anchored (start, middle or end), its box, and the line to its point
    if it had to move out.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    size: float
    step: float
    kind: str
    box: Box
    leader: tuple[float, float, float, float] | None


def place(wishes: Sequence[Wish], taken: Iterable[Box], soft: Sequence[Point], board: Point) -> tuple[Label, ...]:
    """Place labels in the order of the wishes.

    Args:
        wishes: What to place, most important first.
        taken: Boxes that no label may cover.
        soft: Points (of lines) that a label rather does not cover.
        board: Width and height.

    Returns:
        The labels that found a place. One that would cover something is left out: the list below a map names all.
    """
    blocked = list(taken)
    found: list[Label] = []
    for wish in wishes:
        label = _best(wish, blocked, soft, board)
        if label:
            found.append(label)
            blocked.append(label.box.grown(2))
    return tuple(found)


def _best(wish: Wish, blocked: Sequence[Box], soft: Sequence[Point], board: Point) -> Label | None:
    best: tuple[float, Label] | None = None
    for ring, distance in enumerate(DISTANCES):
        for turn, direction in enumerate(DIRECTIONS):
            label = _label(wish, direction, distance)
            if not label.box.inside(*board, RIM) or any(label.box.overlaps(other) for other in blocked):
                continue
            covered = sum(
                label.box.left < x < label.box.right and label.box.top < y < label.box.bottom for x, y in soft
            )
            cost = 14.0 * ring + turn + 11.0 * min(covered, 8)
            if best is None or cost < best[0]:
                best = cost, label
    return best[1] if best else None


def _label(wish: Wish, direction: tuple[float, float], distance: float) -> Label:
    step = round(wish.size * 1.25, 2)
    width = max(text_width(line, wish.size) for line in wish.lines)
    height = step * len(wish.lines)
    reach = wish.gap + distance
    x = wish.at[0] + direction[0] * reach + (direction[0] > 0) * width / 2 - (direction[0] < 0) * width / 2
    y = wish.at[1] + direction[1] * reach + (direction[1] > 0) * height / 2 - (direction[1] < 0) * height / 2
    box = Box(round(x - width / 2, 1), round(y - height / 2, 1), round(x + width / 2, 1), round(y + height / 2, 1))
    leader = _leader(wish.at, box) if distance else None
    anchor, start = _anchored(direction[0], box)
    return Label(wish.lines, start, round(box.top + wish.size, 1), anchor, wish.size, step, wish.kind, box, leader)


def _anchored(side: float, box: Box) -> tuple[str, float]:
    """Text hangs on the side of its box that faces the point, as its true width is only known to the browser."""
    if side == 0:
        return "middle", round((box.left + box.right) / 2, 1)
    return ("start", box.left) if side > 0 else ("end", box.right)


def _leader(at: Point, box: Box) -> tuple[float, float, float, float]:
    near_x = min(max(at[0], box.left), box.right)
    near_y = min(max(at[1], box.top), box.bottom)
    return round(at[0], 1), round(at[1], 1), round(near_x, 1), round(near_y, 1)
