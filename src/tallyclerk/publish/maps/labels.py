"""Placing labels beside points so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

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


Leader = tuple[float, float, float, float]


class Wish(msgspec.Struct, frozen=True):
    """A label that wants a place: lines of text of some size, at a point, `gap` units off it, at most `reach` more.

    `also` are other points that it may stand at as well (a line has a name anywhere along it).
    """

    lines: tuple[str, ...]
    at: Point
    size: float
    gap: float
    kind: str
    reach: float = DISTANCES[-1]
    also: tuple[Point, ...] = ()


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
    leader: Leader | None


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
    named: list[Box] = []
    found: list[Label] = []
    for wish in wishes:
        label = _best(wish, blocked, named, soft, board)
        if label:
            found.append(label)
            named.append(label.box)
            blocked += [label.box.grown(2), *_along(label.leader)]
    return tuple(found)


def _along(leader: Leader | None) -> list[Box]:
    """Small boxes along a leader: it covers no label, and no label covers it."""
    if leader is None:
        return []
    ax, ay, bx, by = leader
    pieces = max(1, round(math.dist((ax, ay), (bx, by)) / 3))
    points = ((ax + (bx - ax) * n / pieces, ay + (by - ay) * n / pieces) for n in range(pieces + 1))
    return [Box(x - 0.5, y - 0.5, x + 0.5, y + 0.5) for x, y in points]


def _best(
    wish: Wish, blocked: Sequence[Box], named: Sequence[Box], soft: Sequence[Point], board: Point
) -> Label | None:
    best: tuple[float, Label] | None = None
    for cost, label in _candidates(wish):
        if not label.box.inside(*board, RIM) or any(label.box.overlaps(other) for other in blocked):
            continue
        if any(piece.overlaps(other) for piece in _along(label.leader) for other in named):
            continue
        covered = sum(label.box.left < x < label.box.right and label.box.top < y < label.box.bottom for x, y in soft)
        total = cost + 11.0 * min(covered, 8)
        if best is None or total < best[0]:
            best = total, label
    return best[1] if best else None


def _candidates(wish: Wish) -> Iterator[tuple[float, Label]]:
    """All places that a label may have, each with what it costs: the farther out and about, the dearer."""
    for other, at in enumerate((wish.at, *wish.also)):
        for ring, distance in enumerate(DISTANCES):
            if distance <= wish.reach:
                for turn, direction in enumerate(DIRECTIONS):
                    yield 14.0 * ring + turn + 6.0 * other, _label(wish, at, direction, distance)


def _label(wish: Wish, at: Point, direction: tuple[float, float], distance: float) -> Label:
    step = round(wish.size * 1.25, 2)
    width = max(text_width(line, wish.size) for line in wish.lines)
    height = step * len(wish.lines)
    reach = wish.gap + distance
    x = at[0] + direction[0] * reach + (direction[0] > 0) * width / 2 - (direction[0] < 0) * width / 2
    y = at[1] + direction[1] * reach + (direction[1] > 0) * height / 2 - (direction[1] < 0) * height / 2
    box = Box(round(x - width / 2, 1), round(y - height / 2, 1), round(x + width / 2, 1), round(y + height / 2, 1))
    leader = _leader(at, box) if distance else None
    anchor, start = _anchored(direction[0], box)
    return Label(wish.lines, start, round(box.top + wish.size, 1), anchor, wish.size, step, wish.kind, box, leader)


def _anchored(side: float, box: Box) -> tuple[str, float]:
    """Text hangs on the side of its box that faces the point, as its true width is only known to the browser."""
    if side == 0:
        return "middle", round((box.left + box.right) / 2, 1)
    return ("start", box.left) if side > 0 else ("end", box.right)


def _leader(at: Point, box: Box) -> Leader:
    near_x = min(max(at[0], box.left), box.right)
    near_y = min(max(at[1], box.top), box.bottom)
    return round(at[0], 1), round(at[1], 1), round(near_x, 1), round(near_y, 1)
