"""A span: half-open `[start, end)` in code points of one document's text."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Where some wording stands: `text[start:end]`.

    Raises:
        ValueError: if the span is empty, reversed or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The wording that this span marks in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
