"""Reading times that count from the day of writing: "yesterday", "last month", "two days ago", "in recent weeks"."""

from __future__ import annotations

from functools import cache

from tallyclerk.grammar.numbers import number_firsts, plain, read_number
from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.timenodes import Ago, Period, Point, Season, Stretch
from tallyclerk.grammar.timepoints import Read, Tokens, longest, low, month_at, point_firsts, weekday_at, year_at
from tallyclerk.resources.time import SeasonEntry, UnitEntry, time_words

_MOST = 1000  # a larger count of days, weeks or years is not news


def read_period(tokens: Tokens, index: int) -> Read | None:
    """The longest relative time that begins at `index`."""
    if index >= len(tokens):
        return None
    if tokens[index].is_digits:
        return _ago(tokens, index)
    return longest(
        _day(tokens, index),
        _qualified(tokens, index),
        _stretch(tokens, index),
        _ago(tokens, index),
        _ahead(tokens, index),
        _season(tokens, index),
        _that_month(tokens, index),
        _weekend(tokens, index),
    )


@cache
def period_firsts() -> frozenset[str]:
    """The words that a relative time can begin with, beside digits."""
    phrases = (_days(), _qualifiers(), _stretches(), _seasons(), _counts())
    words = frozenset[str]().union(*(each.firsts for each in phrases))
    return words | number_firsts() | point_firsts() | {"the", "that", "weekend", "in", "within"}


def unit_in_course(tokens: Tokens, index: int) -> Read | None:
    """ "the week" behind "earlier in" or "the rest of": the one in course."""
    at = index + (low(tokens, index) == "the")
    unit = units().at(tokens, at)
    return Read(unit[0], Period(unit[1].name, 0)) if unit else None


def _day(tokens: Tokens, index: int) -> Read | None:
    found = _days().at(tokens, index)
    return Read(found[0], Period("day", found[1])) if found else None


def _qualified(tokens: Tokens, index: int) -> Read | None:
    """ "last month", "next Friday", "this September", "the following week"."""
    found = _qualifiers().at(tokens, index + (low(tokens, index) == "the")) or _qualifiers().at(tokens, index)
    if found is None:
        return None
    at, offset = found
    if (unit := units().at(tokens, at)) and unit[1].name not in ("hour", "day"):
        singular = low(tokens, unit[0] - 1) == unit[1].forms[0]
        return Read(unit[0], Period(unit[1].name, offset)) if singular else None
    if (weekday := weekday_at(tokens, at)) and tokens[at].text[0].isupper():
        return Read(_after_daypart(tokens, weekday[0]), Point(weekday=weekday[1].number, offset=offset))
    if (month := month_at(tokens, at)) and tokens[at].text[0].isupper():
        return Read(month[0], Point(month=month[1].number, offset=offset))
    if season := _seasons().at(tokens, at):
        return Read(season[0], Season(season[1].first, offset=offset))
    return None


def weekday_of_week(tokens: Tokens, index: int) -> Read | None:
    """ "Friday of last week", "Tuesday next week", "last week on Friday"."""
    weekday = weekday_at(tokens, index)
    at = weekday[0] + (low(tokens, weekday[0]) in ("of", "in")) if weekday else index
    period = _qualified(tokens, at)
    if period is None or not isinstance(period.node, Period) or period.node.unit != "week":
        return None
    after = period.after
    if weekday is None:
        weekday = weekday_at(tokens, after + (low(tokens, after) == "on"))
        if weekday is None:
            return None
        after = weekday[0]
    return Read(after, Period("week", period.node.offset, weekday[1].number))


def _after_daypart(tokens: Tokens, index: int) -> int:
    return index + (low(tokens, index) in time_words().dayparts)


def _stretch(tokens: Tokens, index: int) -> Read | None:
    """ "the past week", "the last three months", "recent weeks"."""
    found = _stretches().at(tokens, index + (low(tokens, index) == "the"))
    if found is None:
        return None
    at, sign = found
    count = count_at(tokens, at)
    unit = units().at(tokens, count[0] if count else at)
    if unit is None or unit[1].name in ("weekend", "quarter"):
        return None
    plural = low(tokens, unit[0] - 1) != unit[1].forms[0]
    if count:
        return Read(unit[0], Stretch(None if count[2] > 1 else count[1], unit[1].name, sign))
    if plural:
        return Read(unit[0], Stretch(None, unit[1].name, sign))
    return Read(unit[0], Stretch(1, unit[1].name, sign)) if low(tokens, at - 1) == "past" else None


