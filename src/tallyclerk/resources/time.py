"""The words of the time grammar, as typed entries of `time.yaml`."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

import msgspec

from tallyclerk.resources.loading import load_yaml

UnitName = Literal["hour", "day", "week", "weekend", "month", "quarter", "year", "decade"]
PartName = Literal[
    "early",
    "mid",
    "late",
    "earlier",
    "later",
    "whole",
    "week_of",
    "week_from",
    "week_to",
    "week_1",
    "week_2",
    "week_3",
    "week_4",
    "last_week",
    "first_half",
    "second_half",
    "q1",
    "q2",
    "q3",
    "q4",
]
Side = Literal["since", "after", "until", "before"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry has: a phrase, and its first and last day as `YYYY-MM-DD/YYYY-MM-DD`, empty where open."""

    example: str
    expect: str


class Name(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A month (1 to 12) or weekday (Monday is 0) by its forms; `cue` where a form is a common word too."""

    number: int
    forms: tuple[str, ...]
    cue: bool = False


class SeasonEntry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A season of three months, by its first."""

    name: str
    first: int


class UnitEntry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit of time by its forms."""

    name: UnitName
    forms: tuple[str, ...]


class Offset(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that name a day or period so many units from that of writing."""

    words: str
    offset: int


class Stretch(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for a stretch before (-1) or behind (1) the day of writing."""

    words: str
    sign: int


class PartEntry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for a part of a period."""

    words: str
    part: PartName


class Opening(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that leave one end open."""

    words: str
    side: Side


class Count(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A count that is no plain number; it may be `spread` more or less."""

    words: str
    value: int
    spread: int = 0


class EventLink(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that count back (-1) or on (1) from an event; with `day` they count one day by themselves."""

    words: str
    sign: Literal[-1, 1]
    day: bool = False


class Recurrence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that say how often something comes, a sentence, and how often that is."""

    words: str
    number: int
    example: str
    expect: str


class TimeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of `time.yaml`."""

    written: date
    months: tuple[Name, ...]
    weekdays: tuple[Name, ...]
    seasons: tuple[SeasonEntry, ...]
    units: tuple[UnitEntry, ...]
    days: tuple[Offset, ...]
    qualifiers: tuple[Offset, ...]
    stretches: tuple[Stretch, ...]
    recent_days: dict[UnitName, int]
    parts: tuple[PartEntry, ...]
    openings: tuple[Opening, ...]
    counts: tuple[Count, ...]
    event_links: tuple[EventLink, ...]
    events: frozenset[str]
    every: tuple[Recurrence, ...]
    often: tuple[Recurrence, ...]
    per: frozenset[str]
    dayparts: frozenset[str]
    cues: frozenset[str]
    ahead: frozenset[str]
    behind: frozenset[str]

    def entries(self) -> tuple[Entry, ...]:
        """Every entry that carries an example."""
        return (
            *self.months,
            *self.weekdays,
            *self.seasons,
            *self.units,
            *self.days,
            *self.qualifiers,
            *self.stretches,
            *self.parts,
            *self.openings,
            *self.counts,
        )


@cache
def time_words() -> TimeWords:
    """The words of the time grammar.

    Raises:
        ResourceError: if `time.yaml` does not fit.
    """
    words: TimeWords = load_yaml("time.yaml", TimeWords)
    return words
