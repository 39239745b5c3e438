"""The timeline: events apart from what was said and published of them, as bars between first and last possible day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from tallyclerk.model import Claim, DateValue, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.records import Records
from tallyclerk.publish.text_box import cut, text_width
from tallyclerk.publish.ticks import MONTHS, SIZE, Tick, ticks

MOST_ROWS = 40


class Bar(msgspec.Struct, frozen=True):
    """One row: what happened, and the first and last possible day (None is an open end)."""

    lane: str
    label: str
    when: str
    earliest: date | None
    latest: date | None
    sources: int


class Row(msgspec.Struct, frozen=True):
    """A bar on a board: its label's baseline, its ends in units, and which of them are open."""

    bar: Bar
    label: str
    label_x: float
    label_y: float
    y: float
    left: float
    right: float
    open_left: bool
    open_right: bool
    is_day: bool
    when: str
    when_x: float
    when_y: float
    when_anchor: str


class Lane(msgspec.Struct, frozen=True):
    """A heading with its rows."""

    title: str
    y: float
    rows: tuple[Row, ...]


class TimeBoard(msgspec.Struct, frozen=True):
    """A timeline drawn for one width."""

    name: str
    width: float
    height: float
    axis_y: float
    top: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


class Timeline(msgspec.Struct, frozen=True):
    """Boards of a timeline, its rows in words, the undated, and how many rows were left to the words alone."""

    boards: tuple[TimeBoard, ...]
    bars: tuple[Bar, ...]
    undated: tuple[str, ...]
    hidden: int


class Shape(msgspec.Struct, frozen=True):
    """Measures of a board; with no label column, labels stand above their bars."""

    name: str
    width: float
    labels: float
    step: float
    font: float


WIDE = Shape("wide", 880, 330, 27, 13)
NARROW = Shape("narrow", 400, 0, 33, 13)
LANES = ("Events", "Statements", "Publication")
END = 44.0
"""Units that an open end runs on and fades."""


def timeline(records: Records, transfer: Transfer) -> Timeline | None:
    """The timeline of a transfer; None where nothing that happened or was said has a day."""
    found = _merged((*_events(transfer), *_statements(records, transfer), *_publications(records, transfer)))
    dated = [bar for bar in found if bar.earliest or bar.latest]
    if all(bar.lane == "Publication" for bar in dated):
        return None
    shown = dated[:MOST_ROWS]
    span = _range(shown)
    return Timeline(
        boards=tuple(_board(shown, span, shape) for shape in (WIDE, NARROW)),
        bars=tuple(dated),
        undated=tuple(bar.label for bar in found if not bar.earliest and not bar.latest),
        hidden=len(dated) - len(shown),
    )


def _bar(lane: str, label: str, earliest: date | None, latest: date | None, sources: int = 1) -> Bar:
    return Bar(lane, words.in_line(label, 90), words.interval(earliest, latest), earliest, latest, sources)


def _events(transfer: Transfer) -> Iterable[Bar]:
    for leg in transfer.legs:
        ends = " to ".join(name for name in (leg.origin, leg.destination) if name)
        if leg.earliest or leg.latest:
            yield _bar("Events", f"Leg{f' by {leg.mode}' if leg.mode else ''}: {ends}", leg.earliest, leg.latest)
    for value in transfer.facts["date"].values if "date" in transfer.facts else ():
        if isinstance(value.value, DateValue):
            lane = "Events" if value.value.kind == "event" else "Statements"
            label = f"“{value.value.text}” ({words.few(value.documents)})"
            yield _bar(lane, label, value.value.earliest, value.value.latest, len(value.documents))


def _statements(records: Records, transfer: Transfer) -> Iterable[Bar]:
    for claim in (records.claims[id] for id in transfer.claims):
        for value in claim.roles.get("date", ()):
            if isinstance(value, DateValue) and value.kind == "report":
                yield _bar("Statements", _speaker(claim, value), value.earliest, value.latest)


def _speaker(claim: Claim, value: DateValue) -> str:
    who = words.speaker(claim.attribution[-1]) if claim.attribution else "Statement"
    return f"{who}: “{value.text}”"


def _publications(records: Records, transfer: Transfer) -> Iterable[Bar]:
    for document in (records.documents[id] for id in transfer.documents):
        known = document.published
        label = words.cited(document)
        yield _bar("Publication", label, known.earliest if known else None, known.latest if known else None)


