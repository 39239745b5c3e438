"""Calls, gaps and meetings of a track as observations, each with its arithmetic in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.model import Inputs, Observation, Transfer
from tallyclerk.sense.ais.words import moment
from tallyclerk.sense.calls import Call
from tallyclerk.sense.claimed import presences
from tallyclerk.sense.gaps import Gap
from tallyclerk.sense.judge import Window, shown, spanned, window_of
from tallyclerk.sense.meetings import Meeting
from tallyclerk.sense.ships import Heard


class Scene(msgspec.Struct, frozen=True):
    """What the observations of one track are told against.

    Attributes:
        track: Id of the track.
        ship: The ship's name.
        transfers: Those that name it.
        heard: What other ships call themselves.
    """

    track: str
    ship: str
    transfers: tuple[Transfer, ...]
    heard: Heard
    settings: SenseSettings

    def concerned(self, start: int, end: int) -> tuple[str, ...]:
        """Transfers within whose days, and some days more, a time lies; a transfer without days takes all."""
        return tuple(t.id for t in self.transfers if self._days(t).holds(start, end))

    def _days(self, transfer: Transfer) -> Window:
        found = presences(transfer)
        first = [presence.earliest for presence in found if presence.earliest]
        last = [presence.latest for presence in found if presence.latest]
        hours = self.settings.day_hours + 24 * self.settings.margin_days
        dated = len(first) == len(last) == len(found)
        return window_of(min(first), max(last), hours) if found and dated else Window(None, None)


def of_call(call: Call, scene: Scene) -> Observation:
    """A port call."""
    settings = scene.settings
    inputs: Inputs = {
        "positions": call.fixes,
        "fastest_knots": call.fastest,
        "stopped_knots": settings.stopped_knots,
        "stop_minutes": settings.stop_minutes,
        "place_lat": call.spot.lat,
        "place_lon": call.spot.lon,
        "km": call.km,
        "port_km": settings.port_km,
    }
    kind = "a place that reports name" if call.spot.claimed else "a port of the gazetteer"
    return Observation(
        id="",
        track=scene.track,
        kind="port call",
        start=moment(call.start),
        end=moment(call.end),
        lat=call.lat,
        lon=call.lon,
        place=call.spot.name,
        transfers=scene.concerned(call.start, call.end),
        arithmetic=f"{call.fixes} positions at {call.fastest:g} knots or less, "
        f"{shown(call.start)} to {shown(call.end)} ({spanned(call.start, call.end)}), {call.km:g} km from "
        f"{call.spot.name}; a stop is {settings.stopped_knots:g} knots "
        f"for {settings.stop_minutes:g} minutes, near is {settings.port_km:g} km",
        explanation=f"{scene.ship} lay at {call.spot.name}, {kind}. What was loaded or landed is not seen.",
        inputs=inputs,
    )


def of_gap(gap: Gap, scene: Scene) -> Observation:
    """A gap."""
    settings, before, after = scene.settings, gap.before, gap.after
    usual = gap.usual / 60
    fast = gap.knots > settings.max_knots
    words = (
        "No cargo ship goes that fast: one of the two positions, or who sent it, is false."
        if fast
        else "Where the ship was in between is not known; receivers miss ships too, so a silence proves no intent."
    )
    return Observation(
        id="",
        track=scene.track,
        kind="gap",
        start=moment(before.time),
        end=moment(after.time),
        lat=before.lat,
        lon=before.lon,
        place=gap.near.name if gap.near else None,
        transfers=scene.concerned(before.time, after.time),
        arithmetic=f"silent {shown(before.time)} to {shown(after.time)} ({spanned(before.time, after.time)}); "
        f"its usual interval is {usual:.0f} min, and a gap is {settings.gap_hours:g} h and "
        f"{settings.gap_factor:g} × that; "
        f"{gap.km:,.1f} km from {before.lat:.3f}, {before.lon:.3f} to {after.lat:.3f}, {after.lon:.3f} = "
        f"at least {gap.knots:g} knots",
        explanation=words,
        inputs={
            "hours": round(gap.seconds / 3600, 2),
            "usual_minutes": round(usual, 1),
            "gap_hours": settings.gap_hours,
            "gap_factor": settings.gap_factor,
            "after_lat": after.lat,
            "after_lon": after.lon,
            "km": gap.km,
            "knots": gap.knots,
        },
    )


def of_meeting(meeting: Meeting, scene: Scene) -> Observation:
    """A meeting."""
    settings = scene.settings
    names = "/".join(scene.heard.names(meeting.other)) or "a ship without a name"
    other = f"{names} (MMSI {meeting.other})"
    return Observation(
        id="",
        track=scene.track,
        kind="meeting",
        start=moment(meeting.start),
        end=moment(meeting.end),
        lat=meeting.lat,
        lon=meeting.lon,
        transfers=scene.concerned(meeting.start, meeting.end),
        arithmetic=f"{meeting.closest:g} to {meeting.farthest:g} km from {other} at {meeting.times} times, "
        f"{shown(meeting.start)} to {shown(meeting.end)} ({spanned(meeting.start, meeting.end)}); a meeting is "
        f"{settings.meeting_km:g} km, {settings.meeting_knots:g} knots, {settings.meeting_minutes:g} minutes, "
        f"{settings.meeting_port_km:g} km from any port",
        explanation=f"{scene.ship} lay beside {names} at sea. Whether goods changed ship is not seen.",
        inputs={
            "other_mmsi": meeting.other,
            "other_name": names,
            "other_imo": "/".join(scene.heard.imos(meeting.other)) or None,
            "closest_km": meeting.closest,
            "farthest_km": meeting.farthest,
            "times": meeting.times,
        },
    )


def in_order(observations: Sequence[Observation], first: int) -> tuple[Observation, ...]:
    """Observations by time, numbered from `first`; without those that concern no transfer."""
    kept = sorted((o for o in observations if o.transfers), key=lambda o: (o.start, o.end, o.kind, o.arithmetic))
    return tuple(msgspec.structs.replace(o, id=f"s{n}") for n, o in enumerate(kept, start=first))
