"""The manifest's lines as objects, and their one canonical form as bytes."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from tallyclerk.archive.folder import WARC_PATTERN
from tallyclerk.model import MediaType

FORMAT: Literal["tallyclerk/archive/1"] = "tallyclerk/archive/1"
GENESIS = "0" * 64
"""What the first line gives as the hash of the line before it."""

Sha256 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
RecordId = Annotated[str, msgspec.Meta(pattern=r"\Aurn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
WarcName = Annotated[str, msgspec.Meta(pattern=WARC_PATTERN)]
# Offsets and sizes stay within what a file system can hold.
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Entry(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="entry"
):
    """What every line has.

    Attributes:
        sequence: Its number in the archive, from 1.
        archived: When it was written (UTC).
        previous: SHA-256 of the whole line before it, its newline included; `GENESIS` in the first line.
    """

    sequence: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    archived: datetime
    previous: Sha256


class Opening(Entry, frozen=True, kw_only=True, tag="archive"):
    """The first line: that this is an archive, and of which format."""

    format: Literal["tallyclerk/archive/1"] = msgspec.field(default_factory=lambda: FORMAT)
    software: str


class Place(Entry, frozen=True, kw_only=True):
    """Where a record lies.

    Attributes:
        record: Its id, as in its WARC-Record-ID.
        file: The WARC file.
        offset, length: Its bytes there, compressed; a page's request record follows within the same stretch.
        stored: SHA-256 of that stretch as it lies there.
        sha256, size: SHA-256 and length of the payload, uncompressed.
        dated: Its WARC-Date, which is in whole seconds: when it was captured, or else first archived.
    """

    record: RecordId
    file: WarcName
    offset: Count
    length: Count
    stored: Sha256
    sha256: Sha256
    size: Count
    dated: datetime


class WarcFile(Place, frozen=True, kw_only=True, tag="file"):
    """A WARC file was begun; the place is that of its `warcinfo` record."""


class Kept(Place, frozen=True, kw_only=True, tag="report"):
    """A report was kept: its place and all facts of `Raw` but the body.

    Attributes:
        type: Type of its WARC record.
        head, request: The bytes of HTTP as ISO 8859-1, in which every byte is one character.
    """

    type: Literal["response", "resource"]
    key: str
    source: str
    media_type: MediaType
    charset: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    listed: str | None = None
    captured: datetime | None = None
    redirects: tuple[str, ...] = ()
    head: str | None = None
    request: str | None = None


class NotKept(Entry, frozen=True, kw_only=True, tag="unread"):
    """A source could not be read, and why; there is no record of it."""

    source: str
    reason: str


AnyEntry = Opening | WarcFile | Kept | NotKept


class Decoded(msgspec.Struct, frozen=True):
    """A line as read, and whether it is as it was written: canonical, and with the hash that follows from it."""

    entry: AnyEntry
    sealed: bool


def canonical(data: Any) -> bytes:
    """Data as JSON in UTF-8, without spaces; half a surrogate pair (an odd file name) is written as an escape."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def encode(entry: AnyEntry) -> bytes:
    """An entry as its line: canonical JSON with, as last field, the SHA-256 of the same JSON without that field."""
    content = canonical(msgspec.to_builtins(entry))
    return content[:-1] + b',"hash":"' + sha256(content).encode() + b'"}\n'


def decode(line: bytes) -> Decoded:
    """The entry of a line, newline included.

    Raises:
        ValueError: saying why it is none; msgspec's and json's errors are subclasses of it.
    """
    try:
        data = json.loads(line.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(data, dict) or data.pop("hash", None) is None:
        raise ValueError("it is not an object with a `hash`")
    entry: AnyEntry = msgspec.convert(data, type=AnyEntry)
    return Decoded(entry, encode(entry) == line)
