"""Markup to a tree, mended where it is malformed and bounded where it is hostile."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

_MAX_TAGS = 150_000
# One class for all elements: the default looks each one's class up by its name, in Python and slowly.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# The parser takes 256 levels and drops all that follows; levels that only lay a page out can go.
_LEVELS = re.compile(
    r"</?(?!(?:html|head|body|title|meta|link|script|style|noscript|template|p|br|hr|h[1-6]|time)\b)"
    r"[A-Za-z][^<>]{0,2000}>",
    re.IGNORECASE,
)
_ALL_BUT_SILENT = re.compile(r"</?(?!(?:title|meta|link|script|style)\b)[A-Za-z][^<>]{0,2000}>", re.IGNORECASE)
_FLAT_NOTE = "the page is nested deeper than a parser takes; it was read without the levels that lay it out"
_LOST_NOTE = "the page has a part that is larger or deeper than a parser takes; what follows it was not read"


def parse(page: str) -> tuple[Any | None, tuple[str, ...]]:
    """The tree of a page, and notes on what had to be done to it; None where there is no element in it.

    Comments are left out, entities of the page's own making are not expanded, and at most 150,000 tags are looked at
    (the largest page of the benchmark in decision 0011 has 3,200).
    """
    page, notes = _bounded(_DECLARATION.sub("", page))
    tree, is_whole = _tree(page)
    if is_whole:
        return tree, notes
    flat, is_whole = _tree(_LEVELS.sub("<br>", page))
    if not is_whole:
        flat, is_whole = _tree(_ALL_BUT_SILENT.sub("<br>", page))
    return (flat, (*notes, _FLAT_NOTE)) if is_whole else (flat if flat is not None else tree, (*notes, _LOST_NOTE))


def _bounded(page: str) -> tuple[str, tuple[str, ...]]:
    if page.count("<") <= _MAX_TAGS:
        return page, ()
    parts = page.split("<", _MAX_TAGS)
    end = len(page) - len(parts[-1]) - 1
    return page[:end], (f"the page was cut: its first {_MAX_TAGS:,} tags were looked at",)


def _tree(page: str) -> tuple[Any | None, bool]:
    """The tree, and whether the parser kept to its limits."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError):
        return None, not _broke_off(parser)
    return tree, not _broke_off(parser)


def _broke_off(parser: Any) -> bool:
    return any(
        entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "limit" in entry.message for entry in parser.error_log
    )
