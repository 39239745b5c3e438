"""A full GeoNames dump as an index of its own, beside the built-in one: `tallyclerk gazetteer import allCountries.zip`.

Kept are settlements, divisions, and what ships, trains and planes call at. The dump is read as a stream, within bounds:
a row that does not fit is counted and left out, a file that is no dump is refused.
"""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, NamedTuple

from tallyclerk.errors import ResourceError
from tallyclerk.gazetteer.store import INDEX, SCHEMA, VERSION
from tallyclerk.model import Precision
from tallyclerk.resources.folding import fold

_COLUMNS = 19
_LONGEST_LINE = 100_000
_MOST_BYTES = 6_000_000_000
"""Four times what allCountries.txt has today; a zip that unpacks to more is none of it."""
_MOST_NAMES = 400
_EACH = 50_000
"""Rows between two words on how far it is."""

# GeoNames feature codes and what they are here; of classes P and A all that begin so.
_KINDS: dict[str, tuple[Precision, str]] = {
    "PPL": ("settlement", "settlement"),
    "ADM1": ("region", "region"),
    "ADM2": ("region", "county"),
    "ADM3": ("region", "county"),
    "PRT": ("port", "port"),
    "HBR": ("port", "port"),
    "ANCH": ("port", "port"),
    "AIRP": ("airport", "airport"),
    "AIRB": ("airport", "airbase"),
    "RSTN": ("site", "rail"),
    "MILB": ("site", "site"),
    "NVB": ("site", "site"),
    "DEPO": ("site", "site"),
    "OILT": ("site", "site"),
    "OILR": ("site", "site"),
    "CSTM": ("site", "crossing"),
    "PSTB": ("site", "crossing"),
}

Progress = Callable[[str, int, int], None]


class Imported(NamedTuple):
    """What an import came to: places kept, rows of other kinds, and rows that did not fit."""

    kept: int
    others: int
    unfit: int


class _Entry(NamedTuple):
    id: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str | None
    admin1: str
    precision: Precision
    kind: str
    population: int


def import_dump(dump: Path, index: Path, progress: Progress = lambda stage, done, total: None) -> Imported:
    """Write the places of a GeoNames dump to an index.

    Args:
        dump: `allCountries.zip`, the zip of a country, or the `.txt` in it.
        index: Where to write; what stands there is replaced at the end, in one move.
        progress: Called with the rows read so far.

    Raises:
        ResourceError: naming the file and the mend, where it is no such dump.
    """
    index.parent.mkdir(parents=True, exist_ok=True)
    part = index.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with _lines(dump) as lines, closing(sqlite3.connect(part)) as connection:
            found = _write(connection, lines, progress)
        if not found.kept:
            raise ResourceError(f"{dump}: no place in it; a GeoNames dump has {_COLUMNS} columns parted by tabs")
        part.replace(index)
    finally:
        part.unlink(missing_ok=True)
    return found


@contextmanager
def _lines(dump: Path) -> Iterator[IO[str]]:
    try:
        if not zipfile.is_zipfile(dump):
            with dump.open(encoding="utf-8", errors="replace") as lines:
                yield lines
            return
        with zipfile.ZipFile(dump) as packed:
            inside = [entry for entry in packed.infolist() if entry.filename.endswith(".txt")]
            inside = [entry for entry in inside if "readme" not in entry.filename.lower()]
            if len(inside) != 1:
                raise ResourceError(f"{dump}: it holds {len(inside)} .txt files, and a GeoNames dump holds one")
            if inside[0].file_size > _MOST_BYTES:
                raise ResourceError(f"{dump}: {inside[0].filename} unpacks to more than {_MOST_BYTES:,} bytes")
            with packed.open(inside[0]) as raw:
                yield TextIOWrapper(raw, encoding="utf-8", errors="replace")
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise ResourceError(f"{dump}: it cannot be read: {error}") from error


def _write(connection: sqlite3.Connection, lines: IO[str], progress: Progress) -> Imported:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(SCHEMA)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("INSERT INTO meta VALUES (?)", ("a GeoNames dump, CC BY 4.0",))
    regions = _regions()
    kept = others = unfit = 0
    read = 0
    while line := lines.readline(_LONGEST_LINE):
        read += len(line)
        if read > _MOST_BYTES:
            raise ResourceError(f"more than {_MOST_BYTES:,} characters: this is no GeoNames dump")
        fields = line.rstrip("\n").split("\t")
        entry = _entry(fields) if len(fields) == _COLUMNS else None
        if entry is None:
            known = len(fields) == _COLUMNS
            others, unfit = others + known, unfit + (not known)
            continue
        kept += 1
        _insert(connection, kept, entry, regions.get(f"{entry.country}.{entry.admin1}"))
        if kept % _EACH == 0:
            progress("import", kept, 0)
    connection.executescript("CREATE INDEX place_country ON place (country, precision, population);")
    connection.commit()
    return Imported(kept, others, unfit)


def _entry(fields: list[str]) -> _Entry | None:
    """A row as a place, or None where it is of a kind that is not kept, or its numbers are none."""
    found = _KINDS.get("PPL" if fields[6] == "P" else fields[7])
    if found is None:
        return None
    try:
        lat, lon = float(fields[4]), float(fields[5])
        number, population = int(fields[0]), int(fields[14] or 0)
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    others = [name for name in (fields[2], *fields[3].split(",")) if name]
    names = tuple(dict.fromkeys(others[:_MOST_NAMES]))
    return _Entry(number, fields[1], names, lat, lon, fields[8] or None, fields[10], *found, max(0, population))


def _insert(connection: sqlite3.Connection, number: int, entry: _Entry, region: str | None) -> None:
    place = (number, f"geonames:{entry.id}", entry.name, entry.lat, entry.lon, entry.country, region)
    rest = (entry.precision, entry.population, entry.precision == "port", entry.kind)
    connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*place, *rest))
    main = fold(entry.name)
    folded = dict.fromkeys(name for name in (main, *map(fold, entry.names)) if name)
    rows = [(name, number, int(name == main)) for name in folded]
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", rows)


def _regions() -> dict[str, str]:
    """Names of first-order divisions by code, from the built-in index."""
    with closing(sqlite3.connect(f"file:{INDEX}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT key, name FROM place WHERE key LIKE 'region:%'").fetchall()
    return {key.removeprefix("region:"): name for key, name in rows}
