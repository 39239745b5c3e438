"""The documents as the page shows them: what is known of each, and its article with the marked spans."""

from __future__ import annotations

import msgspec

from tallyclerk.model import Document, Refused, Removed
from tallyclerk.publish import words
from tallyclerk.publish.article import Token, anchor, marks, paragraphs
from tallyclerk.publish.badges import CERTAINTY, Badge
from tallyclerk.publish.records import Records

LINKED = ("http://", "https://")
CREDITS = {
    "agency": "text of {}",
    "contribution": "partly from {}",
    "republished": "first published by {}",
}
"""What a report's credit of another publisher means, by its kind."""


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in one line, with how it was found."""

    id: str
    badge: Badge
    status: str
    said_by: str
    roles: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    anchor: str
    transfers: tuple[str, ...]


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """A document: its facts, its article, and what was set aside."""

    id: str
    key: str
    title: str
    outlet: str
    url: str
    link: str
    language: str
    author: str
    dateline: str
    credits: tuple[tuple[str, str], ...]
    sha256: str
    record: str
    published: str
    basis: str
    family: str
    notes: tuple[str, ...]
    refused: tuple[Refused, ...]
    removed: tuple[Removed, ...]
    claims: tuple[ClaimView, ...]
    paragraphs: tuple[tuple[Token, ...], ...]


def document_views(records: Records) -> tuple[DocumentView, ...]:
    """All documents of the dossier."""
    return tuple(_document(records, d) for d in records.dossier.documents)


def _document(records: Records, document: Document) -> DocumentView:
    claims = records.claims_in.get(document.id, ())
    url = document.url or ""
    return DocumentView(
        id=document.id,
        key=document.key,
        title=document.title or f"Untitled report ({document.key})",
        outlet=document.outlet or "Outlet not known",
        url=url,
        link=url if url.lower().startswith(LINKED) else "",
        language=document.language,
        author=document.author or "",
        dateline=document.dateline or "",
        credits=tuple((CREDITS[credit.kind].format(credit.name), credit.text) for credit in document.credits),
        sha256=document.sha256,
        record=document.record or "",
        published=words.published(document),
        basis=words.dated_by(document),
        family=_family(records, document),
        notes=document.notes,
        refused=document.refused_dates,
        removed=document.removed,
        claims=tuple(_claim(records, id) for id in (c.id for c in claims)),
        paragraphs=paragraphs(document.id, document.text, marks(claims)),
    )


def _family(records: Records, document: Document) -> str:
    family = next((f for f in records.dossier.families if f.id == document.family), None)
    if family is None:
        return ""
    others = words.listed([id for id in family.documents if id != document.id])
    return f"{family.kind} of one text, with {others}" + (f": {family.evidence}" if family.evidence else "")


def _claim(records: Records, id: str) -> ClaimView:
    claim = records.claims[id]
    roles = ((role, "; ".join(words.label(v) for v in values)) for role, values in claim.roles.items() if values)
    return ClaimView(
        id=id,
        badge=CERTAINTY[claim.certainty],
        status=claim.status.replace("_", " "),
        said_by=words.said_by(claim),
        roles=tuple(roles),
        steps=claim.steps,
        anchor=anchor(claim.document, claim.quote),
        transfers=records.transfers_of.get(id, ()),
    )
