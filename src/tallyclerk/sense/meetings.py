"""Meetings: two ships lie close together, slowly, for a while, away from ports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor
from statistics import fmean

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.sense.ais import Position
from tallyclerk.sense.calls import Spot, nearest
from tallyclerk.sense.track import Course, rough_km

_BRACKET = 3_600
"""Seconds between two positions of a ship, between which its place is drawn as a line."""
_CELL = 0.1
_AROUND = 3_600
"""Degrees of the grid that finds what may be near, and how many of its cells go around the Earth."""


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Two ships together.

    Attributes:
        other: MMSI of the other ship.
        start, end: Seconds since 1970 (UTC): first and last time at which both were near and slow.
        closest, farthest: Kilometres between them, along the ellipsoid.
        times: How many times they were compared.
    """

    other: str
    start: int
    end: int
    lat: float
    lon: float
    closest: float
    farthest: float
    times: int


class Near:
    """Tells which positions of other ships can belong to a meeting with some courses."""

    def __init__(self, courses: Sequence[Course], settings: SenseSettings) -> None:
        slow = {_cell(f.time, f.lat, f.lon) for c in courses for f in c.fixes if _is_slow(f.knots, settings)}
        steps = (-1, 0, 1)
        around = [(i, j, k) for i in steps for j in steps for k in steps]
        self._cells = {(t + i, y + j, (x + k) % _AROUND) for t, y, x in slow for i, j, k in around}

    def may_meet(self, position: Position) -> bool:
        """Whether a position lies near and about when a slow one of the courses does."""
        return _cell(position.time, position.lat, position.lon) in self._cells


def find_meetings(
    course: Course, others: Mapping[str, Course], claimed: Sequence[Spot], settings: SenseSettings
) -> tuple[Meeting, ...]:
    """All meetings of a course with others, in order of time and then of the other's number."""
    found = [meeting for mmsi in sorted(others) for meeting in _with(course, mmsi, others[mmsi], settings)]
    away = (m for m in found if nearest(m.lat, m.lon, claimed, settings.meeting_port_km) is None)
    return tuple(sorted(away, key=lambda m: (m.start, m.other)))


def _with(course: Course, mmsi: str, other: Course, settings: SenseSettings) -> Iterator[Meeting]:
    run: list[tuple[int, float, float, float]] = []
    for time in _times(course, other):
        here, km = _together(course, other, time, settings)
        if run and (km is None or time - run[-1][0] > _BRACKET):
            yield from _meeting(mmsi, run, settings)
            run = []
        if here and km is not None:
            run.append((time, *here, km))
    yield from _meeting(mmsi, run, settings)


def _together(
    course: Course, other: Course, time: int, settings: SenseSettings
) -> tuple[tuple[float, float] | None, float | None]:
    """Where the first ship was at a time, and how far the other; no distance unless both were near and slow."""
    here, there = course.at(time, _BRACKET), other.at(time, _BRACKET)
    slow = all(_is_slow(each.knots_at(time, _BRACKET), settings) for each in (course, other))
    if not (here and there and slow) or rough_km(*here, *there) > 2 * settings.meeting_km:
        return here, None
    km = points_km(*here, *there)
    return here, km if km <= settings.meeting_km else None


def _times(course: Course, other: Course) -> list[int]:
    """All times at which either was heard while both were."""
    if not course.fixes or not other.fixes:
        return []
    start = max(course.fixes[0].time, other.fixes[0].time)
    end = min(course.fixes[-1].time, other.fixes[-1].time)
    return sorted({fix.time for each in (course, other) for fix in each.between(start, end)})


def _is_slow(knots: float | None, settings: SenseSettings) -> bool:
    return knots is not None and knots <= settings.meeting_knots


def _cell(time: int, lat: float, lon: float) -> tuple[int, int, int]:
    return time // _BRACKET, floor(lat / _CELL), floor((lon + 180) / _CELL) % _AROUND


def _meeting(mmsi: str, run: Sequence[tuple[int, float, float, float]], settings: SenseSettings) -> Iterator[Meeting]:
    if run and run[-1][0] - run[0][0] >= settings.meeting_minutes * 60:
        first = run[0][2]
        lon = (first + fmean((lon - first + 180) % 360 - 180 for _, _, lon, _ in run) + 180) % 360 - 180
        yield Meeting(
            other=mmsi,
            start=run[0][0],
            end=run[-1][0],
            lat=round(fmean(lat for _, lat, _, _ in run), 5),
            lon=round(lon, 5),
            closest=round(min(km for *_, km in run), 2),
            farthest=round(max(km for *_, km in run), 2),
            times=len(run),
        )
