"""Boxes around labels: how wide a text is about to be, and whether two boxes touch."""

from __future__ import annotations

import unicodedata

import msgspec

NARROW_LETTERS = frozenset("iljtfrI.,:;'’|!()[] ·")
WIDE_LETTERS = frozenset("mwMW@%—…")


class Box(msgspec.Struct, frozen=True):
    """A rectangle in a drawing's units."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, width: float, height: float, free: float) -> bool:
        """Whether the box lies on a board, `free` units from its rim."""
        return self.left >= free and self.top >= free and self.right <= width - free and self.bottom <= height - free

    def grown(self, by: float) -> Box:
        """The box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a system sans face; rather more than less.

    Source: advance widths of Arial and DejaVu Sans, rounded up.
    """
    return size * sum(_advance(letter) for letter in text)


def cut(text: str, room: float, size: float) -> str:
    """The text, cut with an ellipsis to fit a width."""
    if text_width(text, size) <= room:
        return text
    text = text[: int(room / (0.36 * size)) + 1]  # no more letters fit, however narrow
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _advance(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 0.36
    if letter in WIDE_LETTERS:
        return 1.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.74 if letter.isupper() else 0.62
