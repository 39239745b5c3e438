"""Text made to hurt the readers: each ends within seconds, and what was not looked at is told."""

from __future__ import annotations

import time

import pytest

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw, Unread
from tallyclerk.read import read_all

TOLD = "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven on 3 May, the office said."
CASES = {
    "4 million short lines": f"{TOLD}\n" + "a.\n" * 4_000_000,
    "lines that all differ": "\n".join(f"w{n} x{n}" for n in range(200_000)),
    "blank lines": "a\n\n\n" * 300_000,
    "one line of dates": "3 May " * 300_000,
    "one line of numbers": "1 " * 600_000,
    "one line of words": f"{TOLD} " * 10_000,
    "labels": "Published 3 May 2031 " * 60_000,
    "letters without spaces": "船が港に着いた。" * 150_000,
    "foreign words": "Судно привезло зерно. " * 60_000,
}


def read(text: str) -> Document | Unread:
    raw = Raw(key="a", source="a.txt", body=text.encode(), media_type="text/plain", title="x" * 3_000_000)
    documents, unread = read_all([raw], ReadSettings(), lambda done, total: None)
    return documents[0] if documents else unread[0]


@pytest.mark.parametrize("name", CASES)
def test_hostile_text_ends_soon(name: str) -> None:
    start = time.process_time()
    read(CASES[name])
    assert time.process_time() - start < 5


def test_text_of_too_many_lines_says_how_many_were_looked_at() -> None:
    document = read(f"{TOLD}\n" + "a.\n" * 50_000)
    assert isinstance(document, Document)
    assert TOLD in document.text
    assert "the page was cut: its first 20,000 lines were looked at" in document.notes


def test_text_of_too_many_characters_says_how_many_were_looked_at() -> None:
    document = read(f"{TOLD}\n" * 20_000)
    assert isinstance(document, Document)
    assert any("characters were looked at" in note for note in document.notes)


def test_address_with_a_hundred_thousand_labels_takes_no_time() -> None:
    start = time.process_time()
    raw = Raw(key="a", source="a", body=TOLD.encode(), media_type="text/plain", url=f"https://post{'.et' * 100_000}/1")
    documents, _ = read_all([raw], ReadSettings(), lambda done, total: None)
    assert time.process_time() - start < 5
    assert documents[0].text == TOLD
