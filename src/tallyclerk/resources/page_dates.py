"""How pages write their dates."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml


class Recency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say that news is at most so many days old."""

    pattern: str
    days: int
    example: str


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written."""

    months: dict[int, tuple[str, ...]]
    weekdays: tuple[tuple[str, ...], ...]
    around: tuple[str, ...]
    published: str
    updated: str
    machine: str
    recency: tuple[Recency, ...]
    ahead: str
    edition: str
    stand_ins: frozenset[str]


class PageDates(msgspec.Struct, frozen=True):
    """The lexicon ready for use; patterns disregard case, but for `edition`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    around: frozenset[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    machine: re.Pattern[str]
    recency: tuple[tuple[re.Pattern[str], int], ...]
    ahead: re.Pattern[str]
    edition: re.Pattern[str]
    stand_ins: frozenset[str]


def lexicon() -> Lexicon:
    """The entries of `page_dates.yaml`."""
    found: Lexicon = load_yaml("page_dates.yaml", Lexicon)
    return found


@cache
def page_dates() -> PageDates:
    """The lexicon with its patterns compiled.

    Raises:
        ResourceError: if a pattern is not a regular expression.
    """
    raw = lexicon()
    return PageDates(
        months={name: number for number, names in raw.months.items() for name in names},
        weekdays={name: number for number, names in enumerate(raw.weekdays) for name in names},
        around=frozenset(raw.around),
        published=_compiled(raw.published),
        updated=_compiled(raw.updated),
        machine=_compiled(raw.machine),
        recency=tuple((_compiled(entry.pattern), entry.days) for entry in raw.recency),
        ahead=_compiled(raw.ahead),
        edition=_compiled(raw.edition, re.NOFLAG),
        stand_ins=raw.stand_ins,
    )


def _compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise ResourceError(f"resources/page_dates.yaml: {pattern!r}: {error}") from error
