"""Dates of annotated reports, given their words: the days that the grammar makes of them, as of the page's own day.

A date that the annotation says cannot be had from its page alone is left out, and one whose words are not all in the
article as read. Days may be one off, as time zones are.
Words that stand in several places are read where they stand first; several words of one date are read as its two ends.
The data is a folder with `pages.jsonl` and `gold.jsonl`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

import tallyclerk
from parts.part import SHARED, Measured, Part, ratio, rows_of, table
from tallyclerk.ground.reference import Reference, reference_of
from tallyclerk.ground.time import ground_date_in
from tallyclerk.model import Document, Mention

Days = tuple[date, date]


class Row(msgspec.Struct):
    """The annotation of one page."""

    id: str
    transfers: list[dict[str, Any]]
    spans: list[dict[str, Any]]


def measure(data: Path) -> Measured:
    """The share of dates that come out as annotated."""
    documents = {document.key: document for document in tallyclerk.articles(data / "pages.jsonl").documents}
    judged = [judge for row in rows_of(data / "gold.jsonl", Row) for judge in _judged(row, documents.get(row.id))]
    right = sum(ok for ok, _ in judged)
    return Measured(
        scores={"right": ratio(right, len(judged))},
        beside={"dates": len(judged)},
        table=table(("given their words", "dates", "right"), [("dates", len(judged), ratio(right, len(judged)))]),
        misses=[line for ok, line in judged if not ok],
    )


def _judged(row: Row, document: Document | None) -> Iterator[tuple[bool, str]]:
    """Each date of a page that has words: whether it came out, and what did."""
    if document is None:
        return
    reference = reference_of(document)
    for transfer, spans in zip(row.transfers, row.spans, strict=True):
        words = [word for word in spans.get("date") or () if word]
        known = bool(words) and all(word in document.text for word in words)
        if not transfer.get("date") or transfer.get("date_needs_context") or not known:
            continue
        wanted, found = _days(transfer["date"]), _read(document, words, reference)
        yield _same(wanted, found), f"{row.id}: {words}: wanted {wanted}, found {found}, written {reference}"


def _read(document: Document, words: list[str], reference: Reference | None) -> Days | None:
    values = []
    for word in words:
        start = document.text.index(word)
        mention = Mention(text=word, start=start, end=start + len(word))
        values.append(ground_date_in(document.text, mention, reference))
    days = [(value.earliest, value.latest) for value in values if value.earliest and value.latest]
    return (min(a for a, _ in days), max(b for _, b in days)) if days else None


def _days(written: str | dict[str, str | None]) -> Days:
    """The first and last day of a gold date."""
    ends = [written, written] if isinstance(written, str) else [written["start"], written["end"] or written["start"]]
    first, last = ends
    return _edge(str(first), last=False), _edge(str(last), last=True)


def _edge(text: str, *, last: bool) -> date:
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


def _same(wanted: Days, found: Days | None) -> bool:
    return found is not None and all(abs((a - b).days) <= 1 for a, b in zip(wanted, found, strict=True))


PART = Part(
    "corpusdates",
    "dates of annotated reports, given their words",
    SHARED / "corpus",
    measure,
)
