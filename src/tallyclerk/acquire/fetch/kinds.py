"""How to read a body: what its declared type says, held against its first bytes."""

from __future__ import annotations

import re

from tallyclerk.acquire.fetch.faults import Fault
from tallyclerk.model import MediaType

_DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DECLARED: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/plain",
    "message/rfc822": "message/rfc822",
    "multipart/related": "multipart/related",
}
_UNDECLARED = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/unknown"))
# What a file begins with, from the makers' own format descriptions.
_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"BM": "a picture",
    b"ID3": "a recording",
    b"OggS": "a recording",
    b"\x1a\x45\xdf\xa3": "a film",
    b"\x1f\x8b": "a compressed file",
    b"PK\x03\x04": "a zip or office file other than .docx",
    b"\xd0\xcf\x11\xe0": "an office file of the old kind",
    b"7z\xbc\xaf": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"wOF": "a font",
}
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_SAMPLE = 4_096
_MEND = "give the address of a page, a PDF or a .docx"
# A page may begin with comments and an XML declaration. All alternatives begin differently, so this is linear.
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|script|div|article|main|p|h1)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:\s+|<\?[^>]{0,400}>|<!--(?:(?!-->).){0,2000}-->)", re.DOTALL)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:+-]{1,40})", re.IGNORECASE | re.ASCII)


def kind_of(content_type: str, body: bytes) -> MediaType:
    """The media type of a body.

    The bytes decide where they are clear (a PDF, a picture, a page of HTML), the declared type among kinds of text.

    Args:
        content_type: The header field as received, or nothing.
        body: The whole body.

    Raises:
        Fault: if it is empty, or nothing that is read as a report.
    """
    if not body.strip():
        raise Fault("the page is empty; look at it in a browser, where a script may fill it")
    declared = content_type.partition(";")[0].strip().lower()
    if body[:1024].lstrip().startswith(b"%PDF"):
        return "application/pdf"
    if body.startswith(b"PK\x03\x04") and b"word/document.xml" in body:
        return _DOCX
    _refuse_binary(declared, body)
    return _of_text(declared, _start(body))


def charset_of(content_type: str) -> str | None:
    """The encoding that a `Content-Type` names, if any."""
    named = _CHARSET.search(content_type[:1_000])
    return named[1].lower() if named else None


def _refuse_binary(declared: str, body: bytes) -> None:
    name = next((name for magic, name in _BINARY.items() if body.startswith(magic) and _is_binary(body)), None)
    if name is None and _is_binary(body):
        name = "not text"
    if name:
        says = f", though the server calls it {_shown(declared)}" if declared in _DECLARED else ""
        raise Fault(f"it is {name}{says}; {_MEND}")


def _is_binary(body: bytes) -> bool:
    sample = body[:_SAMPLE]
    if sample[:2] in _WIDE:
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > 0.05 * len(sample)


def _of_text(declared: str, start: str) -> MediaType:
    if _FEED.match(start):
        raise Fault("it is a feed, not a page; give it as a feed, so that its items are read")
    kind = _DECLARED.get(declared)
    if kind in ("message/rfc822", "multipart/related"):
        return kind
    if _HTML.match(start):
        return "text/html"
    if kind or declared in _UNDECLARED:
        return kind or "text/plain"
    raise Fault(f"the server calls it {_shown(declared)}, which is not read; {_MEND}")


def _start(body: bytes) -> str:
    """The first characters of a text, without comments and declarations before its first element."""
    sample = body[:_SAMPLE]
    text = sample.decode(_WIDE.get(sample[:2], "utf-8"), "replace").lstrip("\ufeff")
    at = 0
    while lead := _LEAD.match(text, at):
        at = lead.end()
    return text[at:]


def _shown(declared: str) -> str:
    return re.sub(r"[^ -~]+", "?", declared)[:60] or "nothing"
