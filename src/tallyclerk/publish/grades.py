"""The Admiralty scale of credibility in words, and as STIX confidence."""

from __future__ import annotations

from tallyclerk.model import Credibility, FactValue

WORDS: dict[Credibility, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Source: NATO AJP-2.1, information credibility."""

CONFIDENCE: dict[Credibility, int | None] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10, 6: None}
"""Source: STIX 2.1, Appendix A, Admiralty Credibility. A 6 has no confidence there."""


def grade(value: FactValue) -> str:
    """A value's grade in words: `credibility 3, possibly true`."""
    return f"credibility {value.credibility}, {WORDS[value.credibility]}"
