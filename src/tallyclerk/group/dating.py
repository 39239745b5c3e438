"""When a text was published, for a page that does not say, from the pages that carry the same text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.model import Document, Family, Published

_NARROW = 7
"""Days within which the pages of one text must have been published for them to date it."""


def dated(documents: Sequence[Document], families: Sequence[Family]) -> tuple[Document, ...]:
    """The documents, with `same_text` set for those whose own day is unknown or wide and whose copies have one.

    Only copies count: who retells a story may do so days later, in words of another day.
    """
    by_id = {document.id: document for document in documents}
    copies: dict[str, set[str]] = {document.id: set() for document in documents}
    for edge in (edge for family in families for edge in family.edges if edge.kind == "copy"):
        copies[edge.a].add(edge.b)
        copies[edge.b].add(edge.a)
    return tuple(_dated(document, [by_id[id] for id in sorted(copies[document.id])]) for document in documents)


def _dated(document: Document, copies: Sequence[Document]) -> Document:
    if _is_narrow(document.published):
        return document
    known = [(copy.id, copy.published) for copy in copies if copy.published and _is_narrow(copy.published)]
    if not known:
        return document
    first, last = min(day.earliest for _, day in known), max(day.latest for _, day in known)
    if own := document.published:
        first, last = max(first, own.earliest), min(last, own.latest)
    if not 0 <= (last - first).days <= _NARROW:
        return document
    names = " and ".join(id for id, _ in known)
    return msgspec.structs.replace(document, same_text=Published(first, last, f"the same text in {names}"))


def _is_narrow(published: Published | None) -> bool:
    return published is not None and (published.latest - published.earliest).days <= _NARROW
