"""The page of the example in a real browser: what a reader does with it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browsing import Open, Watched

WIDTHS = (320, 390, 768, 1280, 1920, 2560)
QUANTITY = "[id='t1.quantity.1']"
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


@pytest.fixture(scope="module")
def file(najin_out: Path) -> Path:
    return najin_out / "dossier.html"


def background(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("node => getComputedStyle(node).backgroundColor"))


def grave(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, each with the first element that it concerns."""
    found: list[dict[str, Any]] = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{item['id']} ({item['impact']}): {item['nodes'][0]['html'][:200]}"
        for item in found
        if item["impact"] in ("serious", "critical")
    ]


def test_a_click_on_a_value_shows_its_quote_highlighted(open_page: Open, file: Path) -> None:
    page = open_page(file)
    expect(page.locator(f"{QUANTITY} blockquote").first).not_to_be_visible()
    page.locator(f"{QUANTITY} > summary").click()
    quote = page.locator(f"{QUANTITY} .quote").first
    expect(quote).to_be_visible()
    expect(quote.locator("mark")).to_have_text("more than 1,000 containers")
    assert background(page, f"{QUANTITY} mark") != background(page, f"{QUANTITY} blockquote")
    for words in ("Meridian Wire", "13 October 2023", "the White House"):
        expect(quote.locator("figcaption")).to_contain_text(words)


def test_finding_way_and_days_stand_on_the_first_screen(open_page: Open, file: Path) -> None:
    page = open_page(file, width=1280, height=800)
    for part in ("h1", ".lede", ".standing", ".map .board-medium"):
        expect(page.locator(part).first).to_be_in_viewport(ratio=1)
    expect(page.locator(".opening .timeline .bar >> visible=true").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".overview-name").first).to_be_in_viewport(ratio=1)


def test_a_quote_leads_to_its_place_in_the_article(open_page: Open, file: Path) -> None:
    page = open_page(file)
    link = page.locator(f"{QUANTITY} .to-article").first
    target = f"[id='{(link.get_attribute('href') or '')[1:]}']"
    before = background(page, target)
    page.locator(f"{QUANTITY} > summary").click()
    expect(page.locator(target)).to_have_class("is-hit")  # lit while its value is open
    link.click()
    expect(page.locator(target)).to_be_in_viewport()
    assert background(page, target) != before


def test_the_page_is_used_by_keyboard(open_page: Open, file: Path) -> None:
    page = open_page(file)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("j")
    first = page.locator(".value > summary").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".value blockquote").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".value > summary").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("a")
    assert page.evaluate("document.querySelector(':target').closest('.article') !== null")


def test_the_theme_is_switched_and_kept(open_page: Open, file: Path) -> None:
    page = open_page(file, color_scheme="light")
    light = background(page, "body")
    page.get_by_role("button", name="Switch to the dark theme").click()
    dark = background(page, "body")
    assert dark != light
    page.reload()
    assert background(page, "body") == dark
    page.get_by_role("button", name="Switch to the light theme").click()
    assert background(page, "body") == light


def test_a_reader_who_prefers_dark_gets_dark(open_page: Open, file: Path) -> None:
    assert background(open_page(file, color_scheme="dark"), "body") != background(open_page(file), "body")


def test_it_prints_with_its_quotes_and_in_the_light(open_page: Open, file: Path) -> None:
    page = open_page(file, color_scheme="dark")
    pdf = PdfReader(BytesIO(page.pdf(format="A4", print_background=True)))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert "North Korea to Russia" in text
    assert "Counts as a witness of its own" in text
    assert "over 1,000 containers" in text.split("Where the reports differ")[0]
    assert len(pdf.pages) < 60


@pytest.mark.parametrize("scripted", [True, False])
def test_no_request_leaves_the_page(open_page: Open, file: Path, watched: Watched, scripted: bool) -> None:
    page = open_page(file, java_script_enabled=scripted)
    page.locator(f"{QUANTITY} > summary").click()
    page.locator(f"{QUANTITY} .to-article").first.click()
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    assert {url.split("#")[0] for url in watched.requests} == {file.as_uri()}
    assert watched.complaints == []


def test_it_works_without_a_script(open_page: Open, file: Path) -> None:
    page = open_page(file, java_script_enabled=False)
    expect(page.locator("#theme")).not_to_be_visible()
    page.locator(f"{QUANTITY} > summary").click()
    expect(page.locator(f"{QUANTITY} mark").first).to_be_visible()
    page.locator(f"{QUANTITY} .to-article").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_on_any_screen(open_page: Open, file: Path, width: int) -> None:
    page = open_page(file, width=width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_axe_finds_nothing_serious(open_page: Open, file: Path, width: int, scheme: Any) -> None:
    page = open_page(file, width=width, color_scheme=scheme, bypass_csp=True)
    # axe tells what lies behind a text by rectangles, and a part that is not laid out yet has wrong ones
    page.add_style_tag(content=".transfer, .document { content-visibility: visible !important }")
    page.evaluate(OPEN_ALL)
    assert grave(page) == []
