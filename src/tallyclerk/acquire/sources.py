"""From what the user names to raw reports, in a stable order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tallyclerk.acquire.files import read_page
from tallyclerk.acquire.folders import Folder, reason_of, walk
from tallyclerk.acquire.rows import read_rows
from tallyclerk.config import ReadSettings
from tallyclerk.model import MediaType, Raw, Unread

STDIN = "-"
PAGES: dict[str, MediaType] = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
ROWS = ".jsonl"


def acquire(sources: Iterable[str | Path], settings: ReadSettings) -> Iterator[Raw | Unread]:
    """The raw reports of files, folders and `-` (JSON lines on standard input).

    A folder is read with all that is below it, in the order of names; hidden files are skipped. A report's key is
    its row's id or its file's name without the suffix; when two share one, the later gets `-2`, `-3` ...

    Args:
        sources: Paths, or `-`.
        settings: Bounds of reading.

    Yields:
        A `Raw` for each report, and an `Unread` with the reason for what cannot be read.
    """
    taken: set[str] = set()
    for source in sources:
        for item in _items(source, settings):
            yield _with_own_key(item, taken) if isinstance(item, Raw) else item


def _items(source: str | Path, settings: ReadSettings) -> Iterator[Raw | Unread]:
    if str(source) == STDIN:
        yield from read_rows(sys.stdin.buffer, "standard input", settings)
        return
    path = Path(source)
    try:
        is_folder = path.is_dir()
        if not is_folder:
            path.stat()
    except (OSError, ValueError) as error:
        yield Unread(str(path), reason_of(error))
        return
    for file in walk(Folder.of(path)) if is_folder else (path,):
        yield from (file,) if isinstance(file, Unread) else _file(file, settings)


def _file(path: Path, settings: ReadSettings) -> Iterator[Raw | Unread]:
    suffix = path.suffix.lower()
    if suffix in PAGES:
        yield read_page(path, PAGES[suffix], settings)
    elif suffix == ROWS:
        try:
            with path.open("rb") as lines:
                yield from read_rows(lines, str(path), settings)
        except OSError as error:
            yield Unread(str(path), reason_of(error))
    else:
        kinds = ", ".join((*PAGES, ROWS))
        yield Unread(str(path), f"not a kind of file that is read ({suffix or 'no suffix'}); use {kinds}")


def _with_own_key(raw: Raw, taken: set[str]) -> Raw:
    key, number = raw.key, 1
    while key in taken:
        number += 1
        key = f"{raw.key}-{number}"
    taken.add(key)
    return raw if key == raw.key else msgspec.structs.replace(raw, key=key)
