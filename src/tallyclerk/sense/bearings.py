"""What a track says of the claimed values of a transfer: places, then ship and days where it sailed between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.model import Bearing, Claim, DateValue, Observation, Stance, Transfer
from tallyclerk.resources.folding import fold
from tallyclerk.sense.ais.words import moment
from tallyclerk.sense.calls import Call
from tallyclerk.sense.claimed import Presence, event_dates, is_exact, known_by, presences, same_ship
from tallyclerk.sense.judge import SENT, Judgement, judge, shown, window_of
from tallyclerk.sense.track import Course


class Sail(msgspec.Struct, frozen=True):
    """A ship's track with what was found on it; `ids` are the observations of its calls, by the call's start."""

    track: str
    ship: str
    course: Course
    calls: tuple[Call, ...]
    ids: Mapping[int, str]

    def named(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Ids of the observations of some calls."""
        return tuple(self.ids[self.calls[n].start] for n in numbers if self.calls[n].start in self.ids)


class _Judged(msgspec.Struct, frozen=True):
    presence: Presence
    judgement: Judgement


def ids_of(observations: Sequence[Observation]) -> dict[int, str]:
    """Ids of the calls among observations of one track, by their start in seconds."""
    return {int(o.start.timestamp()): o.id for o in observations if o.kind == "port call"}


def bearings(transfer: Transfer, sail: Sail, claims: Mapping[str, Claim], settings: SenseSettings) -> Iterator[Bearing]:
    """What a track says of one transfer that names its ship: of each exact place once for each span of days.

    Args:
        transfer: The transfer.
        sail: The track.
        claims: The dossier's claims by id.
        settings: Distances, speeds and the slack of days.
    """
    judged: list[_Judged] = []
    seen: set[tuple[str, str, date | None, date | None]] = set()
    for presence in presences(transfer):
        key = (presence.role, presence.label, presence.earliest, presence.latest)
        if _carried(presence, sail.ship) and is_exact(presence.place):
            found = _Judged(presence, judge(presence, sail.course, sail.calls, settings))
            judged.append(found)
            if key not in seen:
                seen.add(key)
                yield _of_place(found, transfer, sail, claims)
    yield from _of_vehicle(judged, transfer, sail, claims)
    yield from _of_dates(judged, transfer, sail, (claims, settings))


def _carried(presence: Presence, ship: str) -> bool:
    return bool(presence.vehicle) and fold(presence.vehicle or "") == fold(ship) and presence.mode in ("sea", None)


def _of_place(found: _Judged, transfer: Transfer, sail: Sail, claims: Mapping[str, Claim]) -> Bearing:
    presence, judgement = found.presence, found.judgement
    return Bearing(
        track=sail.track,
        transfer=transfer.id,
        role=presence.role,
        value=presence.label,
        stance=judgement.stance,
        observations=sail.named(judgement.calls),
        counted=judgement.stance == "supports" and not _rests_on_ais(presence.claims, claims),
        arithmetic=f"{sail.ship} at {presence.label}: {judgement.arithmetic}",
        explanation=judgement.explanation,
        inputs=judgement.inputs,
        claims=presence.claims,
    )


def _of_vehicle(
    judged: Sequence[_Judged], transfer: Transfer, sail: Sail, claims: Mapping[str, Claim]
) -> Iterator[Bearing]:
    """The ship itself: supported where it was at two or more claimed places, gainsaid where it cannot have been."""
    fact = transfer.facts.get("vehicle")
    told = next((value for value in (fact.values if fact else ()) if same_ship(value, sail.ship)), None)
    there = {j.presence.label: j for j in judged if j.judgement.stance == "supports"}
    away = {j.presence.label: j for j in judged if j.judgement.stance == "contradicts"}
    if told is None or not (len(there) > 1 or away):
        return
    stance: Stance = "supports" if not away else "contradicts" if not there else "cannot tell"
    numbers = sorted({n for j in there.values() for n in j.judgement.calls})
    yield Bearing(
        track=sail.track,
        transfer=transfer.id,
        role="vehicle",
        value=told.label,
        stance=stance,
        observations=sail.named(numbers),
        counted=stance == "supports" and not _rests_on_ais(told.claims, claims),
        arithmetic=f"{sail.ship} within the claimed days: at {', '.join(sorted(there)) or 'none of the places'}; "
        f"cannot have been at {', '.join(sorted(away)) or 'none'}",
        explanation=_VEHICLE[stance],
        inputs={"there": ", ".join(sorted(there)) or None, "not_there": ", ".join(sorted(away)) or None},
        claims=told.claims,
    )


