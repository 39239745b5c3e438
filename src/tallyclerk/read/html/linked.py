"""A page's linked data (JSON-LD): what it says of the article in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_MAX_CHARS = 500_000
_MAX_SCRIPTS = 50
_MAX_ITEMS = 100
_MAX_DEPTH = 8
_MAX_NAMES = 5
_OPENING = ("<!--", "//<![CDATA[", "// <![CDATA[", "<![CDATA[")
_CLOSING = (";", "-->", "//]]>", "// ]]>", "]]>", ";")
# Types of schema.org for what is written: NewsArticle, BlogPosting, LiveBlogPosting, Report, Review …
_WRITTEN = re.compile(r"(?:Article|Posting|Report|Review)$")


def linked_data(tree: Any) -> tuple[dict[str, Any], ...]:
    """The objects in a page's linked data, those of an article first. Broken data is passed over."""
    found: list[dict[str, Any]] = []
    scripts = (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())
    for script, _ in zip(scripts, range(_MAX_SCRIPTS), strict=False):
        text = script.text or ""
        if len(text) <= _MAX_CHARS:
            try:
                # Not strict: many pages have bare newlines within their strings.
                content = json.loads(_unwrapped(text), strict=False)
            except (ValueError, RecursionError):
                continue  # a page's broken data says nothing; the page itself is still read
            found += _entries(content, 0)
    return tuple(sorted(found, key=lambda entry: not _is_written(entry)))


def text_of(entries: tuple[dict[str, Any], ...], name: str) -> str | None:
    """The first text that an entry has under this name."""
    values = (entry.get(name) for entry in entries)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)


def texts_of(entries: tuple[dict[str, Any], ...], name: str) -> list[str]:
    """All texts under this name, in order."""
    values = (entry.get(name) for entry in entries)
    return [value.strip()[:500] for value in values if isinstance(value, str) and value.strip()]


def names_of(entries: tuple[dict[str, Any], ...], name: str) -> tuple[str, ...]:
    """The names of the persons or bodies of the first entry that gives any; addresses are no names."""
    for entry in entries:
        value = entry.get(name)
        people = value if isinstance(value, list) else [value]
        called = [person.get("name") if isinstance(person, dict) else person for person in people[:_MAX_NAMES]]
        flat = [part for part in called for part in (part if isinstance(part, list) else [part])]
        names = [" ".join(part.split())[:200] for part in flat if isinstance(part, str) and "://" not in part]
        if any(names):
            return tuple(dict.fromkeys(filter(None, names)))[:_MAX_NAMES]
    return ()


def is_free(entries: tuple[dict[str, Any], ...]) -> bool | None:
    """Whether the article is free to read, where the page says so."""
    words = {"true": True, "false": False}
    values = (str(entry["isAccessibleForFree"]).lower() for entry in entries if "isAccessibleForFree" in entry)
    return next((words[value] for value in values if value in words), None)


def _unwrapped(text: str) -> str:
    """Without the marks of a comment or of character data that some pages put around their data."""
    text = text.strip()
    for mark in _OPENING:
        text = text.removeprefix(mark).lstrip()
    for mark in _CLOSING:
        text = text.removesuffix(mark).rstrip()
    return text


def _is_written(entry: dict[str, Any]) -> bool:
    kinds = entry.get("@type")
    kinds = kinds[:_MAX_ITEMS] if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _WRITTEN.search(kind) for kind in kinds)


def _entries(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of linked data that tell of a page, also within lists and graphs."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(content, list):
        for item in content[:_MAX_ITEMS]:
            yield from _entries(item, depth + 1)
    elif isinstance(content, dict):
        yield content
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _entries(content.get(name), depth + 1)
