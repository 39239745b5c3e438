"""A place of the gazetteer."""

from __future__ import annotations

import msgspec

from tallyclerk.model import Precision


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a name can mean.

    Attributes:
        id: `geonames:2042645`, `locode:RUVYP`, `airport:DGAA`, `region:RU.59`, `iso:KP`, `supplement:caspian-sea`.
        name: Main name.
        lat, lon: Degrees, WGS-84. Of a region the middle of its settlements, of a country that of its largest land.
        country: ISO 3166-1 alpha-2, None for seas and the like.
        region: Name of the first-order division, in English where known.
        precision: What it is, and so how exact its coordinates are.
        population: Of settlements; 0 where unknown.
        port: Whether a seaport or river port of this name lies here.
        kind: Finer kind: `settlement`, `region`, `county`, `country`, `port`, `airport`, or a kind of `places.csv`.
        main: Whether the name looked up is its main name (only as the answer to a look-up).
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    region: str | None
    precision: Precision
    population: int = 0
    port: bool = False
    kind: str = "settlement"
    main: bool = False
