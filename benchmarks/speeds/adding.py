"""Adding some documents to a case that was built: what the cache saves."""

from __future__ import annotations

from pathlib import Path

import crawl

from speeds.finding import Bars, Finding, table
from speeds.measure import OURS, Cost, cost
from speeds.scale import TRANSFERS

CASE, MORE = 1_000, 10


def run(folder: Path) -> Finding:
    """Time the whole case, then the same with ten more documents, then these again: claims alone, and with the page."""
    rows, bars = [], []
    for command in ("claims", "build"):
        source, cache = folder / "adding.jsonl", folder / f"cache-{command}"
        options: list[str | Path] = ["--cache", cache, "--quiet"]
        options += ["-o", folder / "added", "--no-archive"] if command == "build" else []
        reports = list(crawl.reports(CASE + MORE, TRANSFERS))
        crawl.write(iter(reports[:CASE]), source)
        full = cost([OURS, command, source, *options])
        crawl.write(iter(reports), source)
        added = cost([OURS, command, source, *options])
        again = cost([OURS, command, source, *options])
        rows.append((command, *(_words(one, full) for one in (full, added, again))))
        bars += [(f"{command}: {name}", one.cpu) for name, one in (("all", full), ("ten more", added))]
    help_ = cost([OURS, "--help"])
    head = ("CPU s (share of all)", f"{CASE:,} documents", f"{MORE} more", "the same again")
    text = f"{table(head, rows)}\n\n`tallyclerk --help` alone takes {help_.cpu:.2f} s of the processor."
    return Finding("adding", text, Bars("Processor time", "s", tuple(bars)))


def _words(one: Cost, full: Cost) -> str:
    return f"{one.cpu:.1f} ({one.cpu / full.cpu:.0%})"