def _merged(bars: Iterable[Bar]) -> list[Bar]:
    """Bars in the order of lanes and days; of bars alike in all but their sources, one."""
    once: dict[tuple[str, str, date | None, date | None], Bar] = {}
    for bar in bars:
        once.setdefault((bar.lane, bar.label, bar.earliest, bar.latest), bar)
    return sorted(once.values(), key=lambda b: (LANES.index(b.lane), b.earliest or b.latest or date.max, b.label))


def _range(bars: Sequence[Bar]) -> tuple[date, date]:
    days = [day for bar in bars for day in (bar.earliest, bar.latest) if day]
    first, last = min(days), max(days)
    free = timedelta(days=max(2, (last - first).days // 14))
    return (first - free if first - date.min > free else first), (last + free if date.max - last > free else last)


class Axis(msgspec.Struct, frozen=True):
    """Where days lie on a board."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date, after: int = 0) -> float:
        """Where a day begins, or where the day `after` days on does."""
        share = ((day - self.first).days + after) / ((self.last - self.first).days + 1)
        return round(self.left + (self.right - self.left) * share, 1)


def _board(bars: Sequence[Bar], span: tuple[date, date], shape: Shape) -> TimeBoard:
    axis = Axis(*span, left=shape.labels + 14, right=shape.width - 14)
    y, lanes = 26.0, []
    for title in LANES:
        inside = [bar for bar in bars if bar.lane == title]
        if inside:
            head, y = y + 18, y + 26
            rows = [_row(bar, shape, y + n * shape.step, axis) for n, bar in enumerate(inside)]
            lanes.append(Lane(title, head, tuple(rows)))
            y += shape.step * len(inside) + 8
    found = ticks(*span, axis.at, axis.right - axis.left)
    return TimeBoard(shape.name, shape.width, round(y + 6), 20, 24, tuple(lanes), found)


def _row(bar: Bar, shape: Shape, top: float, axis: Axis) -> Row:
    left, right = _ends(bar, axis)
    told = _beside(bar, left, right, shape, top) if shape.labels else _above(bar, shape, top)
    return Row(
        bar=bar,
        left=left,
        right=right,
        open_left=bar.earliest is None,
        open_right=bar.latest is None,
        is_day=bar.earliest == bar.latest,
        **told,
    )


def _above(bar: Bar, shape: Shape, top: float) -> dict[str, Any]:
    """Label and days on one line above the bar."""
    when = words.interval(bar.earliest, bar.latest, MONTHS)
    room = shape.width - 28 - text_width(when, SIZE) - 10
    return {
        "label": cut(bar.label, room, shape.font),
        "label_x": 14,
        "label_y": round(top + shape.font, 1),
        "y": round(top + shape.step - 10, 1),
        "when": when,
        "when_x": shape.width - 14,
        "when_y": round(top + shape.font, 1),
        "when_anchor": "end",
    }


def _beside(bar: Bar, left: float, right: float, shape: Shape, top: float) -> dict[str, Any]:
    """The label in its column; the days in brief beside the bar, on the side that has room, or nowhere."""
    middle = top + shape.step / 2
    found = {
        "label": cut(bar.label, shape.labels - 22, shape.font),
        "label_x": shape.labels,
        "label_y": round(middle + shape.font * 0.35, 1),
        "y": round(middle, 1),
        "when_y": round(middle + 4, 1),
    }
    text = words.interval(bar.earliest, bar.latest, MONTHS)
    room = text_width(text, SIZE) + 16
    if right + room < shape.width:
        return {**found, "when": text, "when_x": round(right + 8, 1), "when_anchor": "start"}
    fits = left - room > shape.labels
    return {**found, "when": text if fits else "", "when_x": round(left - 8, 1), "when_anchor": "end"}


def _ends(bar: Bar, axis: Axis) -> tuple[float, float]:
    """A bar's ends; an open one runs on a little, and a single day is never thinner than a line."""
    if bar.earliest and bar.latest:
        left = axis.at(bar.earliest)
        return left, max(axis.at(bar.latest, after=1), left + 3)
    if bar.earliest:
        left = axis.at(bar.earliest)
        return left, min(left + END, axis.right + 10)
    right = axis.at(bar.latest or axis.last, after=1)
    return max(right - END, axis.left - 10), right
