"""A map as the template draws it: boards for wide and narrow screens, and an enlarged detail where one is needed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from tallyclerk.publish.maps.countries import names
from tallyclerk.publish.maps.frame import INSET_NARROW, INSET_WIDE, NARROW, WIDE, Board, Frame, fit, scale_bar
from tallyclerk.publish.maps.labels import Label, Wish, place
from tallyclerk.publish.maps.land import Land, land
from tallyclerk.publish.maps.lines import DOT, Line, lines
from tallyclerk.publish.maps.outlines import Source
from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.maps.route import Route, Spot, Step
from tallyclerk.publish.text_box import Box

TINY = 62.0
"""A leg shorter than this on the wide board is drawn again, enlarged."""

ALONE_KM = 130.0
"""Kilometres shown around a place that has no other to be seen beside."""

MOST_SPREAD = 70.0
BY = {
    "sea": "by sea",
    "rail": "by rail",
    "road": "by road",
    "air": "by air",
    "pipeline": "by pipeline",
    "": "mode not known",
}


class Dot(msgspec.Struct, frozen=True):
    """A place: its point, and the radius in which it lies (0 where it is no wider than the dot)."""

    x: float
    y: float
    spread: float
    vague: bool


class Drawing(msgspec.Struct, frozen=True):
    """One board of a map."""

    board: str
    width: float
    height: float
    lands: tuple[Land, ...]
    tinted: frozenset[str]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    countries: tuple[Label, ...]
    detail: Box | None
    scale: tuple[float, str] | None


class Map(msgspec.Struct, frozen=True):
    """A map: its boards, and those of its enlarged detail (empty where it needs none)."""

    boards: tuple[Drawing, ...]
    detail: tuple[Drawing, ...]
    detail_title: str

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """All boards, of the map and of its detail."""
        return self.boards + self.detail

    @property
    def is_unsure(self) -> bool:
        """Whether a line is dashed."""
        return any(not line.sure for drawing in self.drawings for line in drawing.lines)

    @property
    def is_spread(self) -> bool:
        """Whether a place has a ring around it."""
        return any(dot.spread for drawing in self.drawings for dot in drawing.dots)

    @property
    def is_tinted(self) -> bool:
        """Whether a country is tinted."""
        return any(drawing.tinted for drawing in self.drawings)

    @property
    def has_lines(self) -> bool:
        """Whether a leg is drawn."""
        return any(drawing.lines for drawing in self.drawings)


def draw(route: Route, source: Source) -> Map | None:
    """The map of a route; None where no place has coordinates."""
    if not route.spots:
        return None
    close = _close(route)
    inner = Route(tuple(s for s in route.steps if _within(s, close)), close, ())
    return Map(
        boards=tuple(_drawing(route, board, source, close) for board in (WIDE, NARROW)),
        detail=tuple(_drawing(inner, board, source, ()) for board in (INSET_WIDE, INSET_NARROW)) if close else (),
        detail_title=_title(close),
    )


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


def _drawing(route: Route, board: Board, source: Source, close: tuple[Spot, ...]) -> Drawing:
    frame = _frame(route, board)
    lands = land(frame, source)
    drawn = tuple(line for line, step in _drawn(frame, route) if not _within(step, close))
    spots = [(spot, frame.px(*spot.point)) for spot in route.spots]
    detail = _detail_box([at for spot, at in spots if spot in close])
    scale = scale_bar(frame)
    taken = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for _, (x, y) in spots]
    taken += [detail] if detail else []
    taken += [Box(0, frame.height - 34, scale[0] + 24, frame.height)] if scale else []
    soft = [p for line in drawn for p in line.dense]
    size = (frame.width, frame.height)
    labels = place(_wishes(spots, drawn, route, close, detail), taken, soft, size)
    return Drawing(
        board=board.name,
        width=frame.width,
        height=frame.height,
        lands=lands,
        tinted=frozenset(s.country for s in route.spots if s.precision == "country" and s.country),
        lines=drawn,
        dots=tuple(_dot(frame, spot, at) for spot, at in spots),
        labels=labels,
        countries=names(_unnamed(lands, route), [*taken, *(label.box.grown(3) for label in labels)], size),
        detail=detail,
        scale=scale,
    )


def _unnamed(lands: Sequence[Land], route: Route) -> list[Land]:
    """Countries that no place on the map has already named."""
    named = {spot.name.casefold() for spot in route.spots}
    return [item for item in lands if item.name.casefold() not in named]


def _drawn(frame: Frame, route: Route) -> list[tuple[Line, Step]]:
    by_number = {step.number: step for step in route.steps}
    return [(line, by_number[line.number]) for line in lines(frame, route.steps)]


def _dot(frame: Frame, spot: Spot, at: Point) -> Dot:
    spread = min(spot.spread_km * frame.scale, MOST_SPREAD)
    vague = spot.precision in ("region", "country", "water")
    return Dot(round(at[0], 1), round(at[1], 1), round(spread, 1) if spread > DOT else 0.0, vague)


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
    wishes = [Wish(_names(s), at, 13.0, DOT + 4, "place") for s, at in spots if s not in close]
    if detail:
        middle = ((detail.left + detail.right) / 2, (detail.top + detail.bottom) / 2)
        half = max(detail.right - detail.left, detail.bottom - detail.top) / 2
        wishes.append(Wish((_title(close), "enlarged in the detail"), middle, 13.0, half + 4, "place"))
    by_number = {step.number: step for step in route.steps}
    for line in drawn:
        step = by_number[line.number]
        text = f"{step.number}  {BY[step.mode]}"
        wishes.append(Wish((text, *([step.vehicle[:30]] if step.vehicle else [])), line.middle, 11.5, 10.0, "leg"))
    return wishes


def _names(spot: Spot) -> tuple[str, ...]:
    vague = {"region": "no nearer than the region", "country": "no nearer than the country", "water": "waters"}
    return (spot.name, vague[spot.precision]) if spot.precision in vague else (spot.name,)
