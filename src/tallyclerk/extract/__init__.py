"""Extract: a document's text to draft claims, by frames over dependency parses."""

from __future__ import annotations

from tallyclerk.config import ExtractSettings
from tallyclerk.extract.assemble import Assembly
from tallyclerk.extract.attribution import Voices
from tallyclerk.extract.match import fillings
from tallyclerk.extract.page import open_page
from tallyclerk.extract.threads import Threads
from tallyclerk.model import Document, Draft

__all__ = ["extract"]


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
    page = open_page(document, settings.max_sentence_chars)
    voices = Voices(page)
    voices.listen()
    assembly = Assembly(page, Threads(page), voices)
    return tuple(assembly.drafts(fillings(page)))
