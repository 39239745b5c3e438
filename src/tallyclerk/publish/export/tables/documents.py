"""The table of documents."""

from __future__ import annotations

from tallyclerk.model import Document
from tallyclerk.publish.export import edtf, text
from tallyclerk.publish.export.tables.shape import Column, Table, filled
from tallyclerk.publish.records import Records

COLUMNS: tuple[Column[Document], ...] = (
    Column("id", "string", "Id in this dossier", lambda d: d.id),
    Column("key", "string", "Id that the input row or file name gave", lambda d: text.label(d.key)),
    Column("outlet", "string", "Who published it, as far as known", lambda d: text.label(d.outlet)),
    Column("title", "string", "Headline", lambda d: text.passage(d.title)),
    Column("author", "string", "Who wrote it, as the page says", lambda d: text.label(d.author)),
    Column("url", "string", "Address, if it is http or https", lambda d: text.address(d.url)),
    Column("language", "string", "ISO 639-1 code", lambda d: text.label(d.language)),
    Column(
        "published_earliest",
        "date",
        "First possible day of publication",
        lambda d: d.published.earliest if d.published else None,
    ),
    Column(
        "published_latest",
        "date",
        "Last possible day of publication",
        lambda d: d.published.latest if d.published else None,
    ),
    Column("published_edtf", "string", "The same in EDTF", lambda d: edtf.of_publication(d.published)),
    Column(
        "published_basis",
        "string",
        "What the day is known from",
        lambda d: text.passage(d.published.basis) if d.published else "",
    ),
    Column("family", "string", "Id of the family of copies and rewrites that it is of", lambda d: d.family or ""),
    Column("sha256", "string", "SHA-256 of the raw bytes, in hex", lambda d: text.label(d.sha256)),
    Column("record", "string", "Record of the evidence archive that holds the bytes", lambda d: text.label(d.record)),
    Column("characters", "integer", "Code points of the article as read", lambda d: len(d.text)),
)


def documents(records: Records) -> Table:
    """A row for each document as read."""
    return Table(
        name="documents",
        title="Documents",
        description="The reports as read. Their texts are in dossier.json.",
        columns=COLUMNS,
        rows=filled(COLUMNS, records.dossier.documents),
    )
