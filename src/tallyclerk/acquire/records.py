"""The records of a WARC one by one, going on behind what is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from tallyclerk.acquire.opened import GZIP

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_MAX_GAPS = 100
_MAX_STARTS = 10_000
_MAX_SKIP = 64
_STEP = 1_048_576


class Record(msgspec.Struct, frozen=True):
    """A record of a WARC.

    Attributes:
        number: Its place among all records that could be read, from 1.
        offset: Byte of the file at which it, or the gzip member that holds it, begins.
        meta: FastWARC's record, for its header.
        block: Its content, or None where it is larger than allowed and was passed over.
    """

    number: int
    offset: int
    meta: WarcRecord
    block: bytes | None


class Gap(msgspec.Struct, frozen=True):
    """A damaged stretch: somewhere behind `start`, where a record begins, up to `end`, or to the file's end if None."""

    start: int
    end: int | None
    reason: str


class _Broken(Exception):
    """A record whose stated length does not fit the file; raised and caught below."""


def records(file: BinaryIO, bound: int) -> Iterator[Record | Gap]:
    """The records of a WARC, each with its content if that takes at most `bound` bytes.

    FastWARC stops at the first damage. Here, what follows it is searched for the next beginning of a record (or of a
    gzip member) and read from there, at most 100 times a file.

    Raises:
        OSError: if the file itself cannot be read.
    """
    marker = b"\x1f\x8b\x08" if file.read(2) == GZIP else b"WARC/1."
    start: int | None = 0
    lost, reason, number, gaps, starts = -1, "", 0, 0, 0
    while start is not None:
        last, starts = start, starts + 1
        try:
            for meta in _archive(file, start):
                last = meta.stream_pos
                block = _block(meta, bound)
                if lost >= 0:
                    yield Gap(lost, last, reason)
                    lost, gaps = -1, gaps + 1
                number += 1
                yield Record(number, last, meta, block)
            break
        except Exception as error:  # FastWARC states no classes for what hostile bytes may raise in it
            lost, reason = (last if lost < 0 else lost), _words(error)
        is_over = gaps >= _MAX_GAPS or starts >= _MAX_STARTS
        start = None if is_over else _next_start(file, last + 1, marker)
    if lost >= 0:
        yield Gap(lost, None, reason)


def _archive(file: BinaryIO, start: int) -> Any:
    # Late: only reading a WARC needs it.
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415

    file.seek(start)
    return ArchiveIterator(_Lent(file), parse_http=False)


def _block(meta: WarcRecord, bound: int) -> bytes | None:
    """The content of a record; a longer one is passed over, without being unpacked much beyond the bound."""
    size = meta.content_length
    if size <= bound:
        block = meta.reader.read()
        if len(block) < size:
            raise _Broken(f"the record states {size:,} bytes, and the file has only {len(block):,} of them")
        return block
    if size > _MAX_SKIP * bound:
        raise _Broken(f"the record states {size:,} bytes")
    passed = meta.consume()
    if passed < size:
        raise _Broken(f"the record states {size:,} bytes, and the file has only {passed:,} of them")
    return None


def _next_start(file: BinaryIO, start: int, marker: bytes) -> int | None:
    """Where the next record or gzip member may begin, at or behind `start`."""
    file.seek(start)
    place, tail = start, b""
    while chunk := file.read(_STEP):
        window = tail + chunk
        found = window.find(marker)
        if found >= 0:
            return place - len(tail) + found
        place += len(chunk)
        tail = window[-(len(marker) - 1) :]
    return None


def _words(error: Exception) -> str:
    if isinstance(error, _Broken):
        return str(error)
    return f"{(str(error) or type(error).__name__)[:120].lower()} ({type(error).__name__})"


class _Lent:
    """A file lent to FastWARC, which would close it with its iterator."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        """Left to its owner."""
