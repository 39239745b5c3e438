"""Reading the prebuilt index, and one that the user imported beside it. Opened on first use, read-only."""

from __future__ import annotations

import os
import sqlite3
from functools import lru_cache
from pathlib import Path

from tallyclerk.errors import ResourceError
from tallyclerk.gazetteer.place import Place
from tallyclerk.resources.folding import fold

INDEX = Path(__file__).parent / "data" / "gazetteer.sqlite"
VERSION = 1
"""Of the index's layout; an index of another version is refused."""

SCHEMA = """
CREATE TABLE meta (stamp TEXT NOT NULL);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    country TEXT, region TEXT, precision TEXT NOT NULL, population INTEGER NOT NULL, port INTEGER NOT NULL,
    kind TEXT NOT NULL
);
CREATE TABLE name (
    folded TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (folded, place)
) WITHOUT ROWID;
"""
_COLUMNS = "p.key, p.name, p.lat, p.lon, p.country, p.region, p.precision, p.population, p.port, p.kind"
_BY_NAME = f"""SELECT {_COLUMNS}, n.main FROM name n JOIN place p ON p.id = n.place
    WHERE n.folded = ? ORDER BY n.main DESC, p.population DESC, p.key"""  # noqa: S608
_MAX_CANDIDATES = 400
"""More places of one name than this exist for none that news would use without its country."""


@lru_cache(maxsize=16384)
def lookup(name: str) -> tuple[Place, ...]:
    """Every place that has this name: main names first, then by population.

    Case, diacritics, punctuation and a leading "the" do not count.

    Raises:
        ResourceError: where the index was not built; the message names the command that builds it.
    """
    folded = fold(name)
    if not folded or len(folded) > 100:
        return ()
    found = [place for index in _indexes() for place in _named(index, folded)]
    return tuple({place.id: place for place in reversed(found)}[key] for key in dict.fromkeys(p.id for p in found))


def _named(index: Path, folded: str) -> list[Place]:
    rows = _connection(os.getpid(), index).execute(_BY_NAME, (folded,)).fetchmany(_MAX_CANDIDATES)
    return [_place(row) for row in rows]


def use(index: Path | None) -> None:
    """Look names up in an imported index too, behind the built-in one; None for that alone.

    Raises:
        ResourceError: where there is none, or it is of another version.
    """
    if index is not None:
        _connection(os.getpid(), index)
    if ([index] if index else []) != _EXTRA:
        _EXTRA[:] = [index] if index else []
        lookup.cache_clear()


def _indexes() -> tuple[Path, ...]:
    return (INDEX, *_EXTRA)


_EXTRA: list[Path] = []
"""The imported index in use."""


def is_place(name: str) -> bool:
    """Whether the gazetteer holds this name."""
    return bool(lookup(name))


@lru_cache(maxsize=4096)
def near_names(name: str, country: str, most: int = 1) -> tuple[str, ...]:
    """Folded names within the country that are up to `most` edits from `name`, nearest first.

    A name under five letters has none, and the first letter must be the same; for two edits, eight letters and the
    first two.
    """
    folded = fold(name)
    if len(folded) < 5:
        return ()
    allowed = min(most, 1 if len(folded) < 8 else 2)
    prefix = folded[:allowed]
    rows = _connection(os.getpid(), INDEX).execute(
        """SELECT DISTINCT n.folded FROM place p JOIN name n ON n.place = p.id
        WHERE p.country = ? AND n.folded >= ? AND n.folded < ? AND length(n.folded) BETWEEN ? AND ?""",
        (country, prefix, prefix + "\U0010ffff", len(folded) - allowed, len(folded) + allowed),
    )
    scored = [(edits(folded, other, allowed), other) for (other,) in rows]
    return tuple(other for distance, other in sorted(scored) if distance <= allowed)


def edits(a: str, b: str, most: int) -> int:
    """Damerau-Levenshtein distance of two words (adjacent letters may swap), or `most + 1` when it is more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        current = [i] + [0] * len(b)
        for j, right in enumerate(b, start=1):
            current[j] = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                current[j] = min(current[j], before[j - 2] + 1)
        if min(current) > most:
            return most + 1
        before, row = row, current
    return min(row[-1], most + 1)


def settlements_of(country: str, minimum: int = 0) -> tuple[Place, ...]:
    """Settlements that the gazetteer counts under a country, by key, from a population on."""
    rows = _connection(os.getpid(), INDEX).execute(
        f"""SELECT {_COLUMNS}, 1 FROM place p
        WHERE p.country = ? AND p.precision = 'settlement' AND p.population >= ? ORDER BY p.key""",  # noqa: S608
        (country, minimum),
    )
    return tuple(_place(row) for row in rows)


@lru_cache(maxsize=1)
def ports() -> tuple[Place, ...]:
    """Every seaport and river port, by key."""
    rows = _connection(os.getpid(), INDEX).execute(
        f"SELECT {_COLUMNS}, 1 FROM place p WHERE p.port = 1 OR p.precision = 'port' ORDER BY p.key"  # noqa: S608
    )
    return tuple(_place(row) for row in rows)


def _place(row: tuple[str, str, float, float, str | None, str | None, str, int, int, str, int]) -> Place:
    key, name, lat, lon, country, region, precision, population, port, kind, main = row
    return Place(
        id=key,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        region=region,
        precision=precision,  # type: ignore[arg-type]  # written by the build from the same literal type
        population=population,
        port=bool(port),
        kind=kind,
        main=bool(main),
    )


@lru_cache(maxsize=4)
def _connection(process: int, index: Path) -> sqlite3.Connection:
    """A connection of this process: SQLite's must not cross a fork, hence the process id as key."""
    mend = "build it with: python -m tallyclerk.gazetteer.build"
    if index != INDEX:
        mend = "make it with: tallyclerk gazetteer import allCountries.zip"
    if not index.exists():
        raise ResourceError(f"{index}: the gazetteer's index is missing; {mend}")
    try:
        connection = sqlite3.connect(f"file:{index}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise ResourceError(f"{index}: this is no index of places ({error}); {mend}") from error
    if found != VERSION:
        raise ResourceError(f"{index}: index version {found}, this program needs {VERSION}; {mend}")
    return connection
