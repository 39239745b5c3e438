"""A page saved with its pictures in one file (MHTML): its HTML, its address, and when it was saved."""

from __future__ import annotations

import re

from tallyclerk.config import ReadSettings
from tallyclerk.errors import UnreadableSource
from tallyclerk.read.formats.mime import Part, field, iso_date, leaves, parsed, text_of
from tallyclerk.read.formats.unpacked import Unpacked

_FRAMES = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def read_mhtml(body: bytes, settings: ReadSettings) -> Unpacked:
    """The HTML of a saved page.

    The Date header is when somebody saved it, so it was published before.

    Raises:
        UnreadableSource: it is no MHTML, or holds no page.
    """
    message = parsed(body)
    pages = [part for part in leaves(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise UnreadableSource(
            "there is no page in it, only pictures or styles; save the page again as .mhtml or .html"
        )
    root = _root(message, pages)
    text, note = text_of(root, "text/html")
    notes = [note] if note else []
    if _FRAMES.search(text) and len(pages) > 1:
        root, (text, note) = max(((part, text_of(part, "text/html")) for part in pages), key=lambda one: len(one[1][0]))
        notes = [*([note] if note else []), "the page is made of frames; its largest one was read"]
    saved = iso_date(message, "Date")
    return Unpacked(
        text=text,
        is_markup=True,
        notes=tuple(notes),
        title=field(message, "Subject"),
        url=_address(message, root),
        date=saved,
        date_place="the Date header of the saved page" if saved else None,
        date_kind="saved" if saved else None,
    )


def _root(message: Part, pages: list[Part]) -> Part:
    """The page that the message names as its own: by id, by address, else the first."""
    start = message.get_param("start")
    named = start if isinstance(start, str) else None
    address = field(message, "Snapshot-Content-Location") or field(message, "Content-Location")
    by_id = (part for part in pages if named and field(part, "Content-ID") == named)
    by_address = (part for part in pages if address and field(part, "Content-Location") == address)
    return next(by_id, None) or next(by_address, None) or pages[0]


def _address(message: Part, root: Part) -> str | None:
    """The first address on the web: of the saved page, else of its HTML."""
    stated = (field(message, "Snapshot-Content-Location"), field(root, "Content-Location"))
    return next((address for address in stated if address and _WEB.match(address)), None)
