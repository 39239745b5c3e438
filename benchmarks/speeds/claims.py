"""Reconciling a growing number of claims, on one core."""

from __future__ import annotations

import time
from pathlib import Path

import movements

from speeds.finding import Bars, Finding, table
from tallyclerk.config import Settings
from tallyclerk.execute import Serial
from tallyclerk.group import group
from tallyclerk.model import Claim, Document
from tallyclerk.pipeline import claims_in, read_sources
from tallyclerk.reconcile import reconcile
from tallyclerk.tasks import Means

EACH = 2.6
"""Claims of a made report, or fewer."""
BUDGET = 60.0
"""Seconds of the processor in which the largest number of claims must be reconciled, if it is 10,000 or less."""


def run(folder: Path, sizes: tuple[int, ...]) -> Finding:
    """Reconcile the first claims of a made case: so many, and so many more."""
    source = folder / "movements.jsonl"
    movements.write(movements.reports(round(max(sizes) / EACH)), source)
    means = Means(Serial())
    documents, _ = read_sources([source], Settings(), means)
    documents, _ = group(documents, Settings().group)
    claims, _ = claims_in(documents, Settings(), means)
    found = {size: _timed(documents, claims[:size]) for size in sizes if size <= len(claims)}
    first, cost, *_ = (min(found), *found[min(found)])
    rows = [
        (f"{size:,}", f"{told:,}", f"{transfers:,}", f"{cpu:.1f}", f"{each:.1f}", f"{each / (cost / first * 1e3):.2f}")
        for size, (cpu, told, transfers) in found.items()
        for each in [cpu / size * 1e3]
    ]
    head = ("claims", "documents", "transfers", "CPU s", "CPU ms a claim", "times the first")
    bars = Bars("Reconciling", "s", tuple((f"{size:,} claims", cpu) for size, (cpu, *_) in found.items()))
    fits = len(found) == len(sizes) and (max(sizes) > 10_000 or found[max(sizes)][0] <= BUDGET)
    return Finding("claims", table(head, rows), bars, fits)


def _timed(documents: tuple[Document, ...], claims: tuple[Claim, ...]) -> tuple[float, int, int]:
    """The seconds that reconciling claims takes, and how many documents and transfers there are."""
    telling = {claim.document for claim in claims}
    own, families = group([document for document in documents if document.id in telling], Settings().group)
    start = time.process_time()
    transfers, _ = reconcile(own, families, claims)
    return time.process_time() - start, len(own), len(transfers)
