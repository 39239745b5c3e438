"""Ordinals as words and figures: "eighth", "14th"."""

from __future__ import annotations

import re

_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_VALUES = {word: value for value, word in enumerate(_WORDS, start=1)}
_FIGURES = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)


def ordinal_value(word: str) -> int | None:
    """The number of an ordinal up to "twentieth" or in figures; None for other words."""
    figures = _FIGURES.fullmatch(word)
    return int(figures.group(1)) if figures else _VALUES.get(word.lower())
