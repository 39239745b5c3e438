"""Hostile text in every field, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_story import HOSTILE, hostile
from playwright.sync_api import Page

from browsing import Open, Watched
from tallyclerk.publish import to_html

OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "dossier.html"
    path.write_text(to_html(hostile()), encoding="utf-8")
    return path


def count(page: Page, selector: str) -> int:
    return page.locator(selector).count()


def test_markup_and_scripts_show_as_text(open_page: Open, file: Path, watched: Watched) -> None:
    page = open_page(file)
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(200)
    assert count(page, "#hostile, img, iframe, object, form, [onerror], [onload]") == 0
    assert count(page, "script") == 1
    assert count(page, "style") == 1
    assert watched.complaints == []
    assert {url.split("#")[0] for url in watched.requests} == {file.as_uri()}
    shown = page.locator("main").text_content() or ""
    assert shown.count("<script>alert(1)</script>") > 100
    assert "{{ 7*7 }}" in shown
    assert "alert(2)" in page.inner_text("h1")


@pytest.mark.parametrize("width", [390, 1280])
def test_words_of_ten_thousand_letters_stay_on_the_page(open_page: Open, file: Path, width: int) -> None:
    page = open_page(file, width=width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_direction_overrides_end_with_the_text_that_holds_them(open_page: Open, file: Path) -> None:
    page = open_page(file)
    loose = page.evaluate(
        """() => {
            const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data)) { continue; }
                const around = node.parentElement.closest('bdi, [dir=auto], title, desc, script');
                if (!around) { found.push(node.parentElement.outerHTML.slice(0, 60)); }
            }
            return found;
        }"""
    )
    assert loose == []


def test_the_hostile_text_is_what_it_says() -> None:
    assert all(part in HOSTILE for part in ("<script>", "onerror", "\u202e", "W" * 10_000))
