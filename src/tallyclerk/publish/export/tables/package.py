"""Tables as CSV files with a Data Package descriptor.

Source: RFC 4180; Data Package 2.0, https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from tallyclerk.publish.export import text
from tallyclerk.publish.export.tables.shape import Cell, Column, Key, Table

DESCRIPTOR = "datapackage.json"
LIST = ";"
"""What parts the items of a list in a cell; one that holds it has a comma in its place."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
_GUARD = (
    "A text cell that a spreadsheet could take for a formula (first character = + - @ or a full-width form of these) "
    "has an apostrophe put before it, and so has one that begins with an apostrophe: drop one leading apostrophe to "
    "have the text back. Numbers and dates are never changed."
)


def to_csv(tables: Iterable[Table]) -> dict[str, bytes]:
    """File names and contents: a CSV file for each table, and `datapackage.json`."""
    files = {f"{table.name}.csv": (table, _csv(table)) for table in tables}
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "tallyclerk-dossier",
        "title": "A tallyclerk dossier as tables",
        "description": f"What reports say about shipments, and how they bear each other out. {_GUARD}",
        "resources": [_resource(name, table, content) for name, (table, content) in files.items()],
    }
    written = msgspec.json.format(msgspec.json.encode(descriptor), indent=2) + b"\n"
    return {**{name: content for name, (_, content) in files.items()}, DESCRIPTOR: written}


def unguarded(cell: str) -> str:
    """The text of a cell as it was before `to_csv` guarded it."""
    return cell[1:] if cell.startswith("'") else cell


def _csv(table: Table) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_shown(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode()


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return repr(cell)
    return _guarded(LIST.join(map(_item, cell)) if isinstance(cell, tuple) else cell)


def _item(shown: str) -> str:
    return text.label(shown).replace(LIST, ",")


def _guarded(shown: str) -> str:
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _resource(file: str, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": ["id"],
            **({"foreignKeys": [_key(key) for key in table.keys]} if table.keys else {}),
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    more: dict[str, Any] = {"delimiter": LIST, "itemType": "string"} if column.type == "list" else {}
    if column.name == "id":
        more["constraints"] = {"required": True, "unique": True}
    return {"name": column.name, "type": column.type, "description": column.description, **more}


def _key(key: Key) -> dict[str, Any]:
    return {"fields": [key.column], "reference": {"resource": key.table, "fields": ["id"]}}
