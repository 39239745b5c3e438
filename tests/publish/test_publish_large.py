"""A share of the large dossier of `benchmarks/large.py`, which has 200 documents and must stay under 8 MB and 2 s."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from large import MOST_BYTES, MOST_SECONDS, rows

import tallyclerk
from browsing import Open

SHIPMENTS = 8
DOCUMENTS = 5 * SHIPMENTS


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    source = folder / "reports.jsonl"
    source.write_text("".join(f"{json.dumps(row)}\n" for row in [*rows()][:DOCUMENTS]), encoding="utf-8")
    dossier = tallyclerk.build(source)
    assert len(dossier.documents) == DOCUMENTS
    assert len(dossier.transfers) >= SHIPMENTS
    tallyclerk.write(dossier, folder / "out")
    return folder / "out" / "dossier.html"


def test_a_fifth_of_the_documents_takes_no_more_than_a_fifth_of_the_room(file: Path) -> None:
    assert file.stat().st_size < MOST_BYTES * DOCUMENTS / 200


def test_it_opens_before_a_reader_gets_impatient(open_page: Open, file: Path) -> None:
    start = time.perf_counter()
    page = open_page(file)
    assert page.locator("section.transfer").count() >= SHIPMENTS
    assert time.perf_counter() - start < MOST_SECONDS


def test_the_overview_comes_before_the_first_map(open_page: Open, file: Path) -> None:
    page = open_page(file)
    overview, board = (page.locator(name).first.bounding_box() for name in (".overview", ".map"))
    assert overview
    assert board
    assert overview["y"] < board["y"]
