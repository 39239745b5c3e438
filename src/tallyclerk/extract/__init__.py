"""Extract: a document's text to draft claims, by frames over dependency parses."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.config import ExtractSettings
from tallyclerk.extract.assemble import Assembly
from tallyclerk.extract.match import fillings
from tallyclerk.extract.page import Outline, open_page, outline
from tallyclerk.extract.parser import parser
from tallyclerk.extract.prefilter import MOST_POINTS, strength
from tallyclerk.extract.threads import Threads
from tallyclerk.extract.voices import Saying, Voices
from tallyclerk.model import Document, Draft

__all__ = ["MOST_POINTS", "Saying", "extract", "extract_all", "sources_of", "strength"]


def extract(document: Document, settings: ExtractSettings) -> tuple[Draft, ...]:
    """The claims of one document, ungrounded, in the order of its text.

    Args:
        document: A document as read. One that is not in English gives no claims.
        settings: Bounds of parsing.

    Returns:
        Drafts whose spans index `document.text`.
    """
    return _drafts(outline(document, settings, sparing=not settings.anything)) if _is_read(document) else ()


def extract_all(documents: Sequence[Document], settings: ExtractSettings) -> list[tuple[Draft, ...]]:
    """The same for several documents, which are parsed at one go; of one text, in many documents, only once."""
    looked: dict[str, Outline] = {}
    for document in documents:
        if _is_read(document) and document.text not in looked:
            looked[document.text] = outline(document, settings, sparing=not settings.anything)
    parser().learn(line for found in looked.values() for _, line in found.lines)
    drafts = {text: _drafts(found) for text, found in looked.items()}
    return [
        tuple(msgspec.structs.replace(draft, document=document.id) for draft in drafts[document.text])
        if _is_read(document)
        else ()
        for document in documents
    ]


def sources_of(document: Document, settings: ExtractSettings) -> tuple[Saying, ...]:
    """Who says what in one document, in the order of its text; the chains of its claims are built on these.

    Args:
        document: A document as read. One that is not in English gives none.
        settings: Bounds of parsing.

    Returns:
        Sayings whose spans index `document.text`.
    """
    if not _is_read(document):
        return ()
    return Voices(open_page(outline(document, settings))).sayings


def _is_read(document: Document) -> bool:
    return document.language == "en" and bool(document.text.strip())


def _drafts(looked: Outline) -> tuple[Draft, ...]:
    page = open_page(looked)
    return tuple(Assembly(page, Threads(page), Voices(page)).drafts(fillings(page)))
