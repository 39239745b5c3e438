"""What extraction finds in a text: the frames that it evokes, and the claims made of them.

Frames without a claim are not among what the stage gives, so this is the one place where the benchmark reaches into it.
"""

from __future__ import annotations

from typing import NamedTuple

from tallyclerk.config import ExtractSettings
from tallyclerk.extract.assemble import Assembly
from tallyclerk.extract.match import fillings
from tallyclerk.extract.page import Page, open_page, outline
from tallyclerk.extract.threads import Threads
from tallyclerk.extract.voices import Voices
from tallyclerk.model import Document, Draft, Span


class Found(NamedTuple):
    """A frame that a text evokes.

    Attributes:
        goods: Whether it has goods, or a vehicle, that are known as such.
        draft: The claim made of it; None where its words do not tell of a transfer.
    """

    trigger: Span
    goods: bool
    draft: Draft | None


def document_of(text: str) -> Document:
    """A text as if it had been read."""
    return Document(id="d1", key="d1", sha256="0" * 64, text=text)


def page_of(text: str, *, anything: bool = False) -> Page:
    """A text made ready for extraction."""
    return open_page(outline(document_of(text), ExtractSettings(anything=anything)))


def evoked_in(text: str, *, anything: bool = False) -> list[Found]:
    """The frames that a text evokes, in its order, each with the claim that `extract` makes of it, if any.

    Args:
        text: A text.
        anything: Whether whatever changes hands counts as goods, as the setting of this name says.
    """
    page = page_of(text, anything=anything)
    voices = Voices(page)
    filled = list(fillings(page))
    drafts = {draft.trigger: draft for draft in Assembly(page, Threads(page), voices).drafts(filled)}
    found = []
    for paragraph, filling in filled:
        trigger = Span(paragraph.start(filling.trigger), paragraph.end(filling.trigger))
        known = bool(filling.roles.get("cargo") or filling.roles.get("vehicle"))
        found.append(Found(trigger, known, drafts.get(trigger)))
    return found
