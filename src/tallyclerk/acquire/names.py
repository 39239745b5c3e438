"""Names and keys made from what strangers wrote: no folders, no control characters, of bounded length."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_MAX = 80
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_GAPS = re.compile(r"[\s_]+")


def safe_name(text: str) -> str:
    """The last part of a path, as something to show and to make a key of; empty where nothing is left."""
    last = text[-1_000:].replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(letter if letter.isprintable() else " " for letter in last)
    name = _GAPS.sub(" ", shown).strip(" .") if not last.startswith("..") else last.strip(". ")
    return name if len(name) <= _MAX else f"{name[: _MAX - 10]}{name[-10:]}"


def slug_of(url: str) -> str:
    """A readable key from an address: the last part of its path without suffix, else its host; may be empty."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    name = _SUFFIX.sub("", safe_name(unquote(parts.path)))
    return name or host[:_MAX]
