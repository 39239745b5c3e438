"""The words of notices that ask for consent to cookies or to the use of data."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml

_MAX_CHARS = 2_000


class ConsentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern, words of which it needs one, a sentence that it fits and, where it is close, one that it spares."""

    words: tuple[str, ...]
    pattern: str
    example: str
    spares: str | None = None


def consent_words() -> tuple[ConsentWords, ...]:
    """The entries as written in `consent.yaml`."""
    found: tuple[ConsentWords, ...] = load_yaml("consent.yaml", tuple[ConsentWords, ...])
    return found


def asks_consent(text: str) -> bool:
    """Whether a paragraph has the words of a consent notice, in its first 2,000 characters.

    Raises:
        ResourceError: if a pattern is not a regular expression.
    """
    small = text[:_MAX_CHARS].lower()
    if _any_word().search(small) is None:  # most paragraphs have none
        return False
    return any(any(word in small for word in words) and pattern.search(small) for words, pattern in _patterns())


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for entry in consent_words() for word in entry.words))


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((entry.words, _compiled(entry.pattern)) for entry in consent_words())


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ResourceError(f"resources/consent.yaml: {pattern!r}: {error}") from error
