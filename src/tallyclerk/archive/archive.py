"""An evidence archive, opened to read or to add to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tallyclerk.archive.entries import Kept, NotKept
from tallyclerk.archive.examine import examine, false_id
from tallyclerk.archive.facts import raw_of
from tallyclerk.archive.folder import MANIFEST, is_archive, open_inside, read_range, reason_of
from tallyclerk.archive.inflate import MAX_STORED
from tallyclerk.archive.manifest import entries, entry_at
from tallyclerk.archive.writer import Clock, Writer
from tallyclerk.errors import ArchiveError
from tallyclerk.model import Raw, Unread

MAX_FILE_BYTES = 1_000_000_000


def _now() -> datetime:
    return datetime.now(UTC)


class Archive:
    """A folder of raw reports with a manifest chained by hash.

        with Archive.open("evidence", create=True) as archive:
            kept = archive.add(raw)           # kept.record is "urn:uuid:…"
        with Archive.read("evidence") as archive:
            reports = list(archive.reports())

    Reading checks the chain and every payload's hash as it goes.
    """

    def __init__(self, folder: Path, writer: Writer | None = None) -> None:
        """Use `read`, `open` or `create` instead."""
        self.folder = folder
        self._writer = writer
        self._index: dict[str, int] | None = None

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """An archive to read from; several may read it, also while one writes.

        Raises:
            ArchiveError: if the folder holds no archive.
        """
        return cls(_existing(Path(path)))

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, clock: Clock = _now, max_file_bytes: int = MAX_FILE_BYTES
    ) -> Self:
        """An archive to add to, locked until it is closed.

        Args:
            path: The archive's folder.
            create: Make an archive where there is none.
            clock: Gives the time of archiving.
            max_file_bytes: A WARC file of this size is followed by a new one.

        Raises:
            ArchiveError: if there is no archive, another program writes to it, its chain does not hold, or a write to
                it was cut off; the message names what to do.
        """
        folder = Path(path)
        if create and not (folder / MANIFEST).exists():
            return cls.create(folder, clock=clock, max_file_bytes=max_file_bytes)
        return cls(folder, Writer(_existing(folder), clock, max_file_bytes))

    @classmethod
    def create(cls, path: str | Path, *, clock: Clock = _now, max_file_bytes: int = MAX_FILE_BYTES) -> Self:
        """A new, empty archive, in a folder that is made if need be, to add to.

        Raises:
            ArchiveError: if there is one already, or the folder cannot be written.
        """
        folder = Path(path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{folder}: {reason_of(error)}; name a folder that can be written") from error
        if (folder / MANIFEST).exists():
            raise ArchiveError(f"{folder}: holds an archive already; open it to add to it")
        open_inside(folder, MANIFEST, os.O_WRONLY | os.O_CREAT | os.O_EXCL).close()
        return cls(folder, Writer(folder, clock, max_file_bytes))

    def add(self, raw: Raw) -> Raw | Unread:
        """Keep a report.

        The same report from the same source is kept once; from another source it is a line of its own that points at
        the record that is there.

        Returns:
            The report with the id of its record; or, where it is larger than an archive takes, an `Unread` that was
            kept in its place.

        Raises:
            ArchiveError: if the archive was opened to read, or cannot be written.
        """
        return self._to_write().add(raw)

    def add_unread(self, item: Unread) -> Unread:
        """Keep word of what could not be read, so that a rebuild says the same; the same word is kept once.

        Returns:
            The item as kept: of more than 100,000 characters the first are.
        """
        return self._to_write().add_unread(item)

    def reports(self) -> Iterator[Raw | Unread]:
        """What was put in, in order, one at a time; a report whose record is damaged is an `Unread` that says so.

        Raises:
            ArchiveError: where the manifest's chain breaks.
        """
        with _Shelf(self.folder) as shelf:
            for _, entry in entries(self.folder):
                if isinstance(entry, NotKept):
                    yield Unread(entry.source, entry.reason)
                elif isinstance(entry, Kept):
                    yield shelf.fetch(entry)

    def find(self, record: str) -> Raw:
        """The report with this record, as it first came.

        Raises:
            ArchiveError: if there is none, or its record is damaged.
        """
        place = self._records().get(record)
        if place is None:
            raise ArchiveError(f"{self.folder}: holds no record {record}; is it the archive that it was kept in?")
        with open_inside(self.folder, MANIFEST) as manifest:
            entry = entry_at(manifest, place)
        with _Shelf(self.folder) as shelf:
            found = shelf.fetch(entry) if isinstance(entry, Kept) else Unread(record, "the manifest changed")
        if isinstance(found, Unread):
            raise ArchiveError(f"{self.folder}: {record}: {found.reason}")
        return found

    @property
    def head(self) -> str:
        """SHA-256 of the manifest's last line: noted elsewhere, it shows whether the archive was cut back since."""
        return [line.sha256 for line, _ in entries(self.folder)][-1]

    def close(self) -> None:
        """Bring what was added to the disk and free the lock."""
        if self._writer:
            self._writer.close()
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _records(self) -> dict[str, int]:
        """Where in the manifest the first line of each record starts."""
        if self._writer:
            return self._writer.records
        if self._index is None:
            self._index = {}
            for line, entry in entries(self.folder):
                if isinstance(entry, Kept):
                    self._index.setdefault(entry.record, line.offset)
        return self._index

    def _to_write(self) -> Writer:
        if self._writer is None:
            raise ArchiveError(f"{self.folder}: was opened to read, or is closed; open it with `Archive.open` to add")
        return self._writer


class _Shelf:
    """The WARC file that is read from, kept open from one report to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._file: BinaryIO | None = None

    def fetch(self, kept: Kept) -> Raw | Unread:
        """The report of an entry, or why it cannot be had."""
        try:
            stored = self._stored(kept)
        except ArchiveError as error:
            return Unread(kept.source, str(error))
        examined = examine(kept, stored)
        fault = false_id(kept) or next(iter(examined.faults if examined.body is None else ()), None)
        if fault or examined.body is None:
            words = fault.words if fault else "cannot be read"
            return Unread(kept.source, f"its record in the archive {words}; see `tallyclerk verify {self._folder}`")
        return raw_of(kept, examined.body)

    def _stored(self, kept: Kept) -> bytes:
        if self._file is None or self._name != kept.file:
            self.close()
            self._file, self._name = open_inside(self._folder, kept.file), kept.file
        return read_range(self._file, kept.offset, kept.length, MAX_STORED)

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _existing(folder: Path) -> Path:
    if not is_archive(folder):
        raise ArchiveError(f"{folder}: is not an evidence archive (no {MANIFEST} in it); check the path")
    return folder
