"""tallyclerk beside what one would script today from good libraries, on the same articles, with the scores of both."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from parts.scorer import scored

import tallyclerk
from speeds.finding import Bars, Finding, table
from speeds.measure import HERE, OURS, SHARED, in_turn

ARTICLES = SHARED / "bench" / "reprints" / "articles_dev.jsonl"
CORPUS = SHARED / "corpus"
ROUNDS = 3
TOTAL = "ALL ROLES"


def run(folder: Path) -> Finding:
    """Time both on public news articles and score both on annotated reports.

    Raises:
        FileNotFoundError: where the articles are missing.
    """
    script: list[str | Path] = [sys.executable, HERE / "glue.py", ARTICLES, "-o", folder / "glue.json"]
    build: list[str | Path] = [OURS, "build", ARTICLES, "-o", folder / "ours", "--no-cache", "--no-archive", "--quiet"]
    small = folder / "one.jsonl"
    count = len(ARTICLES.read_text(encoding="utf-8").splitlines())
    small.write_text(ARTICLES.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    names = ("script", "script, tuned", "tallyclerk build")
    commands = [script, [*script, "--tuned"], build]
    alone = [[small if word == ARTICLES else word for word in command] for command in commands]
    costs, starts = in_turn(commands, ROUNDS), in_turn(alone, ROUNDS)
    scores = [_score(folder, tuned=False), _score(folder, tuned=True), _own_score(folder)]
    rates = [count / found.cpu for found in costs]
    running = [(count - 1) / (found.cpu - start.cpu) for found, start in zip(costs, starts, strict=True)]
    rows = [
        (
            name,
            f"{found.seconds:.1f}",
            f"{found.cpu:.1f}",
            f"{rate:.1f}",
            f"{rates[-1] / rate:.1f}",
            f"{warm:.1f}",
            f"{running[-1] / warm:.1f}",
            f"{found.megabytes:,.0f}",
            f"{score:.3f}",
        )
        for name, found, rate, warm, score in zip(names, costs, rates, running, scores, strict=True)
    ]
    head = (
        f"{count} articles",
        "s",
        "CPU s",
        "documents a CPU s",
        "tallyclerk is times",
        "after the start",
        "tallyclerk is times",
        "MB",
        f"{TOTAL}, F1",
    )
    text = f"Medians of {ROUNDS} rounds in turn. *After the start* leaves out what one article alone takes.\n\n"
    bars = tuple(zip(names, rates, strict=True))
    return Finding("beside", text + table(head, rows), Bars("Documents a second of processor time", "", bars))


def _score(folder: Path, *, tuned: bool) -> float:
    out = folder / "scored.json"
    command: list[str | Path] = [
        sys.executable,
        HERE / "glue.py",
        CORPUS / "pages.jsonl",
        "-o",
        out,
        *(["--tuned"] if tuned else []),
    ]
    in_turn([command], 1)
    return _total(out)


def _own_score(folder: Path) -> float:
    data, _ = tallyclerk.write(tallyclerk.build(CORPUS / "pages.jsonl"), folder / "corpus")
    return _total(data)


def _total(path: Path) -> float:
    result, _ = scored(CORPUS, json.loads(path.read_bytes()))
    return float(result[TOTAL]["f1"])
