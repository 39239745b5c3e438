"""The table of claims: what each document says, a row for each claim."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tallyclerk.model import ROLES, Claim, DateValue, Document, Role, Value
from tallyclerk.publish import words
from tallyclerk.publish.export import edtf, text
from tallyclerk.publish.export.tables.shape import Column, Key, Table, filled
from tallyclerk.publish.facts import TITLES
from tallyclerk.publish.records import Records


class Source(msgspec.Struct, frozen=True):
    """A claim with its document and the transfers that it went into."""

    claim: Claim
    document: Document
    transfers: tuple[str, ...]


def _labels(role: Role) -> Callable[[Source], str]:
    return lambda source: text.passage("; ".join(_shown(value) for value in source.claim.roles.get(role, ())))


def _shown(value: Value) -> str:
    """A value's label; days in EDTF."""
    return (edtf.of_value(value) if isinstance(value, DateValue) else "") or value.label


COLUMNS: tuple[Column[Source], ...] = (
    Column("id", "string", "Id in this dossier", lambda s: s.claim.id),
    Column("document", "string", "The document that says so", lambda s: s.claim.document),
    Column("transfers", "list", "Transfers that it went into", lambda s: s.transfers),
    Column("status", "string", "Delivered, in transit, planned, alleged, denied or seized", lambda s: s.claim.status),
    Column("stage", "string", "How far along the goods are said to be", lambda s: s.claim.stage),
    Column(
        "certainty",
        "string",
        "Asserted, assessed, alleged, possible or denied by the text",
        lambda s: s.claim.certainty,
    ),
    *(
        Column(
            role,
            "string",
            f"{TITLES[role]}: all values, parted by '; '" + (", in EDTF" * (role == "date")),
            _labels(role),
        )
        for role in ROLES
    ),
    Column("borrowed", "list", "Roles that are taken from other sentences of the report", lambda s: s.claim.borrowed),
    Column("said_by", "string", "Who says so, outermost first", lambda s: text.passage(words.said_by(s.claim))),
    Column("evidence", "list", "Kinds of evidence that the text names", lambda s: s.claim.evidence),
    Column("quote", "string", "Its words", lambda s: text.passage(s.claim.quote.of(s.document.text))),
    Column("quote_start", "integer", "First code point of the quote in the text", lambda s: s.claim.quote.start),
    Column("quote_end", "integer", "Code point after the quote's last", lambda s: s.claim.quote.end),
)


def claims(records: Records) -> Table:
    """A row for each claim."""
    sources = (
        Source(claim, records.documents[claim.document], records.transfers_of.get(claim.id, ()))
        for claim in records.dossier.claims
    )
    return Table(
        name="claims",
        title="Claims",
        description="What one document says of one transfer, before the documents are held against each other.",
        columns=COLUMNS,
        rows=filled(COLUMNS, sources),
        keys=(Key("document", "documents"),),
    )
