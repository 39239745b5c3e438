"""Text from the tokens of an annotated sentence, written as a report would write it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tallyclerk.model import Span

# What stands close to the word before it, to the word behind it, or to both.
CLOSING = frozenset(
    (
        *".,;:!?%)]}",
        "'s",
        "’s",
        "'S",
        "n't",
        "n’t",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "’re",
        "’ve",
        "’ll",
        "’d",
        "’m",
        "”",
    )
)
OPENING = frozenset("([{$#£€“")
JOINING = frozenset("-/")
APOSTROPHES = frozenset("'’")
ENDINGS = frozenset(("s", "S", "t", "re", "ve", "ll", "d", "m"))
"""What is left of an ending whose apostrophe became a token of its own ("Iran ' s")."""


class Written(NamedTuple):
    """A text, and where each of its tokens stands in it."""

    text: str
    tokens: tuple[Span, ...]

    def span(self, first: int, end: int) -> Span:
        """From one token to before another."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)


def written(tokens: Sequence[str]) -> Written:
    """Tokens joined by spaces where a writer would put them. An empty token is taken for a dash."""
    words = [token or "-" for token in tokens]
    text, spans = "", []
    close = True
    for word, following in zip(words, [*words[1:], ""], strict=True):
        ending = word in APOSTROPHES and following in ENDINGS
        if not close and word not in CLOSING and word not in JOINING and not ending:
            text += " "
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
        close = ending or word in OPENING or word in JOINING
    return Written(text, tuple(spans))
