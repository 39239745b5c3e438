"""What a time phrase says, before anyone knows on which day it was written."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from tallyclerk.resources.time import PartName, Side, UnitName


class Point(msgspec.Struct, frozen=True):
    """A calendar time with what is stated of it: "2013", "March 2018", "Sept. 7", "Friday", "last Friday".

    Attributes:
        weekday: Monday is 0.
        offset: -1 for "last", 0 for "this", 1 for "next".
        that: Whether it hangs on a time named before ("that September").
        year_offset: The year counted from that of writing: -1 in "October last year".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    that: bool = False
    year_offset: int | None = None


class Either(msgspec.Struct, frozen=True):
    """A numeric date that can be read with the day or the month first."""

    first: Point
    second: Point


class Season(msgspec.Struct, frozen=True):
    """Three months, by the first of them."""

    month: int
    year: int | None = None
    offset: int | None = None


class Period(msgspec.Struct, frozen=True):
    """A calendar unit counted from that of writing: "today" is day 0, "last month" month -1.

    Attributes:
        weekday: One day of the week meant: "Friday of last week".
    """

    unit: UnitName
    offset: int
    weekday: int | None = None


class Ago(msgspec.Struct, frozen=True):
    """So many units before (sign -1) or behind (1) the day of writing; `spread` units more or less."""

    count: int
    unit: UnitName
    sign: Literal[-1, 1]
    spread: int = 0


class Stretch(msgspec.Struct, frozen=True):
    """A stretch up to (-1) or from (1) the day of writing: "the past week"; without count "recent weeks"."""

    count: int | None
    unit: UnitName
    sign: int


class FromEvent(msgspec.Struct, frozen=True):
    """A time counted from an event that the text dates elsewhere, if at all: "two days after the summit"."""

    away: Ago | Stretch
    event: str


class Repeated(msgspec.Struct, frozen=True):
    """A time that comes again, whose own days the words do not name: "every two weeks", "twice a month", "Fridays".

    Attributes:
        step: 2 for every second one.
        unit: A calendar unit, or the name of a weekday or month.
        times: How often in each.
    """

    step: int
    unit: str
    times: int = 1

    @property
    def words(self) -> str:
        """How often, in words: "every 2 weeks", "2 times a month"."""
        if self.times > 1:
            return f"{self.times} times {'an' if self.unit == 'hour' else 'a'} {self.unit}"
        return f"every {self.unit}" if self.step == 1 else f"every {self.step} {self.unit}s"


class Part(msgspec.Struct, frozen=True):
    """A part of another time: "late January", "the first half of 2023", "the week of October 2"."""

    part: PartName
    of: Node


class Between(msgspec.Struct, frozen=True):
    """From the beginning of one time to the end of another."""

    first: Node
    last: Node


class Open(msgspec.Struct, frozen=True):
    """A time with one open end: "since August", "until April 2020"."""

    side: Side
    at: Node


Node: TypeAlias = Point | Either | Season | Period | Ago | FromEvent | Repeated | Stretch | Part | Between | Open
