"""A map as the template draws it: boards for wide and narrow screens, and an enlarged detail where one is needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from tallyclerk.publish import words
from tallyclerk.publish.maps.countries import names
from tallyclerk.publish.maps.frame import (
    INSET_MEDIUM,
    INSET_NARROW,
    INSET_WIDE,
    MEDIUM,
    NARROW,
    WIDE,
    Board,
    Frame,
    fit,
    scale_bar,
)
from tallyclerk.publish.maps.labels import Label, Wish, place
from tallyclerk.publish.maps.land import Border, Ground, Land, View, ground
from tallyclerk.publish.maps.lines import DOT, Line, lines
from tallyclerk.publish.maps.outlines import World
from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.maps.route import Rival, Route, Spot, Step
from tallyclerk.publish.text_box import Box

TINY = 62.0
"""A leg shorter than this on the wide board is drawn again, enlarged."""

ALONE_KM = 130.0
"""Kilometres shown around a place that has no other to be seen beside."""

OTHERS = (WIDE, NARROW)
LEAD = (WIDE, MEDIUM, NARROW)
"""Boards of the map on the first screen, which on a large one stands beside the timeline."""

INSETS = {"wide": INSET_WIDE, "medium": INSET_MEDIUM, "narrow": INSET_NARROW}
MOST_LEFT = 4
MOST_BORDERS = 5
"""Disputed borders that are named on the board; the list below it names all."""

RIM = 12.0
SEEN = 5.0
"""Units of a disputed border from which it is named."""

BY = {
    "sea": "by sea",
    "rail": "by rail",
    "road": "by road",
    "air": "by air",
    "pipeline": "by pipeline",
    "": "mode not known",
}


class Dot(msgspec.Struct, frozen=True):
    """A place: its point, the radius in which it lies (0 where it is no wider than the dot), and how it is drawn:
    `plain`, `vague` (no nearer than a region), `rival` (of a competing leg) or `left` (a reading that was not taken).
    """

    x: float
    y: float
    spread: float
    look: str


class Drawing(msgspec.Struct, frozen=True):
    """One board of a map; `transform` brings the map's ground to its scale."""

    board: str
    width: float
    height: float
    transform: str
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    countries: tuple[Label, ...]
    detail: Box | None
    scale: tuple[float, str] | None


class Sheet(msgspec.Struct, frozen=True):
    """Boards of several widths over one ground."""

    ground: Ground
    drawings: tuple[Drawing, ...]


class Map(msgspec.Struct, frozen=True):
    """A map, and its enlarged detail where it needs one."""

    sheet: Sheet
    detail: Sheet | None
    detail_title: str
    tinted: frozenset[str]

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """All boards, of the map and of its detail."""
        return self.sheet.drawings + (self.detail.drawings if self.detail else ())

    @property
    def borders(self) -> tuple[Border, ...]:
        """The disputed borders on the map."""
        return self.sheet.ground.borders

    @property
    def is_unsure(self) -> bool:
        """Whether a line is dashed."""
        return any(not line.sure for drawing in self.drawings for line in drawing.lines)

    @property
    def has_rivals(self) -> bool:
        """Whether a competing leg is drawn."""
        return any(line.rival for drawing in self.drawings for line in drawing.lines)

    @property
    def is_spread(self) -> bool:
        """Whether a place has a ring around it."""
        return any(dot.spread for drawing in self.drawings for dot in drawing.dots)

    @property
    def has_lines(self) -> bool:
        """Whether a leg is drawn."""
        return any(drawing.lines for drawing in self.drawings)


def draw(route: Route, world: World, boards: Sequence[Board] = OTHERS) -> Map | None:
    """The map of a route on boards of some widths, the first of them the most detailed; None where no place has
    coordinates.
    """
    if not route.spots:
        return None
    close = _close(route)
    inner = Route(tuple(s for s in route.steps if _within(s, close)), close, (), route.rivals)
    return Map(
        sheet=_sheet(route, world, boards, close),
        detail=_sheet(inner, world, [INSETS[b.name] for b in boards], ()) if close else None,
        detail_title=_title(close),
        tinted=frozenset(s.country for s in route.spots if s.precision == "country" and s.country),
    )


def _sheet(route: Route, world: World, boards: Sequence[Board], close: tuple[Spot, ...]) -> Sheet:
    frames = [_frame(route, board) for board in boards]
    below = ground(frames, world)
    pairs = zip(frames, boards, strict=True)
    return Sheet(below, tuple(_drawing(route, frame, board.name, below, close) for frame, board in pairs))


def _frame(route: Route, board: Board) -> Frame:
    least = ALONE_KM if len(route.spots) == 1 else 0.0
    return fit([s.point for s in route.spots], board, [max(s.around_km, least) for s in route.spots])


def _close(route: Route) -> tuple[Spot, ...]:
    """The places around the shortest leg that are too near each other to be told apart on the wide board."""
    frame = _frame(route, WIDE)
    tiny = [s for s in route.steps if s.start and s.end and s.drawable and _apart(frame, s.start, s.end) < TINY]
    if not tiny or not (first := tiny[0].start):
        return ()
    found = {first.point}
    for _ in route.spots:
        found |= {s.point for s in route.spots for p in found if math.dist(frame.px(*s.point), frame.px(*p)) < TINY}
    return () if len(found) == len(route.spots) else tuple(s for s in route.spots if s.point in found)


def _apart(frame: Frame, one: Spot, other: Spot) -> float:
    return math.dist(frame.px(*one.point), frame.px(*other.point))


def _within(step: Step, spots: Sequence[Spot]) -> bool:
    points = {s.point for s in spots}
    return bool(step.start and step.end and step.start.point in points and step.end.point in points)


