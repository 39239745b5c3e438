"""How reports name their authors."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml

_PARTS = {"{names}": r"(?P<names>[^\n()|;]{3,120}?)", "{of}": r"(?P<of>[^\n,|/]{2,60}?)"}


class BylineRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to name the author, `within` so many lines below the headline."""

    pattern: str
    example: str
    author: str
    within: int = 10


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line, and whom it names."""

    text: str
    author: str


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written."""

    bylines: tuple[BylineRule, ...]
    closing: str
    closing_example: Example
    after: str
    after_example: Example
    staff: frozenset[str]
    particles: frozenset[str]


class Bylines(msgspec.Struct, frozen=True):
    """The lexicon ready for use; patterns disregard case, but for `after`. Each of `lines` has its `within` first."""

    lines: tuple[tuple[int, re.Pattern[str]], ...]
    closing: re.Pattern[str]
    after: re.Pattern[str]
    staff: frozenset[str]
    particles: frozenset[str]


def lexicon() -> Lexicon:
    """The entries of `bylines.yaml`."""
    found: Lexicon = load_yaml("bylines.yaml", Lexicon)
    return found


@cache
def bylines() -> Bylines:
    """The lexicon with its patterns compiled.

    Raises:
        ResourceError: if a pattern is not a regular expression.
    """
    raw = lexicon()
    return Bylines(
        lines=tuple((rule.within, _compiled(f"^(?:{rule.pattern})$")) for rule in raw.bylines),
        closing=_compiled(raw.closing),
        after=_compiled(raw.after, re.NOFLAG),
        staff=raw.staff,
        particles=raw.particles,
    )


def _compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    for part, meaning in _PARTS.items():
        pattern = pattern.replace(part, meaning)
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise ResourceError(f"resources/bylines.yaml: {pattern!r}: {error}") from error
