"""A source opened for reading: its beginning looked at, its compression undone, and never more taken than allowed."""

from __future__ import annotations

import io
import shutil
import tempfile
import zlib
from pathlib import PurePath
from typing import Any, BinaryIO, cast

import msgspec

SAMPLE = 65_536
GZIP = b"\x1f\x8b"
_RATIO = 250
_STEP = 65_536
_DAMAGED = "its compressed data is damaged; download it again"
_ENDS_EARLY = "its compressed data ends early; download it again"
_BOMB = f"its compressed data unpacks to over {_RATIO} times its size, which no text does; unpack it by hand and look"


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """Something to read items from.

    Attributes:
        name: What the user calls it.
        key: Its name without folders and suffixes.
        suffix: Its suffix in lower case, `.gz` left aside; empty if it has none.
        file: Its bytes from the first on, uncompressed as they are read.
        sample: The first bytes of `file`, at most `SAMPLE`.
        size: How many bytes `file` has, where that is known.
        packed: The bytes as they came, compressed or not, from the first on.
    """

    name: str
    key: str
    suffix: str
    file: BinaryIO
    sample: bytes
    size: int | None
    packed: BinaryIO


def opened(file: BinaryIO, name: str, bound: int, size: int | None = None) -> Opened:
    """Look at the beginning of an open file and undo its gzip compression, whatever its name says.

    Args:
        file: Open for reading, at its first byte.
        name: What the user calls it.
        bound: Bytes beyond which compressed data must not unpack to 250 times its size (a "gzip bomb"; deflate
            reaches at most 1,032 times, and text some 10).
        size: Its size in bytes, where known.

    Raises:
        OSError: if it cannot be read, or its compressed data is damaged from the start.
    """
    head = _sample(file)
    file = _from_start(head, file)
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    is_packed = head.startswith(GZIP)
    unpacked, sample = file, head
    if is_packed:
        # Unbuffered: a buffer would lose what comes before the place where the data is damaged.
        sample = _sample(cast(BinaryIO, _Gunzip(file, bound)))
        file.seek(0)
        unpacked, size = _gunzip(file, bound), None
    return Opened(
        name=name, key=path.stem, suffix=path.suffix.lower(), file=unpacked, sample=sample, size=size, packed=file
    )


def _from_start(head: bytes, file: BinaryIO) -> BinaryIO:
    """The file from its first byte on, although its head was read.

    A pipe cannot be wound back: its head is put before the rest. What is read twice (compressed data, a WARC with a
    damaged record, Parquet, whose index stands at its end) goes to a file of its own first, which the system removes
    when it is closed.
    """
    if not file.seekable():
        rest = cast(BinaryIO, io.BufferedReader(_Rest(head, file), _STEP))
        if not head.startswith((GZIP, b"WARC/", b"PAR1")):
            return rest
        file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - lives as long as what is read from it
        shutil.copyfileobj(rest, file)
    file.seek(0)
    return file


def _sample(file: BinaryIO) -> bytes:
    """The first bytes; of a file that breaks off, those before the break."""
    sample = b""
    while len(sample) < SAMPLE:
        try:
            chunk = file.read(SAMPLE - len(sample))
        except OSError:
            if sample:
                break
            raise
        if not chunk:
            break
        sample += chunk
    return sample


def _gunzip(packed: BinaryIO, bound: int) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Gunzip(packed, bound), _STEP))


class _Rest(io.RawIOBase):
    """A pipe with the bytes put back that were read from it."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            chunk, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            chunk = self._file.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Gunzip(io.RawIOBase):
    """Gzip data unpacked as it is read, member after member; what follows the last is left aside, as gzip does.

    The library's own `GzipFile` has no bound, and loses what it had unpacked when a file ends early.
    """

    def __init__(self, packed: BinaryIO, bound: int) -> None:
        self._packed = packed
        self._bound = bound
        self._engine = zlib.decompressobj(31)
        self._fed = b""
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = b""
        while not chunk:
            if self._engine.eof and not self._next_member():
                return 0
            chunk = self._unpacked(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _unpacked(self, room: int) -> bytes:
        packed = self._engine.unconsumed_tail or self._more()
        try:
            chunk = self._engine.decompress(packed, room)
        except zlib.error as error:
            raise OSError(_DAMAGED) from error
        if not packed and not chunk and not self._engine.eof:
            raise OSError(_ENDS_EARLY)
        self._given += len(chunk)
        if self._given > self._bound and self._given > _RATIO * self._taken:
            raise OSError(_BOMB)
        return chunk

    def _more(self) -> bytes:
        if self._fed:
            packed, self._fed = self._fed, b""
            return packed
        packed = self._packed.read(_STEP)
        self._taken += len(packed)
        return packed

    def _next_member(self) -> bool:
        rest = (self._engine.unused_data or self._more()).lstrip(b"\0")
        if not rest.startswith(GZIP):
            return False
        self._engine = zlib.decompressobj(31)
        self._fed = rest
        return True
