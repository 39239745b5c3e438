"""Distance and speed of each leg, and the order of legs in time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tallyclerk.check.case import Case, Finding, exact
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer.geodesy import distance_km
from tallyclerk.gazetteer.searoute import sea_route_km
from tallyclerk.model import Leg, Mode, PlaceValue
from tallyclerk.resources.folding import fold

_LONG_KM = 500
"""Below it the network of sea lanes is too coarse."""
_WAY = {
    "sea": "the way by sea is longer, for it goes around land",
    "rail": "the way by rail is longer",
    "road": "the way by road is longer",
    "air": "an aircraft may fly a longer way",
    "pipeline": "a pipeline is longer",
    None: "the way taken is longer",
}


def check_legs(case: Case, settings: CheckSettings) -> Iterator[Finding]:
    """Distance of every leg between two exact places, and speed where its days are known."""
    measured: set[tuple[str, str, Mode | None]] = set()
    for leg in case.transfer.legs:
        start, end = case.place(leg.origin), case.place(leg.destination)
        if start is None or end is None or not (exact(start) or exact(end)):
            continue
        if (start.name, end.name, leg.mode) not in measured:
            measured.add((start.name, end.name, leg.mode))
            yield _distance(case, leg, start, end)
        if exact(start) and exact(end) and leg.earliest and leg.latest:
            limit = _limit(leg.mode, settings)
            if limit is not None:
                yield _speed(case, leg, (start, end), limit)


def check_order(case: Case, _settings: CheckSettings) -> Iterator[Finding]:
    """Whether each leg can follow the one before it: goods leave a place no sooner than they reach it."""
    for before, after in pairwise(case.transfer.legs):
        if not (before.destination and after.origin and fold(before.destination) == fold(after.origin)):
            continue
        if before.earliest or before.latest or after.earliest or after.latest:
            yield _order(case, before, after)


def _distance(case: Case, leg: Leg, start: PlaceValue, end: PlaceValue) -> Finding:
    inputs = _ends(start, end)
    vague = next((place for place in (start, end) if not exact(place)), None)
    if vague is not None:
        what = f"is only known as a {vague.precision}" if vague.precision else "has no coordinates"
        return Finding(
            kind="distance",
            verdict="cannot judge",
            arithmetic=f"{start.name} to {end.name}: no distance",
            explanation=f"{vague.name} {what}, so nothing can be measured from it.",
            inputs=inputs,
            claims=case.tellers(leg),
        )
    km, lane = distance_km(start, end), _lane_km(leg, start, end)
    by_lane = f", about {_number(lane)} km by the usual sea lanes" if lane else ""
    return Finding(
        kind="distance",
        verdict="possible" if km > 0 else "cannot judge",
        arithmetic=f"{_at(start)} to {_at(end)}: {_number(km)} km along the WGS-84 ellipsoid{by_lane}",
        explanation=f"The shortest line between the two; {_WAY[leg.mode]}."
        if km > 0
        else "Both ends are grounded to the same point.",
        inputs={**inputs, "km": round(km, 1), **({"lane_km": round(lane)} if lane else {})},
        claims=case.tellers(leg),
    )


def _lane_km(leg: Leg, start: PlaceValue, end: PlaceValue) -> float | None:
    """The way by sea lanes, for long legs by sea: on short ones the network's nodes lie too far off."""
    if leg.mode != "sea" or distance_km(start, end) < _LONG_KM:
        return None
    return sea_route_km(start.lat or 0.0, start.lon or 0.0, end.lat or 0.0, end.lon or 0.0)


def _speed(case: Case, leg: Leg, ends: tuple[PlaceValue, PlaceValue], limit: float) -> Finding:
    start, end = ends
    km = distance_km(start, end)
    days = (leg.latest - leg.earliest).days + 1 if leg.earliest and leg.latest else 1
    kmh = km / (days * 24)
    lane = _lane_km(leg, start, end) or km
    holds, usual = kmh <= limit, lane / (days * 24) <= limit
    span = f"{leg.earliest} to {leg.latest}, both days whole"
    return Finding(
        kind="speed",
        verdict="implausible" if not holds else "possible" if usual else "cannot judge",
        arithmetic=f"{_number(km)} km / ({days} × 24 h) = at least {kmh:.1f} km/h; limit {limit:g} km/h by {leg.mode}",
        explanation=f"Within the widest window that the reports leave ({span}) the movement "
        + _pace(holds, usual, lane),
        inputs={
            **_ends(start, end),
            "km": round(km, 1),
            "earliest": str(leg.earliest),
            "latest": str(leg.latest),
            "least_kmh": round(kmh, 2),
            "limit_kmh": limit,
        },
        claims=case.tellers(leg),
    )


def _pace(holds: bool, usual: bool, lane: float) -> str:
    if not holds:
        return "would have to be faster than its mode goes."
    if not usual:
        return f"can be made only by a shorter way than the usual sea lanes, of about {_number(lane)} km."
    return "can be made at such a speed."


def _order(case: Case, before: Leg, after: Leg) -> Finding:
    place = before.destination
    inputs: dict[str, str | int | float | None] = {
        "at": place,
        "arrives_earliest": _day(before.earliest),
        "leaves_latest": _day(after.latest),
    }
    told = tuple(dict.fromkeys((*case.tellers(before), *case.tellers(after))))
    if before.earliest is None or after.latest is None:
        return Finding(
            kind="order",
            verdict="cannot judge",
            arithmetic=f"reaches {place}: {_span(before)}; leaves it: {_span(after)}",
            explanation=f"The reports leave open when the goods reached or left {place}.",
            inputs=inputs,
            claims=told,
        )
    holds = before.earliest <= after.latest
    sign = "≤" if holds else ">"
    return Finding(
        kind="order",
        verdict="possible" if holds else "implausible",
        arithmetic=f"{before.earliest} (first day towards {place}) {sign} {after.latest} (last day from {place})",
        explanation=f"The movement to {place} can come before the one from there."
        if holds
        else f"By these days the goods left {place} before they set out for it.",
        inputs=inputs,
        claims=told,
    )


def _limit(mode: Mode | None, settings: CheckSettings) -> float | None:
    limits: dict[Mode | None, float] = {
        "sea": settings.sea_kmh,
        "rail": settings.rail_kmh,
        "road": settings.road_kmh,
        "air": settings.air_kmh,
    }
    return limits.get(mode)


def _ends(start: PlaceValue, end: PlaceValue) -> dict[str, str | int | float | None]:
    return {
        "from": start.name,
        "from_lat": start.lat,
        "from_lon": start.lon,
        "to": end.name,
        "to_lat": end.lat,
        "to_lon": end.lon,
    }


def _at(place: PlaceValue) -> str:
    return f"{place.name} ({place.lat:.3f}, {place.lon:.3f})"


def _number(km: float) -> str:
    return f"{km:,.0f}" if km >= 10 else f"{km:.1f}"


def _span(leg: Leg) -> str:
    return f"{_day(leg.earliest) or '…'} to {_day(leg.latest) or '…'}" if leg.earliest or leg.latest else "no date"


def _day(day: object) -> str | None:
    return str(day) if day is not None else None
