"""Appending to an archive: first the record, flushed, then its line in the manifest."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from tallyclerk.archive import warc
from tallyclerk.archive.entries import AnyEntry, Kept, NotKept, Opening, WarcFile, encode, sha256
from tallyclerk.archive.facts import facts_of, in_utc, record_id, warcinfo_id
from tallyclerk.archive.folder import MANIFEST, lock, open_inside, warc_name
from tallyclerk.archive.inflate import MAX_PAYLOAD
from tallyclerk.archive.manifest import MAX_LINE, entry_at
from tallyclerk.archive.stock import take_stock
from tallyclerk.errors import ArchiveError
from tallyclerk.model import Raw, Unread

Clock = Callable[[], datetime]

_LONGEST_WORDS = 100_000
_APPEND = os.O_WRONLY | os.O_APPEND


class Writer:
    """The one writer of an archive. After a failed write it takes nothing more."""

    def __init__(self, folder: Path, clock: Clock, max_file_bytes: int) -> None:
        """Lock the archive and take stock of it.

        Raises:
            ArchiveError: if another writer is at work, the chain does not hold, or a write was cut off before.
        """
        self._folder, self._clock, self._most = folder, clock, max_file_bytes
        self._broken = False
        self._warc: BinaryIO | None = None
        self._manifest = open_inside(folder, MANIFEST, _APPEND)
        try:
            lock(self._manifest, folder)
            self._stock = take_stock(folder)
            if not self._stock.sequence:
                self._append(Opening(**self._links(), software=_software()))
            if self._stock.files:
                self._warc = open_inside(folder, warc_name(self._stock.files), _APPEND)
        except BaseException:
            self._manifest.close()
            raise

    @property
    def records(self) -> dict[str, int]:
        """Where in the manifest the first line of each record starts."""
        return self._stock.records

    def add(self, raw: Raw) -> Raw | Unread:
        """Keep a report; see `Archive.add`."""
        if len(raw.body) > MAX_PAYLOAD:
            return self._refused(raw, f"too large to archive: at most {MAX_PAYLOAD:,} bytes are kept; split it")
        payload = sha256(raw.body)
        raw = msgspec.structs.replace(raw, record=record_id(raw, payload))
        if (raw.record, raw.source) in self._stock.sources:
            return raw
        entry, stored = self._again(raw) or self._anew(raw, payload)
        if len(encode(entry)) > MAX_LINE:
            return self._refused(raw, "what it states of itself (title, address …) is too long to archive")
        if stored:
            self._store(stored)
        self._append(entry)
        return raw

    def add_unread(self, item: Unread) -> Unread:
        """Keep word of what could not be read; see `Archive.add_unread`."""
        item = Unread(_shortened(item.source), _shortened(item.reason))
        if (item.source, item.reason) not in self._stock.unread:
            self._append(NotKept(**self._links(), source=item.source, reason=item.reason))
        return item

    def close(self) -> None:
        """Bring all to the disk, records first, and free the lock."""
        try:
            for file in (self._warc, self._manifest):
                if file and not file.closed:
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise self._failure(error) from error
        finally:
            for file in (self._warc, self._manifest):
                if file:
                    _closed(file)

    def _again(self, raw: Raw) -> tuple[Kept, bytes] | None:
        """The entry of a report whose record is there already, from another source; nothing is stored for it."""
        known = self._stock.records.get(raw.record or "")
        if known is None:
            return None
        with open_inside(self._folder, MANIFEST) as manifest:
            first = entry_at(manifest, known)
        # Its id follows from all of its facts but the source, so the rest is as in the first entry.
        return (
            (msgspec.structs.replace(first, **self._links(), source=raw.source), b"")
            if isinstance(first, Kept)
            else None
        )

    def _anew(self, raw: Raw, payload: str) -> tuple[Kept, bytes]:
        """The entry of a new report, and the bytes of its records."""
        if self._warc is None or self._stock.end >= self._most:
            self._begin_file()
        links, type = self._links(), warc.type_of(raw)
        dated = in_utc(raw.captured) or links["archived"]
        request = warc.request_outline(raw, type, dated)
        stored = warc.write_record(warc.report_outline(raw, payload, len(raw.body), type, dated), raw.body)
        stored += warc.write_record(request) if request else b""
        place = self._place(raw.record or "", stored, payload, len(raw.body))
        return Kept(**links, **place, dated=dated, type=type, **facts_of(raw)), stored

    def _begin_file(self) -> None:
        """Begin the next WARC file with its `warcinfo` record."""
        name, links = warc_name(self._stock.files + 1), self._links()
        record, payload = warcinfo_id(name, self._stock.previous), warc.warcinfo_payload(_software())
        stored = warc.write_record(warc.warcinfo_outline(record, name, sha256(payload), links["archived"]), payload)
        if self._warc:
            self._warc.flush()
            os.fsync(self._warc.fileno())
            self._warc.close()
        self._warc = open_inside(self._folder, name, _APPEND | os.O_CREAT | os.O_EXCL)
        self._stock.files, self._stock.end = self._stock.files + 1, 0
        place = self._place(record, stored, sha256(payload), len(payload))
        self._store(stored)
        self._append(WarcFile(**links, **place, dated=links["archived"]))

    def _place(self, record: str, stored: bytes, payload: str, size: int) -> dict[str, Any]:
        """The place at the end of the WARC file, as fields of `Place`."""
        file = warc_name(self._stock.files)
        where = {"record": record, "file": file, "offset": self._stock.end, "length": len(stored)}
        return {**where, "stored": sha256(stored), "sha256": payload, "size": size}

    def _links(self) -> dict[str, Any]:
        """The fields that bind the next line to the one before it."""
        archived = (in_utc(self._clock()) or self._clock()).replace(microsecond=0)
        return {"sequence": self._stock.sequence + 1, "archived": archived, "previous": self._stock.previous}

    def _store(self, stored: bytes) -> None:
        if self._warc:
            self._write(self._warc, stored)
        self._stock.end += len(stored)

    def _append(self, entry: AnyEntry) -> None:
        line = encode(entry)
        offset = self._stock.manifest_end
        self._write(self._manifest, line)
        self._stock.note(entry, offset, line)

    def _write(self, file: BinaryIO, data: bytes) -> None:
        if self._broken:
            raise ArchiveError(f"{self._folder}: a write failed before; mend that, then open the archive again")
        try:
            file.write(data)
            file.flush()
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> ArchiveError:
        self._broken = True
        return ArchiveError(
            f"{self._folder}: cannot be written: {error.strerror}; make room or mend the disk, then run "
            f"`tallyclerk verify --mend {self._folder}` and go on"
        )

    def _refused(self, raw: Raw, reason: str) -> Unread:
        return self.add_unread(Unread(raw.source, reason))


def _software() -> str:
    return f"tallyclerk/{version('tallyclerk')}"


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"


def _closed(file: BinaryIO) -> None:
    """Close a file; what a failed flush left in its buffer fails here once more, and has been told of."""
    with contextlib.suppress(OSError):
        file.close()
