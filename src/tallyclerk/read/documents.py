"""All raw reports to numbered documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw, Unread
from tallyclerk.read.repeats import without_repeats
from tallyclerk.read.report import read_report


def read_all(
    raws: Sequence[Raw], settings: ReadSettings, progress: Callable[[int, int], None]
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Documents in the order of their keys, and what could not be read with the reason.

    The same report given twice (same bytes, same address, outlet, title and date) is read once, and its notes name
    the other source. The same text at another outlet is a document of its own: a copy.

    Args:
        raws: Reports as acquired, in any order.
        settings: Bounds of reading.
        progress: Called with how many are done and how many there are.
    """
    documents: list[Document] = []
    unread: list[Unread] = []
    once = _once(raws)
    for done, (raw, again) in enumerate(once, start=1):
        item = read_report(raw, settings)
        if isinstance(item, Unread):
            unread.append(item)
        else:
            documents.append(_with_note(item, again))
        progress(done, len(once))
    documents = without_repeats(documents)
    documents.sort(key=lambda document: (document.key, document.sha256))
    numbered = (msgspec.structs.replace(item, id=f"d{n}") for n, item in enumerate(documents, start=1))
    return tuple(numbered), tuple(unread)


def _once(raws: Sequence[Raw]) -> list[tuple[Raw, tuple[str, ...]]]:
    """Each report once, with the other sources that gave the same."""
    found: dict[tuple[object, ...], list[Raw]] = {}
    for raw in sorted(raws, key=lambda raw: (raw.key, raw.source)):
        stated = (raw.media_type, raw.url, raw.outlet, raw.title, raw.published, raw.language)
        found.setdefault((raw.body, *stated), []).append(raw)
    return [(same[0], tuple(raw.source for raw in same[1:])) for same in found.values()]


def _with_note(document: Document, again: tuple[str, ...]) -> Document:
    if not again:
        return document
    note = f"the same bytes also came as {', '.join(again)}; read once"
    return msgspec.structs.replace(document, notes=(*document.notes, note))
