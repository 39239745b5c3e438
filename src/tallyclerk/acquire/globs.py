"""Patterns such as `pages/**/*.html`, expanded in a stable order without running in circles."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from tallyclerk.acquire.folders import Folder, reason_of, walk
from tallyclerk.model import Unread

_MAGIC = frozenset("*?[")


def is_pattern(source: str) -> bool:
    """Whether a source is written as a pattern; a file that bears such a name comes first."""
    return bool(_MAGIC & set(source))


def expand(pattern: str) -> Iterator[Path | Unread]:
    """The paths that fit a pattern, sorted; folders only where it has no `**`, which takes all files below.

    Hidden files fit only a pattern that names their dot. A pattern that nothing fits is an `Unread`.
    """
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if _MAGIC & set(part))
    base = Path(*parts[:first])
    found = False
    for path in _matches(base, parts[first:]):
        found = found or isinstance(path, Path)
        yield path
    if not found:
        yield Unread(pattern, "no file fits this pattern; check the spelling and the folder it starts from")


def _matches(base: Path, parts: tuple[str, ...]) -> Iterator[Path | Unread]:
    if not parts:
        yield base
    elif parts[0] == "**":
        yield from _below(base, parts)
    elif _MAGIC & set(parts[0]):
        yield from _here(base, parts)
    elif (base / parts[0]).exists():
        yield from _matches(base / parts[0], parts[1:])


def _here(base: Path, parts: tuple[str, ...]) -> Iterator[Path | Unread]:
    try:
        entries = sorted(base.iterdir(), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        yield Unread(str(base), reason_of(error))
        return
    for entry in entries:
        fits = fnmatchcase(entry.name, parts[0]) and (parts[0][0] == "." or entry.name[0] != ".")
        if fits and (len(parts) == 1 or entry.is_dir()):
            yield from _matches(entry, parts[1:])


def _below(base: Path, parts: tuple[str, ...]) -> Iterator[Path | Unread]:
    """All files below a folder whose names fit; the walk knows links that lead back."""
    parts = (*parts, "*") if parts[-1] == "**" else parts
    if not base.is_dir():
        return
    for item in walk(Folder.of(base)):
        if isinstance(item, Unread) or _fits(item.relative_to(base).parts, parts):
            yield item


def _fits(names: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if not parts or not names:
        return not parts and not names
    if parts[0] == "**":
        return _fits(names, parts[1:]) or _fits(names[1:], parts)
    return fnmatchcase(names[0], parts[0]) and _fits(names[1:], parts[1:])
