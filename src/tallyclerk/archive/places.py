"""Whether the WARC files hold the records that the manifest says, where it says, and no others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from tallyclerk.archive.entries import Kept, WarcFile, sha256
from tallyclerk.archive.examine import Examined, Fault, examine, false_id
from tallyclerk.archive.facts import request_id
from tallyclerk.archive.findings import Finding, Kind
from tallyclerk.archive.folder import open_inside, read_range, size_of
from tallyclerk.archive.inflate import MAX_STORED
from tallyclerk.archive.scan import Found, Stray, scan
from tallyclerk.errors import ArchiveError

# How much a changed record may have grown and still be seen whole.
_SLACK = 4_096
_RESTORE = "Put the file back from a copy of the archive."
_MEND = (
    "If a write was cut off, `tallyclerk verify --mend` sets it aside; else the file was damaged or added to. "
    + _RESTORE
)
_ADVICE: dict[Kind, str] = {
    "altered payload": f"The bytes are not those that were archived: do not rely on them. {_RESTORE}",
    "altered wrapping": f"The report itself is whole. {_RESTORE}",
    "contradiction": f"One of the two was changed: do not rely on either. {_RESTORE}",
    "false id": "The line was changed or not written by this program: do not rely on what it states.",
}


class Spot(msgspec.Struct, frozen=True):
    """An entry with its place, without its facts, and what was seen there."""

    sequence: int
    record: str
    key: str | None
    offset: int
    length: int
    stored: str
    seen: Examined

    @property
    def end(self) -> int:
        """Where it ends in its file."""
        return self.offset + self.length

    @property
    def lost(self) -> bool:
        """Whether no whole record of it was seen at its place."""
        return not self.seen.there or any(fault.kind == "damaged record" for fault in self.seen.faults)


class WarcCheck:
    """One WARC file held against the entries that lie in it."""

    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        self._fault = ""
        self._file: BinaryIO | None = None
        self._size = self._spent = 0
        self._spots: list[Spot] = []
        self._seen: dict[tuple[str, int, int, str], Examined] = {}
        try:
            self._file = open_inside(folder, name)
            self._size = size_of(self._file)
        except ArchiveError as error:
            self._fault = str(error)

    def check(self, entry: Kept | WarcFile) -> Iterator[Finding]:
        """What does not match of one entry; one that is not whole at its place is left for `finish`."""
        spot = self._spot(entry)
        self._spots.append(spot)
        wrong = false_id(entry) if isinstance(entry, Kept) else None
        faults = (*((wrong,) if wrong else ()), *(() if spot.lost else spot.seen.faults))
        yield from (self._finding(fault, spot) for fault in faults)

    def _spot(self, entry: Kept | WarcFile) -> Spot:
        place = (entry.record, entry.offset, entry.length, entry.sha256)
        if place not in self._seen:
            self._seen[place] = self._examined(entry)
        key = entry.key[:200] if isinstance(entry, Kept) else None
        return Spot(entry.sequence, entry.record, key, entry.offset, entry.length, entry.stored, self._seen[place])

    def _examined(self, entry: Kept | WarcFile) -> Examined:
        if self._file is None:
            return Examined(there=False)
        if self._spent > 2 * self._size:
            # Only a forged manifest claims the same bytes over and over; reading them each time could take for ever.
            return Examined((Fault("misplaced entry", "claims bytes that other entries claim, and was not read"),))
        stored = read_range(self._file, entry.offset, entry.length + _SLACK, MAX_STORED)
        self._spent += max(0, len(stored) - _SLACK)
        # The body is not kept: only what was seen of it.
        return msgspec.structs.replace(examine(entry, stored), body=None)

    def finish(self) -> Iterator[Finding]:
        """Look between the records that were found for those that were not, and for others."""
        if self._file is None:
            yield self._absent()
            return
        with self._file as file:
            found = [item for start, end in self._gaps() for item in scan(file, start, end)]
            records = {item.record: item for item in reversed(found) if isinstance(item, Found)}
            lost = [spot for spot in self._spots if spot.lost]
            requests = {request_id(spot.record) for spot in lost}
            offsets = [item.offset for item in found if isinstance(item, Found) and item.record not in requests]
            for spot in lost:
                yield from self._lost(spot, records.get(spot.record), offsets)
        moved = {spot.record: records[spot.record] for spot in lost if spot.record in records}
        yield from self._strays(found, lost)
        yield from self._unlisted(found, moved, requests)

    def _absent(self) -> Finding:
        first, last = self._spots[0], self._spots[-1]
        words = f"{self._fault}. Entries {first.sequence} to {last.sequence} lie in it, and none of them could be read."
        return Finding(kind="missing file", place=self._name, words=words, sequence=first.sequence, record=first.record)

    def _gaps(self) -> Iterator[tuple[int, int]]:
        """The stretches of the file that no whole record takes."""
        at = 0
        for spot in sorted((spot for spot in self._spots if not spot.lost), key=lambda spot: spot.offset):
            if spot.offset > at:
                yield at, min(spot.offset, self._size)
            at = max(at, spot.offset + spot.seen.length)
        if at < self._size:
            yield at, self._size

    def _lost(self, spot: Spot, elsewhere: Found | None, offsets: list[int]) -> Iterator[Finding]:
        """What became of an entry's record: moved, damaged in its place, or gone.

        Args:
            spot: The entry.
            elsewhere: Its record where the scan found it.
            offsets: Of all records that the scan found, ascending; one within the spot shows that the file shifted.
        """
        shifted = bisect_left(offsets, spot.offset) < bisect_left(offsets, spot.end)
        if elsewhere and elsewhere.offset != spot.offset:
            yield self._finding(self._moved(spot, elsewhere), spot)
        elif spot.seen.there or (spot.end <= self._size and not shifted):
            yield from (self._finding(fault, spot) for fault in spot.seen.faults)
        else:
            yield self._finding(Fault("missing record", "is not in its file"), spot)

    def _moved(self, spot: Spot, item: Found) -> Fault:
        stored = read_range(self._file, item.offset, spot.length, MAX_STORED) if self._file else b""
        state = "whole" if sha256(stored) == spot.stored else "and with other bytes than were written"
        return Fault("moved record", f"lies at byte {item.offset}, not at byte {spot.offset}, {state}")

    def _strays(self, found: list[Found | Stray], lost: list[Spot]) -> Iterator[Finding]:
        for item in found:
            if isinstance(item, Stray) and not any(spot.offset <= item.offset < spot.end for spot in lost):
                words = f"{item.length:,} bytes belong to no record. {_MEND}"
                yield Finding(kind="stray bytes", place=self._place(item.offset), words=words)

    def _unlisted(self, found: list[Found | Stray], moved: dict[str, Found], requests: set[str]) -> Iterator[Finding]:
        own = {spot.record for spot in self._spots}
        for item in found:
            if isinstance(item, Stray) or moved.get(item.record) is item or item.record in requests:
                continue
            again = "a second time " if item.record in own else ""
            words = f"The file holds {item.record or 'a record'} {again}without an entry in the manifest. {_MEND}"
            yield Finding(kind="unlisted record", place=self._place(item.offset), words=words, record=item.record)

    def _finding(self, fault: Fault, spot: Spot) -> Finding:
        name = f"Entry {spot.sequence} ({spot.key})" if spot.key else f"Entry {spot.sequence}"
        return Finding(
            kind=fault.kind,
            place=self._place(spot.offset),
            words=f"{name} {fault.words}. {_ADVICE.get(fault.kind, _RESTORE)}",
            sequence=spot.sequence,
            record=spot.record,
            key=spot.key,
        )

    def _place(self, offset: int) -> str:
        return f"{self._name}, byte {offset}"
