"""The lines of a file, plain or packed with gzip, none longer than allowed, with the hash of all bytes."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from tallyclerk.errors import SensorError

_GZIP = b"\x1f\x8b"
_CHUNK = 65_536


class Line(msgspec.Struct, frozen=True):
    """One line without its end: its number from 1, its bytes, or None where it is too long."""

    number: int
    body: bytes | None


class Lines:
    """Reads a file line by line; `sha256` and `count` hold once all were read.

    Args:
        path: The file.
        max_line: Longest line in bytes.
        max_bytes: Most bytes, unpacked.
    """

    def __init__(self, path: Path, max_line: int, max_bytes: int) -> None:
        self._path, self._max_line, self._max_bytes = path, max_line, max_bytes
        self._hash = hashlib.sha256()
        self._size = 0
        self.count = 0

    @property
    def sha256(self) -> str:
        """Of the bytes read, in hex."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[Line]:
        with _opened(self._path) as file:
            while True:
                try:
                    body = file.readline(self._max_line + 1)
                except (OSError, EOFError, zlib.error) as error:
                    raise SensorError(f"{self._path}: cannot be read after line {self.count}: {error}") from error
                if not body:
                    return
                self.count += 1
                self._take(body)
                if len(body) > self._max_line and not body.endswith(b"\n"):
                    self._skip(file)
                    yield Line(self.count, None)
                else:
                    yield Line(self.count, body.rstrip(b"\r\n"))

    def _take(self, body: bytes) -> None:
        self._hash.update(body)
        self._size += len(body)
        if self._size > self._max_bytes:
            raise SensorError(
                f"{self._path}: is larger than {self._max_bytes:,} bytes; cut out the days and the area that matter, "
                "or raise max_bytes in the table [sense] of your settings"
            )

    def _skip(self, file: BinaryIO) -> None:
        """Read on to the end of a line that is too long, keeping nothing of it."""
        while body := file.readline(_CHUNK):
            self._take(body)
            if body.endswith(b"\n"):
                return


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            yield cast("BinaryIO", gzip.GzipFile(fileobj=file)) if packed else file
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise SensorError(f"{path}: is packed with gzip, and damaged: {error}") from error
        raise SensorError(f"{path}: cannot be read: {error.strerror}; name a file of AIS positions") from error
