"""Tokens that both grammars read: words, digit groups and single signs, each with its place in the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Digits keep their inner separators ("1,000", "18.07.2019"), words their inner apostrophe but not a possessive.
# Every alternative consumes what it looks at, so the scan is linear in the text.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|\S")

HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—‒")


class Token(NamedTuple):
    """One token.

    Attributes:
        low: Its wording, casefolded.
        glued: Whether nothing stands between it and the token before.
        first: Whether it is the first of its line.
    """

    text: str
    start: int
    end: int
    low: str
    glued: bool
    first: bool

    @property
    def is_digits(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdecimal()

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


@lru_cache(maxsize=4)
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; whatever is not white space is in exactly one of them.

    The last few are kept: times and quantities of a text are looked for one after the other.
    """
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word, (start, end) = match.group(), match.span()
        glued = start == last and bool(tokens)
        tokens.append(Token(word, start, end, word.casefold(), glued, not tokens or "\n" in text[last:start]))
        last = end
    return tuple(tokens)
