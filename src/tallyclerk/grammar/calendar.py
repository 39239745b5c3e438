"""What a time phrase means when it is written on a given day.

News looks back: "on Friday" is the last Friday up to the day of writing, "in September" the last September that had
begun. With `future` it is the next one. Weeks begin on Monday.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import singledispatch
from typing import NamedTuple

import msgspec

from tallyclerk.grammar.interval import DAY, Interval, first_of, hull, months, one_day, years
from tallyclerk.grammar.lookup import monday, months_away, near_day, near_month, near_weekday, share
from tallyclerk.grammar.timenodes import (
    Ago,
    Between,
    Either,
    FromEvent,
    Node,
    Open,
    Part,
    Period,
    Point,
    Repeated,
    Season,
    Stretch,
)
from tallyclerk.resources.time import time_words

_SATURDAY = 5


class Written(NamedTuple):
    """A day of writing, which way the phrase looks, and a time named before it in the text."""

    day: date
    future: bool = False
    anchor: date | None = None


def stated(node: Node) -> bool:
    """Whether the words alone say which days are meant, so that no day of writing is needed."""
    match node:
        case Point() | Season():
            return node.year is not None
        case Either():
            return True
        case Part():
            return node.part not in ("earlier", "later") and stated(node.of)
        case Open():
            return stated(node.at)
        case Between():
            return all(map(stated, _shared_year(node)))
        case _:
            return False


def meaning(node: Node, written: Written) -> Interval | None:
    """The days that the phrase means, or None where there are none (a year beyond the calendar, a reversed range)."""
    try:
        found = _on(node, written)
    except (ValueError, OverflowError):  # before year 1 or beyond 9999
        return None
    return None if found is None or found.reversed else found


@singledispatch
def _on(node: Node, written: Written) -> Interval | None:
    raise TypeError(f"not a time: {node!r}")


@_on.register
def _point(node: Point, written: Written) -> Interval | None:
    if node.that and written.anchor is None:
        return None
    year = node.year
    if year is None and node.year_offset is not None:
        year = written.day.year + node.year_offset
    if year is None and node.that and written.anchor is not None:
        year = written.anchor.year
    if year is not None and node.month is None:
        return years(year)
    if year is not None and node.month is not None:
        return one_day(date(year, node.month, node.day)) if node.day else months(year, node.month)
    if node.month is None:
        return (
            None
            if node.weekday is None
            else one_day(near_weekday(node.weekday, node.offset, written.day, written.future))
        )
    return _in_year(node, written)


def _in_year(node: Point, written: Written) -> Interval:
    """A month, or a day of one, whose year is not stated."""
    if node.day:
        return one_day(near_day(node, written.day, written.future))
    return near_month(node.month or 1, node.offset, written.day, written.future)


@_on.register
def _repeated(_node: Repeated, _written: Written) -> Interval | None:
    return None  # the words name no day


@_on.register
def _from_event(node: FromEvent, written: Written) -> Interval | None:
    """Counted from the event's own day, which stands in the place of the day of writing."""
    return _on(node.away, written._replace(day=written.anchor)) if written.anchor else None


@_on.register
def _either(node: Either, written: Written) -> Interval | None:
    first, second = _on(node.first, written), _on(node.second, written)
    return hull(first, second) if first and second else first or second


@_on.register
def _season(node: Season, written: Written) -> Interval | None:
    year = node.year
    if year is None:
        year, offset = written.day.year, node.offset or 0
        over = first_of(year, node.month + 3) <= written.day
        year += offset + (offset < 0 and over)
    return months(year - (node.month == 12), node.month, 3)


