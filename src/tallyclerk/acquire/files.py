"""One report from one file, with its size looked at before it is read."""

from __future__ import annotations

import re

from tallyclerk.acquire.formats import CONTROLS, MEDIA, Kind
from tallyclerk.acquire.kinds import Unfit, zip_kind
from tallyclerk.acquire.opened import Opened
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(sorted(CONTROLS))
_SAMPLE = 65_536
_HEAD = re.compile(rb"\r?\n\r?\n")
_PARTED = frozenset({"mail", "mhtml"})
"""Only their header has to be text; a part may be sent as it is."""


def read_page(source: Opened, kind: Kind, settings: ReadSettings) -> Raw | Unread:
    """The report in one file, or why it cannot be read: too large, or not what it looked like.

    Raises:
        OSError: if it cannot be read to its end.
    """
    body = read_whole(source, settings.max_bytes)
    if isinstance(body, Unread):
        return body
    found = zip_kind(body) if kind == "zip" else kind
    if isinstance(found, Unfit):
        return Unread(source.name, found.reason)
    fault = None if found in {"pdf", "docx"} else fault_of_text(_HEAD.split(body, 1)[0] if found in _PARTED else body)
    if fault:
        return Unread(source.name, fault)
    return Raw(key=source.key or source.name, source=source.name, body=body, media_type=MEDIA[found])


def read_whole(source: Opened, bound: int) -> bytes | Unread:
    """All bytes of a file; one that is larger than the bound is not read.

    Raises:
        OSError: if it cannot be read to its end.
    """
    if source.size is not None and source.size > bound:
        return Unread(source.name, too_large(source.size, bound))
    # A file may grow after its size was taken, and compressed data does not tell: never take more than the bound.
    body = source.file.read(bound + 1)
    return Unread(source.name, too_large(None, bound)) if len(body) > bound else body


def too_large(size: int | None, bound: int) -> str:
    """The words for something larger than the bound, in bytes, with the mend; the size is None if it is not known."""
    shown = f"more than {bound:,}" if size is None else f"{size:,}"
    return f"too large: {shown} bytes, and at most {bound:,} are read; split it or raise `max_bytes` in [read]"


def fault_of_text(body: bytes) -> str | None:
    """Why these bytes are not a text, or None where they look like one."""
    if not body.strip():
        return "empty: there is no text in it"
    sample = body[:_SAMPLE]
    wide = body.startswith(_WIDE_BOMS)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if not wide and (b"\0" in sample or controls > 0.05 * len(sample)):
        return "binary: it holds control characters that no text has; save the page as .html or .txt"
    return None
