"""Reading calendar times from tokens: dates in words and digits, months, weekdays, years, and ranges of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

import msgspec

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.timenodes import Between, Either, Node, Point
from tallyclerk.grammar.tokens import DASHES, HYPHENS, Token
from tallyclerk.grammar.units import units
from tallyclerk.resources.time import Name, time_words

Tokens: TypeAlias = Sequence[Token]

_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})\.(\d{1,2})\.(\d{1,2})")
_DAY_LINKS = frozenset(["to", "and", "until", "till", "through", "&"])


class Read(NamedTuple):
    """What was read, and the index of the token behind it."""

    after: int
    node: Node


def longest(*reads: Read | None) -> Read | None:
    """The read that took the most tokens; the first of equals."""
    return max((read for read in reads if read), key=lambda read: read.after, default=None)


def low(tokens: Tokens, index: int) -> str:
    """The casefolded token at `index`, or nothing beyond the ends."""
    return tokens[index].low if 0 <= index < len(tokens) else ""


def read_point(tokens: Tokens, index: int, cued: bool) -> Read | None:
    """The longest calendar time that begins at `index`.

    Args:
        tokens: Tokens of the text.
        index: Where to begin.
        cued: Whether the words before show that a time follows, so that "May" or "2013" alone is one.
    """
    if index >= len(tokens):
        return None
    if tokens[index].is_digits:
        return longest(_numeric(tokens, index), _day_first(tokens, index), _year_alone(tokens, index, cued))
    return longest(_month_first(tokens, index, cued), _weekday_first(tokens, index, cued), _the_day(tokens, index))


@cache
def point_firsts() -> frozenset[str]:
    """The words that a calendar time can begin with, beside digits and "the"."""
    return _names("months").firsts | _names("weekdays").firsts


def month_at(tokens: Tokens, index: int) -> tuple[int, Name] | None:
    """The month named at `index`, and the index behind it."""
    return _names("months").at(tokens, index)


def weekday_at(tokens: Tokens, index: int) -> tuple[int, Name] | None:
    """The weekday named at `index`, and the index behind it."""
    return _names("weekdays").at(tokens, index)


def year_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year in four digits at `index` that does not count anything ("2000 tonnes")."""
    if index >= len(tokens) or not _YEAR.fullmatch(tokens[index].text):
        return None
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if (
        following is not None
        and following.glued
        and (following.is_word or following.text in "%°/:" or following.is_digits)
    ):
        return None
    unit = units().at(tokens, index + 1)
    if unit is not None and unit[1].kind not in ("count", "time"):
        return None
    return index + 1, int(tokens[index].text)


def stands_alone(entry: Name, token: Token, cued: bool) -> bool:
    """Whether a month or weekday without a day or year is one: "May" needs a cue, so does the short form "Sun"."""
    full = max((form for form in entry.forms), key=len)
    if token.low == full and not (entry.cue and len(entry.forms) > 0 and _is_common(token)):
        return True
    return cued and token.text[0].isupper()


def _is_common(token: Token) -> bool:
    """Whether the wording is also a common word or verb."""
    return token.low in ("may", "march")


def _month_first(tokens: Tokens, index: int, cued: bool) -> Read | None:
    found = month_at(tokens, index)
    if found is None:
        return None
    after, entry = found
    capital = tokens[index].text[0].isupper()
    if (day := _day_at(tokens, after)) and (capital or not entry.cue):
        return _with_day(tokens, day[0], entry.number, day[1])
    bare = Point(month=entry.number)
    dated = _with_year(tokens, after, bare)
    if dated is not None and (capital or not entry.cue):
        return dated
    if stands_alone(entry, tokens[index], cued):
        return Read(_without_stop(tokens, after), bare)
    return None


def _without_stop(tokens: Tokens, after: int) -> int:
    """A full stop behind a short month belongs to it only inside the sentence."""
    return after - 1 if low(tokens, after - 1) == "." else after


