"""Walking a folder in a stable order, without running in circles."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tallyclerk.archive import is_archive
from tallyclerk.model import Unread

_REASONS = {
    errno.ENOENT: "no such file or folder; check the spelling",
    errno.EACCES: "no permission to read it; change its permissions or run as its owner",
    errno.EPERM: "no permission to read it; change its permissions or run as its owner",
    errno.ELOOP: "a link that leads back to itself; remove the link",
    errno.ENAMETOOLONG: "the name is too long to be a path",
}


class Folder(msgspec.Struct, frozen=True):
    """A folder on a walk.

    Attributes:
        path: Where it is, as the user would name it.
        trail: The real places of the folders that lead to it, itself included.
        seen: The real places of all folders of the walk so far; links between folders would multiply them otherwise.
    """

    path: Path
    trail: frozenset[Path]
    seen: set[Path]

    @classmethod
    def of(cls, path: Path) -> Folder:
        """The folder at which a walk begins."""
        place = path.resolve()
        return cls(path, frozenset({place}), {place})

    def inner(self, path: Path, place: Path) -> Folder:
        """The folder at `place` below this one."""
        self.seen.add(place)
        return Folder(path, self.trail | {place}, self.seen)


def reason_of(error: OSError | ValueError) -> str:
    """What went wrong with a path, in words for the user."""
    if not isinstance(error, OSError):
        return f"not a path: {error}"
    known = _REASONS.get(error.errno or 0)
    return known or f"cannot be read: {(error.strerror or str(error)).lower()}"


def walk(folder: Folder) -> Iterator[Path | Unread]:
    """The files and evidence archives of a folder and all below it, by name.

    What cannot be listed or leads back is an `Unread`.
    """
    try:
        entries = sorted(folder.path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Unread(str(folder.path), reason_of(error))
        return
    visible = [entry for entry in entries if not entry.name.startswith(".")]
    if not visible:
        yield Unread(str(folder.path), "the folder holds no files to read")
    for entry in visible:
        yield from _entry(entry, folder)


def _entry(entry: Path, folder: Folder) -> Iterator[Path | Unread]:
    try:
        entry.stat()
        place = entry.resolve() if entry.is_dir() else None
    except (OSError, RuntimeError) as error:
        # pathlib in Python 3.11 and 3.12 tells of a loop of links with a RuntimeError
        yield Unread(str(entry), reason_of(error) if isinstance(error, OSError) else _REASONS[errno.ELOOP])
        return
    if place is None or is_archive(entry):
        yield entry  # an archive is one thing, whatever files it is made of
    elif place in folder.trail:
        yield Unread(str(entry), "a link back to a folder that is being read already; not followed")
    elif place in folder.seen:
        yield Unread(str(entry), "a link to a folder that was read already; not read twice")
    else:
        yield from walk(folder.inner(entry, place))
