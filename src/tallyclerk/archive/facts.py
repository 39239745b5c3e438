"""Between a report and its line in the manifest, and the id that follows from a report's own facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec

from tallyclerk.archive.entries import Kept, canonical, sha256
from tallyclerk.model import Raw

# The namespace of all record ids: version 5 of the name "evidence-archive.tallyclerk" under DNS.
_NAMESPACE = UUID("56f0e89d-54f4-51c3-8c92-bf2363c71115")
_SHARED = ("key", "media_type", "charset", "url", "outlet", "title", "published", "language", "listed", "redirects")
_LATIN = "iso-8859-1"


def record_id(raw: Raw, payload: str | None = None) -> str:
    """The id of a report's record: `urn:uuid:` and a UUID of version 5 over its own facts.

    They are all that the report is and states, never its source (a path of some machine) nor the time of archiving,
    so the same report has the same id in every archive.

    Args:
        raw: The report.
        payload: SHA-256 of its body in hex, if known already.
    """
    facts: dict[str, Any] = {name: getattr(raw, name) for name in _SHARED}
    facts["sha256"] = payload or sha256(raw.body)
    facts["captured"] = msgspec.to_builtins(in_utc(raw.captured))
    facts["head"] = None if raw.head is None else sha256(raw.head)
    facts["request"] = None if raw.request is None else sha256(raw.request)
    known = {name: fact for name, fact in sorted(facts.items()) if fact is not None}
    return f"urn:uuid:{uuid5(_NAMESPACE, sha256(canonical(known)))}"


def request_id(record: str) -> str:
    """The id of the request record that goes with a page's record."""
    return f"urn:uuid:{uuid5(_NAMESPACE, f'request of {record}')}"


def warcinfo_id(file: str, previous: str) -> str:
    """The id of a WARC file's first record: after its name and the manifest before it."""
    return f"urn:uuid:{uuid5(_NAMESPACE, f'warcinfo of {file} after {previous}')}"


def facts_of(raw: Raw) -> dict[str, Any]:
    """A report's facts as fields of `Kept`."""
    return {
        **{name: getattr(raw, name) for name in _SHARED},
        "source": raw.source,
        "captured": in_utc(raw.captured),
        "head": None if raw.head is None else raw.head.decode(_LATIN),
        "request": None if raw.request is None else raw.request.decode(_LATIN),
    }


def raw_of(kept: Kept, body: bytes = b"") -> Raw:
    """The report of a line of the manifest, with its body."""
    return Raw(
        **{name: getattr(kept, name) for name in _SHARED},
        source=kept.source,
        captured=kept.captured,
        head=_bytes(kept.head),
        request=_bytes(kept.request),
        body=body,
        record=kept.record,
    )


def in_utc(time: datetime | None) -> datetime | None:
    """A time with a zone, in UTC; one without is left as it is."""
    return time.astimezone(UTC) if time and time.tzinfo else time


def _bytes(text: str | None) -> bytes | None:
    # A forged line may hold characters that no byte stands for; they cannot be what was received.
    return None if text is None else text.encode(_LATIN, "replace")
