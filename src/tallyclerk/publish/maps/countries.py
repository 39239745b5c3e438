"""Names of countries in the background of a map, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallyclerk.publish.maps.labels import RIM, Label
from tallyclerk.publish.maps.land import Land
from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.text_box import Box, text_width

SIZE = 10.0
SPACED = 1.15
"""Widening of the text by its letter spacing."""

MOST = 16
CLEAR = 7.5
"""Units that a name's middle keeps from a border above and below; beside it, as much more as the name is wider."""

CORNERS = 160
"""Corners of a country's outline that are looked at: enough to know in from out."""

ACROSS, DOWN = 18, 12


def names(lands: Sequence[Land], taken: Iterable[Box], board: Point) -> tuple[Label, ...]:
    """Labels of the countries that have most room, none over a taken box or another label."""
    blocked = list(taken)
    found: list[Label] = []
    rings = {land.name: _coarse(max(land.rings, key=_area)) for land in lands}
    for land in sorted(lands, key=lambda item: (-_area(rings[item.name]), item.name))[:MOST]:
        label = _name(land.name.upper(), rings[land.name], blocked, board)
        if label:
            found.append(label)
            blocked.append(label.box.grown(4))
    return tuple(found)


def _name(text: str, ring: Sequence[Point], blocked: Sequence[Box], board: Point) -> Label | None:
    width = text_width(text, SIZE) * SPACED
    for x, y in _roomiest(ring, board, max(2.0, width / SIZE / 1.6)):
        box = Box(round(x - width / 2, 1), round(y - SIZE * 0.6, 1), round(x + width / 2, 1), round(y + SIZE * 0.6, 1))
        if box.inside(*board, RIM) and not any(box.overlaps(other) for other in blocked):
            return Label((text,), round(x, 1), round(box.top + SIZE, 1), "middle", SIZE, SIZE, "country", box, None)
    return None


def _roomiest(ring: Sequence[Point], board: Point, wider: float) -> list[Point]:
    """Points of a grid that lie inside the outline and clear of it, the clearest first; across counts `wider` less."""
    import numpy as np  # noqa: PLC0415 - heavy

    corners = np.asarray(ring)
    left, top = np.maximum(corners.min(axis=0), 0)
    right, bottom = np.minimum(corners.max(axis=0), board)
    across, down = np.arange(1, ACROSS) / ACROSS, np.arange(1, DOWN) / DOWN
    x, y = (axis.ravel()[:, None] for axis in np.meshgrid(left + (right - left) * across, top + (bottom - top) * down))
    before = np.roll(corners, 1, axis=0)
    crosses = (before[:, 1] > y) != (corners[:, 1] > y)
    rise = np.where(before[:, 1] == corners[:, 1], 1.0, before[:, 1] - corners[:, 1])
    east = x < (before[:, 0] - corners[:, 0]) * (y - corners[:, 1]) / rise + corners[:, 0]
    inside = (crosses & east).sum(axis=1) % 2 == 1
    clear = np.round(np.hypot((x - corners[:, 0]) / wider, y - corners[:, 1]).min(axis=1), 3)
    best = [n for n in np.argsort(-clear, kind="stable") if inside[n] and clear[n] > CLEAR]
    return [(float(x[n, 0]), float(y[n, 0])) for n in best]


def _coarse(ring: Sequence[Point]) -> Sequence[Point]:
    return ring[:: max(1, len(ring) // CORNERS)]


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
