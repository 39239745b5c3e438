"""WARC records (ISO 28500, version 1.1): what a report's records hold, and writing them with FastWARC."""

from __future__ import annotations

import gzip
import io
import re
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

import msgspec

from tallyclerk.archive import http
from tallyclerk.archive.entries import sha256
from tallyclerk.archive.facts import request_id
from tallyclerk.archive.folder import MANIFEST
from tallyclerk.model import Raw

RecordType = Literal["warcinfo", "response", "resource", "request"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_URI_MARKS = "!#$%&'()*+,/:;=?@[]~"
# Other tools read at most 32 KiB of headers.
_LONGEST_URI = 8_000
_LEVEL = 6


class Outline(msgspec.Struct, frozen=True):
    """A record but for its payload.

    Attributes:
        type, record: Its type and id.
        fields: Its other WARC fields, but for those that follow from the block (its length and digest).
        head: The bytes of the block before the payload.
    """

    type: RecordType
    record: str
    fields: tuple[tuple[str, str], ...]
    head: bytes = b""


def type_of(raw: Raw) -> Literal["response", "resource"]:
    """`response` for a page that came by HTTP with a head that other tools can read, else `resource`."""
    return "response" if http.is_response(raw.head) else "resource"


def report_outline(raw: Raw, payload: str, size: int, type: RecordType, dated: datetime) -> Outline:
    """The record of a report.

    Args:
        raw: The report, its record's id set; its body is not looked at.
        payload: SHA-256 of the body.
        size: Length of the body in bytes.
        type: `response` or `resource`.
        dated: When it was captured, or else archived.
    """
    response = type == "response"
    fields = (
        ("WARC-Date", _date(dated)),
        ("WARC-Target-URI", _target(raw)),
        ("Content-Type", "application/http; msgtype=response" if response else raw.media_type),
        ("WARC-Payload-Digest", f"sha256:{payload}"),
    )
    head = http.fitted(raw.head, size) if response and raw.head else b""
    return Outline(type, raw.record or "", fields, head)


def request_outline(raw: Raw, type: RecordType, dated: datetime) -> Outline | None:
    """The record of the request that a report answered; None if there is none that other tools can read."""
    if type != "response" or raw.request is None or not http.is_request(raw.request):
        return None
    fields = (
        ("WARC-Date", _date(dated)),
        ("WARC-Target-URI", _target(raw)),
        ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Concurrent-To", f"<{raw.record}>"),
    )
    return Outline("request", request_id(raw.record or ""), fields, http.whole(raw.request))


def warcinfo_outline(record: str, file: str, payload: str, dated: datetime) -> Outline:
    """The first record of a WARC file."""
    fields = (
        ("WARC-Date", _date(dated)),
        ("WARC-Filename", file),
        ("Content-Type", "application/warc-fields"),
        ("WARC-Payload-Digest", f"sha256:{payload}"),
    )
    return Outline("warcinfo", record, fields)


def warcinfo_payload(software: str) -> bytes:
    """What the first record of a WARC file says."""
    lines = (f"software: {software}", "format: WARC File Format 1.1", f"description: reports; see {MANIFEST}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def write_record(outline: Outline, body: bytes = b"") -> bytes:
    """A record as one gzip member; the same record gives the same bytes."""
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415 - a native library, of use to archives only

    block = outline.head + body
    record = WarcRecord()
    record.init_headers(getattr(WarcRecordType, outline.type), outline.record.removeprefix("urn:").encode())
    for name, value in all_fields(outline, sha256(block)).items():
        record.headers[name] = value
    record.set_bytes_content(block)
    written = io.BytesIO()
    record.write(written)
    return gzip.compress(written.getvalue(), _LEVEL, mtime=0)


def all_fields(outline: Outline, block: str) -> dict[str, str]:
    """All WARC fields of a record but its length, with the digest of its block.

    Digests are in hex, so that they are the strings that `sha256sum` prints; the standard leaves the form open.
    """
    return {
        "WARC-Type": outline.type,
        "WARC-Record-ID": f"<{outline.record}>",
        **dict(outline.fields),
        "WARC-Block-Digest": f"sha256:{block}",
    }


def _target(raw: Raw) -> str:
    stated = _SCHEME.match(raw.url or "")
    uri = quote(_utf8(raw.url), safe=_URI_MARKS) if raw.url and stated else f"file:{quote(_utf8(raw.key), safe='')}"
    return uri if len(uri) <= _LONGEST_URI else raw.record or ""


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _date(time: datetime) -> str:
    zoned = time.astimezone(UTC) if time.tzinfo else time
    return f"{zoned.replace(microsecond=0, tzinfo=None).isoformat()}Z"
