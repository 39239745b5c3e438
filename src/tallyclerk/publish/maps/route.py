"""What a map has to show of a transfer: its legs in words, and the places that have coordinates."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tallyclerk.model import Certainty, Leg, PlaceValue, Precision, Role, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.records import Records

ENDS: tuple[Role, ...] = ("origin", "via", "destination")

SPREAD_KM: dict[Precision, float] = {"region": 120, "water": 150}
"""How far from its point a place may well lie; a country is tinted instead, and a town is a dot on any of our maps."""


AROUND_KM: dict[Precision, float] = {"region": 250, "country": 450, "water": 250}
"""How much around its point a map shows of a place of some precision; elsewhere `NEAR_KM`."""

NEAR_KM = 35.0


class Spot(msgspec.Struct, frozen=True):
    """A place with coordinates."""

    name: str
    lon: float
    lat: float
    precision: Precision | None
    country: str | None

    @property
    def point(self) -> Point:
        """Longitude and latitude."""
        return self.lon, self.lat

    @property
    def spread_km(self) -> float:
        """Radius in which the place lies."""
        return SPREAD_KM.get(self.precision, 0.0) if self.precision else 0.0

    @property
    def around_km(self) -> float:
        """How far around it a map has to show."""
        return AROUND_KM.get(self.precision, NEAR_KM) if self.precision else NEAR_KM


class Step(msgspec.Struct, frozen=True):
    """A leg, in words, with its ends where they have coordinates."""

    number: int
    mode: str
    vehicle: str
    start_name: str
    end_name: str
    when: str
    certainty: Certainty
    start: Spot | None
    end: Spot | None

    @property
    def drawable(self) -> bool:
        """Whether both ends are known and apart."""
        return bool(self.start and self.end and self.start.point != self.end.point)


class Route(msgspec.Struct, frozen=True):
    """All that a map and the list below it show."""

    steps: tuple[Step, ...]
    spots: tuple[Spot, ...]
    missing: tuple[str, ...]


def route(records: Records, transfer: Transfer) -> Route:
    """The legs of a transfer and its places; legs take their ends from the places that the claims name."""
    places = _places(records, transfer)
    steps = tuple(_step(records, transfer, n, leg, places) for n, leg in enumerate(transfer.legs, start=1))
    named = {place.name for place in _end_values(transfer) if place.precision != "country"}
    named |= {name for leg in transfer.legs for name in (leg.origin, leg.destination) if name}
    missing = sorted(name for name in named if name.casefold() not in places)
    return Route(steps, _spots(steps, transfer), tuple(missing))


def _spots(steps: tuple[Step, ...], transfer: Transfer) -> tuple[Spot, ...]:
    """Ends of legs first, then the other ends that facts name; a country only where nothing nearer is known."""
    found: dict[Point, Spot] = {}
    for end in (s for step in steps if step.drawable for s in (step.start, step.end) if s):
        found.setdefault(end.point, end)
    rest = [spot for place in _end_values(transfer) if (spot := _spot(place))]
    nearer = bool(found) or any(s.precision != "country" for s in rest)
    for spot in rest:
        if spot.precision != "country" or not nearer:
            found.setdefault(spot.point, spot)
    return tuple(found.values())


def _end_values(transfer: Transfer) -> Iterable[PlaceValue]:
    for role in ENDS:
        for value in transfer.facts[role].values if role in transfer.facts else ():
            if isinstance(value.value, PlaceValue):
                yield value.value


def _places(records: Records, transfer: Transfer) -> dict[str, Spot]:
    """Places by every name they go by here, in lower case; facts before claims."""
    claimed = (
        value
        for id in transfer.claims
        for _, values in sorted(records.claims[id].roles.items())
        for value in values
        if isinstance(value, PlaceValue)
    )
    found: dict[str, Spot] = {}
    for place in (*_end_values(transfer), *claimed):
        if spot := _spot(place):
            found.setdefault(place.name.casefold(), spot)
            found.setdefault(place.text.casefold(), spot)
    return found


def _spot(place: PlaceValue) -> Spot | None:
    if place.lat is None or place.lon is None or not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
        return None
    return Spot(words.in_line(place.name, 40), place.lon, place.lat, place.precision, place.country)


def _step(records: Records, transfer: Transfer, number: int, leg: Leg, places: dict[str, Spot]) -> Step:
    start, end = (places.get((name or "").casefold()) for name in (leg.origin, leg.destination))
    return Step(
        number=number,
        mode=leg.mode or "",
        vehicle=leg.vehicle or "",
        start_name=leg.origin or "",
        end_name=leg.destination or "",
        when=words.interval(leg.earliest, leg.latest) if leg.earliest or leg.latest else "",
        certainty=_certainty(records, transfer, leg),
        start=start,
        end=end,
    )


def _certainty(records: Records, transfer: Transfer, leg: Leg) -> Certainty:
    """The best certainty of a claim that words this leg; the transfer's where none does."""
    order: tuple[Certainty, ...] = ("asserted", "assessed", "alleged", "possible", "denied")
    claims = (records.claims[id] for id in transfer.claims)
    found = {c.certainty for c in claims if any(_same(leg, other) for other in c.legs)}
    return next((c for c in order if c in found), transfer.certainty)


def _same(one: Leg, other: Leg) -> bool:
    return (one.mode, one.origin, one.destination) == (other.mode, other.origin, other.destination)
