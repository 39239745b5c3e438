"""STIX objects in the making: each once, with an id that hangs on what it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

import msgspec

from tallyclerk.model import Dossier
from tallyclerk.publish.export import ids

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Namespace of the ids of cyber-observable objects. Source: STIX 2.1, 2.9."""

EPOCH = "1970-01-01T00:00:00.000Z"
"""Stands where no document has a day, for STIX wants a time; the report that has it says so."""

Object = dict[str, Any]


class Bundle:
    """Objects by id, in the order in which they were first named."""

    def __init__(self, dossier: Dossier) -> None:
        days = [d.published.latest for d in dossier.documents if d.published]
        self.time = start_of(max(days)) if days else EPOCH
        self._found: dict[str, Object] = {}
        self.author = ""
        self.author = self.add("identity", "tallyclerk", name="tallyclerk", identity_class="system", roles=["tool"])

    def add(self, type: str, key: UUID | str, **properties: Any) -> str:
        """Add a domain object or relationship, unless it is there; properties that are empty are left out.

        All carry one time: the last day on which a report of the dossier was published.
        """
        id = f"{type}--{ids.stable('stix', type, str(key))}"
        author = {"created_by_ref": self.author} if self.author else {}
        head = {"type": type, "spec_version": "2.1", "id": id, **author, "created": self.time, "modified": self.time}
        self._found.setdefault(id, {**head, **_filled(properties)})
        return id

    def observe(self, type: str, contributing: dict[str, Any], **more: Any) -> str:
        """Add a cyber-observable object, its id made from the properties that contribute to it, as STIX wants it."""
        canonical = msgspec.json.encode(contributing, order="sorted").decode()
        id = f"{type}--{uuid5(OBSERVABLES, canonical)}"
        head = {"type": type, "spec_version": "2.1", "id": id}
        self._found.setdefault(id, {**head, **_filled({**contributing, **more})})
        return id

    def relate(self, source: str, kind: str, target: str, **properties: Any) -> str:
        """Add a relationship, told from others between the same two by its description and times."""
        key = "\x1f".join((source, kind, target, *(f"{k}={v}" for k, v in sorted(properties.items()) if v)))
        relation = {"relationship_type": kind, "source_ref": source, "target_ref": target}
        return self.add("relationship", key, **relation, **properties)

    def written(self) -> bytes:
        """The bundle as JSON; its id is made from those of its objects."""
        content = {
            "type": "bundle",
            "id": f"bundle--{ids.stable('bundle', self.time, *self._found)}",
            "objects": list(self._found.values()),
        }
        return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def start_of(day: date) -> str:
    """The first moment of a day, in UTC."""
    return _moment(datetime.combine(day, time.min, UTC))


def end_of(day: date) -> str:
    """The last millisecond of a day, in UTC."""
    return _moment(datetime.combine(day, time(23, 59, 59, 999_000), UTC))


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03d}Z"


def _filled(properties: dict[str, Any]) -> Object:
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}
