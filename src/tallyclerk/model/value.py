"""Typed values: what a role of a claim is filled with.

Every value keeps the span that states it. Grounding adds what the words stand for; a value that could not be
grounded keeps its wording and says why in `note`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Bound = Literal["exact", "at_least", "at_most", "about"]
Mode = Literal["sea", "rail", "road", "air", "pipeline"]
Precision = Literal["site", "port", "airport", "settlement", "region", "country", "water"]
PartyKind = Literal["country", "body", "company", "group", "person"]
MentionKind = Literal["party", "cargo", "quantity", "place", "vehicle", "date"]


class Mention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="mention"):
    """A span that names something, before grounding.

    Raises:
        ValueError: if the span's length is not the wording's.
    """

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"span [{self.start}, {self.end}) does not fit the wording {self.text!r}")

    @property
    def label(self) -> str:
        """How people are shown the value."""
        return self.text


class CargoValue(Mention, frozen=True, kw_only=True, omit_defaults=True, tag="cargo"):
    """Goods. `name` is the wording without article and count, `kinds` its classes in the cargo lexicon."""

    name: str
    kinds: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The goods, without article and count."""
        return self.name


class QuantityValue(Mention, frozen=True, kw_only=True, omit_defaults=True, tag="quantity"):
    """A count or measure: `value` in `unit`, as a bound.

    Attributes:
        high: The other end of a range.
        per: What it is counted for, where it is a rate and no total: a day, a trip, a piece.
    """

    value: int | float
    unit: str | None = None
    bound: Bound = "exact"
    high: int | float | None = None
    per: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """Bound, number and unit in words."""
        lead = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}[self.bound]
        number = f"{self.value:,}" if self.high is None else f"{self.value:,} to {self.high:,}"
        return f"{lead}{number}{' ' + self.unit if self.unit else ''}{' per ' + self.per if self.per else ''}"


class DateValue(Mention, frozen=True, kw_only=True, omit_defaults=True, tag="date"):
    """A time as first and last possible day; None is an open end.

    Attributes:
        edtf: The same in Extended Date/Time Format.
        inferred: Each part that the words do not state, and what it was taken from.
        kind: `event` (of the movement), or `report` where it dates the statement.
        repeats: How often it comes again ("every 2 weeks"), where the words say that and name no day.
    """

    earliest: date | None = None
    latest: date | None = None
    edtf: str = ""
    inferred: tuple[str, ...] = ()
    kind: Literal["event", "report"] = "event"
    note: str | None = None
    repeats: str | None = None

    @property
    def label(self) -> str:
        """The interval in ISO days, or the wording where it has none."""
        if self.earliest and self.earliest == self.latest:
            return self.earliest.isoformat()
        if not self.earliest and not self.latest:
            return self.text
        return f"{self.earliest or '…'} to {self.latest or '…'}"


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another place that the same wording could name, and why it was not taken."""

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    why: str = ""


class PlaceValue(Mention, frozen=True, kw_only=True, omit_defaults=True, tag="place"):
    """A place. Without coordinates it is ungrounded and `note` says why.

    Attributes:
        name: Main name in the gazetteer, or the wording.
        lat, lon: Degrees, WGS-84.
        country: ISO 3166-1 alpha-2.
        region: Name of the first-order division.
        gazetteer_id: `geonames:2042645`, `locode:RUVYP`, `iso:KP`, `supplement:…`.
        mistranslation: The name shared by the wording's own place and the one meant, where the wording names
            another place altogether ("Danube" for Dunay).
        readings: Other places that were weighed.
        note: Why this place, or why none, in plain words.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    region: str | None = None
    precision: Precision | None = None
    gazetteer_id: str | None = None
    mistranslation: str | None = None
    readings: tuple[Reading, ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """The main name."""
        return self.name


class Registered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a register that the user imported holds of a ship, company or person.

    Attributes:
        id: The register's own id.
        imo, mmsi, flag, type, capacity: As the register has them; the report need not say so.
        programs: Sanctions programmes that name it.
        sanctioned: Whether the register says that it is sanctioned.
        score: How sure the match is, from 0 to 1.
        why: What the match rests on.
    """

    id: str
    name: str
    imo: str | None = None
    mmsi: str | None = None
    flag: str | None = None
    type: str | None = None
    capacity: str | None = None
    programs: tuple[str, ...] = ()
    sanctioned: bool = False
    score: float
    why: str


class PartyValue(Mention, frozen=True, kw_only=True, omit_defaults=True, tag="party"):
    """A country, body, company, group or person.

    `id` joins a country with other data (`iso:KP`), `wikidata` many bodies (`Q7817`), `register` what is in one.
    """

    name: str
    id: str | None = None
    kind: PartyKind | None = None
    country: str | None = None
    note: str | None = None
    register: Registered | None = None
    wikidata: str | None = None

    @property
    def label(self) -> str:
        """The main name."""
        return self.name


class VehicleValue(Mention, frozen=True, kw_only=True, omit_defaults=True, tag="vehicle"):
    """A ship, train, aircraft or truck, named or only described.

    Attributes:
        name: Name without prefix ("Angara"), or the description.
        id: `imo:8905490`, else `name:angara` for a named vehicle, else None.
        imo: IMO number, only where its check digit holds.
        mode: How it moves.
        kind: "container ship", "railcar", …
        flag: ISO 3166-1 alpha-2 of the flag it flies.
        count: How many, where the wording counts them.
        register: What a register holds of it, if the user imported one.
    """

    name: str
    id: str | None = None
    imo: str | None = None
    mode: Mode | None = None
    kind: str | None = None
    flag: str | None = None
    count: int | None = None
    note: str | None = None
    register: Registered | None = None

    @property
    def label(self) -> str:
        """The name or description."""
        return self.name


Value = CargoValue | QuantityValue | DateValue | PlaceValue | PartyValue | VehicleValue | Mention
