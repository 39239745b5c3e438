"""How reports credit other publishers, and how they say where they were written."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.resources.loading import load_yaml
from tallyclerk.resources.outlets import Kind

_PARTS = {
    "{name}": r"(?P<name>[^()\n]{2,80}?)",
    "{stop}": r"(?=[.,;:)\]!]| (?:on|and is|under|as|here|with|all)\b|$)",
    "{place}": r"(?P<place>[^\W\d_][^\n()\[\]–—―:|•\d]{1,58}?)",
    "{date}": r"(?P<date>(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12}\.?)(?:st|nd|rd|th)?(?:,? \d{4})?)",
    "{agency}": r"(?P<agency>[^()/\n]{2,60}?)",
    "{dash}": r"(?:[-–—―]{1,3})",
}


class CreditRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to name another publisher."""

    pattern: str
    where: Literal["line", "start", "end", "in"]
    kind: Literal["agency", "contribution", "republished"]
    example: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    of: frozenset[Kind] = frozenset()
    open: bool = False

    def may_fit(self, small: str) -> bool:
        """Whether the line, in small letters, has one of the rule's words, where it needs any."""
        return not self.words or any(word in small for word in self.words)

    def compiled(self) -> re.Pattern[str]:
        """The pattern as it must match in a line."""
        before, after = {"line": ("^", "$"), "start": ("^", ""), "end": ("", "$"), "in": ("", "")}[self.where]
        return _compiled(f"{before}(?:{self.pattern}){after}")


class DatelineRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to open a report with its place."""

    pattern: str
    needs: Literal["agency", "date", "place"]
    example: str
    place: str

    def compiled(self) -> re.Pattern[str]:
        """The pattern as it must match at the beginning of a line."""
        return _compiled(f"^{self.pattern}")


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written."""

    credits: tuple[CreditRule, ...]
    pictures: str
    pictures_example: str
    datelines: tuple[DatelineRule, ...]


def lexicon() -> Lexicon:
    """The entries of `credits.yaml`."""
    found: Lexicon = load_yaml("credits.yaml", Lexicon)
    return found


@cache
def credit_rules() -> tuple[tuple[CreditRule, re.Pattern[str]], ...]:
    """The rules of credits with their patterns, in the order of the file.

    Raises:
        ResourceError: if a pattern is not a regular expression.
    """
    return tuple((rule, rule.compiled()) for rule in lexicon().credits)


@cache
def dateline_rules() -> tuple[tuple[DatelineRule, re.Pattern[str]], ...]:
    """The rules of datelines with their patterns, in the order of the file.

    Raises:
        ResourceError: if a pattern is not a regular expression.
    """
    return tuple((rule, rule.compiled()) for rule in lexicon().datelines)


@cache
def pictures() -> re.Pattern[str]:
    """Words by which a line speaks of a picture."""
    return _compiled(lexicon().pictures)


def _compiled(pattern: str) -> re.Pattern[str]:
    for part, meaning in _PARTS.items():
        pattern = pattern.replace(part, meaning)
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ResourceError(f"resources/credits.yaml: {pattern!r}: {error}") from error
