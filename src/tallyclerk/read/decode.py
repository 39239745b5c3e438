"""Bytes to text, with a note where the encoding had to be guessed or was broken."""

from __future__ import annotations

import codecs
import re

from tallyclerk.model import MediaType

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_GUESS_BYTES = 100_000
_GAP = "\ufffd"


def decoded(body: bytes, media_type: MediaType) -> tuple[str, str | None]:
    """The text of some bytes, and a note where it is not simply UTF-8 or as declared.

    A byte order mark counts most, then UTF-8, then what the page declares. Bytes that are mostly UTF-8 are read as
    broken UTF-8; others by the encoding that charset-normalizer finds likely.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            text = body.decode(name, errors="replace").removeprefix("\ufeff")
            return text, _broken(name, text.count(_GAP))
    try:
        return body.decode("utf-8"), None
    except UnicodeDecodeError:
        declared = _declared(body) if media_type == "text/html" else None
    if declared:
        text = body.decode(declared, errors="replace")
        return text, _broken(declared, text.count(_GAP))
    return _guessed(body)


def _declared(body: bytes) -> str | None:
    """The encoding that the head of a page declares, where Python knows it and the page does not belie it."""
    match = _DECLARED.search(body[:4_096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return None if name.startswith(("utf-8", "utf-16", "utf-32")) else name


def _guessed(body: bytes) -> tuple[str, str | None]:
    text = body.decode("utf-8", errors="replace")
    broken = text.count(_GAP)
    foreign = sum(letter > "\x7f" for letter in text) - broken
    if foreign >= broken:
        return text, _broken("utf-8", broken)
    # Late: only pages in old encodings need it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(body[:_GUESS_BYTES]).best()
    name = best.encoding if best else "cp1252"
    text = body.decode(name, errors="replace")
    return text, f"the page declares no encoding that fits; read as {name}, which seems likely"


def _broken(name: str, count: int) -> str | None:
    return f"broken {name}: {count} places could not be decoded and show as {_GAP}" if count else None
