"""The folder of an archive: its file names, and opening them without being led out of it.

An archive may come from anyone. A name in its manifest is a plain name of a known form, and a file is opened only
where it is a regular file of the folder itself: no link, no pipe, no device.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from tallyclerk.errors import ArchiveError

MANIFEST = "manifest.jsonl"
WARC_PATTERN = r"\Aevidence-[0-9]{5}\.warc\.gz\Z"
WARC_GLOB = "evidence-*.warc.gz"

# Flags that a platform lacks are left out there; `fstat` below refuses what they would have.
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_REASONS = {
    errno.ENOENT: "is not there; put it back from a copy of the archive",
    errno.ELOOP: "is a link, and an archive's files lie in its own folder; put the file itself in its place",
    errno.EACCES: "may not be read; change its permissions or run as its owner",
    errno.EISDIR: "is a folder, not a file",
    errno.ENOTDIR: "is not there: its folder is a file",
}


def is_archive(path: Path) -> bool:
    """Whether a folder holds a manifest, and so is meant as an evidence archive."""
    try:
        return stat.S_ISREG((path / MANIFEST).lstat().st_mode)
    except (OSError, ValueError):
        return False


def warc_name(number: int) -> str:
    """The name of the archive's WARC file of this number, from 1."""
    return f"evidence-{number:05d}.warc.gz"


def open_inside(folder: Path, name: str, flags: int = os.O_RDONLY) -> BinaryIO:
    """One of the archive's own files, open as binary: for reading, appending (O_WRONLY) or both (O_RDWR).

    Args:
        folder: The archive.
        name: A plain name; the caller has checked its form.
        flags: As for `os.open`.

    Raises:
        ArchiveError: if it is missing, a link, or anything but a regular file.
    """
    path = folder / name
    try:
        descriptor = os.open(path, flags | _SAFE, 0o644)
    except OSError as error:
        raise ArchiveError(f"{path}: {reason_of(error)}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ArchiveError(f"{path}: is not a regular file; put the file itself in its place")
    if flags & os.O_WRONLY:
        return os.fdopen(descriptor, "ab")
    return os.fdopen(descriptor, "r+b" if flags & os.O_RDWR else "rb")


def lock(file: BinaryIO, folder: Path) -> None:
    """Lock an archive for one writer, by its open manifest.

    The operating system holds the lock and frees it when the file is closed or the process ends, however it ends; so
    no lock is ever left over.

    Raises:
        ArchiveError: if another writer holds it, or the platform has no such locks.
    """
    try:
        import fcntl  # noqa: PLC0415 - not there on every platform
    except ImportError as error:
        raise ArchiveError(
            f"{folder}: this platform has no POSIX file locks; write the archive on one that has"
        ) from error
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ArchiveError(f"{folder}: another program is writing to this archive; wait until it has ended") from error
    except OSError as error:
        raise ArchiveError(
            f"{folder}: cannot be locked: {error.strerror}; is the file system mounted without locks?"
        ) from error


def size_of(file: BinaryIO) -> int:
    """The size of an open file, in bytes."""
    return os.fstat(file.fileno()).st_size


def read_range(file: BinaryIO, offset: int, length: int, most: int) -> bytes:
    """Bytes of an open file: as many as asked for, as there are, and as `most` allows."""
    available = max(0, min(length, size_of(file) - offset, most))
    if not available:
        return b""
    file.seek(offset)
    return file.read(available)


def reason_of(error: OSError) -> str:
    """What went wrong with a file, in words that follow its path."""
    return _REASONS.get(error.errno or 0) or f"cannot be used: {(error.strerror or str(error)).lower()}"
