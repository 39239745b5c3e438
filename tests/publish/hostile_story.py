"""The founding story with hostile text in every field that a source can fill."""

from __future__ import annotations

import types
import typing
from datetime import UTC, datetime
from typing import Any

import msgspec
from publish_story import dossier

from tallyclerk.model import Dossier, Refused, Removed, Sensed, Unread
from tallyclerk.model.document import Credit
from tallyclerk.model.observation import Observation, Track

MARK = "<b id=hostile>"
HOSTILE = (
    f" {MARK}bold</b><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)><style>*{{display:none}}"
    f"</style></title></textarea>\"'&lt; \u202eevil\u2066 \x00\x1b ]]> {{{{ 7*7 }}}} {'W' * 10_000}"
)
# Ids tie the dossier together and are made by the program, as are hashes and the words of closed lists.
OURS = frozenset(
    {"id", "schema", "document", "family", "claims", "documents", "origins", "rests_on", "transfer", "transfers"}
    | {"track", "observations", "sha256", "edtf"}
)


def hostile() -> Dossier:
    """The story, every free text of it with `HOSTILE` behind; the same text stays the same."""
    story = dossier()
    first = story.documents[0]
    full = msgspec.structs.replace(
        first,
        author="A. Author",
        dateline="SEOUL",
        record="urn:uuid:1",
        credits=(Credit("Agency", "(Agency)", "agency"),),
        refused_dates=(Refused("1 January", "a clock"),),
        removed=(Removed("menu", "menu"),),
        notes=("note",),
    )
    now = datetime(2023, 9, 7, tzinfo=UTC)
    sensed = Sensed(
        tracks=(
            Track(
                id="a1", ship="Angara", mmsi=("273",), imo="9", sent_name="ANGARA", matched="its name",
                first=now, last=now, positions=2, usual_minutes=3,
            ),
        ),
        observations=(
            Observation(
                id="s1", track="a1", kind="port call", start=now, end=now, lat=42.2, lon=130.2, place="Rajin",
                transfers=("t1",), arithmetic="1 + 1", explanation="it was there", inputs={"from": "x", "to": None},
            ),
        ),
    )  # fmt: skip
    whole = msgspec.structs.replace(
        story,
        documents=(full, *story.documents[1:]),
        unread=(Unread("broken.html", "not text"),),
        used=("a register",),
        sensed=sensed,
    )
    wild = _wild(whole)
    assert isinstance(wild, Dossier)
    return wild


def _wild(node: Any) -> Any:
    if isinstance(node, msgspec.Struct):
        hints = typing.get_type_hints(type(node))
        kept = OURS | {"text"} if hasattr(node, "start") else OURS  # a wording is as long as its span
        changed = {f: _field(hints[f], getattr(node, f), f in kept) for f in node.__struct_fields__}
        return msgspec.structs.replace(node, **changed)
    if isinstance(node, tuple):
        return tuple(_wild(item) for item in node)
    if isinstance(node, dict):
        return {key: _wild(value) for key, value in node.items()}
    return node


def _field(hint: Any, value: Any, ours: bool) -> Any:
    if isinstance(value, str):
        return value + HOSTILE if _is_free(hint) and not ours else value
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return tuple(item + HOSTILE for item in value) if _is_free(typing.get_args(hint)[0]) and not ours else value
    if isinstance(value, dict):
        return {k: v + HOSTILE if isinstance(v, str) else _wild(v) for k, v in value.items()}
    return _wild(value)


def _is_free(hint: Any) -> bool:
    """Whether a field may hold any text, and not only the words of a closed list."""
    parts = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    return str in parts
