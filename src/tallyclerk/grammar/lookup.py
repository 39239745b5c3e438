"""Finding days in the calendar: a weekday, a month or a day of the year near a day of writing, a part of a period."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from tallyclerk.grammar.interval import DAY, Interval, first_of, months
from tallyclerk.grammar.timenodes import Point

_SOON = 14  # a day so close is meant, whichever side it lies on, rather than one ten months off on the other side
_LONG_AGO = 300
_FITTING = 550  # a weekday that fits only farther off than so many days is a slip of the writer
_MOST_OF_YEAR = 360
_YEARS_BACK = 8  # February 29, or a weekday that fits, is found within so many years


def monday(day: date, offset: int = 0) -> date:
    """The Monday of the week so many weeks from the one of `day`."""
    return day + (7 * offset - day.weekday()) * DAY


def near_weekday(weekday: int, offset: int | None, day: date, future: bool) -> date:
    """The last such weekday up to `day`, or with `future` the next.

    Offset -1 ("last") lies before `day` itself, 0 ("this") in its week, 1 ("next") in the week behind.
    """
    if offset is None:
        return day + (weekday - day.weekday()) % 7 * DAY if future else day - (day.weekday() - weekday) % 7 * DAY
    if offset < 0:
        return day - ((day.weekday() - weekday - 1) % 7 + 1) * DAY
    return monday(day, offset) + weekday * DAY


def near_month(month: int, offset: int | None, day: date, future: bool) -> Interval:
    """A month without a year: the last one begun, or with `future` the next one not over."""
    if offset == 0:
        years_on = 0
    elif offset is None:
        years_on = int(month < day.month) if future else -int(month > day.month)
    else:
        years_on = -int(month >= day.month) if offset < 0 else int(month <= day.month)
    return months(day.year + years_on, month)


def near_day(point: Point, day: date, future: bool) -> date:
    """A day and month without a year: the nearest behind, or with `future` ahead; a stated weekday fits if it can.

    Raises:
        ValueError: if no year around has the day.
    """
    candidates = _same_day(point, day.year)
    fitting = candidates
    if point.weekday is not None:
        fitting = [
            each for each in candidates if _fits(point, each) and abs((each - day).days) <= _FITTING
        ] or candidates
    behind = [each for each in fitting if each <= day]
    ahead = [each for each in fitting if each > day or (future and each == day)]
    if not behind or not ahead:
        if not fitting:
            raise ValueError(f"no year around {day.year} has the day")
        return behind[-1] if behind else ahead[0]
    until, since = (ahead[0] - day).days, (day - behind[-1]).days
    if future:
        return behind[-1] if since <= _SOON and until > _LONG_AGO else ahead[0]
    return ahead[0] if until <= _SOON and since > _LONG_AGO else behind[-1]


def latest_fit(point: Point, day: date) -> date | None:
    """The latest day up to `day`, within some years, that has the point's day, month and weekday."""
    if point.weekday is None or point.day is None or point.year is not None:
        return None
    return max((each for each in _same_day(point, day.year) if each <= day and _fits(point, each)), default=None)


def _fits(point: Point, day: date) -> bool:
    return point.weekday is None or day.weekday() == point.weekday


def _same_day(point: Point, year: int) -> list[date]:
    """The day in the years around one, in order."""
    month, day = point.month or 1, point.day or 1
    around = range(max(1, year - _YEARS_BACK), min(9999, year + _YEARS_BACK) + 1)
    return [date(each, month, day) for each in around if day <= monthrange(each, month)[1]]


def months_away(day: date, count: int) -> date:
    """The same day so many months away, or the last one of a shorter month."""
    first = first_of(day.year, day.month + count)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def share(start: date, end: date, part: str) -> Interval:
    """A part of a period: a week beside or in it, a half, quarter or third.

    Early and late are its halves, of a month from and up to the 15th; of a week they are its first three and last four
    days. The middle is the middle third. Where nobody says more, the wider days are the safer ones.
    """
    if "week" in part:
        return _week(start, end, part)
    if part in ("first_half", "second_half") or part[0] == "q":
        return _months_share(start, (end - start).days, part)
    if part != "mid" and (end - start).days > 7:
        return _months_share(start, (end - start).days, "first_half" if part == "early" else "second_half")
    return _third(start, end, ("early", "mid", "late").index(part))


def _week(start: date, end: date, part: str) -> Interval:
    """Seven days: those around, from or up to a day, or the first, second… of a month."""
    match part:
        case "week_of":
            start = monday(start)
        case "week_to" | "last_week":
            start = end - 7 * DAY
        case "week_1" | "week_2" | "week_3" | "week_4":
            start += 7 * (int(part[-1]) - 1) * DAY
    return Interval(start, start + 7 * DAY)


def _third(start: date, end: date, third: int) -> Interval:
    length = (end - start).days
    if length > _MOST_OF_YEAR and start.day == 1:
        per = 4 * max(1, round(length / 365.25))
        return months(start.year, start.month + third * per, per)
    if length <= 7:
        first, last = ((0, 3), (1, 4), (3, 7))[third]
        return Interval(start + first * DAY, min(end, start + last * DAY))
    each = 10 if length <= 31 else length // 3
    return Interval(start + third * each * DAY, start + (third + 1) * each * DAY)


def _months_share(start: date, length: int, part: str) -> Interval:
    """Halves and quarters: of a year in months; the halves of a month at its fifteenth."""
    if length > _MOST_OF_YEAR:
        if part[0] == "q":
            return months(start.year, start.month + 3 * (int(part[1]) - 1), 3)
        return months(start.year, start.month + (6 if part == "second_half" else 0), 6)
    middle = start + timedelta(days=15 if 28 <= length <= 31 else length // 2)
    return Interval(start, middle) if part == "first_half" else Interval(middle, start + timedelta(days=length))
