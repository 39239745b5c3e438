"""`observe`: what files of AIS show of the ships that a dossier names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.errors import SensorError
from tallyclerk.grammar.identifiers import is_ship_mmsi
from tallyclerk.model import Dossier, Observation, Sensed, Track, Transfer
from tallyclerk.resources.folding import fold
from tallyclerk.sense.ais.words import moment
from tallyclerk.sense.bearings import Sail, bearings, ids_of
from tallyclerk.sense.calls import Call, Spot, find_calls
from tallyclerk.sense.claimed import is_exact, presences, transfers_naming
from tallyclerk.sense.gaps import find_gaps
from tallyclerk.sense.meetings import find_meetings
from tallyclerk.sense.observations import Scene, in_order, of_call, of_gap, of_meeting
from tallyclerk.sense.ships import Heard, Match, match, wanted_ships
from tallyclerk.sense.survey import Survey, extract, listen, survey
from tallyclerk.sense.track import Course


class Seen(msgspec.Struct, frozen=True):
    """What `observe` gives: the findings, and the positions that they rest on as a table (UTF-8 CSV)."""

    sensed: Sensed
    positions: bytes


def observe(
    dossier: Dossier,
    paths: Sequence[Path],
    settings: SenseSettings | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Seen:
    """Find port calls, gaps and meetings of the ships that a dossier names, and hold them against its claims.

    Args:
        dossier: A dossier without observations.
        paths: Files of AIS: tables or NMEA, plain or packed with gzip. Their order does not matter.
        settings: Thresholds and bounds; defaults when None.
        chosen: MMSI by a ship's name, where the reports do not tell which ship is meant.

    Raises:
        SensorError: if a file cannot be read, or a chosen MMSI is none.
    """
    settings = settings or SenseSettings()
    picked = _checked(chosen or {})
    ordered = sorted(paths, key=lambda path: (path.name, str(path)))
    heard, files = listen(ordered, settings)
    wanted = wanted_ships(dossier)
    found = [match(ship, heard, picked) for ship in wanted]
    matches = [item for item in found if isinstance(item, Match)]
    surveyed = survey(ordered, files, matches, settings)
    notes = tuple(item for item in found if isinstance(item, str)) or (() if wanted else (_NO_SHIP,))
    return _Watch(dossier, settings, heard, surveyed).run(matches, notes)


_NO_SHIP = "the dossier names no ship, so nothing was looked for"


def _checked(chosen: Mapping[str, str]) -> dict[str, str]:
    for name, mmsi in sorted(chosen.items()):
        if not is_ship_mmsi(mmsi):
            raise SensorError(f"{name}={mmsi}: an MMSI of a ship has nine digits and begins with 2 to 7")
    return {fold(name): mmsi for name, mmsi in chosen.items()}


class _Watch:
    """One run over the tracks of a dossier."""

    def __init__(self, dossier: Dossier, settings: SenseSettings, heard: Heard, surveyed: Survey) -> None:
        self._dossier, self._settings, self._heard, self._survey = dossier, settings, heard, surveyed
        self._claims = {claim.id: claim for claim in dossier.claims}
        self._met: set[str] = set()

    def run(self, matches: Sequence[Match], notes: tuple[str, ...]) -> Seen:
        """Observations and bearings of all tracks, and the positions that they rest on."""
        sensed = Sensed(files=self._survey.files, notes=notes)
        for number, (ship, course) in enumerate(zip(matches, self._survey.courses, strict=True), start=1):
            if course.fixes:
                sensed = self._with(sensed, _track(f"a{number}", ship, course), (ship, course))
            else:
                words = f"{ship.wanted.name}: it is in the AIS data by name, without a position"
                sensed = msgspec.structs.replace(sensed, notes=(*sensed.notes, words))
        kept = {mmsi for match in matches for mmsi in match.mmsi} | self._met
        used = {mmsi: positions for mmsi, positions in self._survey.used.items() if mmsi in kept}
        positions = extract(used, self._heard)
        digest = hashlib.sha256(positions).hexdigest() if used else ""
        return Seen(msgspec.structs.replace(sensed, extract=digest), positions if used else b"")

    def _with(self, sensed: Sensed, track: Track, found: tuple[Match, Course]) -> Sensed:
        transfers = transfers_naming(self._dossier, track.ship, found[0].wanted.imo)
        scene = Scene(track.id, track.ship, transfers, self._heard, self._settings)
        claimed = _spots(transfers)
        calls = find_calls(found[1], claimed, self._settings)
        shown = self._observations(scene, found, claimed, calls)
        seen = in_order(shown, first=len(sensed.observations) + 1)
        sail = Sail(track.id, track.ship, found[1], calls, ids_of(seen))
        said = [bearing for t in transfers for bearing in bearings(t, sail, self._claims, self._settings)]
        return msgspec.structs.replace(
            sensed,
            tracks=(*sensed.tracks, track),
            observations=(*sensed.observations, *seen),
            bearings=(*sensed.bearings, *said),
        )

    def _observations(
        self, scene: Scene, found: tuple[Match, Course], claimed: tuple[Spot, ...], calls: Sequence[Call]
    ) -> list[Observation]:
        ship, course = found
        others = {mmsi: other for mmsi, other in self._beside().items() if mmsi not in ship.mmsi}
        meetings = find_meetings(course, others, claimed, self._settings)
        self._met |= {meeting.other for meeting in meetings}
        return [
            *(of_call(call, scene) for call in calls),
            *(of_gap(gap, scene) for gap in find_gaps(course, claimed, self._settings)),
            *(of_meeting(meeting, scene) for meeting in meetings),
        ]

    def _beside(self) -> dict[str, Course]:
        """Every other ship by MMSI: those that were near, and the named ones, for two of these can meet."""
        return {**self._survey.others, **self._survey.named}


def _track(id: str, ship: Match, course: Course) -> Track:
    return Track(
        id=id,
        ship=ship.wanted.name,
        mmsi=ship.mmsi,
        imo=ship.imo,
        sent_name=ship.sent_name,
        matched=ship.words,
        first=moment(course.fixes[0].time),
        last=moment(course.fixes[-1].time),
        positions=len(course.fixes),
        usual_minutes=round(course.usual_seconds / 60, 1),
        jumps=course.jumps,
    )


def _spots(transfers: Sequence[Transfer]) -> tuple[Spot, ...]:
    """The claimed places that have coordinates of their own, each once."""
    places = (presence.place for transfer in transfers for presence in presences(transfer))
    exact = {(p.name, p.lat or 0.0, p.lon or 0.0) for p in places if is_exact(p)}
    return tuple(Spot(name, lat, lon, claimed=True) for name, lat, lon in sorted(exact))


def differing(old: Sensed, new: Sensed) -> str | None:
    """Which part of some findings does not come out again from their positions, or None where all does."""
    if [_core(track) for track in old.tracks] != [_core(track) for track in new.tracks]:
        return "tracks"
    if old.observations != new.observations:
        return "observations"
    return "bearings" if old.bearings != new.bearings else None


def _core(track: Track) -> Track:
    """A track without how it was told from other ships, which the extract does not hold."""
    return msgspec.structs.replace(track, matched="")
