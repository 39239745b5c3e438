"""What a page shows, block by block, with what its markup tells of each block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from lxml import etree

from tallyclerk.read.normalise import normalised

_SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea", "math",
    "audio", "video", "canvas",
})  # fmt: skip
# A cell of a table is no block of its own: its row is.
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_LANDMARKS = frozenset({"nav", "footer", "aside", "figcaption", "form", "button", "dialog"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# All text, and the elements that part it although they are empty. One step, since a union is put in order at the end,
# which takes quadratic time among siblings.
_PIECES = etree.XPath("/descendant::node()[self::text() or self::br or self::hr]")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]{0,3}$")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_SIGNS = re.compile(r"[\W_]+")
_ASCII_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_MIN_WORDS = 8
MAX_BLOCKS = 5_000
"""Blocks of a page that are read; the largest page of the benchmark in decision 0011 has 519."""


class Block(msgspec.Struct, frozen=True, gc=False):
    """A block of text that a page shows.

    Attributes:
        text: Normalised, on one line.
        key: Its letters and digits only, for comparing.
        linked: The share of it that stands in links, from 0 to 1.
        tag: The element that makes it a block.
        path: Number of its place in the markup: blocks with the same elements and classes around them share it.
        region: Number of the outermost `article` around it; 0 outside of any.
        landmark: The innermost of `nav`, `footer`, `aside` and their like around it.
    """

    text: str
    key: str
    linked: float
    tag: str
    path: int
    region: int
    landmark: str | None

    @property
    def words(self) -> int:
        """How many words it has, also in a script that does not part them."""
        unspaced = 0 if self.text.isascii() else len(self.text) - len(_UNSPACED.sub("", self.text))
        return self.text.count(" ") + 1 + unspaced // 2

    @property
    def is_running(self) -> bool:
        """Whether it is running text: words enough, an end as a sentence has, and not mainly a link."""
        return self.linked < 0.5 and self.words >= _MIN_WORDS and _SENTENCE_END.search(self.text[-5:]) is not None


class _Place(msgspec.Struct, frozen=True, gc=False):
    """What the elements around a piece of text say of it."""

    block: Any = None
    is_silent: bool = False
    is_linked: bool = False
    path: int = 0
    region: int = 0
    landmark: str | None = None


def squeezed(text: str) -> str:
    """Letters and digits only, so that spaces and punctuation do not part what is one."""
    if text.isascii():
        return text.lower().translate(_ASCII_SIGNS)
    return _SIGNS.sub("", text.casefold())


def blocks_of(tree: Any) -> tuple[tuple[Block, ...], bool]:
    """The blocks that a page shows, in page order, at most `MAX_BLOCKS`; and whether that is all.

    What the markup itself hides (scripts, `hidden`, a style of `display: none`) is not shown.
    """
    found: list[Block] = []
    for block in _blocks(tree):
        if len(found) == MAX_BLOCKS:
            return tuple(found), False
        found.append(block)
    return tuple(found), True


def _blocks(tree: Any) -> Iterator[Block]:
    places = _Places()
    parts: list[str] = []
    linked, last = 0, _Place()
    pieces: list[Any] = _PIECES(tree)
    for piece in pieces:
        is_break = isinstance(piece, etree._Element)  # an empty element that parts lines
        if not is_break and piece.isspace():
            if parts:
                parts.append(" ")
            continue
        element = piece if is_break else piece.getparent()
        is_after = not is_break and piece.is_tail
        place = last if is_break else places.of(element.getparent() if is_after else element)
        if place.is_silent:
            continue
        if parts and (is_break or place.block is not last.block or (is_after and element.tag in _BLOCKS)):
            yield from _block(parts, linked, last)
            parts, linked = [], 0
        if is_break:
            continue
        if parts and not is_after and element.tag in _CELLS:
            parts.append(" | ")
        parts.append(piece)
        linked += len(piece.strip()) if place.is_linked else 0
        last = place
    yield from _block(parts, linked, last)


def _block(parts: Sequence[str], linked: int, place: _Place) -> Iterator[Block]:
    """The block of the parts gathered so far, if it shows anything."""
    text = " ".join("".join(parts).split())
    if not (text.isascii() and text.isprintable()):
        text = normalised(text)
    if text:
        tag = place.block.tag if place.block is not None else "body"
        share = min(1.0, linked / len(text))
        yield Block(text, squeezed(text), share, tag, place.path, place.region, place.landmark)


class _Places:
    """The place of each element, worked out once, from the root down and without recursion."""

    def __init__(self) -> None:
        self._known: dict[Any, _Place] = {None: _Place()}
        self._paths: dict[tuple[int, str, str], int] = {}
        self._regions = 0

    def of(self, element: Any) -> _Place:
        way = []
        while element not in self._known:
            way.append(element)
            element = element.getparent()
        place = self._known[element]
        for child in reversed(way):
            place = self._known[child] = self._below(place, child)
        return place

    def _below(self, place: _Place, element: Any) -> _Place:
        tag = element.tag
        silent = place.is_silent or tag in _SILENT or _is_hidden(element)
        linked = place.is_linked or tag == "a"
        if tag not in _BLOCKS:
            if (silent, linked) == (place.is_silent, place.is_linked):
                return place
            return _Place(place.block, silent, linked, place.path, place.region, place.landmark)
        path = self._paths.setdefault((place.path, tag, (element.get("class") or "")[:300]), len(self._paths) + 1)
        region = place.region
        if tag == "article" and not region:
            self._regions = region = self._regions + 1
        return _Place(element, silent, linked, path, region, tag if tag in _LANDMARKS else place.landmark)


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style[:1_000]) is not None)