def _with_day(tokens: Tokens, after: int, month: int, day: int) -> Read | None:
    """ "October 5" with what may follow: another day ("7-8"), a year."""
    second = _second_day(tokens, after)
    first = Point(month=month, day=day)
    if second is not None and second[1] > day:
        last = Point(month=month, day=second[1])
        dated = _with_year(tokens, second[0], last)
        return _checked(
            Read(dated.after, Between(first, dated.node)) if dated else Read(second[0], Between(first, last))
        )
    return _checked(_with_year(tokens, after, first) or Read(after, first))


def _second_day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The other end of a range of days behind a dash, "to" or "and", unless it counts something."""
    if low(tokens, index) not in _DAY_LINKS and not (index < len(tokens) and tokens[index].text in DASHES):
        return None
    day = _day_at(tokens, index + 1)
    if day is None or units().at(tokens, day[0]) is not None or month_at(tokens, day[0]) is not None:
        return None
    if low(tokens, index) in _DAY_LINKS and day[0] < len(tokens) and tokens[day[0]].is_word:
        return None if tokens[day[0]].text[0].isupper() or _counts_noun(tokens, day[0]) else day
    return day


def _counts_noun(tokens: Tokens, index: int) -> bool:
    """Whether a plural noun stands at `index`, so that the number before it counts it."""
    word = tokens[index].low
    return word.endswith("s") and len(word) > 3


def _day_first(tokens: Tokens, index: int) -> Read | None:
    """ "12 July", "7-8 September 2023", "22nd of January"."""
    day = _day_at(tokens, index)
    if day is None:
        return None
    after, first = day
    last = None
    if index + 2 < len(tokens) and (low(tokens, after) in _DAY_LINKS or tokens[after].text in DASHES):
        last = _day_at(tokens, after + 1)
    at = last[0] if last else after
    at += low(tokens, at) == "of" or (low(tokens, at) == "." and tokens[at].glued)  # "16. November"
    found = month_at(tokens, at)
    if found is None or not tokens[at].text[0].isupper():
        return None
    month = found[1].number
    end = Point(month=month, day=last[1] if last else first)
    read = _with_year(tokens, found[0], end) or Read(_without_stop(tokens, found[0]), end)
    if last is not None:
        if last[1] <= first:
            return None
        read = Read(read.after, Between(Point(month=month, day=first), read.node))
    return _checked(read)


def _the_day(tokens: Tokens, index: int) -> Read | None:
    """ "the 22nd of January"."""
    return _day_first(tokens, index + 1) if low(tokens, index) == "the" and index + 1 < len(tokens) else None


def _weekday_first(tokens: Tokens, index: int, cued: bool) -> Read | None:
    """ "Wednesday 29 December", "Tuesday (January 10)", "Friday"."""
    found = weekday_at(tokens, index)
    if found is None or not tokens[index].text[0].isupper():
        return None
    after, entry = found
    at = _skip_daypart(tokens, after)
    bracket = low(tokens, at) == "("
    inner_at = at + (low(tokens, at) in (",", "(", "the"))
    inner = None
    if inner_at < len(tokens):
        inner = _day_first(tokens, inner_at) if tokens[inner_at].is_digits else _month_first(tokens, inner_at, False)
    if inner and isinstance(inner.node, Point) and inner.node.day and (not bracket or low(tokens, inner.after) == ")"):
        return Read(inner.after + bracket, msgspec.structs.replace(inner.node, weekday=entry.number))
    if not stands_alone(entry, tokens[index], cued):
        return None
    return Read(_without_stop(tokens, at), Point(weekday=entry.number))


def _skip_daypart(tokens: Tokens, index: int) -> int:
    return index + (low(tokens, index) in time_words().dayparts)


def _with_year(tokens: Tokens, index: int, point: Point) -> Read | None:
    """The point with the year that follows it: "2023", ", 2023", "of 2023", "last year"."""
    at = index + (low(tokens, index) in (",", "of"))
    found = year_at(tokens, at)
    if found is not None:
        comma = low(tokens, index) == ","
        if comma and point.day is None and low(tokens, found[0]) not in (",", ".", ")", ""):
            return None
        return Read(found[0], msgspec.structs.replace(point, year=found[1]))
    offset = {"last": -1, "this": 0, "next": 1}.get(low(tokens, at))
    if offset is not None and low(tokens, at + 1) == "year" and low(tokens, index) != ",":
        return Read(at + 2, msgspec.structs.replace(point, year_offset=offset))
    return None


def _year_alone(tokens: Tokens, index: int, cued: bool) -> Read | None:
    found = year_at(tokens, index)
    if found is None:
        return None
    after, year = found
    month = month_at(tokens, after)
    if month is not None and not month[1].cue and _day_at(tokens, month[0]) is None:
        return Read(_without_stop(tokens, month[0]), Point(year=year, month=month[1].number))
    hyphened = after + 1 < len(tokens) and tokens[after].text in HYPHENS and tokens[after].glued
    if not cued or not year >= 1900 or (hyphened and tokens[after + 1].is_word and tokens[after + 1].glued):
        return None
    return Read(after, Point(year=year))


def _day_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A day of the month in one or two digits, with or without "th"."""
    if index >= len(tokens) or not re.fullmatch(r"\d{1,2}", tokens[index].text):
        return None
    day, after = int(tokens[index].text), index + 1
    if low(tokens, after) in _ORDINALS and tokens[after].glued:
        after += 1
    following = tokens[after] if after < len(tokens) else None
    if following is not None and following.glued and (following.is_word or following.text in ":/%°"):
        return None
    return (after, day) if 1 <= day <= 31 else None