def _ago(tokens: Tokens, index: int) -> Read | None:
    """ "two days ago", "36 hours ago", "two weeks from now"."""
    count = count_at(tokens, index)
    if count is None:
        return None
    after, number, spread = count
    unit = units().at(tokens, after)
    if unit is None or unit[1].name == "weekend":
        return None
    if low(tokens, unit[0]) == "ago":
        return Read(unit[0] + 1, Ago(number, unit[1].name, -1, spread))
    if [low(tokens, unit[0]), low(tokens, unit[0] + 1)] == ["from", "now"]:
        return Read(unit[0] + 2, Ago(number, unit[1].name, 1, spread))
    return None


def _ahead(tokens: Tokens, index: int) -> Read | None:
    """ "In three weeks", "within two days": so many units from now, or up to then."""
    lead = low(tokens, index)
    count = count_at(tokens, index + 1) if lead in ("in", "within") else None
    unit = units().at(tokens, count[0]) if count else None
    if count is None or unit is None or unit[1].name in ("weekend", "year", "decade") or count[1] < 2:
        return None
    if lead == "within":
        return Read(unit[0], Stretch(count[1], unit[1].name, 1))
    return Read(unit[0], Ago(count[1], unit[1].name, 1, count[2]))


def count_at(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """A count of units: the index behind it, the number, and how much more or less it may be."""
    if index >= len(tokens):
        return None
    if found := _counts().at(tokens, index):
        return found[0], found[1][0], found[1][1]
    number = read_number(tokens, index)
    if number is None or number.value > _MOST or number.bound != "exact":
        return None
    value = plain(number.value)
    return (number.after, value, 0) if isinstance(value, int) else None


def _season(tokens: Tokens, index: int) -> Read | None:
    """ "the summer of 2022", "summer 2022"; a season without a year needs "last" or "this"."""
    found = _seasons().at(tokens, index + (low(tokens, index) == "the"))
    if found is None:
        return None
    year = year_at(tokens, found[0] + (low(tokens, found[0]) == "of"))
    return Read(year[0], Season(found[1].first, year=year[1])) if year else None


def _that_month(tokens: Tokens, index: int) -> Read | None:
    """ "that September": the one in the year named before."""
    if low(tokens, index) not in ("that", "the same"):
        return None
    month = month_at(tokens, index + 1)
    if month is None or not tokens[index + 1].text[0].isupper() or month[1].cue:
        return None
    return Read(month[0], Point(month=month[1].number, that=True))


def _weekend(tokens: Tokens, index: int) -> Read | None:
    """ "the weekend", "on weekend"."""
    cued = low(tokens, index) == "the" or low(tokens, index - 1) in ("on", "at", "over")
    at = index + (low(tokens, index) == "the")
    return Read(at + 1, Period("weekend", 0)) if cued and low(tokens, at) == "weekend" else None


@cache
def _days() -> Phrases[int]:
    return Phrases((entry.words, entry.offset) for entry in time_words().days)


@cache
def _qualifiers() -> Phrases[int]:
    return Phrases((entry.words, entry.offset) for entry in time_words().qualifiers)


@cache
def _stretches() -> Phrases[int]:
    return Phrases((entry.words, entry.sign) for entry in time_words().stretches)


@cache
def units() -> Phrases[UnitEntry]:
    """Units of time by their forms."""
    return Phrases((form, entry) for entry in time_words().units for form in entry.forms)


@cache
def _seasons() -> Phrases[SeasonEntry]:
    return Phrases((entry.name, entry) for entry in time_words().seasons)


@cache
def _counts() -> Phrases[tuple[int, int]]:
    return Phrases((entry.words, (entry.value, entry.spread)) for entry in time_words().counts)
