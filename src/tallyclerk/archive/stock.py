"""What an archive holds, as its writer has to know it, and whether its files end where the manifest says."""

from __future__ import annotations

from pathlib import Path

from tallyclerk.archive.entries import GENESIS, AnyEntry, Kept, NotKept, Place, WarcFile, sha256
from tallyclerk.archive.folder import MANIFEST, open_inside, size_of, warc_name
from tallyclerk.archive.manifest import entries
from tallyclerk.errors import ArchiveError


class Stock:
    """The state of an archive after its last line.

    Attributes:
        sequence, previous: Number and hash of that line.
        manifest_end: Size of the manifest in bytes.
        files: How many WARC files there are; the last is written to.
        end: Where that one ends.
        records: Where in the manifest the first line of each record starts.
        sources: Each record with each source that it came from.
        unread: Source and reason of what could not be read.
    """

    def __init__(self) -> None:
        self.sequence, self.previous, self.manifest_end = 0, GENESIS, 0
        self.files, self.end = 0, 0
        self.records: dict[str, int] = {}
        self.sources: set[tuple[str | None, str]] = set()
        self.unread: set[tuple[str, str]] = set()

    def note(self, entry: AnyEntry, offset: int, line: bytes) -> None:
        """Take account of a line that was written at this byte of the manifest."""
        self.pass_over(entry, offset)
        self.previous, self.manifest_end = sha256(line), offset + len(line)

    def pass_over(self, entry: AnyEntry, offset: int) -> None:
        """Take account of an entry, but not of its line's hash and end."""
        self.sequence = entry.sequence
        if isinstance(entry, Kept):
            self.records.setdefault(entry.record, offset)
            self.sources.add((entry.record, entry.source))
        elif isinstance(entry, NotKept):
            self.unread.add((entry.source, entry.reason))


def take_stock(folder: Path) -> Stock:
    """The stock of an archive whose chain holds and whose last write was whole; of one just made it is empty.

    Raises:
        ArchiveError: if they are not so, naming what mends it.
    """
    stock = Stock()
    ends: dict[str, int] = {}
    with open_inside(folder, MANIFEST) as manifest:
        stock.manifest_end = size_of(manifest)
    for line, entry in entries(folder) if stock.manifest_end else ():
        stock.pass_over(entry, line.offset)
        stock.previous = line.sha256
        if isinstance(entry, WarcFile):
            stock.files += 1
        if isinstance(entry, Place):
            ends[entry.file] = max(ends.get(entry.file, 0), entry.offset + entry.length)
    stock.end = ends.get(warc_name(stock.files), 0)
    _expect_end(folder, stock)
    return stock


def _expect_end(folder: Path, stock: Stock) -> None:
    """Refuse an archive whose last write was cut off between record and line, or whose last file is not whole."""
    mend = f"see `tallyclerk verify {folder}`, then set the rest aside with `tallyclerk verify --mend {folder}`"
    following = folder / warc_name(stock.files + 1)
    if following.exists() or following.is_symlink():
        raise ArchiveError(f"{following}: is not in the manifest; was a write cut off? {mend[0].upper()}{mend[1:]}")
    if not stock.files:
        return
    name = warc_name(stock.files)
    with open_inside(folder, name) as file:
        size = size_of(file)
    if size > stock.end:
        raise ArchiveError(f"{folder / name}: goes on after its last record in the manifest (byte {stock.end}); {mend}")
    if size < stock.end:
        raise ArchiveError(f"{folder / name}: ends before its last record does; see `tallyclerk verify {folder}`")
