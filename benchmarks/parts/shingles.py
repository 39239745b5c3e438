"""The metric of article-extraction-benchmark: how much of a text's four-word shingles another has.

The counts are of each page; precision and recall are means over pages, and F1 is that of the means.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Mapping

from parts.part import harmonic

TOKEN = re.compile(r"\w+")
LENGTH = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text with their counts; a shorter text is one run."""
    words = TOKEN.findall(text)
    starts = range(max(1, len(words) - LENGTH + 1)) if words else ()
    return Counter(tuple(words[start : start + LENGTH]) for start in starts)


def page_scores(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of one page. Where nothing is wrong, or nothing is missing, they are 1."""
    wanted, got = shingles(gold), shingles(found)
    right, wrong, missed = (wanted & got).total(), (got - wanted).total(), (wanted - got).total()
    if not wrong and not missed:
        return 1.0, 1.0
    return right / (right + wrong) if right else 0.0, right / (right + missed) if right else 0.0


def compare(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pages; a page that was not found counts as empty."""
    pages = [page_scores(text, found.get(key, "")) for key, text in gold.items()]
    precision, recall = (statistics.mean(column) for column in zip(*pages, strict=True))
    return precision, recall, harmonic(precision, recall)
