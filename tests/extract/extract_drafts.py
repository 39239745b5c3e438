"""What the extract tests share: a text as a document, and its draft claims."""

from __future__ import annotations

from functools import cache

from tallyclerk.config import ExtractSettings
from tallyclerk.extract import extract
from tallyclerk.extract.page import Page, open_page, outline
from tallyclerk.model import Document, Draft, Role

SETTINGS = ExtractSettings()


def document(text: str, language: str = "en") -> Document:
    """A document of one text."""
    return Document(id="d1", key="d1", sha256="", text=text, language=language)


@cache
def drafts(text: str) -> tuple[Draft, ...]:
    """The draft claims of a text, extracted once."""
    return extract(document(text), SETTINGS)


def page(text: str) -> Page:
    """A text opened for extraction."""
    return open_page(outline(document(text), SETTINGS))


def only(text: str) -> Draft:
    """The one claim of a text."""
    found = drafts(text)
    assert len(found) == 1, f"{len(found)} claims: {[told(draft) for draft in found]}"
    return found[0]


def told(draft: Draft) -> dict[Role, list[str]]:
    """The wording in each role of a claim."""
    return {role: [mention.text for mention in mentions] for role, mentions in draft.roles.items()}


def voices(draft: Draft) -> list[str]:
    """The names of a claim's sources, outermost first."""
    return [link.name for link in draft.attribution]
