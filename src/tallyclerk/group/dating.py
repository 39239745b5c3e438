"""When a text was published, for a page that does not say, from the pages that carry the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.model import Document, Edge, Published

_NARROW = 7
"""Days within which the pages of one text must have been published for them to date it."""
_MAX_SHOWN = 6
"""Documents that are named as the evidence."""

_Known = tuple[str, Published]
"""The id of a document, and when it was published."""


def dated(documents: Sequence[Document], text_of: Sequence[int], edges: Iterable[Edge]) -> tuple[Document, ...]:
    """The documents, with `same_text` set for those whose own day is unknown or wide and whose copies have one.

    Only copies count: who retells a story may do so days later, in words of another day.

    Args:
        documents: In the order of their ids, all different.
        text_of: The text of each, as the index of the first document that has it.
        edges: What shows that two documents are one text; of documents that have one text, one edge is enough.
    """
    place = {document.id: at for at, document in enumerate(documents)}
    alike: defaultdict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.kind == "copy":
            a, b = text_of[place[edge.a]], text_of[place[edge.b]]
            alike[a].add(b)
            alike[b].add(a)
    known: defaultdict[int, list[_Known]] = defaultdict(list)
    for document, text in zip(documents, text_of, strict=True):
        if document.published and _is_narrow(document.published):
            known[text].append((document.id, document.published))
    days: dict[int, Published | None] = {}
    found = []
    for document, text in zip(documents, text_of, strict=True):
        if not _is_narrow(document.published) and text in alike:
            if text not in days:
                days[text] = _days([day for other in {text, *alike[text]} for day in known.get(other, ())])
            found.append(_dated(document, days[text]))
        else:
            found.append(document)
    return tuple(found)


def _days(known: list[_Known]) -> Published | None:
    """The days over which copies were published, in which documents it stands."""
    if not known:
        return None
    ids = sorted(id for id, _ in known)
    more = [f"{len(ids) - _MAX_SHOWN} more"] if len(ids) > _MAX_SHOWN else []
    words = f"the same text in {' and '.join([*ids[:_MAX_SHOWN], *more])}"
    return Published(min(day.earliest for _, day in known), max(day.latest for _, day in known), words)


def _dated(document: Document, copies: Published | None) -> Document:
    if copies is None:
        return document
    first, last = copies.earliest, copies.latest
    if own := document.published:
        first, last = max(first, own.earliest), min(last, own.latest)
    if not 0 <= (last - first).days <= _NARROW:
        return document
    narrowed = msgspec.structs.replace(copies, earliest=first, latest=last)
    return msgspec.structs.replace(document, same_text=narrowed)


def _is_narrow(published: Published | None) -> bool:
    return published is not None and (published.latest - published.earliest).days <= _NARROW
