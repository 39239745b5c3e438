"""Reading the manifest line by line, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from tallyclerk.archive.entries import GENESIS, AnyEntry, Decoded, Opening, decode, sha256
from tallyclerk.archive.folder import MANIFEST, open_inside
from tallyclerk.errors import ArchiveError

MAX_LINE = 10_000_000


class Line(msgspec.Struct, frozen=True):
    """A line as it stands in the file.

    Attributes:
        number: From 1.
        offset: Where it starts, in bytes.
        sha256: Of the whole line, newline included.
        decoded: The entry, or None where there is none.
        fault: Why there is none.
        whole: Whether it ends in a newline.
    """

    number: int
    offset: int
    sha256: str
    decoded: Decoded | None
    fault: str = ""
    whole: bool = True


def lines(file: BinaryIO) -> Iterator[Line]:
    """All lines from where the file stands, good or bad."""
    number, offset = 0, file.tell()
    while data := file.readline(MAX_LINE + 1):
        number += 1
        line = _oversized(file, number, offset, data) if len(data) > MAX_LINE else _line(number, offset, data)
        yield line
        offset = file.tell()


def entries(folder: Path) -> Iterator[tuple[Line, AnyEntry]]:
    """The entries of an archive in order, as long as the chain holds.

    Raises:
        ArchiveError: at the first line that is not as it was written, naming it and `tallyclerk verify`.
    """
    previous = GENESIS
    with open_inside(folder, MANIFEST) as file:
        for line in lines(file):
            entry = _expected(folder, line, previous)
            yield line, entry
            previous = line.sha256
    if previous == GENESIS:
        raise ArchiveError(f"{folder / MANIFEST}: is empty; put it back from a copy of the archive")


def entry_at(file: BinaryIO, offset: int) -> AnyEntry:
    """The entry whose line starts at this byte; the chain up to it has been followed before.

    Raises:
        ArchiveError: if it has changed since.
    """
    file.seek(offset)
    decoded = next(lines(file)).decoded
    if decoded is None:
        raise ArchiveError(f"{MANIFEST}: changed while it was read; read the archive again")
    return decoded.entry


def _expected(folder: Path, line: Line, previous: str) -> AnyEntry:
    place = f"{folder / MANIFEST}, line {line.number}"
    if not line.whole:
        raise ArchiveError(
            f"{place}: was cut off while it was written; see `tallyclerk verify {folder}`, "
            f"then set the rest aside with `tallyclerk verify --mend {folder}`"
        )
    entry = line.decoded.entry if line.decoded and line.decoded.sealed else None
    held = entry is not None and entry.previous == previous and entry.sequence == line.number
    if entry is None or not held or isinstance(entry, Opening) != (line.number == 1):
        raise ArchiveError(f"{place}: is not as it was written; see `tallyclerk verify {folder}`")
    return entry


def _line(number: int, offset: int, data: bytes) -> Line:
    try:
        decoded, fault = decode(data), ""
    except ValueError as error:  # of JSON, of UTF-8 and of the shape
        decoded, fault = None, f"{type(error).__name__}: {error}"
    return Line(number, offset, sha256(data), decoded, fault, data.endswith(b"\n"))


def _oversized(file: BinaryIO, number: int, offset: int, data: bytes) -> Line:
    """A line over the bound, skipped to its end."""
    last = data
    while not last.endswith(b"\n") and (more := file.readline(MAX_LINE)):
        last = more
    fault = f"it is longer than {MAX_LINE:,} bytes"
    return Line(number, offset, sha256(data), None, fault, last.endswith(b"\n"))
