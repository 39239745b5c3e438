"""Text from reports as other programs may be given it: on one line, bounded, and steering nothing."""

from __future__ import annotations

from tallyclerk.publish import words

LABEL = 300
"""Code points of a name or label that are exported; what is longer ends in `…`."""

PASSAGE = 2_000
"""Code points of a quote, reason or calculation that are exported."""


def label(text: str | None) -> str:
    """A name on one line, without control characters and direction overrides, cut to `LABEL`."""
    return words.in_line(text or "", LABEL)


def passage(text: str | None) -> str:
    """A sentence or two on one line, without control characters and direction overrides, cut to `PASSAGE`."""
    return words.in_line(text or "", PASSAGE)


def article(text: str) -> str:
    """A whole text with its lines kept, without control characters and direction overrides."""
    return "\n".join(words.in_line(line) for line in text.split("\n"))


def address(url: str | None) -> str:
    """An address that a person may follow: http or https, without blanks; empty for any other."""
    shown = words.in_line(url or "", PASSAGE)
    return shown if shown.lower().startswith(("http://", "https://")) and " " not in shown else ""