def _numeric(tokens: Tokens, index: int) -> Read | None:
    """ "2023-10-05", "26/05/2023", "18.07.2019", "2023-10"."""
    dotted = _DOTTED.fullmatch(tokens[index].text)
    if dotted:
        day, month, year, first, second, third = dotted.groups()
        point = _point(year, month, day) if year else _point(first, second, third)
        return Read(index + 1, point) if point else None
    parts = [tokens[index].text]
    sign = low(tokens, index + 1)
    while len(parts) < 3 and _goes_on(tokens, index + 2 * len(parts) - 1, sign):
        parts.append(tokens[index + 2 * len(parts)].text)
    if not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        return None
    node = _from_parts(parts, sign)
    return Read(index + 2 * len(parts) - 1, node) if node else None


def _goes_on(tokens: Tokens, index: int, sign: str) -> bool:
    """Whether `sign` and more digits are glued on at `index`."""
    if sign not in ("-", "/") or index + 1 >= len(tokens) or tokens[index].text != sign:
        return False
    return tokens[index].glued and tokens[index + 1].glued and tokens[index + 1].is_digits


def _from_parts(parts: list[str], sign: str) -> Node | None:
    if len(parts) == 2 and len(parts[0]) == 4 and len(parts[1]) == 2 and sign == "-":
        return _point(parts[0], parts[1], None)
    if len(parts) == 2 and len(parts[1]) == 4 and sign == "/":
        return _point(parts[1], parts[0], None)
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        return _point(parts[0], parts[1], parts[2])
    if len(parts[2]) == 4 or (len(parts[2]) == 2 and sign == "/"):
        return _either(_point(parts[2], parts[1], parts[0]), _point(parts[2], parts[0], parts[1]))
    return None


def _either(day_first: Point | None, month_first: Point | None) -> Node | None:
    if day_first and month_first and day_first != month_first:
        return Either(day_first, month_first)
    return day_first or month_first


def _point(year: str, month: str, day: str | None) -> Point | None:
    """A date from its digits, or None where the calendar has no such day. Two-digit years are 1970 to 2069."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    point = Point(year=number, month=int(month), day=int(day) if day else None)
    return point if 1900 <= number <= 2099 and _exists(point) else None


def _checked(read: Read) -> Read | None:
    """The read, unless one of its days is not in the calendar (February 30)."""
    node = read.node
    points = (node.first, node.last) if isinstance(node, Between) else (node,)
    return read if all(_exists(point) for point in points if isinstance(point, Point)) else None


def _exists(point: Point) -> bool:
    """Whether the calendar has this day; without a year, whether some year has it."""
    try:
        date(point.year or 2000, point.month or 1, point.day or 1)
    except ValueError:
        return False
    return True


@cache
def _names(which: str) -> Phrases[Name]:
    entries: tuple[Name, ...] = getattr(time_words(), which)
    return Phrases((form, entry) for entry in entries for form in entry.forms)
