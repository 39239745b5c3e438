"""Port calls: a ship lies still near a port, or near a place that a report claims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import fmean

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.gazetteer import ports
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.sense.track import Course, Fix, rough_km

_DEGREE_KM = 110.0
"""A degree of latitude is no shorter than this."""


class Spot(msgspec.Struct, frozen=True):
    """A place that a ship can be at: `claimed` by a report, or a port of the gazetteer."""

    name: str
    lat: float
    lon: float
    claimed: bool


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A stop near a place: first and last position at which the ship lay still, and the middle of all.

    Attributes:
        start, end: Seconds since 1970 (UTC).
        fixes: How many positions it rests on.
        fastest: The highest speed among them, in knots.
        spot, km: The nearest place and how far it is.
    """

    start: int
    end: int
    lat: float
    lon: float
    fixes: int
    fastest: float
    spot: Spot
    km: float


def find_calls(course: Course, claimed: Sequence[Spot], settings: SenseSettings) -> tuple[Call, ...]:
    """All stops of a course near a place, in order of time.

    Args:
        course: The ship's positions.
        claimed: Places that reports name; among places within reach they come before ports.
        settings: What is a stop, and how near is near.
    """
    found = (_call(stop, claimed, settings) for stop in stops(course.fixes, settings))
    return tuple(call for call in found if call)


def stops(fixes: Sequence[Fix], settings: SenseSettings) -> list[list[Fix]]:
    """Runs of positions at which the ship lies still, at least as long as a stop is.

    A run goes on over faster positions as long as the ship stays within reach of where the run began (it shifts its
    berth), and ends with a silence that is long enough to be a gap.
    """
    runs: list[list[Fix]] = []
    open_run = False
    last: Fix | None = None
    for fix in fixes:
        if last and open_run and fix.time - last.time > settings.gap_hours * 3600:
            open_run = False
        if open_run and rough_km(runs[-1][0].lat, runs[-1][0].lon, fix.lat, fix.lon) > settings.port_km:
            open_run = False
        if fix.knots is not None and fix.knots <= settings.stopped_knots:
            if not open_run:
                runs.append([])
            runs[-1].append(fix)
            open_run = True
        last = fix
    return [run for run in runs if run[-1].time - run[0].time >= settings.stop_minutes * 60]


def nearest(lat: float, lon: float, claimed: Sequence[Spot], most_km: float) -> tuple[Spot, float] | None:
    """The nearest claimed place within reach, else the nearest port, with its distance in kilometres."""
    for spots in (claimed, _ports_near(round(lat), most_km)):
        near = [(points_km(lat, lon, s.lat, s.lon), s) for s in spots if rough_km(lat, lon, s.lat, s.lon) <= most_km]
        if near:
            km, spot = min(near, key=lambda item: (item[0], item[1].name))
            return spot, km
    return None


@lru_cache(maxsize=256)
def _ports_near(lat: int, most_km: float) -> tuple[Spot, ...]:
    reach = 1 + most_km / _DEGREE_KM
    return tuple(Spot(p.name, p.lat, p.lon, claimed=False) for p in ports() if abs(p.lat - lat) <= reach)


def _call(stop: Sequence[Fix], claimed: Sequence[Spot], settings: SenseSettings) -> Call | None:
    lat = fmean(fix.lat for fix in stop)
    first = stop[0].lon
    lon = (first + fmean((fix.lon - first + 180) % 360 - 180 for fix in stop) + 180) % 360 - 180
    near = nearest(lat, lon, claimed, settings.port_km)
    if near is None:
        return None
    return Call(
        start=stop[0].time,
        end=stop[-1].time,
        lat=round(lat, 5),
        lon=round(lon, 5),
        fixes=len(stop),
        fastest=max(fix.knots or 0.0 for fix in stop),
        spot=near[0],
        km=round(near[1], 1),
    )
