"""The hand-built story with hostile text in every field that a report, page or register could fill."""

from __future__ import annotations

from typing import Any

import msgspec
from publish_story import dossier

from tallyclerk.model import Dossier

PAYLOAD = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;!ENTITY x SYSTEM 'file:///etc/passwd'> ]]> --> "
    "\u202eevil\u202c\u2066x\u2069 \x00\x1b[31m\x7f\ufffe\ud800 \r\n\n# Heading\n- item\n[^1]: note\n| a | b |\n"
    "[x](javascript:alert(3)) ![y](http://example.org/p.png) <http://example.org/z> www.example.org "
    "**b** `c` ~~d~~ $e$ "
    "{{ 7*7 }} ${8*8} %0A \u2028 \u2029 ; , \t 🚢"
)
"""Markup of HTML, XML, Markdown and templates, control characters, direction overrides, half a surrogate pair."""

FREE = frozenset(
    {
        "arithmetic", "author", "basis", "explanation", "flag", "frame", "gazetteer_id", "independence", "instead_of",
        "key", "label", "language", "name", "note", "of", "outlet", "reason", "record", "region", "source", "summary",
        "title", "unit", "url", "vehicle", "version", "why",
    }
)  # fmt: skip
"""Names of fields that hold text as somebody else wrote it."""

LISTS = frozenset({"between", "evidence", "notes", "steps"})


def hostile(payload: str = PAYLOAD) -> Dossier:
    """The story with `payload` in every free field, and as the text of every report; spans still index that text."""
    content = msgspec.to_builtins(dossier())
    for document in content["documents"]:
        length = len(document["text"])
        document["text"] = (payload * (length // len(payload) + 1))[:length]
    texts = {document["id"]: document["text"] for document in content["documents"]}
    for claim in content["claims"]:
        _reworded(claim, texts[claim["document"]])
    for transfer in content["transfers"]:
        for value in (v for fact in transfer["facts"].values() for v in fact["values"]):
            _reworded(value["value"], texts[value["documents"][0]])
    return msgspec.convert(_filled(content, payload), Dossier)


def _filled(node: Any, payload: str) -> Any:
    if isinstance(node, list | tuple):
        return [_filled(item, payload) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _filled(value, payload) for key, value in node.items()}
    found |= {key: payload for key in node if key in FREE and isinstance(node[key], str)}
    found |= {key: [payload] * len(node[key]) for key in node if key in LISTS}
    legs = {key: payload for key in ("from", "to") if key in node and "mode" in node}
    return found | legs | ({"id": f"id:{payload}"} if "type" in node and "id" in node else {})


def _reworded(node: Any, text: str) -> None:
    """Every wording in a claim or value as its span reads it in the changed text."""
    if isinstance(node, list | tuple):
        for item in node:
            _reworded(item, text)
    elif isinstance(node, dict):
        if "text" in node and "start" in node:
            node["text"] = text[node["start"] : node["end"]]
        for item in node.values():
            _reworded(item, text)
