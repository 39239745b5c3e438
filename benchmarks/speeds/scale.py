"""Cost a document, and memory, of cases of growing size."""

from __future__ import annotations

from pathlib import Path

import crawl

from speeds.finding import Bars, Finding, table
from speeds.measure import OURS, Cost, cost

TRANSFERS = 0.01
"""Share of stories that tell of a transfer, as in the sweep."""


def run(folder: Path, sizes: tuple[int, ...], jobs: int) -> Finding:
    """Build cases of some sizes without a cache and without keeping the reports."""
    costs = {size: _built(folder, size, jobs) for size in sizes}
    first = next(iter(costs.items()))
    rows = [_row(size, found, first) for size, found in costs.items()]
    head = ("documents", "s", "CPU s", "CPU ms a document", "times the first", "MB", "MB of a worker")
    text = (
        f"`tallyclerk build --jobs {jobs} --no-cache --no-archive`, 60 % copies, {TRANSFERS:.0%} of stories tell.\n\n"
    )
    bars = tuple((f"{size:,} documents", found.cpu / size * 1000) for size, found in costs.items())
    return Finding("scale", text + table(head, rows), Bars("Processor time a document", "ms", bars))


def _built(folder: Path, size: int, jobs: int) -> Cost:
    source = folder / f"case-{size}.jsonl"
    crawl.write(crawl.reports(size, TRANSFERS), source)
    options = ["--no-cache", "--no-archive", "--quiet", "--jobs", str(jobs)]
    return cost([OURS, "build", source, "-o", folder / f"case-{size}", *options])


def _row(size: int, found: Cost, first: tuple[int, Cost]) -> tuple[str, ...]:
    each = found.cpu / size * 1000
    ratio = each / (first[1].cpu / first[0] * 1000)
    worker = f"{found.worker:,.0f}" if found.worker else "-"
    figures = f"{found.seconds:,.0f}", f"{found.cpu:,.0f}", f"{each:.1f}", f"{ratio:.2f}"
    return f"{size:,}", *figures, f"{found.megabytes:,.0f}", worker
