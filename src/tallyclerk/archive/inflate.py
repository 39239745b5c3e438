"""Reading one WARC record back from bytes that may be damaged or hostile.

FastWARC is not asked to: `WarcRecord.from_bytes` and `freeze` of version 2.0.1 take memory for whatever length a
record claims, and a false one ends the whole process.
"""

from __future__ import annotations

import zlib

import msgspec

MAX_PAYLOAD = 256 * 2**20
"""The longest body that is kept or read back, in bytes."""

MAX_HEADERS = 2**17
MAX_RECORD = MAX_PAYLOAD + MAX_HEADERS
MAX_STORED = MAX_RECORD + 2**20
"""The longest stretch of a file that is read at once: a record that gzip could not shorten, with its request."""

_SHORT = "it is cut off"
_GZIP = 31  # zlib's number for one gzip member with its checksum


class Damaged(Exception):
    """Bytes that are not one whole WARC record; the message says why.

    Attributes:
        claimed: Id of the record that they begin, where it can be read.
        short: Whether more bytes could make it whole.
    """

    def __init__(self, words: str, claimed: str | None = None, *, short: bool = False) -> None:
        super().__init__(words)
        self.claimed = claimed
        self.short = short


class Record(msgspec.Struct, frozen=True):
    """A WARC record as read: its fields by lower-case name, its block, and how many stored bytes it took."""

    fields: dict[str, str]
    block: bytes
    length: int

    @property
    def id(self) -> str:
        """Its id, without angle brackets."""
        return self.fields.get("warc-record-id", "").strip("<>")


def read_record(stored: bytes, most: int = MAX_RECORD) -> Record:
    """The record in the first gzip member of some bytes.

    Args:
        stored: Bytes that begin with it; more may follow.
        most: Bytes that it may have unpacked.

    Raises:
        Damaged: if it is cut off, fails its checksum, is too large, or is not a WARC record.
    """
    content, length, fault = _member(stored, most)
    fields, start = _fields(content)
    claimed = fields.get("warc-record-id", "").strip("<>") or None
    if fault:
        raise Damaged(fault, claimed, short=fault == _SHORT)
    if not fields:
        raise Damaged("it is not a WARC record")
    size = fields.get("content-length", "")
    if not (size.isascii() and size.isdecimal()) or len(size) > 12:
        raise Damaged("it states no length", claimed)
    end = start + int(size)
    if content[end:] != b"\r\n\r\n":
        raise Damaged("it does not end where its length says", claimed)
    return Record(fields, content[start:end], length)


def _member(stored: bytes, most: int) -> tuple[bytes, int, str | None]:
    """What a gzip member holds, how many bytes it takes, and what is wrong with it if anything is."""
    inflater = zlib.decompressobj(_GZIP)
    content, taken = bytearray(), 0
    try:
        while not inflater.eof and taken < len(stored) and len(content) <= most:
            # Small steps first: what lies before a damage is lost with its step, and the fields lie at the start.
            step = 32 if taken < 1_024 else 2**16
            content += inflater.decompress(stored[taken : taken + step], most + 1 - len(content))
            taken = min(taken + step, len(stored))
    except zlib.error as error:
        return bytes(content), taken, f"its compressed bytes were changed or damaged ({error})"
    if len(content) > most:
        return bytes(content), taken, "it is larger than the manifest says or than is read"
    fault = None if inflater.eof else _SHORT
    return bytes(content), taken - len(inflater.unused_data), fault


def _fields(content: bytes) -> tuple[dict[str, str], int]:
    """The WARC fields of a record, and where its block starts."""
    end = content.find(b"\r\n\r\n", 0, MAX_HEADERS)
    if end < 0 or not content.startswith(b"WARC/1."):
        return {}, 0
    lines = content[:end].decode("utf-8", "replace").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}, end + 4
