"""Marks on a time axis: days, weeks, months, quarters, years or decades, as many as have room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from tallyclerk.publish.text_box import text_width

SIZE = 11.5
FREE = 10.0
STEPS = (1, 2, 7, 14, 31, 92, 183, 366, 731, 1827, 3653, 7305, 18263, 36525, 182625)
"""Days from mark to mark; from 31 on, whole months."""

NARROWEST = 25.0
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Tick(msgspec.Struct, frozen=True):
    """A mark on the axis and its label, which starts a little right of it."""

    x: float
    label: str


def ticks(first: date, last: date, at: Callable[[date], float], width: float) -> tuple[Tick, ...]:
    """Marks between two days at the finest step whose labels do not touch; the year stands where it changes."""
    for step in STEPS:
        if (last - first).days / step > width / NARROWEST:
            continue
        found = tuple(_labelled(list(_days(first, last, step)), step, at))
        ends = [tick.x + text_width(tick.label, SIZE) + FREE for tick in found]
        limits = [*(tick.x for tick in found[1:]), at(first) + width + 2 * FREE]
        if found and all(end <= limit for end, limit in zip(ends, limits, strict=True)):
            return found
    return ()


def _labelled(days: Iterable[date], step: int, at: Callable[[date], float]) -> Iterable[Tick]:
    year = 0
    for day in days:
        yield Tick(at(day), _label(day, step, with_year=day.year != year))
        year = day.year


def _label(day: date, step: int, with_year: bool) -> str:
    if step >= 366:
        return str(day.year)
    text = MONTHS[day.month] if step >= 31 else f"{day.day} {MONTHS[day.month]}"
    return f"{text} {day.year}" if with_year else text


def _days(first: date, last: date, step: int) -> Iterable[date]:
    if step < 31:
        start = first.toordinal() + (-first.toordinal() % step if step > 2 else 0)
        return (date.fromordinal(n) for n in range(start, last.toordinal() + 1, step))
    months = {31: 1, 92: 3, 183: 6}.get(step, 12 * max(1, round(step / 365.25)))
    return _months(first, last, months)


def _months(first: date, last: date, months: int) -> Iterable[date]:
    number = -(-(first.year * 12 + first.month - 1) // months) * months
    for n in range(number, last.year * 12 + last.month, months):
        if n >= 12 and first <= (day := date(n // 12, n % 12 + 1, 1)) <= last:
            yield day
