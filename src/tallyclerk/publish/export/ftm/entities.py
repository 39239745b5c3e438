"""Entities of FollowTheMoney in the making: each once, with all values that anything gives it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import msgspec

GENERAL = frozenset({"Vehicle", "LegalEntity"})
"""Schemata that say little of a thing's kind; each has no property that its more special ones lack."""


class Entities:
    """Entities by id, in the order in which they were first named."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Any]] = {}

    def add(self, id: UUID, schema: str, **properties: str | list[str] | None) -> str:
        """Add an entity, or values to one that is there; empty values are left out.

        A general schema gives way to a special one. What is called by two special ones is two entities.

        Returns:
            Its id in the file.
        """
        key = f"tallyclerk-{id}"
        entity = self._found.setdefault(key, {"id": key, "schema": schema, "properties": {}})
        if entity["schema"] in GENERAL:
            entity["schema"] = schema
        elif entity["schema"] != schema and schema not in GENERAL:
            return self.add(uuid5(id, schema), schema, **properties)
        for name, given in properties.items():
            values = [given] if isinstance(given, str) else given or []
            known: list[str] = entity["properties"].setdefault(name, [])
            known.extend(value for value in dict.fromkeys(values) if value and value not in known)
        return key

    def lines(self) -> bytes:
        """All entities as JSON lines."""
        found = ({**e, "properties": {k: v for k, v in e["properties"].items() if v}} for e in self._found.values())
        return b"".join(msgspec.json.encode(entity) + b"\n" for entity in found)
