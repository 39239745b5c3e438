"""The known phrases of page furniture."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml

MAX_LINE = 1_000
"""Characters of a line that are looked at; no phrase here is longer."""

_SHORT = 60
_SIGNS = re.compile(r"\W{40}")
"""No phrase has so many signs in a row, and many patterns would look at each of them."""
_STEPS = (0, 15, 41)
"""Numbers of words from which on fewer phrases come into question: paragraphs are asked about few."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern, with a line that it fits and, where it is close, a line of an article that it spares."""

    pattern: str
    example: str
    spares: str | None = None
    max_words: int | None = None


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns with one reason."""

    reason: str
    patterns: tuple[Entry, ...]
    max_words: int = 14
    opens: bool = False
    ends: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """A pattern ready for use.

    Attributes:
        reason: Why a line that fits is furniture.
        pattern: Fits a whole line.
        max_words: A line of more words is not furniture by this phrase.
        opens: Whether it heads a list of other stories.
        ends: Whether the article is over where it stands.
    """

    reason: str
    pattern: re.Pattern[str]
    max_words: int
    opens: bool
    ends: bool

    def fits(self, line: str, words: int) -> bool:
        """Whether the line, of so many words, is this phrase."""
        return words <= self.max_words and len(line) <= MAX_LINE and self.pattern.fullmatch(line) is not None


def groups() -> tuple[Group, ...]:
    """The groups as written in `furniture.yaml`."""
    found: tuple[Group, ...] = load_yaml("furniture.yaml", tuple[Group, ...])
    return found


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases, in the order of the file.

    Raises:
        ResourceError: if a pattern is not a regular expression.
    """
    return tuple(_phrase(group, entry) for group in groups() for entry in group.patterns)


def phrase_of(line: str, words: int) -> Phrase | None:
    """The first phrase that a line, of so many words, is; None for most lines."""
    return _short_phrase_of(line, words) if len(line) <= _SHORT else _phrase_of(line, words)


@lru_cache(maxsize=20_000)
def _short_phrase_of(line: str, words: int) -> Phrase | None:
    # The items of menus are short, and the same on each page of an outlet.
    return _phrase_of(line, words)


def _phrase_of(line: str, words: int) -> Phrase | None:
    if (
        len(line) > MAX_LINE
        or _SIGNS.search(line)
        or _any_phrase(max(step for step in _STEPS if step <= words)).fullmatch(line) is None
    ):
        return None
    return next((phrase for phrase in phrases() if phrase.fits(line, words)), None)


@cache
def _any_phrase(words: int) -> re.Pattern[str]:
    """All patterns for lines of so many words or more in one, to turn most lines down at once."""
    patterns = (phrase.pattern.pattern for phrase in phrases() if phrase.max_words >= words)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _phrase(group: Group, entry: Entry) -> Phrase:
    try:
        pattern = re.compile(entry.pattern, re.IGNORECASE)
    except re.error as error:
        raise ResourceError(f"resources/furniture.yaml: {group.reason}: {entry.pattern!r}: {error}") from error
    return Phrase(group.reason, pattern, entry.max_words or group.max_words, group.opens, group.ends)
