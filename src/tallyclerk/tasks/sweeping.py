"""Going through crawls for pages that may tell of transfers, and keeping only these."""

from __future__ import annotations

import gzip
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from tallyclerk.acquire import pages_of
from tallyclerk.config import ReadSettings
from tallyclerk.errors import ArchiveError
from tallyclerk.execute import Engine, Lost
from tallyclerk.extract import strength
from tallyclerk.model import Raw, Unread
from tallyclerk.read import crude_lines

LEAST = 3
"""Points from which a page is kept: all of the reports that these points were weighed on, and a third of other news."""
_LEVEL = 6


class Sieve(msgspec.Struct, frozen=True):
    """What is kept of a crawl.

    Attributes:
        read: Bounds of reading; a larger record is not looked at.
        least: How many points of `extract.strength` a page needs; what is neither page nor text (a PDF) is kept.
    """

    read: ReadSettings = ReadSettings()
    least: int = LEAST


class Swept(msgspec.Struct, frozen=True):
    """What a sweep came to.

    Attributes:
        pages: How many pages there were.
        kept: How many of them may tell of transfers.
        unread: What could not be read, with the reason; pages that no worker outlived are kept, and named here.
    """

    pages: int
    kept: int
    unread: tuple[Unread, ...]


def sweep(
    crawls: Sequence[Path],
    out: Path,
    sieve: Sieve,
    engine: Engine,
    progress: Callable[[int, int], None],
) -> Swept:
    """Write the pages of some WARC files that may tell of transfers to a WARC file of their own, as they are.

    Args:
        crawls: WARC files, with gzip or without.
        out: The file to write; it is replaced as a whole at the end.
        sieve: What is kept.
        engine: What the work is done by.
        progress: Called with how many pages were looked at, and 0.

    Raises:
        ArchiveError: if it cannot be written.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            swept = _swept(crawls, file, sieve, engine, progress)
        part.replace(out)
    except OSError as error:
        raise ArchiveError(f"{out}: cannot be written: {error.strerror or error}; name another file with -o") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return swept


def _swept(
    crawls: Sequence[Path],
    file: BinaryIO,
    sieve: Sieve,
    engine: Engine,
    progress: Callable[[int, int], None],
) -> Swept:
    pages = kept = 0
    unread: list[Unread] = []
    records: deque[bytes] = deque()
    raws = _pages(crawls, sieve.read, unread, records)
    for may_tell in engine.each(partial(_may_tell, sieve.least), raws, _weight):
        pages += 1
        record = records.popleft()
        if isinstance(may_tell, Lost):
            unread.append(Unread(f"page {pages:,}", f"kept without a look: {may_tell.reason}"))
        if may_tell:
            kept += 1
            file.write(gzip.compress(record, _LEVEL, mtime=0))
        progress(pages, 0)
    return Swept(pages, kept, tuple(unread))


def _pages(
    crawls: Sequence[Path], settings: ReadSettings, unread: list[Unread], records: deque[bytes]
) -> Iterator[Raw]:
    """The pages to look at; their records wait here, for only the pages are sent to workers."""
    for path in crawls:
        for item in pages_of(path, settings):
            if isinstance(item, Unread):
                unread.append(item)
            else:
                records.append(item.record)
                yield msgspec.structs.replace(item.raw, head=None)


def _may_tell(least: int, raws: Sequence[Raw]) -> list[bool]:
    """Of each page whether it has a sentence that looks as if it told of a transfer. What is no text may always."""
    return [_points(raw, least) >= least for raw in raws]


def _points(raw: Raw, least: int) -> int:
    if not raw.media_type.startswith("text/"):
        return least
    return strength(crude_lines(raw.body, raw.charset, markup=raw.media_type == "text/html"), least)


def _weight(raw: Raw) -> int:
    return len(raw.body)
