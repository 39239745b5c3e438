"""What a ship's own positions say of one claimed place: it was there, it cannot have been, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.model import Inputs, Stance
from tallyclerk.resources.folding import fold
from tallyclerk.sense.ais.words import moment
from tallyclerk.sense.calls import Call
from tallyclerk.sense.claimed import Presence
from tallyclerk.sense.track import Course, Fix, knots_for, rough_km

SENT = "AIS is sent by the ship itself: it shows where the ship was, not what it carried, and it can be falsified."


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a course says of a presence; `calls` are the numbers of the calls that show it."""

    stance: Stance
    calls: tuple[int, ...] = ()
    arithmetic: str
    explanation: str
    inputs: Inputs


class Window(msgspec.Struct, frozen=True):
    """From a first to a last possible second (UTC); None is an open end."""

    start: int | None
    end: int | None

    def holds(self, start: int, end: int) -> bool:
        """Whether some time shares a moment with it."""
        return (self.end is None or start <= self.end) and (self.start is None or end >= self.start)

    @property
    def known(self) -> bool:
        """Whether it has both ends."""
        return self.start is not None and self.end is not None


class _Way(msgspec.Struct, frozen=True, order=True):
    """The least speed at which a ship could have been at a place unseen, and the silence that hid it."""

    knots: float
    start: int
    end: int


def window_of(earliest: date | None, latest: date | None, hours: float) -> Window:
    """The days of a report in UTC, wider by so many hours on both sides, for nobody says whose days they are."""
    slack = int(hours * 3600)
    start = _midnight(earliest) - slack if earliest else None
    end = _midnight(latest + timedelta(days=1)) + slack - 1 if latest else None
    return Window(start, end)


def judge(presence: Presence, course: Course, calls: Sequence[Call], settings: SenseSettings) -> Judgement:
    """What a course says of a claimed presence.

    Args:
        presence: A place with coordinates of its own, and the days.
        course: Positions of the ship that is said to have been there.
        calls: All calls of the course.
        settings: Distances, speeds and the slack of days.
    """
    window = window_of(presence.earliest, presence.latest, settings.day_hours)
    lat, lon = presence.place.lat or 0.0, presence.place.lon or 0.0
    inputs: Inputs = {
        "place": presence.label,
        "place_lat": lat,
        "place_lon": lon,
        "from": str(presence.earliest) if presence.earliest else None,
        "to": str(presence.latest) if presence.latest else None,
        "day_hours": settings.day_hours,
        "within_km": settings.port_km,
        "away_km": settings.away_km,
    }
    there = [n for n, call in enumerate(calls) if _is_there(call, presence, settings)]
    inside = [n for n in there if window.holds(calls[n].start, calls[n].end)]
    if window.known and inside:
        return _was_there(presence, [calls[n] for n in inside], tuple(inside), inputs)
    if not window.known:
        return _undated(presence, [calls[n] for n in there], tuple(there), inputs)
    return _not_seen(presence, course, window, inputs, settings)


def _is_there(call: Call, presence: Presence, settings: SenseSettings) -> bool:
    """Whether a call was at a claimed place: near its point, or in a port of its name that lies not too far from it."""
    place = presence.place
    km = points_km(call.lat, call.lon, place.lat or 0.0, place.lon or 0.0)
    in_its_port = fold(call.spot.name) in (fold(place.name), fold(place.text))
    return km <= settings.port_km or (in_its_port and km <= settings.away_km)


def shown(time: int) -> str:
    """A time as people read it."""
    return moment(time).strftime("%Y-%m-%d %H:%M UTC")


def spanned(start: int, end: int) -> str:
    """A length of time in hours, or in days where it is longer than three."""
    hours = (end - start) / 3600
    return f"{hours:.1f} h" if hours < 72 else f"{hours / 24:.1f} days"


def _was_there(presence: Presence, calls: Sequence[Call], numbers: tuple[int, ...], inputs: Inputs) -> Judgement:
    times = "; ".join(f"{shown(c.start)} to {shown(c.end)} ({spanned(c.start, c.end)})" for c in calls[:4])
    more = f" and {len(calls) - 4} more times" if len(calls) > 4 else ""
    return Judgement(
        stance="supports",
        calls=numbers,
        arithmetic=f"stopped {calls[0].km:g} km from the point of {calls[0].spot.name}, {times}{more}; "
        f"claimed days {presence.earliest} to {presence.latest}",
        explanation=f"The ship’s own AIS has it at {presence.label} within the claimed days. {SENT}",
        inputs={**inputs, "calls": len(calls), "first_call": shown(calls[0].start)},
    )


