"""Extract: a document's text to draft claims, by frames over dependency parses."""

from __future__ import annotations

from tallyclerk.config import ExtractSettings
from tallyclerk.extract.assemble import Assembly
from tallyclerk.extract.match import fillings
from tallyclerk.extract.page import open_page
from tallyclerk.extract.threads import Threads
from tallyclerk.extract.voices import Saying, Voices
from tallyclerk.model import Document, Draft

__all__ = ["Saying", "extract", "sources_of"]


def extract(document: Document, settings: ExtractSettings) -> tuple[Draft, ...]:
    """The claims of one document, ungrounded, in the order of its text.

    Args:
        document: A document as read. One that is not in English gives no claims.
        settings: Bounds of parsing.

    Returns:
        Drafts whose spans index `document.text`.
    """
    if document.language != "en" or not document.text.strip():
        return ()
    page = open_page(document, settings, sparing=not settings.anything)
    voices = Voices(page)
    voices.listen()
    assembly = Assembly(page, Threads(page), voices)
    return tuple(assembly.drafts(fillings(page)))


def sources_of(document: Document, settings: ExtractSettings) -> tuple[Saying, ...]:
    """Who says what in one document, in the order of its text; the chains of its claims are built on these.

    Args:
        document: A document as read. One that is not in English gives none.
        settings: Bounds of parsing.

    Returns:
        Sayings whose spans index `document.text`.
    """
    if document.language != "en" or not document.text.strip():
        return ()
    voices = Voices(open_page(document, settings))
    voices.listen()
    return voices.sayings
