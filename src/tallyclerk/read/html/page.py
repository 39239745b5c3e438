"""A page of HTML to the lines of its article and what it shows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from tallyclerk.model import Removed
from tallyclerk.read.html.blocks import MAX_BLOCKS, Block, blocks_of, squeezed
from tallyclerk.read.html.choose import article_of, found_in
from tallyclerk.read.html.data import PageData, page_data
from tallyclerk.read.html.main_text import main_text
from tallyclerk.read.html.tree import parse
from tallyclerk.read.normalise import normalised
from tallyclerk.resources.consent import asks_consent

_HEADLINE_CHARS = range(10, 301)
_MAX_HEADINGS = 20
_MAX_PARTS = 20
_MIN_BODY = 300
_MIN_RUNNING = 500
_TOP = 2_000
_OUTSIDE = "beside the article, by the structure of the page"
_LANDMARKS = {
    "nav": "menu, by the structure of the page",
    "footer": "foot of the page",
    "figcaption": "picture credit or caption",
    "form": "form",
    "button": "button",
    "dialog": "dialog over the page",
}
_SHOWN = "no main text was found by the structure of the page; all the text that it shows was read"
_CONSENT = "what looks like the main text asks for consent to cookies and was not taken for the article"
_OWN_DATA = "the page shows less of the article than its own data hold (articleBody); they were read"
_UNSEEN = "most of the article was found in the page's own data; the page does not show it as it stands there"
_PAID = "the page says that it is not free to read; what it shows may not be the whole article"
_MANY = f"the page shows more than {MAX_BLOCKS:,} lines; of all but its article the first {MAX_BLOCKS:,} were looked at"
_LONG = f"the article has more than {MAX_BLOCKS:,} lines; the first {MAX_BLOCKS:,} were read"


class MarkedPage(msgspec.Struct, frozen=True):
    """A page of HTML as far as its markup tells.

    Attributes:
        lines: The article as found, headline first; it may still hold furniture that is told by its words.
        headline: Its headline, where it has one.
        removed: What the page shows beside it, with the number of lines of the article that stand above each.
        shown: All that the page shows, block by block.
        data: What the page says of itself.
        is_parted: Whether markup told the article from the rest; else `lines` are all that the page shows.
        notes: What is worth saying about the way it was read.
    """

    lines: tuple[str, ...]
    headline: str | None
    removed: tuple[tuple[int, Removed], ...]
    shown: tuple[str, ...]
    data: PageData
    is_parted: bool
    notes: tuple[str, ...] = ()


class _Found(msgspec.Struct, frozen=True):
    """Lines of an article and, for each block of the page, why it is not among them, or None."""

    lines: tuple[str, ...]
    reasons: tuple[str | None, ...]
    notes: tuple[str, ...] = ()


def read_markup(page: str) -> MarkedPage | None:
    """The article of a page of HTML, however malformed; None where the page shows no text at all."""
    tree, notes = parse(page)
    if tree is None:
        return None
    data = page_data(tree)
    blocks, is_all = blocks_of(tree)
    shown = tuple(block.text for block in blocks)
    notes = notes if is_all else (*notes, _MANY)
    found = _best(tree, blocks, data)
    if not found.lines:
        return MarkedPage(shown, None, (), shown, data, False, (*notes, *found.notes)) if shown else None
    headline = _headline(tree, data)
    lines, above = _headed(found.lines[:MAX_BLOCKS], headline)
    notes = (*notes, *found.notes, *((_LONG,) if len(found.lines) > MAX_BLOCKS else ()))
    notes = (*notes, *((_PAID,) if data.is_free is False else ()))
    return MarkedPage(lines, headline, _removed(blocks, found, headline, above), shown, data, True, notes)


def _best(tree: Any, blocks: Sequence[Block], data: PageData) -> _Found:
    """The article by the structure of the page, else by its own data; without lines where neither gives one."""
    text, failure = main_text(tree)
    found = _laid(blocks, normalised(text))
    if _is_consent(found.lines):
        text, failure = main_text(_without_consent(tree))
        found = _laid(blocks, normalised(text))
        found = msgspec.structs.replace(found if not _is_consent(found.lines) else _nothing(blocks), notes=(_CONSENT,))
    if not _is_plausible(found, blocks):
        found = _nothing(blocks)
    body = _body_lines(data.body)
    length, shown = sum(map(len, found.lines)), _shown_of(found, blocks)
    if sum(map(len, body)) >= max(_MIN_BODY, 2 * min(length, shown)):
        return msgspec.structs.replace(_laid(blocks, "\n".join(body), is_exact=True), notes=(*found.notes, _OWN_DATA))
    if not found.lines:
        return msgspec.structs.replace(found, notes=(*found.notes, f"{_SHOWN} ({failure})" if failure else _SHOWN))
    if shown < 0.5 * length:
        return msgspec.structs.replace(found, notes=(*found.notes, _UNSEEN))
    return found


def _shown_of(found: _Found, blocks: Sequence[Block]) -> int:
    """How many characters of what was found the page shows."""
    return sum(len(block.text) for block, reason in zip(blocks, found.reasons, strict=True) if reason is None)


def _nothing(blocks: Sequence[Block]) -> _Found:
    return _Found((), (None,) * len(blocks))


def _laid(blocks: Sequence[Block], text: str, *, is_exact: bool = False) -> _Found:
    """A text laid over the blocks that hold it; its own lines where it fits none, or is to be kept as it is."""
    if not text:
        return _nothing(blocks)
    reasons = None if is_exact else article_of(blocks, text)
    if reasons is not None:
        lines = tuple(blocks[index].text for index, reason in reasons.items() if reason is None)
        return _Found(lines, tuple(reasons.get(n, _outside(block)) for n, block in enumerate(blocks)))
    lines, hits = tuple(line for line in text.split("\n") if line), found_in(blocks, text)
    return _Found(lines, tuple(None if n in hits else _outside(block) for n, block in enumerate(blocks)))


def _outside(block: Block) -> str:
    return _LANDMARKS.get(block.landmark or "", _OUTSIDE)


def _is_plausible(found: _Found, blocks: Sequence[Block]) -> bool:
    """Not so where no running text was found although the page shows much of it."""
    if any(block.is_running for block, reason in zip(blocks, found.reasons, strict=True) if reason is None):
        return True
    return sum(len(block.text) for block in blocks if block.is_running) < _MIN_RUNNING


def _is_consent(lines: Sequence[str]) -> bool:
    """Whether most of the text is in paragraphs that ask for consent."""
    asking = sum(len(line) for line in lines[:200] if asks_consent(line))
    return asking > 0.5 * sum(map(len, lines))


def _without_consent(tree: Any) -> Any:
    """The tree without the paragraphs that ask for consent, among the first 5,000 that may; it is changed."""
    smallest = (node for node in tree.iter("p", "li", "div", "span", "h2", "h3") if _is_smallest(node))
    for node in [node for node, _ in zip(smallest, range(MAX_BLOCKS), strict=False)]:
        if node.getparent() is not None and asks_consent(" ".join(_first_text(node).split())):
            node.drop_tree()
    return tree


def _is_smallest(node: Any) -> bool:
    return len(node) <= _MAX_PARTS and node.find(".//p") is None and node.find(".//div") is None


def _first_text(node: Any) -> str:
    """The text within an element up to about 2,000 characters: elements within elements all hold the same."""
    pieces, length = [], 0
    for piece in node.itertext():
        pieces.append(piece[:_TOP])
        length += len(piece)
        if length > _TOP:
            break
    return "".join(pieces)


def _body_lines(body: str | None) -> tuple[str, ...]:
    """The lines of an article in linked data, without the markup that may be in it."""
    if not body:
        return ()
    if "<" in body or "&" in body:
        tree, _ = parse(f"<div>{body}</div>".replace("\n", "<br>"))
        return tuple(block.text for block in blocks_of(tree)[0]) if tree is not None else ()
    return tuple(line for line in normalised(body).split("\n") if line)


def _headline(tree: Any, data: PageData) -> str | None:
    """The page's first-level heading that agrees with the title in its data; else its first one, or else that title."""
    nodes = (node for node, _ in zip(tree.iter("h1"), range(_MAX_HEADINGS), strict=False))
    texts = [normalised(" ".join("".join(node.itertext()).split())) for node in nodes]
    headings = [text for text in texts if len(text) in _HEADLINE_CHARS]
    title = squeezed(data.title or "")
    agreeing = [text for text in headings if title and (title in squeezed(text) or squeezed(text) in title)]
    found = next(iter((*agreeing, *headings)), normalised(data.title or ""))
    return " ".join(found.split())[: _HEADLINE_CHARS.stop] or None


def _headed(lines: tuple[str, ...], headline: str | None) -> tuple[tuple[str, ...], int]:
    """The lines with the headline first, once; and how many lines that put above them."""
    key = squeezed(headline or "")
    if not headline or not key:
        return lines, 0
    rest = tuple(line for line in lines if squeezed(line) != key)
    if len(rest) == len(lines) and key in squeezed("\n".join(lines)[:_TOP]):
        return lines, 0
    return (headline, *rest), 1


def _removed(
    blocks: Sequence[Block], found: _Found, headline: str | None, above: int
) -> tuple[tuple[int, Removed], ...]:
    """What stands beside the article, in page order, each with the number of its lines that stand above."""
    key = squeezed(headline or "")
    removed = []
    for block, reason in zip(blocks, found.reasons, strict=True):
        if reason is not None and block.key != key:
            removed.append((above, Removed(block.text, reason)))
        above += reason is None and block.key != key
    return tuple(removed)
