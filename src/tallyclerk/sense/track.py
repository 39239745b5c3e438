"""The positions of one ship, put in order and rid of those where it cannot have been."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from statistics import median

import msgspec

from tallyclerk.sense.ais import Position

KM_PER_MILE = 1.852
_EARTH_KM = 6371.0088
_NEIGHBOUR = 7_200
"""Seconds within which two positions tell the speed at one where none was sent."""


class Fix(msgspec.Struct, frozen=True, order=True):
    """Where the ship was at a time (seconds since 1970, UTC), with the speed in knots that it sent, or that follows."""

    time: int
    lat: float
    lon: float
    knots: float | None = None


class Course(msgspec.Struct, frozen=True):
    """A ship's positions in order of time, one a second at most; `jumps` were left out."""

    fixes: tuple[Fix, ...]
    jumps: int = 0

    def between(self, start: int, end: int) -> tuple[Fix, ...]:
        """The positions from a time to another, both included."""
        low = bisect_left(self.fixes, start, key=lambda fix: fix.time)
        return self.fixes[low : bisect_right(self.fixes, end, key=lambda fix: fix.time)]

    def at(self, time: int, most: int) -> tuple[float, float] | None:
        """Where the ship was at a time, between two positions that lie at most `most` seconds apart."""
        index = bisect_left(self.fixes, time, key=lambda fix: fix.time)
        if index < len(self.fixes) and self.fixes[index].time == time:
            return self.fixes[index].lat, self.fixes[index].lon
        if index == 0 or index == len(self.fixes):
            return None
        one, two = self.fixes[index - 1], self.fixes[index]
        if two.time - one.time > most:
            return None
        share = (time - one.time) / (two.time - one.time)
        east = (two.lon - one.lon + 180) % 360 - 180
        return one.lat + share * (two.lat - one.lat), (one.lon + share * east + 180) % 360 - 180

    def knots_at(self, time: int, most: int) -> float | None:
        """The higher of the speeds at the positions on both sides of a time; None where one is unknown or missing."""
        index = bisect_left(self.fixes, time, key=lambda fix: fix.time)
        if index < len(self.fixes) and self.fixes[index].time == time:
            return self.fixes[index].knots
        if index == 0 or index == len(self.fixes) or self.fixes[index].time - self.fixes[index - 1].time > most:
            return None
        one, two = self.fixes[index - 1].knots, self.fixes[index].knots
        return None if one is None or two is None else max(one, two)

    @property
    def usual_seconds(self) -> float:
        """The median interval between two positions; 0 where there are fewer than two."""
        steps = [b.time - a.time for a, b in zip(self.fixes, self.fixes[1:], strict=False)]
        return float(median(steps)) if steps else 0.0


def rough_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Kilometres on a sphere: within 0.6 % of the ellipsoid, and quick; what is shown is measured on the ellipsoid."""
    north, east = radians(lat_b - lat_a), radians(lon_b - lon_a)
    chord = sin(north / 2) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def knots_for(km: float, seconds: float) -> float:
    """The speed in knots that a way in a time takes; infinite where there is a way and no time."""
    if seconds <= 0:
        return float("inf") if km > 0 else 0.0
    return km / KM_PER_MILE / (seconds / 3600)


def course_of(positions: Iterable[Position], max_knots: float) -> Course:
    """Positions in order, without those that no ship gets to and back from; the order they come in does not matter."""
    seconds: dict[int, Fix] = {}
    for fix in sorted(Fix(p.time, p.lat, p.lon, _sortable(p.knots)) for p in positions):
        seconds.setdefault(fix.time, fix)
    ordered = [seconds[time] for time in sorted(seconds)]
    kept = _without_jumps(ordered, max_knots)
    return Course(tuple(_with_speed(kept, n) for n in range(len(kept))), len(ordered) - len(kept))


def _sortable(knots: float | None) -> float:
    return -1.0 if knots is None else knots


def _without_jumps(fixes: Sequence[Fix], max_knots: float) -> list[Fix]:
    """A position is a jump if the way to it and the way from it are too fast, and the way past it is not."""
    kept: list[Fix] = []
    for index, fix in enumerate(fixes):
        after = fixes[index + 1] if index + 1 < len(fixes) else None
        before = kept[-1] if kept else None
        if not (before and after and _is_jump(before, fix, after, max_knots)):
            kept.append(fix)
    return kept


def _is_jump(before: Fix, fix: Fix, after: Fix, max_knots: float) -> bool:
    there_and_back = _too_fast(before, fix, max_knots) and _too_fast(fix, after, max_knots)
    return there_and_back and not _too_fast(before, after, max_knots)


def _too_fast(a: Fix, b: Fix, max_knots: float) -> bool:
    km = rough_km(a.lat, a.lon, b.lat, b.lon)
    return km > 1 and knots_for(km, b.time - a.time) > max_knots  # receivers err by hundreds of metres, not by more


def _with_speed(fixes: Sequence[Fix], index: int) -> Fix:
    """A position with the speed that was sent, or else the slower of those to its neighbours; None if they are far."""
    fix = fixes[index]
    if fix.knots is not None and fix.knots >= 0:
        return fix
    near = [other for other in fixes[max(0, index - 1) : index + 2] if 0 < abs(other.time - fix.time) <= _NEIGHBOUR]
    speeds = [knots_for(rough_km(o.lat, o.lon, fix.lat, fix.lon), abs(o.time - fix.time)) for o in near]
    return msgspec.structs.replace(fix, knots=round(min(speeds), 2) if speeds else None)
