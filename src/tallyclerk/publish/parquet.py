"""Claims as a flat table in Parquet, for what reads tables by the million. Written by pyarrow, an extra."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from tallyclerk.errors import DossierError
from tallyclerk.model import ROLES, Claim, Document, Dossier

_STRINGS = ("id", "document", "key", "url", "outlet", "published_earliest", "published_latest", "family")
_OWN = ("status", "stage", "certainty", "quote")


def write_claims(dossier: Dossier, path: Path) -> Path:
    """Write a row for each claim: of its document, its standing, the words it rests on, and its roles.

    A role's column holds the wording of each of its values; `claim` holds all of the claim, as in `dossier.json`.

    Raises:
        DossierError: if pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise DossierError("Parquet needs an extra: pip install 'tallyclerk[parquet]'") from error
    documents = {document.id: document for document in dossier.documents}
    rows = [_row(claim, documents[claim.document]) for claim in dossier.claims]
    strings = [pa.field(name, pa.string()) for name in (*_STRINGS, *_OWN)]
    lists = [pa.field(name, pa.list_(pa.string())) for name in (*ROLES, "attribution", "evidence")]
    places = [pa.field(name, pa.int64()) for name in ("start", "end")]
    schema = pa.schema([*strings, *places, *lists, pa.field("claim", pa.string())])
    part = path.with_name(f".{path.name}.part")  # a reader never sees half of a table
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows, schema), part, compression="zstd")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise DossierError(f"{path}: cannot be written to: {error.strerror or error}") from error
    return path


def _row(claim: Claim, document: Document) -> dict[str, Any]:
    published = document.published
    return {
        **{name: getattr(document, name) for name in ("key", "url", "outlet", "family")},
        **{name: getattr(claim, name) for name in ("id", "document", "status", "stage", "certainty")},
        "published_earliest": published.earliest.isoformat() if published else None,
        "published_latest": published.latest.isoformat() if published else None,
        "quote": claim.quote.of(document.text),
        "start": claim.quote.start,
        "end": claim.quote.end,
        **{role: [value.text for value in claim.roles.get(role, ())] for role in ROLES},
        "attribution": [link.name for link in claim.attribution],
        "evidence": list(claim.evidence),
        "claim": msgspec.json.encode(claim).decode(),
    }
