"""A page of HTML to the lines of its article and what it shows beside it."""

from __future__ import annotations

from typing import Any

import msgspec
from lxml import etree

from tallyclerk.model import Removed
from tallyclerk.read.markup import PageData, page_data, parse, visible_blocks
from tallyclerk.read.normalise import normalised

_OUTSIDE = "beside the article, by the structure of the page"
_MAX_BLOCKS = 5_000
_HEADLINE_CHARS = 300


class MarkedPage(msgspec.Struct, frozen=True):
    """A page of HTML as far as its markup tells.

    Attributes:
        lines: The article as found, headline first; it may still hold furniture that is told by its words.
        removed: What the page shows beside it, in page order.
        shown: All that the page shows, block by block.
        data: What the page says of itself.
        is_parted: Whether markup told the article from the rest; else `lines` are all that the page shows.
        notes: What is worth saying about the way it was read.
    """

    lines: str
    removed: tuple[Removed, ...]
    shown: tuple[str, ...]
    data: PageData
    is_parted: bool
    notes: tuple[str, ...] = ()


def read_markup(page: str) -> MarkedPage | None:
    """The article of a page of HTML, however malformed; None where the page shows no text at all."""
    tree = parse(page)
    if tree is None:
        return None
    data = page_data(tree)
    shown = tuple(filter(None, map(normalised, list(visible_blocks(tree))[:_MAX_BLOCKS])))
    if not shown:
        return None
    found, note = _main_text(tree)
    if not found:
        return MarkedPage("\n".join(shown), (), shown, data, False, (note or _NOTHING_FOUND,))
    headline = _headline(tree, data)
    lines = found if not headline or _holds(found[:2_000], headline) else f"{headline}\n{found}"
    squeezed = _squeezed(lines)
    removed = tuple(Removed(block, _OUTSIDE) for block in shown if _squeezed(block) not in squeezed)
    return MarkedPage(lines, removed, shown, data, True)


_NOTHING_FOUND = "no main text was found by the structure of the page; all the text that it shows was read"


def _main_text(tree: Any) -> tuple[str, str | None]:
    """The main text by trafilatura, or a note where it fails on the page."""
    # Late: it takes a quarter of a second to import.
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        return "", f"{_NOTHING_FOUND} ({type(error).__name__} while looking for it)"
    return (normalised(found.text or ""), None) if found and not isinstance(found, dict) else ("", None)


def _headline(tree: Any, data: PageData) -> str | None:
    """The page's one first-level heading, or else the title that its data gives."""
    headings = [" ".join("".join(node.itertext()).split()) for node in tree.iter("h1")]
    headings = [heading for heading in headings if 10 <= len(heading) <= _HEADLINE_CHARS]
    if data.title and any(_holds(heading, data.title) or _holds(data.title, heading) for heading in headings):
        headings = [heading for heading in headings if _holds(heading, data.title) or _holds(data.title, heading)]
    found = headings[0] if headings else data.title
    return normalised(found) if found else None


def _holds(text: str, part: str) -> bool:
    return _squeezed(part) in _squeezed(text)


def _squeezed(text: str) -> str:
    """Letters and digits only, so that spaces and punctuation do not part what is one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
