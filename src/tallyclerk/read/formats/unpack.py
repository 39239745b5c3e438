"""Which reader takes which bytes."""

from __future__ import annotations

from tallyclerk.config import ReadSettings
from tallyclerk.errors import UnreadableSource
from tallyclerk.model import Raw, Unread
from tallyclerk.read.decode import decoded
from tallyclerk.read.formats.docx import read_docx
from tallyclerk.read.formats.mail import read_mail
from tallyclerk.read.formats.mhtml import read_mhtml
from tallyclerk.read.formats.pdf import read_pdf
from tallyclerk.read.formats.unpacked import Unpacked

_READERS = {
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "message/rfc822": read_mail,
    "multipart/related": read_mhtml,
}


def unpacked(raw: Raw, settings: ReadSettings) -> Unpacked | Unread:
    """The text or markup in a report's bytes, or why there is none.

    Text and HTML are decoded; a PDF, a .docx, an e-mail and a page saved as MHTML are opened.
    """
    reader = _READERS.get(raw.media_type)
    if reader is None:
        text, note = decoded(raw.body, raw.media_type, raw.charset)
        return Unpacked(text=text, is_markup=raw.media_type == "text/html", notes=(note,) if note else ())
    if len(raw.body) > settings.max_bytes:
        return Unread(raw.source, f"too large: {len(raw.body):,} bytes, and at most {settings.max_bytes:,} are read")
    try:
        return reader(raw.body, settings)
    except UnreadableSource as error:
        return Unread(raw.source, str(error))