def _undated(presence: Presence, calls: Sequence[Call], numbers: tuple[int, ...], inputs: Inputs) -> Judgement:
    times = "; ".join(f"{shown(c.start)} to {shown(c.end)}" for c in calls[:4]) or "none"
    return Judgement(
        stance="cannot tell",
        calls=numbers,
        arithmetic=f"calls at {presence.label} in the AIS data: {times}; claimed days: not both ends known",
        explanation=f"The reports leave open when it was at {presence.label}, so no call can be matched. {SENT}",
        inputs={**inputs, "calls": len(calls)},
    )


def _not_seen(presence: Presence, course: Course, window: Window, inputs: Inputs, settings: SenseSettings) -> Judgement:
    start, end = window.start or 0, window.end or 0
    lat, lon = presence.place.lat or 0.0, presence.place.lon or 0.0
    seen = course.between(start, end)
    if not seen:
        first, last = course.fixes[0].time, course.fixes[-1].time
        return Judgement(
            stance="cannot tell",
            arithmetic=f"no position between {shown(start)} and {shown(end)}; heard {shown(first)} to {shown(last)}",
            explanation=f"The AIS data has nothing of the ship in the claimed days. {SENT}",
            inputs=inputs,
        )
    closest = min(seen, key=lambda fix: (rough_km(fix.lat, fix.lon, lat, lon), fix.time))
    km = points_km(closest.lat, closest.lon, lat, lon)
    inputs = {**inputs, "positions": len(seen), "closest_km": round(km, 1), "closest_at": shown(closest.time)}
    lead = f"closest {km:,.1f} km at {shown(closest.time)}, of {len(seen):,} positions in the claimed days"
    if km <= settings.port_km:
        return Judgement(
            stance="cannot tell",
            arithmetic=f"{lead}; no stop of {settings.stop_minutes:g} minutes there",
            explanation=f"The ship passed {presence.label}, and is not seen to lie there. {SENT}",
            inputs=inputs,
        )
    if km <= settings.away_km:
        return Judgement(
            stance="cannot tell",
            arithmetic=f"{lead}; elsewhere is more than {settings.away_km:g} km",
            explanation=f"The ship came so near that it may have been in a port of {presence.label}. {SENT}",
            inputs=inputs,
        )
    way = min(_ways(course, window, (lat, lon), settings), default=None)
    return _unseen(presence, way, lead, inputs, settings)


def _unseen(presence: Presence, way: _Way | None, lead: str, inputs: Inputs, settings: SenseSettings) -> Judgement:
    """The ship was heard, and not there: could it have gone there and back in a silence?"""
    if way is not None and way.knots <= settings.max_knots:
        return Judgement(
            stance="cannot tell",
            arithmetic=f"{lead}; silent {shown(way.start)} to {shown(way.end)} ({spanned(way.start, way.end)}): "
            f"there and on at {way.knots:.1f} knots or more, limit {settings.max_knots:g}",
            explanation=f"The ship was not seen at {presence.label}, but was silent for long enough. {SENT}",
            inputs={
                **inputs,
                "silent_from": shown(way.start),
                "silent_to": shown(way.end),
                "knots": round(way.knots, 1),
            },
        )
    needed = f"{way.knots:,.0f} knots" if way is not None and way.knots < 10_000 else "more time than there is"
    return Judgement(
        stance="contradicts",
        arithmetic=f"{lead}; to be there unseen in any silence takes {needed}, limit {settings.max_knots:g}",
        explanation=f"By its own AIS the ship was elsewhere all through the claimed days. {SENT}",
        inputs={**inputs, "knots": round(way.knots, 1) if way is not None and way.knots < 10_000 else None},
    )


def _ways(course: Course, window: Window, at: tuple[float, float], settings: SenseSettings) -> Iterator[_Way]:
    """For every silence that touches the window: the speed it takes to go to a place, stop there, and go on."""
    start, end = window.start or 0, window.end or 0
    stop = settings.stop_minutes * 60
    first, last = course.fixes[0], course.fixes[-1]
    if first.time > start:
        yield _Way(knots_for(_to(first, at, settings), first.time - start - stop), start, first.time)
    if last.time < end:
        yield _Way(knots_for(_to(last, at, settings), end - last.time - stop), last.time, end)
    for a, b in pairwise(course.fixes):
        if b.time >= start and a.time <= end and b.time - a.time > stop:
            km = _to(a, at, settings) + _to(b, at, settings)
            yield _Way(knots_for(km, b.time - a.time - stop), a.time, b.time)


def _to(fix: Fix, at: tuple[float, float], settings: SenseSettings) -> float:
    return max(0.0, rough_km(fix.lat, fix.lon, *at) - settings.away_km)


def _midnight(day: date) -> int:
    return int((datetime(day.year, day.month, day.day) - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001 - UTC days
