"""Half-open intervals of days, and how they are written in Extended Date/Time Format (EDTF)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Interval(NamedTuple):
    """Days from `start` up to but not including `end`; None is an open end."""

    start: date | None
    end: date | None

    @property
    def latest(self) -> date | None:
        """The last day in it."""
        return self.end - DAY if self.end else None

    @property
    def reversed(self) -> bool:
        """Whether it ends before it begins, or holds no day at all."""
        return self.start is not None and self.end is not None and self.end <= self.start


def one_day(day: date) -> Interval:
    """The interval of a single day."""
    return Interval(day, day + DAY)


def months(year: int, month: int, count: int = 1) -> Interval:
    """So many whole months from the given one; a month outside 1 to 12 counts on into other years."""
    return Interval(first_of(year, month), first_of(year, month + count))


def first_of(year: int, month: int) -> date:
    """The first day of a month; month 13 is January of the year after, month 0 December of the year before."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def years(year: int, count: int = 1) -> Interval:
    """So many whole years."""
    return Interval(date(year, 1, 1), date(year + count, 1, 1))


def hull(first: Interval, last: Interval) -> Interval:
    """The smallest interval that holds both."""
    start = None if first.start is None or last.start is None else min(first.start, last.start)
    end = None if first.end is None or last.end is None else max(first.end, last.end)
    return Interval(start, end)


def edtf(interval: Interval, one_of: bool = False) -> str:
    """The interval in EDTF: "2023-10-05", "2023-10", "2023-09-07/2023-10-01", "../2020-04".

    With `one_of` it is written as one unknown day of the interval: "[2023-09-29..2023-10-27]".
    """
    start, latest = interval.start, interval.latest
    if start is None and latest is None:
        return ""
    if start is not None and latest is not None and (whole := _whole(interval)):
        return whole
    first = _end(interval, start)
    last = _end(interval, latest)
    return f"[{first}..{last}]" if one_of and start and latest else f"{first}/{last}"


def _whole(interval: Interval) -> str | None:
    """A single day, month or year, or None."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        return None
    if end - start == DAY:
        return start.isoformat()
    if start.day == 1 and end == first_of(start.year, start.month + 1):
        return f"{start:%Y-%m}"
    if start.day == start.month == 1 and end == date(start.year + 1, 1, 1):
        return f"{start:%Y}"
    return None


def _end(interval: Interval, day: date | None) -> str:
    """One end, as coarse as the interval is."""
    if day is None:
        return ".."
    whole_months = all(edge is None or edge.day == 1 for edge in interval)
    whole_years = whole_months and all(edge is None or edge.month == 1 for edge in interval)
    return f"{day:%Y}" if whole_years else f"{day:%Y-%m}" if whole_months else day.isoformat()
