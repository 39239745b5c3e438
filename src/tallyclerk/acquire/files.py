"""One page from one file, with its size and kind looked at before it is read."""

from __future__ import annotations

import stat
from pathlib import Path

from tallyclerk.acquire.folders import reason_of
from tallyclerk.config import ReadSettings
from tallyclerk.model import MediaType, Raw, Unread

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_MAGIC |= {b"GIF8": "a picture", b"\x1f\x8b": "a compressed file", b"\x7fELF": "a program"}
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b")
_SAMPLE = 65_536


def read_page(path: Path, media_type: MediaType, settings: ReadSettings) -> Raw | Unread:
    """The page in one file, or why it cannot be read: not a file, empty, too large, or binary."""
    try:
        facts = path.stat()
        fault = _fault_of_size(facts.st_mode, facts.st_size, settings.max_bytes)
        if fault:
            return Unread(str(path), fault)
        with path.open("rb") as file:
            # A file may grow between the two calls; never take more than the bound.
            body = file.read(settings.max_bytes)
    except OSError as error:
        return Unread(str(path), reason_of(error))
    fault = fault_of_body(body)
    return Unread(str(path), fault) if fault else Raw(key=path.stem, source=str(path), body=body, media_type=media_type)


def too_large(size: int, bound: int) -> str:
    """The words for something larger than the bound, in bytes, with the mend."""
    return f"too large: {size:,} bytes, and at most {bound:,} are read; split it or raise `max_bytes` in [read]"


def fault_of_body(body: bytes) -> str | None:
    """Why these bytes are not a text, or None where they look like one."""
    if not body.strip():
        return "empty: there is no text in it"
    kind = next((name for magic, name in _MAGIC.items() if body.startswith(magic)), None)
    if kind:
        return f"binary: it is {kind}, not text; save the page as .html or .txt"
    sample = body[:_SAMPLE]
    wide = body.startswith(_WIDE_BOMS)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if not wide and (b"\0" in sample or controls > 0.05 * len(sample)):
        return "binary: it holds control characters that no text has; save the page as .html or .txt"
    return None


def _fault_of_size(mode: int, size: int, bound: int) -> str | None:
    if not stat.S_ISREG(mode):
        return "not a regular file; pipe JSON lines to `-` instead"
    if size > bound:
        return too_large(size, bound)
    return "empty: there is no text in it" if size == 0 else None