def _title(close: Sequence[Spot]) -> str:
    names = [s.name for s in close]
    return " – ".join(names) if len(names) < 4 else f"{names[0]} and {len(names) - 1} places near it"


def _drawing(route: Route, frame: Frame, board: str, below: Ground, close: tuple[Spot, ...]) -> Drawing:
    view, size = below.view(frame), (frame.width, frame.height)
    drawn = tuple(line for line, step in _drawn(frame, route) if not _within(step, close))
    spots = [(spot, frame.px(*spot.point)) for spot in route.spots]
    left = _left(frame, route.rivals, [at for _, at in spots])
    detail = _detail_box([at for spot, at in spots if spot in close])
    scale = scale_bar(frame)
    taken = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for _, (x, y) in (*spots, *left)]
    taken += [detail] if detail else []
    taken += [Box(0, frame.height - 34, scale[0] + 24, frame.height)] if scale else []
    soft = [p for line in drawn for p in line.dense]
    wishes = _wishes(spots, drawn, route, close, detail)
    wishes += [Wish((rival.name, f"not taken for {rival.taken}"), at, 11.5, DOT + 4, "left") for rival, at in left]
    wishes += _border_wishes(view, below.borders, [at for _, at in spots], size)
    labels = place(wishes, taken, soft, size)
    return Drawing(
        board=board,
        width=frame.width,
        height=frame.height,
        transform=view.transform,
        lines=drawn,
        dots=(*(_left_dot(at) for _, at in left), *(_dot(frame, spot, at) for spot, at in spots)),
        labels=labels,
        countries=names(
            [view.land(item) for item in _unnamed(below.lands, route)],
            [*taken, *(label.box.grown(3) for label in labels), *(Box(x - 3, y - 3, x + 3, y + 3) for x, y in soft)],
            size,
        ),
        detail=detail,
        scale=scale,
    )


def _left(frame: Frame, rivals: Sequence[Rival], taken: Sequence[Point]) -> list[tuple[Rival, Point]]:
    """Readings that were not taken and that the board shows anyhow; for them alone no map is made wider."""
    shown = [(rival, frame.px(*rival.point)) for rival in rivals if rival.point]
    return [
        (rival, at)
        for rival, at in shown[:MOST_LEFT]
        if RIM < at[0] < frame.width - RIM
        and RIM < at[1] < frame.height - RIM
        and all(math.dist(at, other) > 2 * DOT for other in taken)
    ]


def _border_wishes(view: View, borders: Sequence[Border], places: Sequence[Point], size: Point) -> list[Wish]:
    """Names of disputed borders that are long enough on the board to be seen as dashed, those near the places first."""
    found: list[tuple[float, Wish]] = []
    for border in borders:
        piece = max((view.all(piece) for piece in border.pieces), key=_length)
        middle = piece[len(piece) // 2]
        if _length(piece) > SEEN and 0 < middle[0] < size[0] and 0 < middle[1] < size[1]:
            away = min(math.dist(middle, at) for at in places)
            found.append((round(away, 1), Wish((border.name, "disputed"), middle, 10.0, 6.0, "border", reach=30.0)))
    return [wish for _, wish in sorted(found, key=lambda item: (item[0], item[1].lines))[:MOST_BORDERS]]


def _length(line: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))


def _unnamed(lands: Sequence[Land], route: Route) -> list[Land]:
    """Countries that no place on the map has already named."""
    named = {spot.name.casefold() for spot in route.spots}
    return [item for item in lands if item.name.casefold() not in named]


def _drawn(frame: Frame, route: Route) -> list[tuple[Line, Step]]:
    by_number = {step.number: step for step in route.steps}
    return [(line, by_number[line.number]) for line in lines(frame, route.steps)]


def _dot(frame: Frame, spot: Spot, at: Point) -> Dot:
    spread = spot.spread_km * frame.scale
    vague = "vague" if spot.precision in ("region", "country", "water") else "plain"
    look = "rival" if spot.rival else vague
    return Dot(round(at[0], 1), round(at[1], 1), round(spread, 1) if spread > DOT + 1 else 0.0, look)


def _left_dot(at: Point) -> Dot:
    return Dot(round(at[0], 1), round(at[1], 1), 0.0, "left")


def _detail_box(points: Sequence[Point]) -> Box | None:
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(round(min(xs) - 13, 1), round(min(ys) - 13, 1), round(max(xs) + 13, 1), round(max(ys) + 13, 1))


def _wishes(
    spots: Sequence[tuple[Spot, Point]],
    drawn: Sequence[Line],
    route: Route,
    close: tuple[Spot, ...],
    detail: Box | None,
) -> list[Wish]:
    """Names of places, then of the detail, then modes along the lines."""
    wishes = [Wish(_names(s), at, 13.0, DOT + 4, "rival" if s.rival else "place") for s, at in spots if s not in close]
    if detail:
        middle = ((detail.left + detail.right) / 2, (detail.top + detail.bottom) / 2)
        half = max(detail.right - detail.left, detail.bottom - detail.top) / 2
        wishes.append(Wish((_title(close), "enlarged in the detail"), middle, 13.0, half + 4, "place"))
    by_number = {step.number: step for step in route.steps}
    for line in drawn:
        step = by_number[line.number]
        named = (f"{step.number}  {BY[step.mode]}", *([words.in_line(step.vehicle, 30)] if step.vehicle else []))
        kind = "rival" if line.rival else "leg"
        wishes.append(Wish(named, line.middle, 11.5, 10.0, kind, also=line.thirds))
    return wishes


def _names(spot: Spot) -> tuple[str, ...]:
    vague = {"region": "no nearer than the region", "country": "no nearer than the country", "water": "waters"}
    return (spot.name, vague[spot.precision]) if spot.precision in vague else (spot.name,)