@_on.register
def _period(node: Period, written: Written) -> Interval | None:
    day, offset = written.day, node.offset
    match node.unit:
        case "week":
            first = monday(day, offset)
            found = Interval(first, first + 7 * DAY) if node.weekday is None else one_day(first + node.weekday * DAY)
        case "weekend":
            # Up to Friday "the weekend" of a report is the one before.
            back = offset == 0 and not written.future and day.weekday() < _SATURDAY
            saturday = monday(day, offset - back) + _SATURDAY * DAY
            found = Interval(saturday, saturday + 2 * DAY)
        case "month":
            found = months(day.year, day.month + offset)
        case "quarter":
            found = months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * offset, 3)
        case "year":
            found = years(day.year + offset)
        case "decade":
            found = years(day.year // 10 * 10 + 10 * offset, 10)
        case _:
            found = one_day(day + offset * DAY)
    return found


@_on.register
def _ago(node: Ago, written: Written) -> Interval | None:
    """Days and hours count exactly; a longer unit is as wide as itself, for nobody means the very day."""
    near, far = max(0, node.count - node.spread), node.count + node.spread
    if node.unit == "hour":  # at an unknown hour of the day of writing, so up to one day more
        near, far = (near // 24, -(-far // 24))
    if node.unit in ("hour", "day"):
        first, last = sorted(written.day + node.sign * timedelta(days=count) for count in (near, far))
        return Interval(first, last + DAY)
    if node.unit == "week":
        first, last = sorted(written.day + node.sign * timedelta(weeks=count) for count in (near, far))
        return Interval(first - 3 * DAY, last + 4 * DAY)
    ends = [_on(Period(node.unit, node.sign * count), written) for count in (near, far)]
    return hull(ends[0], ends[1]) if ends[0] and ends[1] else None


@_on.register
def _stretch(node: Stretch, written: Written) -> Interval | None:
    if node.count is None:
        other = written.day + node.sign * timedelta(days=time_words().recent_days[node.unit])
    elif node.unit in ("month", "year", "decade"):
        other = months_away(written.day, node.sign * node.count * {"month": 1, "year": 12, "decade": 120}[node.unit])
    else:
        days = -(-node.count // 24) if node.unit == "hour" else node.count * (7 if node.unit == "week" else 1)
        other = written.day + node.sign * timedelta(days=days)
    if node.sign > 0 and node.count is not None:  # "the next three days" begin with tomorrow
        return Interval(written.day + DAY, other + DAY)
    first, last = sorted((written.day, other))
    return Interval(first, last + DAY)


@_on.register
def _part(node: Part, written: Written) -> Interval | None:
    whole = _on(node.of, written)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    start, end, day = whole.start, whole.end, written.day
    match node.part:
        case "earlier":
            return Interval(start, min(end, day + DAY)) if day >= start else whole
        case "later":
            return Interval(max(start, day), end) if day < end else whole
    return share(start, end, node.part)


@_on.register
def _open(node: Open, written: Written) -> Interval | None:
    ahead = node.side in ("until", "before") and isinstance(node.at, Point) and node.at.weekday is not None
    at = _on(node.at, written._replace(future=written.future or ahead))
    if at is None:
        return None
    if node.side == "since":
        return Interval(at.start, None)
    if node.side == "after":
        return Interval(at.end, None)
    return Interval(None, at.end if node.side == "until" else at.start)


@_on.register
def _between(node: Between, written: Written) -> Interval | None:
    first, last = _shared_year(node)
    if written.future and not stated(last):
        begins = _on(first, written)
        ends = _on(last, written._replace(day=begins.start) if begins and begins.start and _dated(last) else written)
    else:
        ends = _on(last, written)
        begins = _on(first, written._replace(day=ends.start) if ends and ends.start and _dated(first) else written)
    if begins is None or ends is None:
        return None
    return Interval(begins.start, ends.end)


def _dated(node: Node) -> bool:
    """Whether the time is found by its place in the year or week, so that the other end of its range orders it."""
    if isinstance(node, Part):
        return _dated(node.of)
    return isinstance(node, Point) and node.year is None and node.offset is None and not node.that


def _shared_year(node: Between) -> tuple[Node, Node]:
    """Both ends with the year that only one of them states: "between September 7 and October 1, 2023"."""
    first, last = node.first, node.last
    a, b = _inner(first), _inner(last)
    if a.month and b.month and a.year is None and b.year is not None and a.offset is a.year_offset is None:
        return _put_year(first, b.year - (a.month > b.month)), last
    if a.month and b.month and b.year is None and a.year is not None and b.offset is b.year_offset is None:
        return first, _put_year(last, a.year + (b.month < a.month))
    return first, last


def _inner(node: Node) -> Point:
    """The point inside a part of it, or an empty one."""
    while isinstance(node, Part):
        node = node.of
    return node if isinstance(node, Point) else Point()


def _put_year(node: Node, year: int) -> Node:
    if isinstance(node, Part):
        return Part(node.part, _put_year(node.of, year))
    return msgspec.structs.replace(node, year=year) if isinstance(node, Point) else node
