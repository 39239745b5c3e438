"""Longest match of fixed phrases over tokens, forwards and backwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from tallyclerk.grammar.tokens import Token, tokenise

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases of a few tokens with a meaning each; a later entry of the same wording replaces an earlier one.

    Attributes:
        firsts: The tokens that a phrase can begin with.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._meaning = {tuple(token.low for token in tokenise(phrase)): value for phrase, value in entries}
        self._beginning = _lengths((words[0], len(words)) for words in self._meaning)
        self._ending = _lengths((words[-1], len(words)) for words in self._meaning)
        self.firsts = frozenset(self._beginning)

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `index`: the index behind it, and its meaning."""
        if index >= len(tokens):
            return None
        for length in self._beginning.get(tokens[index].low, ()):
            words = tuple(token.low for token in tokens[index : index + length])
            if len(words) == length and words in self._meaning:
                return index + length, self._meaning[words]
        return None

    def before(self, tokens: Sequence[Token], index: int) -> tuple[int, T] | None:
        """The longest phrase that ends right before `index`: the index of its first token, and its meaning."""
        if index <= 0:
            return None
        for length in self._ending.get(tokens[index - 1].low, ()):
            words = tuple(token.low for token in tokens[max(0, index - length) : index])
            if len(words) == length and words in self._meaning:
                return index - length, self._meaning[words]
        return None


def _lengths(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """For each first or last token the lengths of its phrases, longest first."""
    lengths: dict[str, set[int]] = {}
    for word, length in words:
        lengths.setdefault(word, set()).add(length)
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
