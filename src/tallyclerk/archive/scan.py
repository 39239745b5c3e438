"""Looking for records in a stretch of a WARC file of which the manifest gives no true account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from tallyclerk.archive.folder import read_range
from tallyclerk.archive.inflate import MAX_STORED, Damaged, read_record

_MAGIC = b"\x1f\x8b\x08"
# A stretch made to be slow to read is given up after this many bytes, unpacked or tried in vain.
_BUDGET = 8 * 2**30


class Found(msgspec.Struct, frozen=True):
    """A whole record: its id, and its stretch of the file."""

    record: str
    offset: int
    length: int


class Stray(msgspec.Struct, frozen=True):
    """A stretch of bytes that is no record."""

    offset: int
    length: int


def scan(file: BinaryIO, start: int, end: int) -> Iterator[Found | Stray]:
    """The records from `start` to `end`, and the stretches between them that are none."""
    at = stray = start
    spent = 0
    while at < end and spent < _BUDGET:
        found = _record_at(file, at, end)
        if isinstance(found, int):
            spent += found
            at = _next_member(file, at + 1, end)
            continue
        spent += found.length
        if at > stray:
            yield Stray(stray, at - stray)
        yield found
        at = stray = at + found.length
    if stray < end:
        yield Stray(stray, end - stray)


def _record_at(file: BinaryIO, at: int, end: int) -> Found | int:
    """The record that starts here, or how many bytes were tried in vain."""
    size = 2**20
    while True:
        stored = read_range(file, at, min(end - at, size), MAX_STORED)
        try:
            record = read_record(stored)
        except Damaged as damage:
            if not damage.short or len(stored) < size:
                return len(stored)
            size *= 8
        else:
            return Found(record.id, at, record.length)


def _next_member(file: BinaryIO, at: int, end: int) -> int:
    """Where the next gzip member may start, or `end`."""
    step = 2**20
    while at < end:
        piece = read_range(file, at, min(end - at, step + len(_MAGIC) - 1), step * 2)
        place = piece.find(_MAGIC)
        if place >= 0:
            return at + place
        at += step
    return end
