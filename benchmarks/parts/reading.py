"""Reading: the article of a page, with its markup and without, and page furniture.

- HTML: pages with their gold article, by the shingle metric, beside plain trafilatura on the same pages.
- text: the same pages rendered to plain text by inscriptis and read without their HTML or address, beside baselines.
- furniture: of annotated plain pages, the lines removed and kept, counted by the scorer that lies beside them.
- speed: pages a second of HTML reading with metadata, over those of plain trafilatura (text only) in the same run.

The data is a folder with `ground-truth.json` and `html/KEY.html.gz`, or one with `pages.jsonl` and `gold.jsonl` for
furniture alone, or both. The default takes furniture from ../shared/corpus.
"""

from __future__ import annotations

import gzip
import hashlib
import statistics
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import trafilatura
from inscriptis import get_text

import tallyclerk
from parts.blocks import best_block, long_lines
from parts.part import SHARED, DataError, Measured, Part, Scores, table, whole_of
from parts.scorer import gold_of, scored
from parts.shingles import compare
from tallyclerk.config import ReadSettings
from tallyclerk.model import MediaType, Raw
from tallyclerk.read import read_all

DATA = SHARED / "bench" / "extraction"
CORPUS = SHARED / "corpus"
ROUNDS = 3
FURNITURE = ("furniture lines removed", "article lines kept")


class Truth(msgspec.Struct):
    """A page's gold, as the benchmark has it."""

    article: str = msgspec.field(name="articleBody")
    url: str | None = None


class Page(NamedTuple):
    """A page with its gold article."""

    url: str | None
    html: str
    article: str


def measure(data: Path) -> Measured:
    """All that the data allows."""
    has_html = (data / "ground-truth.json").is_file()
    corpus = CORPUS if data == DATA else data
    has_lines = (corpus / "pages.jsonl").is_file()
    if not has_html and not has_lines:
        raise DataError(f"{data} holds neither ground-truth.json nor pages.jsonl")
    parts = [_html(pages_of(data))] if has_html else []
    parts += [_furniture(corpus)] if has_lines else []
    return Measured(
        scores=_joined([part.scores for part in parts]),
        timed=_joined([part.timed for part in parts]),
        beside=_joined([part.beside for part in parts]),
        table="\n\n".join(part.table for part in parts),
    )


def pages_of(folder: Path) -> dict[str, Page]:
    """The pages of a folder by key.

    Raises:
        DataError: where a page of the gold has no file.
    """
    pages = {}
    for key, truth in whole_of(folder / "ground-truth.json", dict[str, Truth]).items():
        try:
            with gzip.open(folder / "html" / f"{key}.html.gz", "rt", encoding="utf-8", errors="replace") as file:
                pages[key] = Page(truth.url, file.read(), truth.article)
        except OSError as error:
            raise DataError(f"{folder}: the page {key} cannot be read: {error}") from error
    return pages


def _html(pages: Mapping[str, Page]) -> Measured:
    texts = {key: get_text(page.html) for key, page in pages.items()}
    found = {
        "HTML": read_together({key: raw_of(page.html, "text/html", page.url) for key, page in pages.items()}),
        "HTML, plain trafilatura": {key: plain(page.html) for key, page in pages.items()},
        "text": read_together({key: raw_of(text, "text/plain") for key, text in texts.items()}),
        "text, best block of lines": {key: best_block(text) for key, text in texts.items()},
        "text, lines of 15 words": {key: long_lines(text) for key, text in texts.items()},
        "text, everything": texts,
    }
    gold = {key: page.article for key, page in pages.items()}
    compared = {name: compare(gold, articles) for name, articles in found.items()}
    ours, theirs = speeds(pages)
    f1 = {f"{name} F1": row[2] for name, row in compared.items()}
    return Measured(
        scores={name: f1.pop(name) for name in ("HTML F1", "text F1")},
        timed={"speed over trafilatura's": statistics.median(a / b for a, b in zip(ours, theirs, strict=True))},
        beside=f1,
        table="\n".join(
            (
                table((f"{len(pages)} pages", "precision", "recall", "F1"), [(k, *row) for k, row in compared.items()]),
                f"pages a second, median of {ROUNDS} rounds: {statistics.median(ours):.1f},"
                f" plain trafilatura {statistics.median(theirs):.1f}",
            )
        ),
    )


def _furniture(folder: Path) -> Measured:
    gold_of(folder)  # a folder that is none is told before the work
    documents = tallyclerk.articles(folder / "pages.jsonl").documents
    dossier = {"documents": [{"id": item.id, "key": item.key, "text": item.text} for item in documents], "claims": []}
    result, _ = scored(folder, dossier)
    scores = {name: float(result[name]) for name in FURNITURE}
    return Measured(scores=scores, table=table((f"{len(documents)} annotated pages", "share"), list(scores.items())))


def raw_of(text: str, media_type: MediaType, url: str | None = None) -> Raw:
    """A page as if it had just been acquired."""
    body = text.encode("utf-8", "replace")
    return Raw(key=hashlib.sha256(body).hexdigest(), source="page", body=body, media_type=media_type, url=url)


def read_together(raws: Mapping[str, Raw]) -> dict[str, str]:
    """The article that tallyclerk reads from each page; a page of which it reads none is left out.

    Pages of the same bytes are read once, so they are told by the hash of their bytes.
    """
    documents, _ = read_all(list(raws.values()), ReadSettings(), lambda done, total: None)
    texts = {document.key: document.text for document in documents}
    return {key: texts[raw.key] for key, raw in raws.items() if raw.key in texts}


def plain(html: str) -> str:
    """The article that trafilatura gives by itself."""
    return trafilatura.extract(html, include_comments=False) or ""


def speeds(pages: Mapping[str, Page]) -> tuple[list[float], list[float]]:
    """Pages a second of tallyclerk and of plain trafilatura, by round. Each page is read by both in turn, once."""
    ours, theirs = [], []
    for first in range(min(ROUNDS, len(pages))):
        part = list(pages.values())[first::ROUNDS]
        spent = [0.0, 0.0]
        for page in part:
            raw = raw_of(page.html, "text/html", page.url)
            spent[0] += _seconds(partial(read_together, {"page": raw}))
            spent[1] += _seconds(partial(trafilatura.extract, page.html))
        ours.append(len(part) / spent[0])
        theirs.append(len(part) / spent[1])
    return ours, theirs


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _joined(scores: list[Scores]) -> Scores:
    return {name: value for part in scores for name, value in part.items()}


PART = Part("reading", "the article of a page, with markup and without, and page furniture", DATA, measure)
