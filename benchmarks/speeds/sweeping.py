"""A sweep of a crawl: what it keeps of what the whole pipeline finds, and its speed beside that and a bare reader."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import crawl

from speeds.finding import Bars, Finding, table
from speeds.measure import OURS, cost
from speeds.scale import TRANSFERS

BARE = (
    "import sys; from fastwarc import ArchiveIterator\n"
    "for record in ArchiveIterator(open(sys.argv[1], 'rb')): record.reader.read()"
)


def run(folder: Path, size: int, jobs: int) -> Finding:
    """Sweep a generated crawl, and go through all of it."""
    source, kept = folder / "crawl.warc.gz", folder / "kept.warc.gz"
    reports = list(crawl.reports(size, TRANSFERS))
    crawl.write(iter(reports), source)
    work = ["--jobs", str(jobs), "--quiet"]
    bare = cost([sys.executable, "-c", BARE, source])
    sweep = cost([OURS, "sweep", source, "-o", kept, *work])
    whole = cost([OURS, "claims", source, "--no-cache", *work], folder / "all.jsonl")
    cost([OURS, "claims", kept, "--no-cache", *work], folder / "kept.jsonl")
    found, still = (_telling(folder / f"{name}.jsonl") for name in ("all", "kept"))
    told = {report.id for report in reports if report.tells}
    costs = (("FastWARC, bare iteration", bare), ("sweep", sweep), ("claims of all pages", whole))
    rows = [
        (name, f"{one.seconds:,.0f}", f"{one.cpu:,.0f}", f"{size / one.cpu:,.0f}", f"{whole.cpu / one.cpu:.1f}")
        for name, one in costs
    ]
    head = (f"{size:,} pages, {jobs} processes", "s", "CPU s", "pages a CPU s", "times all of it")
    text = table(head, rows) + "\n\n" + _recall(found, still, told)
    bars = tuple((name, size / one.cpu) for name, one in costs)
    return Finding("sweep", text, Bars("Pages a second of processor time", "", bars))


def _recall(found: set[str], still: set[str], told: set[str]) -> str:
    share = len(found & still) / max(1, len(found))
    own = len(found & told & still) / max(1, len(found & told))
    both, made = len(found & still), len(found & told)
    return (
        f"The whole pipeline finds claims on {len(found):,} pages. What the sweep kept gives {both:,} of these\n"
        f"({share:.1%}), and {own:.1%} of the {made:,} that were made to tell of a transfer."
    )


def _telling(claims: Path) -> set[str]:
    """The keys of the pages with claims: the last parts of their addresses."""
    return {json.loads(line)["key"] for line in claims.read_bytes().splitlines()}
