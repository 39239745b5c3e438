"""The docs site: built strictly, with no network, and read from a disk."""

from __future__ import annotations

import logging
import os
import re
import socket
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import expect

from browsing import Open, Watched

ROOT = Path(__file__).resolve().parents[1]
LOADED = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src")}
CSS_ADDRESS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])(?:https?:)?//")


class Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


class Addresses(HTMLParser):
    """All addresses that a page names, with the tag and attribute that names them."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name, value) for name, value in attrs if name in ("href", "src") and value]


def no_network(*_: object) -> None:
    raise AssertionError("the site asked for the network")


@pytest.fixture(scope="module")
def complaints() -> list[str]:
    return []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, complaints: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("site")
    heard = Complaints()
    heard.told = complaints
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", no_network)
        patch.setattr(socket, "getaddrinfo", no_network)
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    logger.removeHandler(heard)
    return folder


def test_the_site_is_built_without_a_warning(site: Path, complaints: list[str]) -> None:
    assert complaints == []
    assert "counts the cargo" in (site / "index.html").read_text(encoding="utf-8")


def test_every_page_of_the_docs_is_in_the_site(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        path = page.relative_to(ROOT / "docs").with_suffix(".html")
        assert (site / (path.parent / "index.html" if path.stem == "README" else path)).is_file(), path
    assert not list(site.rglob("*.py"))


def test_every_link_of_the_site_leads_to_a_file(site: Path) -> None:
    targets = 0
    for page in site.rglob("*.html"):
        if page.name == "404.html":  # is served at any address, so its links begin at the root
            continue
        for _, _, address in Addresses(page).found:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = Path(os.path.normpath(page.parent / unquote(parts.path)))
            assert target.is_relative_to(site), f"{page.name}: {address}"
            assert target.is_file() or (target / "index.html").is_file(), f"{page.name}: {address}"
            targets += 1
    assert targets > 500


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        for tag, name, address in Addresses(page).found:
            if (tag, name) in LOADED:
                assert not urlsplit(address).netloc, f"{page.name} loads {address}"
        assert not CSS_ADDRESS.search(page.read_text(encoding="utf-8")), page.name
    for sheet in site.rglob("*.css"):
        assert not CSS_ADDRESS.search(sheet.read_text(encoding="utf-8")), sheet.name


@pytest.mark.parametrize("start", ["index.html", "decisions/0010-origins-per-value.html"])
def test_the_site_is_searched_from_a_disk(site: Path, open_page: Open, watched: Watched, start: str) -> None:
    page = open_page(site / start)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("mistranslation")
    first = page.locator("a.md-search-result__link").first
    expect(first).to_be_visible(timeout=15_000)
    expect(page.locator("[data-md-component=search-result]")).to_contain_text("Concepts")
    first.click()
    expect(page.locator("article")).to_contain_text("mistranslation")
    assert watched.complaints == []
    assert all(address.startswith(("file:", "data:", "blob:")) for address in watched.requests), watched.requests
