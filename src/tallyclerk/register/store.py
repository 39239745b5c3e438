"""A register as one SQLite file: written once by an import, then read only."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import OSA

from tallyclerk.errors import ResourceError
from tallyclerk.register.entry import Entry, bare
from tallyclerk.register.reading import Refused, entries

VERSION = 1
_SCHEMA = """
CREATE TABLE meta (source TEXT NOT NULL, sha256 TEXT NOT NULL, entries INTEGER NOT NULL);
CREATE TABLE entry (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE name (folded TEXT NOT NULL, entry INTEGER NOT NULL, how TEXT NOT NULL);
CREATE TABLE part (part TEXT NOT NULL, folded TEXT NOT NULL, entry INTEGER NOT NULL);
CREATE TABLE number (value TEXT NOT NULL, entry INTEGER NOT NULL);
"""
_INDEXES = """
CREATE INDEX name_folded ON name (folded);
CREATE INDEX part_part ON part (part);
CREATE INDEX number_value ON number (value);
"""
_EACH = 10_000
_KEPT_REFUSED = 20
_PART = 3
_MOST_NEAR = 20_000
"""Names that begin or end as the one looked up, of which the nearest are looked for."""
_NEAREST = 0.75
"""Likeness from which one name can be another misspelt."""

Progress = Callable[[str, int, int], None]


class Held(NamedTuple):
    """By which of its names an entry was found: how it has it (name, alias, former; none where only like it)."""

    how: str
    folded: str
    likeness: float


class Imported(NamedTuple):
    """What an import came to: entries kept, rows refused, and the first of these with their reasons."""

    kept: int
    refused: int
    examples: tuple[Refused, ...]


def default_register() -> Path:
    """Where a register is kept if nobody says otherwise: in the user's data folder."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "tallyclerk" / "register.sqlite"


def import_register(source: Path, register: Path, progress: Progress = lambda stage, done, total: None) -> Imported:
    """Write the entries of a file to a register; what stands there is replaced at the end, in one move.

    Raises:
        ResourceError: where the file cannot be read or holds no entry.
    """
    register.parent.mkdir(parents=True, exist_ok=True)
    part = register.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as connection:
            found = _write(connection, source, progress)
        if not found.kept:
            why = f"; line {found.examples[0].line}: {found.examples[0].why}" if found.examples else ""
            raise ResourceError(f"{source}: no ship, company or person in it{why}")
        part.replace(register)
    finally:
        part.unlink(missing_ok=True)
    return found


def _write(connection: sqlite3.Connection, source: Path, progress: Progress) -> Imported:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    kept, refused = 0, 0
    examples: list[Refused] = []
    for found in entries(source):
        if isinstance(found, Refused):
            refused += 1
            examples += [found] if len(examples) < _KEPT_REFUSED else []
            continue
        kept += 1
        _insert(connection, kept, found)
        if kept % _EACH == 0:
            progress("import", kept, 0)
    with source.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    connection.execute("INSERT INTO meta VALUES (?, ?, ?)", (source.name, digest, kept))
    connection.executescript(_INDEXES)
    connection.commit()
    return Imported(kept, refused, tuple(examples))


def _insert(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    connection.execute("INSERT INTO entry VALUES (?, ?)", (number, msgspec.json.encode(entry)))
    named = [(bare(name), how) for how, names in _names(entry) for name in names]
    named = [(folded, how) for folded, how in dict.fromkeys(named) if folded]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", [(folded, number, how) for folded, how in named])
    parts = dict.fromkeys((part, folded, number) for folded, _ in named for part in parts_of(folded))
    connection.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)
    numbers = [f"{kind}:{value}" for kind, value in (("imo", entry.imo), ("mmsi", entry.mmsi)) if value]
    connection.executemany("INSERT INTO number VALUES (?, ?)", [(value, number) for value in numbers])


def _names(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "name", (entry.name,)
    yield "alias", entry.aliases
    yield "former", entry.former


def parts_of(folded: str) -> tuple[str, ...]:
    """The beginning and the end of a name: a slip of one letter leaves one of them as it is."""
    letters = folded.replace(" ", "")
    return (f"{letters[:_PART]}-", f"-{letters[-_PART:]}")


def likeness(a: str, b: str) -> float:
    """How alike two bare names are, from 0 to 1: one less the share of letters to change, swap, add or leave out."""
    return OSA.normalized_similarity(a, b)


class Register:
    """A register opened for reading.

    Attributes:
        about: What it was made of: name of the file, number of entries, hash.
    """

    def __init__(self, path: Path) -> None:
        """Open a register. Raises ResourceError where there is none or it is of another version."""
        mend = "make it with: tallyclerk register import FILE"
        if not path.exists():
            raise ResourceError(f"{path}: there is no register; {mend}")
        try:
            self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            source, digest, count = self._connection.execute("SELECT * FROM meta").fetchone()
        except (sqlite3.DatabaseError, TypeError) as error:
            raise ResourceError(f"{path}: this is no register ({error}); {mend}") from error
        if version != VERSION:
            raise ResourceError(f"{path}: register of version {version}, this program needs {VERSION}; {mend}")
        self.about = f"{source}, {count:,} entries, sha256 {digest[:16]}"

    def numbered(self, kind: str, value: str) -> tuple[Entry, ...]:
        """Entries with an IMO number or MMSI."""
        rows = self._connection.execute("SELECT entry FROM number WHERE value = ?", (f"{kind}:{value}",))
        return tuple(self._entry(number) for (number,) in rows.fetchall())

    def near(self, name: str) -> dict[Entry, Held]:
        """Entries that have a name, or one like it that begins or ends as it does, each by the name that is nearest."""
        folded = bare(name)
        found: dict[int, Held] = {}
        begins, ends = parts_of(folded)
        rows = self._connection.execute("SELECT DISTINCT folded, entry FROM part WHERE part IN (?, ?)", (begins, ends))
        for other, number in rows.fetchmany(_MOST_NEAR):
            alike = likeness(folded, other)
            if alike >= _NEAREST and (number not in found or alike > found[number].likeness):
                found[number] = Held("", other, alike)
        exact = self._connection.execute("SELECT entry, how FROM name WHERE folded = ?", (folded,)).fetchall()
        for number, how in sorted(exact, key=lambda row: (row[1] == "name", row[1] == "alias")):
            found[number] = Held(how, folded, 1.0)
        return {self._entry(number): held for number, held in sorted(found.items())}

    @lru_cache(maxsize=200_000)  # noqa: B019 - a register lives as long as its process
    def _entry(self, number: int) -> Entry:
        body = self._connection.execute("SELECT body FROM entry WHERE id = ?", (number,)).fetchone()[0]
        return msgspec.json.decode(body, type=Entry)
