"""Dates as pages write them: stamps, date lines, datelines."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

import msgspec

from tallyclerk.resources.page_dates import page_dates

_STAMP = re.compile(
    r"\s*(?:date|published|crawled|fetched|timestamp)[: ]+(\d{4}-\d{2}(?:-\d{2})?)(?:T[\d:.Z+]{4,20})?(?=\s|$)[ \n]*"
)
_ISO = r"(?P<y1>(?:19|20)\d{2})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
_NUMERIC = r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y2>(?:19|20)\d{2})(?!\d)"
_CLOCK = re.compile(r"\b\d{1,2}(?::\d{2}){1,2}\b(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?:[.'][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r"\d[-/.]\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_MAX_LINE = 120
_MAX_KEPT = 300


class PageDate(msgspec.Struct, frozen=True):
    """A date found in a line.

    Attributes:
        text: Its wording.
        start: Where it begins in the line.
        year: The year, or None where it names none.
        days: (month, day) as it may be read: two where the order of day and month is open, day 0 for a whole month.
    """

    text: str
    start: int
    year: int | None
    days: tuple[tuple[int, int], ...]

    def interval(self, year: int | None = None) -> tuple[date, date] | None:
        """First and last possible day, or None where the year is unknown or the day does not exist."""
        year = self.year or year
        if year is None:
            return None
        found = [edge for month, day in self.days for edge in _edges(year, month, day)]
        return (min(found), max(found)) if found else None


def split_stamp(text: str) -> tuple[str | None, str]:
    """A crawl stamp at the very beginning ("date 2023-10-05 ") and the text after it."""
    match = _STAMP.match(text)
    return (match.group().strip(), text[match.end() :]) if match else (None, text)


def dates_in(line: str) -> Iterator[PageDate]:
    """The dates in a line that name at least a month and a day, or a month and a year."""
    if _DIGIT.search(line) and _may_hold(line):  # most lines have none, and the pattern is slow on them
        yield from _dates(line) if len(line) <= _MAX_KEPT else _searched(line)


def _may_hold(line: str) -> bool:
    """Whether a line has what every form of a date has: digits joined by a sign, or the name of a month."""
    return bool(_JOINED.search(line)) or any(_plain(word) in _months() for word in _LETTERS.findall(line))


@cache
def _months() -> dict[str, int]:
    return {_plain(name): month for name, month in page_dates().months.items()}


def _plain(word: str) -> str:
    """A word without case, as regular expressions see it: a dotless i is an i."""
    return word.casefold().replace("ı", "i")


@lru_cache(maxsize=4096)
def _dates(line: str) -> tuple[PageDate, ...]:
    """The same, kept: several readers ask for the lines of one page."""
    return tuple(_searched(line))


def _searched(line: str) -> Iterator[PageDate]:
    return filter(None, map(_page_date, _pattern().finditer(line)))


def undated(line: str) -> str:
    """A line up to the date in it, where something stands before it ("Jane Doe | 5 March 2024" is "Jane Doe")."""
    found = next(dates_in(line), None)
    return line[: found.start].rstrip(" ,|-–—•·") if found and found.start > 3 else line


def is_date_line(line: str) -> bool:
    """Whether a line is a date, with a weekday, a time or a label at most."""
    if len(line) > _MAX_LINE:
        return False
    found = [item for item in dates_in(line) if item.days[0][1] or item.year is None]
    if not found:
        return False
    rest = line
    for item in found:
        rest = rest.replace(item.text, " ")
    known = page_dates()
    left = [word.casefold() for word in _WORDS.findall(_CLOCK.sub(" ", rest))]
    return all(word in known.around or word in known.weekdays for word in left)


def weekday_before(line: str, found: PageDate) -> int | None:
    """The weekday named right before a date ("Wednesday 29 December"), Monday being 0."""
    words = _WORDS.findall(line[max(0, found.start - 20) : found.start])
    return page_dates().weekdays.get(words[-1].casefold()) if words else None


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(page_dates().months, key=lambda name: (-len(name), name)))
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er|\.)?"
    forms = (
        _ISO,
        _NUMERIC,
        rf"\b(?P<n3>{month})\.? {day.format('d3')}(?!\d)(?:(?:,? ?)(?P<y3>(?:19|20)\d{{2}})\b)?",
        rf"(?<![\d.,]){day.format('d4')} (?:de )?(?P<n4>{month})\b\.?(?:(?:,| de)? (?P<y4>(?:19|20)\d{{2}})\b)?",
        rf"\b(?P<n5>{month})\.?,? (?P<y5>(?:19|20)\d{{2}})\b",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _page_date(match: re.Match[str]) -> PageDate | None:
    group = {name: value for name, value in match.groupdict().items() if value}
    year = next((int(group[name]) for name in ("y1", "y2", "y3", "y4", "y5") if name in group), None)
    days = tuple((month, day) for month, day in _readings(group) if _exists(year, month, day))
    return PageDate(match.group(), match.start(), year, days) if days else None


def _readings(group: dict[str, str]) -> tuple[tuple[int, int], ...]:
    if "m1" in group:
        return ((int(group["m1"]), int(group["d1"])),)
    if "a" in group:
        first, second = int(group["a"]), int(group["b"])
        # Dots are written day first everywhere; slashes and dashes are not, so both readings stay where both exist.
        return ((second, first),) if group["sep"] == "." else tuple(dict.fromkeys(((second, first), (first, second))))
    months = _months()
    if "n5" in group:
        return ((months[_plain(group["n5"])], 0),)
    name, day = (group["n3"], group["d3"]) if "n3" in group else (group["n4"], group["d4"])
    return ((months[_plain(name)], int(day)),)


def _exists(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 0 <= day <= calendar.monthrange(year or 2000, month)[1]


def _edges(year: int, month: int, day: int) -> tuple[date, ...]:
    last = calendar.monthrange(year, month)[1]
    if day == 0:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day),) if day <= last else ()
