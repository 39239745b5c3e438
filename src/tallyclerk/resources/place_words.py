"""Words around the names of places: wrappers, directions, "near"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from tallyclerk.model import Precision
from tallyclerk.resources.loading import load_yaml


class Wrapper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that say what is meant by a name, and the precision that they ask for."""

    asks: Precision
    nouns: tuple[str, ...]
    example: str


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon `place_words.yaml`."""

    wrappers: tuple[Wrapper, ...]
    directions: tuple[str, ...]
    near: tuple[str, ...]
    within: tuple[str, ...]

    def asks(self) -> dict[str, Precision]:
        """The precision that each noun asks for."""
        return {noun: wrapper.asks for wrapper in self.wrappers for noun in wrapper.nouns}

    def nouns(self) -> str:
        """All wrapper nouns as an alternation for patterns, longest first."""
        return alternation(self.asks())

    def near_words(self) -> str:
        """The words for "near" as an alternation, longest first."""
        return alternation(self.near)


@cache
def place_words() -> PlaceWords:
    """The words, checked when first loaded."""
    words: PlaceWords = load_yaml("place_words.yaml", PlaceWords)
    return words


def alternation(words: Iterable[str]) -> str:
    """Words as one alternation for a pattern, the longest first so that it wins."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)
