"""Times in running text, unresolved: what the words say, before the day of writing is known.

"between September 7 and October 1" is a `Between` of two points without a year; `tallyclerk.ground.time` gives it days.
"""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.timeevents import event_firsts, read_from_event
from tallyclerk.grammar.timenodes import Between, Node, Open, Part, Period, Point, Repeated
from tallyclerk.grammar.timeperiods import period_firsts, read_period, unit_in_course, weekday_of_week
from tallyclerk.grammar.timepoints import Read, Tokens, longest, low, point_firsts, read_point
from tallyclerk.grammar.timerepeats import read_repeated, repeat_firsts
from tallyclerk.grammar.tokens import DASHES, HYPHENS, tokenise
from tallyclerk.resources.time import PartName, Side, time_words

_LINKS = {"between": ("and",), "from": ("to", "until", "till", "through"), "": ("to", "until", "till", "through")}
_OF_OPTIONAL = frozenset(["q1", "q2", "q3", "q4", "first_half", "second_half"])
_LEADS = frozenset(["on", "in", "during", "at", "around", "about", "over", "within"])


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A time as worded: its span and what the words say."""

    text: str
    start: int
    end: int
    node: Node


@lru_cache(maxsize=4)
def find_times(text: str) -> tuple[TimeExpression, ...]:
    """All times of a text, in order, none overlapping, each as long as it goes.

    "May" and "March" count only where their surroundings show a month, a bare year only behind a preposition.
    Prepositions that say nothing of their own ("on", "in") stay outside the span; "since" and "between" are in it.
    """
    tokens = tokenise(text)
    found: list[TimeExpression] = []
    index = 0
    while index < len(tokens):
        read = _expression(tokens, index, _cued(tokens, index)) if _may_begin(tokens, index) else None
        if read is None or _runs_on(tokens, read):
            index += 1
            continue
        start, end = tokens[index].start, tokens[read.after - 1].end
        found.append(TimeExpression(text=text[start:end], start=start, end=end, node=read.node))
        index = read.after
    return tuple(found)


def parse_time(text: str) -> TimeExpression | None:
    """The time that a phrase states ("on Friday", "in 2013", "May"), or the first one that it holds."""
    tokens = tokenise(text)
    index = 0
    while index < len(tokens) and tokens[index].low in _LEADS:
        index += 1
    read = _expression(tokens, index, cued=True) if index < len(tokens) else None
    if read is None:
        found = find_times(text)
        return found[0] if found else None
    start, end = tokens[index].start, tokens[read.after - 1].end
    return TimeExpression(text=text[start:end], start=start, end=end, node=read.node)


def _cued(tokens: Tokens, index: int) -> bool:
    return low(tokens, index - 1) in time_words().cues


def _may_begin(tokens: Tokens, index: int) -> bool:
    """Whether a time can begin here: a known first word or a digit, not glued to what stands before ("post-2014")."""
    token = tokens[index]
    if not token.is_digits and token.low not in _firsts():
        return False
    if index == 0 or not token.glued:
        return True
    before = tokens[index - 1]
    if before.text in HYPHENS:
        return not (before.glued and token.is_digits)
    return not (before.is_word or before.is_digits or before.text in "$€£.,:/_@#")


def _runs_on(tokens: Tokens, read: Read) -> bool:
    """Whether a read ends inside a longer word or phrase: "2016th", "after last month's summit"."""
    if read.after >= len(tokens) or not tokens[read.after].glued:
        return False
    if isinstance(read.node, Open) and tokens[read.after].low in ("'s", "’s"):
        return True
    return tokens[read.after].is_word or tokens[read.after].is_digits


def _expression(tokens: Tokens, index: int, cued: bool) -> Read | None:
    return longest(_between(tokens, index, cued), _open(tokens, index))


def _between(tokens: Tokens, index: int, cued: bool) -> Read | None:
    """A time, or a range of two: "between A and B", "from A to B", "A to B", "A–B"."""
    lead = low(tokens, index) if low(tokens, index) in ("between", "from") else ""
    start = _skip_hedge(tokens, index + 1) if lead else index
    first = _unit(tokens, start, cued or bool(lead))
    if first is None:
        return None
    last = _other_end(tokens, first.after, lead)
    if last is None or not _can_range(first.node) or not _can_range(last.node):
        return None if lead and not isinstance(first.node, Between) else first
    return Read(last.after, Between(first.node, last.node))


def _other_end(tokens: Tokens, index: int, lead: str) -> Read | None:
    comma = low(tokens, index) == "," and low(tokens, index + 1) in _LINKS[lead]
    index += comma
    dashed = index < len(tokens) and tokens[index].text in DASHES
    if low(tokens, index) not in _LINKS[lead] and not (dashed and lead != "between"):
        return None
    if low(tokens, index + 1) in ("now", "date") and not dashed:  # "between August and now", "from August to date"
        return Read(index + 2, Period("day", 0))
    return _unit(tokens, _skip_hedge(tokens, index + 1), cued=not dashed or bool(lead) or _digits(tokens, index + 1))


def _digits(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens[index].is_digits


def _can_range(node: Node) -> bool:
    return not isinstance(node, (Between, Open, Repeated))


def _skip_hedge(tokens: Tokens, index: int) -> int:
    """The index behind "at least", "about", "around"."""
    if low(tokens, index) == "at" and low(tokens, index + 1) == "least":
        return index + 2
    return index + (low(tokens, index) in ("about", "around", "roughly", "approximately"))


def _open(tokens: Tokens, index: int) -> Read | None:
    """ "since August", "until at least April 2020"."""
    found = _openings().at(tokens, index)
    if found is None:
        return None
    inner = _between(tokens, _skip_hedge(tokens, found[0]), cued=True)
    return Read(inner.after, Open(found[1], inner.node)) if inner else None


def _unit(tokens: Tokens, index: int, cued: bool) -> Read | None:
    """One time with the part of it that is meant: "late January", "early Wednesday", "the first half of 2023"."""
    if index >= len(tokens):
        return None
    plain = longest(
        weekday_of_week(tokens, index),
        read_point(tokens, index, cued),
        read_period(tokens, index),
        read_from_event(tokens, index),
        read_repeated(tokens, index),
    )
    return longest(plain, _part(tokens, index))


def _part(tokens: Tokens, index: int, depth: int = 1) -> Read | None:
    """A part of a time, or the part of a part ("the end of the first half of 2023")."""
    found = _parts().at(tokens, index) or (_parts().at(tokens, index + 1) if low(tokens, index) == "the" else None)
    if found is None:
        return None
    at, part = found
    at += low(tokens, at) == "on" or (part in _OF_OPTIONAL and low(tokens, at) == "of")
    nested = _part(tokens, at, depth - 1) if depth else None
    inner = longest(weekday_of_week(tokens, at), read_point(tokens, at, True), read_period(tokens, at), nested)
    if inner is None and low(tokens, at) == "the":
        inner = unit_in_course(tokens, at)
    if inner is None or isinstance(inner.node, Between):
        return None
    said_all = part == "whole" or (not part.startswith("week_") and _is_day(inner.node))
    return Read(inner.after, inner.node if said_all else Part(part, inner.node))


def _is_day(node: Node) -> bool:
    """Whether the time is one day already, so that "early" or "late" says nothing more of it."""
    if isinstance(node, Point):
        return node.day is not None or node.weekday is not None
    return isinstance(node, Period) and (node.unit == "day" or node.weekday is not None)


@cache
def _firsts() -> frozenset[str]:
    """The words that a time can begin with, beside digits."""
    own = frozenset(("between", "from", "the"))
    return own.union(
        _openings().firsts, _parts().firsts, point_firsts(), period_firsts(), event_firsts(), repeat_firsts()
    )


@cache
def _openings() -> Phrases[Side]:
    return Phrases((entry.words, entry.side) for entry in time_words().openings)


@cache
def _parts() -> Phrases[PartName]:
    return Phrases((entry.words, entry.part) for entry in time_words().parts)
