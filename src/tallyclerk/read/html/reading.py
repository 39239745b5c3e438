"""Furniture in a marked page's article that only its words tell; the structure of the page has told the rest."""

from __future__ import annotations

import re

from tallyclerk.model import Removed
from tallyclerk.read.html.page import MarkedPage
from tallyclerk.read.language import language_of
from tallyclerk.read.lines import Line
from tallyclerk.read.marks import Page, mark_by_phrase
from tallyclerk.read.plain import Reading
from tallyclerk.read.stamps import is_date_line

_SAMPLE = 3_000
"""Characters by which a language is told; more of them take longer and tell no more."""
_ADDRESS = re.compile(r"\S+://\S+")


def read_marked(marked: MarkedPage, url: str | None) -> Reading:
    """The article of a page whose markup has parted it, with what is removed in page order.

    Of the marks of text without markup only those count here that are sure within an article: known phrases (a bare
    address aside, which is the author's reference), a line said twice in a row, a date alone above the text. Shape,
    place and language were weighed on the benchmark of decision 0011 and took more of the articles than of the rest.
    """
    page = Page([Line(line) for line in marked.lines], url)
    mark_by_phrase(page)
    _spare_addresses(page)
    _mark_echoes(page)
    _mark_dates(page)
    kept = [line.text for _, line in page.open_lines()]
    running = [line.text for _, line in page.open_lines() if line.is_running]
    return Reading(
        text="\n".join(kept),
        removed=_in_page_order(marked, page),
        headline=marked.headline,
        tongue=language_of("\n".join(running or kept)[:_SAMPLE]),
        stamp=None,
        has_body=bool(running),
    )


def _spare_addresses(page: Page) -> None:
    for index, line in enumerate(page.lines):
        if page.reasons[index] is not None and _ADDRESS.fullmatch(line.text):
            page.reasons[index] = None


def _mark_echoes(page: Page) -> None:
    before = None
    for index, line in page.open_lines():
        if line.text == before:
            page.mark(index, "repeats the line before")
        before = line.text


def _mark_dates(page: Page) -> None:
    for index, line in page.open_lines():
        if line.is_running:
            return
        if is_date_line(line.text):
            page.mark(index, "date line")


def _in_page_order(marked: MarkedPage, page: Page) -> tuple[Removed, ...]:
    """What stands beside the article and what was taken out of it, as they stand on the page."""
    own = [(index, Removed(line.text, reason)) for index, (line, reason) in _marks(page) if reason]
    # A piece beside the article with so many lines above it stands before the line of that number.
    pieces = sorted([*((at, 0, n, piece) for n, (at, piece) in enumerate(marked.removed)), *_numbered(own)], key=_order)
    return tuple(piece for *_, piece in pieces)


def _marks(page: Page) -> enumerate[tuple[Line, str | None]]:
    return enumerate(zip(page.lines, page.reasons, strict=True))


def _numbered(own: list[tuple[int, Removed]]) -> list[tuple[int, int, int, Removed]]:
    return [(at, 1, n, piece) for n, (at, piece) in enumerate(own)]


def _order(item: tuple[int, int, int, Removed]) -> tuple[int, int, int]:
    return item[:3]
