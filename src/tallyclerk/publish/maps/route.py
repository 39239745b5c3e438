"""What a map has to show of a transfer: its legs in words, and the places that have coordinates."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tallyclerk.model import Certainty, FactValue, Leg, PlaceValue, Precision, Reading, Role, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.records import Records

ENDS: tuple[Role, ...] = ("origin", "via", "destination")

SPREAD_KM: dict[Precision, float] = {"port": 2, "site": 2, "airport": 3, "settlement": 5, "region": 120, "water": 150}
"""How far from its point what the reports mean may well lie; a country is tinted instead. A town's ring shows only
where the map is close enough for it to be wider than the dot."""

COMPETING = frozenset({"genuine", "cannot tell"})
"""Kinds of conflict of which at most one side can be true."""


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
    rival: bool = False

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


class Rival(msgspec.Struct, frozen=True):
    """Another place that the reports' words could name, and why it was not taken."""

    name: str
    taken: str
    why: str
    point: Point | None


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
    rival: bool = False

    @property
    def drawable(self) -> bool:
        """Whether both ends are known and apart."""
        return bool(self.start and self.end and self.start.point != self.end.point)


class Route(msgspec.Struct, frozen=True):
    """All that a map and the list below it show."""

    steps: tuple[Step, ...]
    spots: tuple[Spot, ...]
    missing: tuple[str, ...]
    rivals: tuple[Rival, ...] = ()


def route(records: Records, transfer: Transfer) -> Route:
    """The legs of a transfer and its places; legs take their ends from the places that the claims name."""
    places = _places(records, transfer)
    steps = tuple(_step(records, transfer, n, leg, places) for n, leg in enumerate(transfer.legs, start=1))
    settled = {s.point for step in steps if not step.rival for s in (step.start, step.end) if s}
    named = {place.name for place in _end_values(transfer) if place.precision != "country"}
    named |= {name for leg in transfer.legs for name in (leg.origin, leg.destination) if name}
    missing = sorted(name for name in named if name.casefold() not in places)
    spots = tuple(_as_rival(spot, steps, settled) for spot in _spots(steps, transfer))
    return Route(steps, spots, tuple(missing), tuple(dict.fromkeys(_rivals(transfer))))


def _as_rival(spot: Spot, steps: Iterable[Step], settled: set[Point]) -> Spot:
    """A place that only competing legs touch is in the second tone as they are."""
    touched = any(spot.point in (s.start.point, s.end.point) for s in steps if s.rival and s.start and s.end)
    return msgspec.structs.replace(spot, rival=True) if touched and spot.point not in settled else spot


def _rivals(transfer: Transfer) -> Iterable[Rival]:
    """What the words of its ends name and what was not taken for all that. Namesakes far away stand with the values:
    a map is no place for every Rotterdam.
    """
    for place in (p for p in _end_values(transfer) if p.mistranslation):
        for reading in place.readings:
            if reading.why and reading.name != place.name:
                yield Rival(
                    words.in_line(reading.name, 40), words.in_line(place.name, 40), reading.why, _point(reading)
                )


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
    point = _point(place)
    return point and Spot(words.in_line(place.name, 40), *point, place.precision, place.country)


def _point(place: PlaceValue | Reading) -> Point | None:
    """Its longitude and latitude, if it has any that lie on the earth."""
    if place.lat is None or place.lon is None or not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
        return None
    return place.lon, place.lat


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
        rival=_loses(transfer, "origin", leg.origin) or _loses(transfer, "destination", leg.destination),
    )


def _loses(transfer: Transfer, role: Role, name: str | None) -> bool:
    """Whether an end of a leg is a side of a conflict that cannot be true together with the best-supported value."""
    fact = transfer.facts.get(role)
    if fact is None or not fact.values or name is None:
        return False
    best, *others = fact.values
    named = {label.casefold() for c in fact.conflicts if c.kind in COMPETING for label in c.between}
    return name.casefold() not in _names(best) and any(
        name.casefold() in _names(value) and _names(value) & named for value in others
    )


def _names(value: FactValue) -> frozenset[str]:
    """What a value goes by, in lower case."""
    return frozenset(text.casefold() for text in (value.label, value.value.label, value.value.text))


def _certainty(records: Records, transfer: Transfer, leg: Leg) -> Certainty:
    """The best certainty of a claim that words this leg; the transfer's where none does."""
    order: tuple[Certainty, ...] = ("asserted", "assessed", "alleged", "possible", "denied")
    claims = (records.claims[id] for id in transfer.claims)
    found = {c.certainty for c in claims if any(_same(leg, other) for other in c.legs)}
    return next((c for c in order if c in found), transfer.certainty)


def _same(one: Leg, other: Leg) -> bool:
    return (one.mode, one.origin, one.destination) == (other.mode, other.origin, other.destination)
