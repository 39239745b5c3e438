"""Reading times that come again: "every two weeks", "twice a month", "every other Friday", "on Fridays"."""

from __future__ import annotations

from functools import cache

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.timenodes import Repeated
from tallyclerk.grammar.timeperiods import count_at, units
from tallyclerk.grammar.timepoints import Read, Tokens, low, month_at, weekday_at
from tallyclerk.resources.time import UnitName, time_words


def read_repeated(tokens: Tokens, index: int) -> Read | None:
    """A time that begins at `index` and comes again. A bare unit is left to rates: "300 tonnes every day"."""
    return _step(tokens, index) or _times(tokens, index) or _plural(tokens, index)


def _step(tokens: Tokens, index: int) -> Read | None:
    """ "Every two weeks", "every other day", "every Friday"."""
    every = _every().at(tokens, index)
    if every is None:
        return None
    at, step = every
    name = weekday_at(tokens, at) or month_at(tokens, at)
    if name:
        return Read(name[0], Repeated(step, name[1].forms[0].title()))
    count = None if step > 1 else count_at(tokens, at)
    unit = _unit(tokens, count[0] if count else at)
    number = count[1] if count else step
    return Read(unit[0], Repeated(number, unit[1])) if unit and number > 1 else None


def _times(tokens: Tokens, index: int) -> Read | None:
    """ "Twice a month", "three times every week"."""
    often = _often().at(tokens, index) or _counted_times(tokens, index)
    per = _per().at(tokens, often[0]) if often else None
    unit = _unit(tokens, per[0]) if per else None
    return Read(unit[0], Repeated(1, unit[1], times=often[1])) if often and unit else None


def _counted_times(tokens: Tokens, index: int) -> tuple[int, int] | None:
    count = count_at(tokens, index)
    return (count[0] + 1, count[1]) if count and low(tokens, count[0]) == "times" else None


def _plural(tokens: Tokens, index: int) -> Read | None:
    """ "Fridays": the weekday's own plural."""
    name = low(tokens, index).removesuffix("s")
    entry = next((day for day in time_words().weekdays if day.forms[0] == name), None)
    return Read(index + 1, Repeated(1, entry.forms[0].title())) if entry and low(tokens, index) == name + "s" else None


def _unit(tokens: Tokens, index: int) -> tuple[int, UnitName] | None:
    found = units().at(tokens, index)
    return (found[0], found[1].name) if found else None


def repeat_firsts() -> frozenset[str]:
    """The words that such a time can begin with, beside counts."""
    return _every().firsts | _often().firsts | {f"{day.forms[0]}s" for day in time_words().weekdays}


@cache
def _every() -> Phrases[int]:
    return Phrases((entry.words, entry.number) for entry in time_words().every)


@cache
def _often() -> Phrases[int]:
    return Phrases((entry.words, entry.number) for entry in time_words().often)


@cache
def _per() -> Phrases[None]:
    return Phrases((words, None) for words in sorted(time_words().per))
