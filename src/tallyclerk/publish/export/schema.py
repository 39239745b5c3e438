"""The JSON Schema of `dossier.json`, made from the model itself. Source: JSON Schema 2020-12."""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec

from tallyclerk import model
from tallyclerk.model import ROLES, SCHEMA, Dossier
from tallyclerk.publish.codec import PROMISED

_ATTRIBUTE = re.compile(r"^(?:  ){1,2}(\w+(?:, \w+)*): (.+(?:\n {5,}.+)*)", re.MULTILINE)
_BY_ROLE = {"Claim": "roles", "Transfer": "facts"}
"""Objects whose keys are roles."""


_CONTRACT: dict[str, tuple[str, ...]] = {
    "Dossier": ("schema", "documents", "families", "claims", "transfers", "origins", "checks"),
    "Document": ("url", "outlet", "title", "language", "family", "published", "removed"),
    "Claim": ("predicate", "legs", "attribution", "evidence"),
    "Leg": ("mode", "vehicle", "from", "to", "earliest", "latest"),
    "Transfer": ("legs",),
    "Fact": ("conflicts",),
    "Origin": ("rests_on",),
}
"""Fields that every dossier of this schema has, beside those without which a noun makes no sense and `PROMISED`.

What came later is not among them, so that a dossier of an older version is still one.
"""


def to_schema() -> bytes:
    """The schema of `dossier.json`; a program may meet more fields than it names, and must not mind."""
    drawn = msgspec.json.schema(Dossier)
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": f"A dossier of tallyclerk ({SCHEMA})",
        "$ref": drawn["$ref"],
        "$defs": {name: _definition(name, drawn["$defs"][name]) for name in sorted(drawn["$defs"])},
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _definition(name: str, drawn: dict[str, Any]) -> dict[str, Any]:
    """A noun with what its docstring says of it and its fields, and with what is always there required."""
    kind: type[msgspec.Struct] = getattr(model, name)
    about, _, attributes = inspect.cleandoc(kind.__doc__ or "").partition("\nAttributes:\n")
    told = {
        field: " ".join(text.split())
        for names, text in _ATTRIBUTE.findall(attributes.split("\n\n")[0])
        for field in names.split(", ")
    }
    properties = {key: _property(key, value, told) for key, value in drawn["properties"].items()}
    if name in _BY_ROLE:
        properties[_BY_ROLE[name]] = {**properties[_BY_ROLE[name]], "propertyNames": {"enum": list(ROLES)}}
    return {
        "title": name,
        "description": " ".join(about.split("\n\nRaises:")[0].split()),
        "type": "object",
        "properties": properties,
        "required": _always(name, drawn),
    }


def _always(name: str, drawn: dict[str, Any]) -> list[str]:
    """The fields that are always there, in the order in which they are written."""
    tag = drawn["properties"].get("type", {}).get("enum", [""])[0]
    always = {*drawn.get("required", ()), *_CONTRACT.get(name, ()), *PROMISED.get(tag, ())}
    return [field for field in drawn["properties"] if field in always]


def _property(name: str, drawn: dict[str, Any], told: dict[str, str]) -> dict[str, Any]:
    """A field without the default and the discriminator, which a reader of a whole file has no use for."""
    return {**_pruned(drawn), **({"description": told[name]} if name in told else {})}


def _pruned(drawn: Any) -> Any:
    if isinstance(drawn, list):
        return [_pruned(item) for item in drawn]
    if not isinstance(drawn, dict):
        return drawn
    return {key: _pruned(value) for key, value in drawn.items() if key not in ("default", "discriminator")}
