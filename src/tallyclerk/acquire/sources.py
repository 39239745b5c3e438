"""From what the user names to raw reports, in a stable order."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tallyclerk.acquire.folders import Folder, reason_of, walk
from tallyclerk.acquire.globs import expand, is_pattern
from tallyclerk.acquire.items import items_of
from tallyclerk.acquire.links import NO_ADDRESS, Fetcher, Item, Link, fetched, is_address
from tallyclerk.acquire.opened import opened
from tallyclerk.archive import Archive, is_archive
from tallyclerk.config import ReadSettings
from tallyclerk.errors import ArchiveError
from tallyclerk.model import Raw, Unread

STDIN = "-"


def acquire(
    sources: Iterable[str | Path], settings: ReadSettings, fetcher: Fetcher | None = None, leave: Path | None = None
) -> Iterator[Raw | Unread]:
    """The raw reports of files, folders, patterns, addresses and `-` (standard input).

    A folder is read with all that is below it, in the order of names; hidden files are skipped. A report's key is
    its row's id or its file's name without the suffix; when two share one, the later gets `-2`, `-3` ...
    Addresses (named, or listed in a table, a list or a feed) come last, each once, in the order of their listing.

    Args:
        sources: Paths, patterns, `http(s)` addresses, or `-`.
        settings: Bounds of reading.
        fetcher: Fetches addresses; without one, each is an `Unread`.
        leave: An archive that is being written to; where a folder holds it, it is passed over.

    Yields:
        A `Raw` for each report, and an `Unread` with the reason for what cannot be read.
    """
    taken: dict[str, int] = {}
    links: list[Link] = []
    for source in sources:
        for item in _items(source, settings, leave):
            if isinstance(item, Link):
                links.append(item)
            else:
                yield _with_own_key(item, taken)
    for item in fetched(links, fetcher):
        yield _with_own_key(item, taken)


def _items(source: str | Path, settings: ReadSettings, leave: Path | None) -> Iterator[Item]:
    name = str(source)
    if name == STDIN:
        yield from _standard_input(settings)
    elif isinstance(source, str) and name.lower().startswith(("http://", "https://")):
        address = name.strip()
        yield Link(url=address, source=address) if is_address(address) else Unread(name, NO_ADDRESS)
    elif is_pattern(name) and not _exists(Path(name)):
        for path in expand(name):
            yield from (path,) if isinstance(path, Unread) else _path(path, settings, leave)
    else:
        yield from _path(Path(source), settings, leave)


def _path(path: Path, settings: ReadSettings, leave: Path | None) -> Iterator[Item]:
    try:
        is_folder = path.is_dir()
        if not is_folder:
            path.stat()
    except (OSError, ValueError) as error:
        yield Unread(str(path), reason_of(error))
        return
    yield from _folder(path, settings, leave) if is_folder else _file(path, settings)


def _folder(path: Path, settings: ReadSettings, leave: Path | None) -> Iterator[Item]:
    """The reports that an evidence archive keeps, or all that is below any other folder."""
    if is_archive(path):
        yield from _kept(path)
        return
    for file in walk(Folder.of(path)):
        if isinstance(file, Unread):
            yield file
        elif not is_archive(file):
            yield from _file(file, settings)
        elif leave is None or file.resolve() != leave.resolve():
            yield from _kept(file)


def _kept(path: Path) -> Iterator[Item]:
    try:
        with Archive.read(path) as archive:
            yield from archive.reports()
    except ArchiveError as error:
        yield Unread(str(path), str(error))


def _file(path: Path, settings: ReadSettings) -> Iterator[Item]:
    name = str(path)
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            yield Unread(name, "not a regular file; pipe what it gives to `-` instead")
            return
        with path.open("rb") as file:
            yield from items_of(opened(file, name, settings.max_bytes, facts.st_size), settings)
    except OSError as error:
        yield Unread(name, reason_of(error))


def _standard_input(settings: ReadSettings) -> Iterator[Item]:
    name = "standard input"
    try:
        yield from items_of(opened(sys.stdin.buffer, name, settings.max_bytes), settings)
    except OSError as error:
        yield Unread(name, reason_of(error))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _with_own_key(item: Raw | Unread, taken: dict[str, int]) -> Raw | Unread:
    """The item under a key of its own; `taken` has the keys given so far, and the last number tried for each."""
    if isinstance(item, Unread):
        return item
    key, number = item.key, taken.get(item.key, 1)
    while key in taken:
        number += 1
        key = f"{item.key}-{number}"
    taken[item.key] = number
    taken.setdefault(key, 1)
    return item if key == item.key else msgspec.structs.replace(item, key=key)
