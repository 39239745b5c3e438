"""`dossier.json`: the dossier as bytes, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from tallyclerk.errors import DossierError
from tallyclerk.model import SCHEMA, Dossier

FILE_NAME = "dossier.json"

PROMISED: dict[str, dict[str, Any]] = {
    "quantity": {"unit": None, "bound": "exact"},
    "date": {"earliest": None, "latest": None, "edtf": ""},
    "place": {"lat": None, "lon": None, "country": None, "precision": None, "gazetteer_id": None},
    "party": {"id": None},
    "vehicle": {"id": None},
}
"""Fields that the output contract promises for each type of value, also where a value leaves them at their default."""


def to_json(dossier: Dossier) -> bytes:
    """The dossier as indented UTF-8 JSON that ends with a newline; the same dossier gives the same bytes.

    Raises:
        DossierError: if a text holds half a surrogate pair, which no UTF-8 file can.
    """
    content = msgspec.to_builtins(dossier)
    for claim in content["claims"]:
        claim["roles"] = {role: [_promised(v) for v in values] for role, values in claim["roles"].items()}
    for transfer in content["transfers"]:
        for value in (v for fact in transfer["facts"].values() for v in fact["values"]):
            value["value"] = _promised(value["value"])
    try:
        return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
    except UnicodeEncodeError as error:
        raise DossierError(f"the dossier cannot be written as UTF-8: {error.reason} in one of its texts") from error


def load(path: Path) -> Dossier:
    """The dossier in a `dossier.json`, or in the folder that holds one.

    Raises:
        DossierError: if there is none, if it is not JSON, or if it has another schema.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise DossierError(f"{file}: no such dossier; write one with `tallyclerk build SOURCE -o {path}`") from error
    except OSError as error:
        raise DossierError(f"{file}: cannot be read: {error.strerror}") from error
    _expect_schema(file, content)
    try:
        return msgspec.json.decode(content, type=Dossier)
    except msgspec.ValidationError as error:
        raise DossierError(f"{file}: does not fit {SCHEMA}: {error}; build it anew with this version") from error


def _expect_schema(file: Path, content: bytes) -> None:
    try:
        head = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DossierError(f"{file}: is not JSON: {error}; is it the right file, and whole?") from error
    found = head.get("schema") if isinstance(head, dict) else None
    if found != SCHEMA:
        shown = repr(found) if found else "none"
        raise DossierError(f"{file}: its schema is {shown}, and this version reads {SCHEMA}; build it anew")


def _promised(value: dict[str, Any]) -> dict[str, Any]:
    """The value with its contract's fields, in a fixed order: type, wording and span first."""
    first: dict[str, Any] = {name: value[name] for name in ("type", "text", "start", "end", "name") if name in value}
    return {**first, **PROMISED.get(value["type"], {}), **value}
