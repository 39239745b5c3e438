"""Whether one ship is told to be in two places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

import msgspec

from tallyclerk.check.case import Case, Finding, exact
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer.geodesy import distance_km
from tallyclerk.model import Claim, DateValue, PlaceValue, Role, VehicleValue

_ENDS: tuple[Role, ...] = ("origin", "destination")
_KNOT = 1.852


class Presence(msgspec.Struct, frozen=True):
    """A ship told to be at a place on a day."""

    ship: VehicleValue
    place: PlaceValue
    day: date
    transfer: str
    claim: Claim


def check_presence(cases: Sequence[Case], settings: CheckSettings) -> Iterator[tuple[str, Finding]]:
    """Pairs of places and days between which a ship would have to be faster than ships go, with the first's transfer.

    Only claims count that name one ship, one end of its way with coordinates of its own, and one day.
    """
    told: defaultdict[str, list[Presence]] = defaultdict(list)
    for case in cases:
        for claim in case.claims:
            if presence := _presence(case.transfer.id, claim):
                told[presence.ship.imo or presence.ship.id or ""].append(presence)
    for ship in sorted(told):
        seen: set[tuple[str, str]] = set()
        for a, b in combinations(sorted(told[ship], key=lambda p: (p.day, p.claim.id)), 2):
            key = (a.place.name, b.place.name)
            if key not in seen and (finding := _finding(a, b, settings)):
                seen.add(key)
                yield a.transfer, finding


def _presence(transfer: str, claim: Claim) -> Presence | None:
    own = [role for role in _ENDS if claim.roles.get(role) and role not in claim.borrowed]
    places = [v for role in own for v in claim.roles[role] if isinstance(v, PlaceValue) and exact(v)]
    days = [d for d in claim.roles.get("date", ()) if isinstance(d, DateValue) and d.kind == "event"]
    ships = [v for v in claim.roles.get("vehicle", ()) if isinstance(v, VehicleValue) and v.mode == "sea"]
    if not (len(own) == len(places) == len(days) == len(ships) == 1) or claim.stage == "planned":
        return None
    day, ship = days[0], ships[0]
    if day.earliest is None or day.earliest != day.latest or not (ship.imo or ship.id):
        return None
    return Presence(ship, places[0], day.earliest, transfer, claim)


def _finding(a: Presence, b: Presence, settings: CheckSettings) -> Finding | None:
    km = distance_km(a.place, b.place)
    hours = ((b.day - a.day).days + 1) * 24
    kmh = km / hours
    if kmh <= settings.sea_kmh:
        return None
    return Finding(
        kind="presence",
        verdict="implausible",
        arithmetic=f"{a.place.name} on {a.day}, {b.place.name} on {b.day}: {km:,.0f} km / {hours} h = at least "
        f"{kmh:.1f} km/h ({kmh / _KNOT:.0f} knots); limit {settings.sea_kmh:g} km/h by sea",
        explanation=f"The {a.ship.name} cannot have been in both places then: a place, a day or the ship is wrong.",
        inputs={
            "ship": a.ship.name,
            "from": a.place.name,
            "to": b.place.name,
            "first_day": str(a.day),
            "last_day": str(b.day),
            "km": round(km, 1),
            "least_kmh": round(kmh, 2),
            "limit_kmh": settings.sea_kmh,
        },
        claims=(a.claim.id, b.claim.id),
    )
