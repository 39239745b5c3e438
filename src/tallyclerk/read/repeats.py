"""Lines that stand on several pages of one outlet: its furniture, whatever they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import msgspec

from tallyclerk.model import Document, Removed
from tallyclerk.read.lines import Line

_LEAST_PAGES = 3
_COPY = 0.3
_EDGE = 3
_MAX_CHARS = 400


def without_repeats(documents: Sequence[Document]) -> list[Document]:
    """The documents without lines that stand in three or more of one outlet that otherwise differ.

    Reprints of one article share its lines and count as one page. Running text goes only where it stands at an edge of
    each text: agencies write the same background into many articles.
    """
    outlets: dict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        name = document.outlet or _host(document.url)
        if name:
            outlets[name.casefold()].append(at)
    found = list(documents)
    for places in outlets.values():
        if len(places) >= _LEAST_PAGES:
            pages = _own_pages([documents[at] for at in places])
            for at in places:
                found[at] = _without(documents[at], pages)
    return found


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def _own_pages(documents: Iterable[Document]) -> dict[str, int]:
    """On how many pages with articles of their own each line stands as furniture might."""
    counts: dict[str, int] = defaultdict(int)
    holders: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for document in documents:
        lines = _lines(document)
        running = frozenset(line for line in lines if Line(line).is_running)
        shared = Counter(page for line in running for page in holders.get(line, ()))
        if any(count > _COPY * min(len(running), sizes[page]) for page, count in shared.items()):
            continue
        for line in running:
            holders[line].append(len(sizes))
        sizes.append(len(running))
        for line in _candidates(lines):
            counts[line] += 1
    return counts


def _candidates(lines: Sequence[str]) -> frozenset[str]:
    edges = {*lines[:_EDGE], *lines[-_EDGE:]}
    return frozenset(line for line in lines if len(line) <= _MAX_CHARS and (line in edges or not Line(line).is_running))


def _without(document: Document, pages: dict[str, int]) -> Document:
    own = _candidates(_lines(document))
    gone = {line: pages[line] - 1 for line in own if pages.get(line, 0) >= _LEAST_PAGES and line != document.title}
    kept = [line for line in document.text.split("\n") if line not in gone]
    if not gone or not any(kept):
        return document
    removed = [
        Removed(line, f"stands on {gone[line]} other pages of this outlet") for line in _lines(document) if line in gone
    ]
    return msgspec.structs.replace(document, text=_joined(kept), removed=(*document.removed, *removed))


def _joined(lines: Sequence[str]) -> str:
    """The lines, at most one blank one in a row."""
    pairs = zip(lines, ("", *lines), strict=False)
    return "\n".join(line for line, before in pairs if line or before).strip("\n")
