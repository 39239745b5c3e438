"""Two hundred reports of forty shipments, written by a table: how large the page gets, and how fast it opens.

python benchmarks/large.py            build it, open it in Chromium, print size and times, hold them to the limits
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

import tallyclerk

MOST_BYTES = 8_000_000
MOST_SECONDS = 2.0
REPORTS = 5
"""Reports of each shipment."""

PARTIES = (
    ("Iran", "Venezuela", "Bandar Abbas", "La Guaira"),
    ("Turkey", "Libya", "Mersin", "Misrata"),
    ("Bulgaria", "Sudan", "Burgas", "Port Sudan"),
    ("Serbia", "Myanmar", "Bar", "Yangon"),
    ("China", "Pakistan", "Tianjin", "Karachi"),
    ("South Korea", "Poland", "Busan", "Gdynia"),
    ("Brazil", "Nigeria", "Santos", "Lagos"),
    ("Ukraine", "Egypt", "Odesa", "Alexandria"),
    ("France", "Greece", "Toulon", "Piraeus"),
    ("Spain", "Morocco", "Algeciras", "Casablanca"),
)
GOODS = ("artillery shells", "rifles", "armored vehicles", "missiles")
SHIPS = ("Stella Grove", "Amber Tide", "Northern Quill", "Corvina", "Halcyon Bay")
OUTLETS = ("Tern Wire", "Quay Gazette", "Lantern Daily", "Harbour Ledger", "Isthmus Post")
SPEAKERS = ("the defence ministry", "customs officials", "port officials", "a United Nations panel", "shipping brokers")
PADDING = (
    "The quay was closed to visitors for most of the week and the lights of the cranes burned through the night. "
    "Residents of the hill above the harbour said that they had grown used to it and slept with the shutters down.",
    "Insurance brokers in the city raised their rates for the strait twice in the spring. None would be quoted. "
    "A lecturer at the maritime college called the rise a habit of the season and pointed at the year before.",
    "The harbour master's office keeps its register on paper. A clerk turned the pages for a reporter and would let "
    "nobody photograph them; the fishermen who wait there for their permits took no notice at all.",
    "Parliament is to debate the budget of the coast guard on Tuesday. Its two oldest cutters were built before most "
    "of their crews were born, and a third has been in dock since a collision with a pier.",
)


def rows() -> Iterator[dict[str, str]]:
    """The reports as rows of a JSONL file."""
    for number in range(len(PARTIES) * len(GOODS)):
        for report in range(REPORTS):
            yield _row(number, report)


def _row(number: int, report: int) -> dict[str, str]:
    giver, recipient, start, end = PARTIES[number % len(PARTIES)]
    goods, ship = GOODS[number // len(PARTIES)], SHIPS[number % len(SHIPS)]
    sailed = date(2021, 1, 5) + timedelta(days=23 * number)
    told = sailed + timedelta(days=20 + report)
    amount = 100 + 37 * number + (3 if report == 4 else 0)
    speaker = SPEAKERS[report]
    bound = "more than " if report % 2 else ""
    lead = f"{giver} shipped {bound}{amount} {goods} to {recipient}, {speaker} said on {_day(told)}."
    way = (
        f"The {goods} went from {start} to {end} on the cargo ship {ship} {number} between {_day(sailed)} and "
        f"{_day(sailed + timedelta(days=14))}, {speaker} said."
    )
    text = "\n".join([lead, PADDING[number % 4], way, *(PADDING[(number + n) % 4] for n in range(report, report + 4))])
    return {
        "id": f"r{number:02}-{report}",
        "outlet": OUTLETS[report],
        "title": f"{giver} sent {goods} to {recipient}, {speaker} said",
        "published": told.isoformat(),
        "text": text,
    }


def _day(when: date) -> str:
    return f"{when:%B} {when.day}, {when.year}"


def build(folder: Path) -> Path:
    """Write the reports into a folder, build their dossier, and give back its page."""
    source = folder / "reports.jsonl"
    source.write_text("".join(f"{json.dumps(row)}\n" for row in rows()), encoding="utf-8")
    dossier = tallyclerk.build(source)
    print(f"{len(dossier.documents)} documents, {len(dossier.claims)} claims, {len(dossier.transfers)} transfers")
    start = time.perf_counter()
    _, page, *_ = tallyclerk.write(dossier, folder / "out")
    print(f"written in {time.perf_counter() - start:.1f} s")
    return page


def opened(page: Path, times: int = 3) -> list[float]:
    """Seconds from asking for the page until it is loaded and painted, in fresh windows of the machine's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = []
        for _ in range(times):
            window = browser.new_page(viewport={"width": 1280, "height": 800})
            start = time.perf_counter()
            window.goto(page.as_uri())
            window.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            found.append(time.perf_counter() - start)
            window.close()
        browser.close()
    return found


def main() -> int:
    """Build, open, print; the exit code is 1 where a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        page = build(Path(folder))
        size, seconds = page.stat().st_size, sorted(opened(page))
    print(f"{size / 1e6:.2f} MB of {MOST_BYTES / 1e6:g}")
    print(f"opens in {seconds[len(seconds) // 2]:.2f} s (of {len(seconds)}: {', '.join(f'{s:.2f}' for s in seconds)})")
    return 0 if size < MOST_BYTES and seconds[len(seconds) // 2] < MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
