"""Made crawls have the length and the copies that they promise, and findings land in their place on a page."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path

import crawl
import glue
import pytest
from speeds.finding import Bars, Finding, drawn, table, write

from tallyclerk.config import GroupSettings
from tallyclerk.group import group
from tallyclerk.model import Document


def test_a_made_case_has_the_length_of_news_and_sixty_copies_in_a_hundred() -> None:
    reports = list(crawl.reports(400))
    lengths = [len(report.text.split()) for report in reports]
    assert 450 < statistics.mean(lengths) < 750
    documents = [
        Document(id=f"d{n}", key=report.id, sha256="0" * 64, text=report.text) for n, report in enumerate(reports)
    ]
    _, families = group(documents, GroupSettings())
    copies = sum(len(family.documents) - 1 for family in families)
    assert 0.55 * len(reports) < copies < 0.65 * len(reports)
    assert len({report.text for report in reports}) < 0.8 * len(reports)


def test_a_made_case_is_the_same_each_time_and_another_for_another_seed() -> None:
    assert list(crawl.reports(50)) == list(crawl.reports(50))
    assert list(crawl.reports(50)) != list(crawl.reports(50, seed=2))


def test_as_many_stories_tell_of_a_transfer_as_are_asked_for() -> None:
    found = Counter(report.tells for report in crawl.reports(2000, transfers=0.1))
    assert 0.05 < found[True] / 2000 < 0.17


def test_a_finding_goes_to_its_place_on_a_page_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- one -->\nold\n<!-- /one -->\nAfter.\n<!-- two -->\nkept\n<!-- /two -->\n")
    (tmp_path / "images").mkdir()
    bars = Bars("A < B", "s", (("first", 2.0), ("second", 1.0)))
    write(Finding("one", table(("a", "b"), [("x", "1")]), bars), page, tmp_path / "images")
    content = page.read_text()
    assert "| x | 1 |" in content
    assert "old" not in content
    assert "(images/speed-one.svg)" in content
    assert "<!-- two -->\nkept" in content
    assert (tmp_path / "images" / "speed-one.svg").read_text() == drawn(bars)
    with pytest.raises(ValueError, match="no place"):
        write(Finding("three", ""), page, tmp_path / "images")


def test_bars_are_as_long_as_their_values_and_their_words_are_escaped() -> None:
    image = drawn(Bars("A < B", "s", (("first", 2.0), ("second", 1.0))))
    assert "A &lt; B" in image
    lengths = [float(part.split('"')[0]) for part in image.split('width="')[2:]]
    assert lengths[0] == pytest.approx(2 * lengths[1])


@pytest.mark.parametrize("tuned", [False, True])
def test_the_script_finds_a_plain_transfer_and_its_copy(*, tuned: bool) -> None:
    text = "Norway shipped 40 crates of rifles to Gabon on 3 May 2021. " + "The weather was fine in the harbour. " * 5
    rows = [{"id": name, "text": text, "published": "2021-05-04"} for name in ("a", "b")]
    found = glue.dossier_of(rows, tuned=tuned)
    assert [document["family"] for document in found["documents"]] == ["f1", "f1"]
    roles = found["claims"][0]["roles"]
    assert roles["giver"][0]["text"] == "Norway"
    assert roles["date"][0]["earliest"] == "2021-05-03"
