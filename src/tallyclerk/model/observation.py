"""What sensors show of the ships that reports name: tracks, what happened on them, and what that says of the claims."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from tallyclerk.model.claim import Role

POSITIONS = "observed-ais.csv"
"""The file beside an observed dossier that holds the positions which it rests on."""

Inputs = dict[str, str | int | float | None]
ObservationKind = Literal["port call", "gap", "meeting"]
Stance = Literal["supports", "contradicts", "cannot tell"]


class BadLine(msgspec.Struct, frozen=True):
    """A line of a sensor file that could not be used, and why."""

    line: int
    reason: str


class SensorFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of position reports as read.

    Attributes:
        name: Its name, without folders.
        sha256: Hash of its bytes, unpacked, in hex.
        format: How it was read.
        lines, positions: How many lines it has, and how many positions of ships were read from them.
        bad: How many lines could not be used; the first of them are in `bad_lines`.
    """

    name: str
    sha256: str
    format: Literal["csv", "nmea"]
    lines: int
    positions: int
    bad: int = 0
    bad_lines: tuple[BadLine, ...] = ()


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """The positions of one ship that reports name.

    Attributes:
        id: `a1`, `a2` …
        ship: The name that the reports give it.
        mmsi: The numbers under which it was heard.
        imo, sent_name: What the ship sends of itself.
        matched: What made it the ship that the reports name, in words.
        first, last: When it was first and last heard (UTC).
        positions: How many positions were used.
        usual_minutes: The median interval between two of them.
        jumps: Positions left out because no ship gets there and back in the time.
    """

    id: str
    ship: str
    mmsi: tuple[str, ...]
    imo: str | None = None
    sent_name: str | None = None
    matched: str
    first: datetime
    last: datetime
    positions: int
    usual_minutes: float
    jumps: int = 0


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a track shows.

    Attributes:
        id: `s1`, `s2` …
        start, end: From when to when (UTC).
        lat, lon: Where: the middle of a call or meeting, the last position before a gap. Degrees, WGS-84.
        place: The port, or the claimed place, that it was at or nearest to.
        transfers: Transfers that name the ship, near whose days it is.
        arithmetic: The calculation in one readable line.
        explanation: What it shows and what it does not.
        inputs: What went in, by name.
    """

    id: str
    track: str
    kind: ObservationKind
    start: datetime
    end: datetime
    lat: float
    lon: float
    place: str | None = None
    transfers: tuple[str, ...] = ()
    arithmetic: str
    explanation: str
    inputs: Inputs


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """What a track says of one claimed value of a transfer.

    Attributes:
        role, value: The fact, and the label of its value.
        observations: Ids of what shows it.
        counted: Whether the track may be counted as a witness of its own for this value.
    """

    track: str
    transfer: str
    role: Role
    value: str
    stance: Stance
    observations: tuple[str, ...] = ()
    counted: bool = False
    arithmetic: str
    explanation: str
    inputs: Inputs
    claims: tuple[str, ...] = ()


class Sensed(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from sensors for one dossier.

    Attributes:
        notes: Ships that were looked for and not found, or not told apart, in words.
        extract: Hash of the file `POSITIONS` beside the dossier.
    """

    files: tuple[SensorFile, ...] = ()
    tracks: tuple[Track, ...] = ()
    observations: tuple[Observation, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    notes: tuple[str, ...] = ()
    extract: str = ""
