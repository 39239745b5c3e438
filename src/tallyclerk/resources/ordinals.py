"""Ordinals as words and figures: "eighth", "14th"."""

from __future__ import annotations

import re

from tallyclerk.resources.loading import load_yaml

_FIGURES = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)


def ordinal_value(word: str) -> int | None:
    """The number that an ordinal gives, as a word of `ordinals.yaml` or in figures; None for other words."""
    figures = _FIGURES.fullmatch(word)
    words: dict[str, int] = load_yaml("ordinals.yaml", dict[str, int])
    return int(figures.group(1)) if figures else words.get(word.lower())
