"""Reading times that count from an event: "two days after the summit", "on the eve of the talks"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.timenodes import Ago, FromEvent, Stretch
from tallyclerk.grammar.timeperiods import count_at, units
from tallyclerk.grammar.timepoints import Read, Tokens, low
from tallyclerk.resources.time import EventLink, time_words

_WORDS_OF_EVENT = 5  # "the second Singapore trade summit"


class _Away(NamedTuple):
    """How far from an event, and the index behind the words that say it."""

    after: int
    node: Ago | Stretch


def read_from_event(tokens: Tokens, index: int) -> Read | None:
    """A time that begins at `index` and is counted from an event. The event must be of the known nouns."""
    away = _by_itself(tokens, index) or _stretch(tokens, index) or _counted(tokens, index)
    if away is None:
        return None
    event = _event(tokens, away.after)
    return Read(event, FromEvent(away.node, tokens[event - 1].low)) if event else None


def _by_itself(tokens: Tokens, index: int) -> _Away | None:
    """ "The eve of"."""
    link = _links().at(tokens, index)
    return _Away(link[0], Ago(1, "day", link[1].sign)) if link and link[1].day else None


def _stretch(tokens: Tokens, index: int) -> _Away | None:
    """ "The day after", "the week before": one unit beside the event."""
    return _linked(tokens, index + 1, 1, whole=True) if low(tokens, index) == "the" else None


def _counted(tokens: Tokens, index: int) -> _Away | None:
    """ "Two days after", "a few weeks before"."""
    count = count_at(tokens, index)
    return _linked(tokens, count[0], count[1], spread=count[2]) if count else None


def _linked(tokens: Tokens, index: int, count: int, *, spread: int = 0, whole: bool = False) -> _Away | None:
    unit = units().at(tokens, index)
    link = _links().at(tokens, unit[0]) if unit else None
    if unit is None or link is None or link[1].day or unit[1].name == "weekend":
        return None
    name, sign = unit[1].name, link[1].sign
    stretch = whole and name not in ("hour", "day")
    return _Away(link[0], Stretch(count, name, sign) if stretch else Ago(count, name, sign, spread))


def _event(tokens: Tokens, index: int) -> int | None:
    """The index behind the noun of an event, which few words may precede."""
    for at in range(index, min(index + _WORDS_OF_EVENT, len(tokens))):
        if not tokens[at].is_word:
            return None
        if tokens[at].low in time_words().events:
            return at + 1
    return None


@cache
def event_firsts() -> frozenset[str]:
    """The words that such a time can begin with, beside those of counts."""
    return _links().firsts


@cache
def _links() -> Phrases[EventLink]:
    return Phrases((entry.words, entry) for entry in time_words().event_links)