_VEHICLE: dict[Stance, str] = {
    "supports": f"The ship called at the places between which reports have it sail. {SENT}",
    "contradicts": f"The ship that was found cannot have been where reports have it. {SENT}",
    "cannot tell": f"The ship was at some of the places and cannot have been at others. {SENT}",
}


def _of_dates(
    judged: Sequence[_Judged],
    transfer: Transfer,
    sail: Sail,
    context: tuple[Mapping[str, Claim], SenseSettings],
) -> Iterator[Bearing]:
    """The days: of the voyage between the two ends of a leg, where the track has it."""
    claims, settings = context
    ends = {(j.presence.leg, j.presence.role): j for j in judged if j.presence.leg and j.judgement.stance == "supports"}
    for leg in sorted({leg for leg, _ in ends if leg}):
        at = [j for (number, _), j in sorted(ends.items(), key=lambda item: str(item[0])) if number == leg]
        voyage = _voyage(transfer, leg, at, sail.calls)
        if voyage is None:
            continue
        for told in event_dates(transfer):
            if isinstance(told.value, DateValue) and told.value.earliest and told.value.latest:
                window = window_of(told.value.earliest, told.value.latest, settings.day_hours)
                left, came = sail.calls[voyage[0]].end, sail.calls[voyage[1]].start
                held = window.holds(left, left) and window.holds(came, came)
                touched = window.holds(left, came)
                yield Bearing(
                    track=sail.track,
                    transfer=transfer.id,
                    role="date",
                    value=told.label,
                    stance="supports" if held else "cannot tell",
                    observations=sail.named(voyage),
                    counted=held and not _rests_on_ais(told.claims, claims),
                    arithmetic=f"{sail.ship} left {sail.calls[voyage[0]].spot.name} {shown(left)} and lay at "
                    f"{sail.calls[voyage[1]].spot.name} from {shown(came)}; claimed days {told.label}",
                    explanation=_dated(held, touched),
                    inputs={"left": moment(left).isoformat(), "came": moment(came).isoformat(), "days": told.label},
                    claims=told.claims,
                )


def _dated(held: bool, touched: bool) -> str:
    if held:
        return f"A voyage between the two places lies within these days. {SENT}"
    if touched:
        return f"A voyage between the two places lies partly within these days. {SENT}"
    return f"The voyage that was found lies outside these days; the report may mean another one. {SENT}"


def _voyage(transfer: Transfer, leg: int, at: Sequence[_Judged], calls: Sequence[Call]) -> tuple[int, int] | None:
    """The first call at a leg's start that is followed by one at its end, and that call."""
    start, end = transfer.legs[leg - 1].origin, transfer.legs[leg - 1].destination
    by_name = {fold(name): j.judgement.calls for j in at for name in (j.presence.label, j.presence.place.name)}
    if not start or not end or fold(start) not in by_name or fold(end) not in by_name or fold(start) == fold(end):
        return None
    pairs = [
        (calls[b].start - calls[a].end, a, b)
        for a in by_name[fold(start)]
        for b in by_name[fold(end)]
        if calls[b].start >= calls[a].end
    ]
    return min(pairs)[1:] if pairs else None


def _rests_on_ais(ids: Sequence[str], claims: Mapping[str, Claim]) -> bool:
    """Whether a report behind a value has it from AIS itself, which is then no second witness."""
    return known_by((claims[id] for id in ids if id in claims), "AIS")
