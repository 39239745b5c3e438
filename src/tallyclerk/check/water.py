"""Whether a leg by sea begins and ends where ships come: at a port, or at the coast."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tallyclerk.check.case import Case, Finding, exact
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer import Place, ports
from tallyclerk.gazetteer.borders import country_at, distance_to_coast_km
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.model import CheckVerdict, Leg, PlaceValue

_COAST_KM = 10.0
"""A place this near to the coast lies at it, as exact as the lines are."""


def check_water(case: Case, settings: CheckSettings) -> Iterator[Finding]:
    """Each exact place at which a leg by sea begins or ends, once."""
    seen: set[str] = set()
    for leg in case.transfer.legs:
        for end in (leg.origin, leg.destination) if leg.mode == "sea" else ():
            place = case.place(end)
            if place is not None and exact(place) and place.name not in seen:
                seen.add(place.name)
                yield _end(case, leg, place, settings)


def _end(case: Case, leg: Leg, place: PlaceValue, settings: CheckSettings) -> Finding:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    port, km = _nearest_port(lat, lon)
    coast = _coast_km(lat, lon)
    inland = "landlocked" if coast is None else f"{coast:,.0f} km from the coast"
    verdict, why = _judged(place, (port, km), coast, settings)
    return Finding(
        kind="water",
        verdict=verdict,
        arithmetic=f"{place.name} ({lat:.3f}, {lon:.3f}): {km:,.0f} km from the port of {port.name}; {inland}",
        explanation=why,
        inputs={
            "place": place.name,
            "lat": lat,
            "lon": lon,
            "port": port.name,
            "port_km": round(km, 1),
            "coast_km": coast,
        },
        claims=case.tellers(leg),
    )


def _judged(
    place: PlaceValue, nearest: tuple[Place, float], coast: float | None, settings: CheckSettings
) -> tuple[CheckVerdict, str]:
    if nearest[1] <= settings.port_km:
        return "possible", f"A port lies at {place.name} or near it, so that a ship can come there."
    if coast is not None and coast <= _COAST_KM:
        return "possible", f"{place.name} lies at the coast."
    if coast is None or coast > settings.inland_km:
        return "implausible", f"No port is known near {place.name} and the sea is far: a sea leg cannot end there."
    return (
        "cannot judge",
        f"{place.name} lies inland, but near enough for its name to stand for a landing at the coast.",
    )


def _coast_km(lat: float, lon: float) -> float | None:
    """Kilometres to the coast of the country in which a point lies; 0 at sea, None in a landlocked state."""
    country = country_at(lat, lon)
    if country is None:
        return 0.0
    nearest = distance_to_coast_km(lat, lon, country)
    return round(nearest.km, 1) if nearest else None


@lru_cache(maxsize=512)
def _nearest_port(lat: float, lon: float) -> tuple[Place, float]:
    near = min(ports(), key=lambda port: ((port.lat - lat) ** 2 + _across(port.lon, lon) ** 2, port.id))
    close = [p for p in ports() if abs(p.lat - near.lat) <= 1 and _across(p.lon, near.lon) <= 1]
    best = min(close, key=lambda port: (points_km(lat, lon, port.lat, port.lon), port.id))
    return best, points_km(lat, lon, best.lat, best.lon)


def _across(a: float, b: float) -> float:
    """Degrees of longitude between two meridians, over the date line where that is nearer."""
    return abs((a - b + 180) % 360 - 180)
