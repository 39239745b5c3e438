"""Setting aside what a write left that was cut off; nothing is deleted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from tallyclerk.archive.entries import GENESIS, Place
from tallyclerk.archive.folder import MANIFEST, lock, open_inside, size_of, warc_name
from tallyclerk.archive.manifest import lines
from tallyclerk.errors import ArchiveError

_PREFIX = "set-aside"


def mend(path: str | Path) -> tuple[str, ...]:
    """Make an archive whole again after a write to it was cut off (a crash, a full disk).

    The beginning of a line, and bytes or a WARC file that came without their line, are moved to files `set-aside-…` in
    the archive's folder. Any other damage is left alone and refused.

    Args:
        path: The archive's folder.

    Returns:
        What was set aside, in plain words; empty where there was nothing to do.

    Raises:
        ArchiveError: if another program writes to the archive, or it is damaged in another way.
    """
    folder = Path(path)
    with open_inside(folder, MANIFEST, os.O_RDWR) as manifest:
        lock(manifest, folder)
        end, warc_ends = _ends(folder, manifest)
        done = _cut(folder, MANIFEST, manifest, end)
        if warc_ends:
            name = warc_name(len(warc_ends))
            with open_inside(folder, name, os.O_RDWR) as warc:
                done += _cut(folder, name, warc, warc_ends.get(name, 0))
    following = folder / warc_name(len(warc_ends) + 1)
    if following.exists() or following.is_symlink():
        aside = _free(folder, following.name)
        following.rename(aside)
        done += (f"{following.name}, which no line tells of, is now {aside.name}",)
    return done


def _ends(folder: Path, manifest: BinaryIO) -> tuple[int, dict[str, int]]:
    """Where the last whole line ends, and where each WARC file ought to."""
    previous, end = GENESIS, 0
    ends: dict[str, int] = {}
    for line in lines(manifest):
        if not line.whole:
            break
        entry = line.decoded.entry if line.decoded and line.decoded.sealed else None
        if entry is None or (entry.previous, entry.sequence) != (previous, line.number):
            place = f"{folder / MANIFEST}, line {line.number}"
            raise ArchiveError(
                f"{place}: is not as it was written, which cannot be mended; see `tallyclerk verify {folder}`"
            )
        if isinstance(entry, Place):
            ends[entry.file] = max(ends.get(entry.file, 0), entry.offset + entry.length)
        previous, end = line.sha256, manifest.tell()
    return end, ends


def _cut(folder: Path, name: str, file: BinaryIO, end: int) -> tuple[str, ...]:
    """Move what a file holds after `end` to a file of its own."""
    rest = size_of(file) - end
    if rest < 0:
        raise ArchiveError(f"{folder / name}: ends before its last record does, which cannot be mended; use a copy")
    if not rest:
        return ()
    aside = _free(folder, name)
    file.seek(end)
    with open_inside(folder, aside.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as kept:
        shutil.copyfileobj(file, kept)
        kept.flush()
        os.fsync(kept.fileno())
    file.truncate(end)
    return (f"the last {rest:,} bytes of {name} are now in {aside.name}",)


def _free(folder: Path, name: str) -> Path:
    """A file name for what is set aside that is not taken."""
    number = 1
    while (aside := folder / f"{_PREFIX}-{number}-{name}").exists() or aside.is_symlink():
        number += 1
    return aside
