"""Places that no other gazetteer holds, and English names of regions: `places.csv`, `regions.csv`, `press_names.csv`,
`country_points.csv`, `region_points.csv`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tallyclerk.model import Precision
from tallyclerk.resources.loading import load_csv

PlaceKind = Literal[
    "sea",
    "strait",
    "canal",
    "river",
    "rail",
    "crossing",
    "spaceport",
    "airbase",
    "port",
    "site",
    "region",
    "continent",
]
_PRECISION: dict[PlaceKind, Precision] = {
    "sea": "water",
    "strait": "water",
    "canal": "water",
    "river": "water",
    "rail": "site",
    "crossing": "site",
    "spaceport": "site",
    "site": "site",
    "airbase": "airport",
    "port": "port",
    "region": "region",
    "continent": "region",
}


class SupplementPlace(msgspec.Struct, frozen=True):
    """A row of `places.csv`; `aliases` are split by ";"."""

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None = None
    region: str | None = None
    aliases: str = ""

    @property
    def precision(self) -> Precision:
        """How exact a place of this kind is."""
        return _PRECISION[self.kind]


class RegionName(msgspec.Struct, frozen=True):
    """A row of `regions.csv`: a GeoNames admin1 code (`RU.59`), its English name, and aliases split by ";"."""

    code: str
    name: str
    aliases: str = ""


class PressName(msgspec.Struct, frozen=True):
    """A row of `press_names.csv`: a settlement's GeoNames id, and its name in English news."""

    id: int
    name: str


def press_names() -> dict[int, str]:
    """Rows of `press_names.csv` by GeoNames id."""
    return {row.id: row.name for row in load_csv("press_names.csv", PressName)}


class CountryPoint(msgspec.Struct, frozen=True):
    """A row of `country_points.csv`: a point that stands for a country, in degrees."""

    iso: str
    lat: float
    lon: float


def country_points() -> dict[str, CountryPoint]:
    """Rows of `country_points.csv` by ISO 3166-1 alpha-2."""
    return {row.iso: row for row in load_csv("country_points.csv", CountryPoint)}


class RegionPoint(msgspec.Struct, frozen=True):
    """A row of `region_points.csv`: a point that stands for a first-order division, in degrees."""

    code: str
    lat: float
    lon: float


def region_points() -> dict[str, tuple[float, float]]:
    """Rows of `region_points.csv` by code."""
    return {row.code: (row.lat, row.lon) for row in load_csv("region_points.csv", RegionPoint)}


def supplement() -> tuple[SupplementPlace, ...]:
    """All rows of `places.csv`."""
    return load_csv("places.csv", SupplementPlace)


def region_names() -> dict[str, RegionName]:
    """Rows of `regions.csv` by code."""
    return {row.code: row for row in load_csv("regions.csv", RegionName)}
