"""Lines that name a day: bylines, captions, heads of other stories."""

from __future__ import annotations

from tallyclerk.read.stamps import dates_in, weekday_before

_MAX_LINE = 120


def has_date(line: str) -> bool:
    """Whether a line of at most a byline's length names a day."""
    return len(line) <= _MAX_LINE and has_digit(line) and any(found.days[0][1] for found in dates_in(line))


def is_dated_caption(text: str) -> bool:
    """Whether a line names weekday, day and year, as agencies end their captions and seldom write in an article."""
    return any(found.year and found.days[0][1] and weekday_before(text, found) is not None for found in dates_in(text))


def has_digit(line: str) -> bool:
    """Whether a line can name a day at all; asked first, since it takes no time."""
    return any(sign.isdigit() for sign in line)
