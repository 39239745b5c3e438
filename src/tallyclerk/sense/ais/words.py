"""What a line of AIS says, with the checks that each value has to pass."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

import msgspec

from tallyclerk.grammar.identifiers import is_ship_mmsi
from tallyclerk.resources.vehicles import is_imo

_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?(?:\.[0-9]{1,9})?")
_DAY_FIRST = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")
_FIRST, _LAST = 946_684_800, 4_102_444_800
"""The years 2000 to 2099: AIS is required since 2002."""
_NO_LAT, _NO_LON, _NO_SPEED = 91.0, 181.0, 102.3
"""What stands for "not available" (ITU-R M.1371-5)."""
_LONGEST_NAME = 20
"""Characters that a ship's name has in AIS; some tables give more."""


class Position(msgspec.Struct, frozen=True):
    """Where a ship was: `time` in seconds since 1970 (UTC), degrees WGS-84, speed over ground in knots if sent."""

    mmsi: str
    time: int
    lat: float
    lon: float
    knots: float | None


class Identity(msgspec.Struct, frozen=True):
    """What a ship calls itself."""

    mmsi: str
    name: str | None
    imo: str | None


class Bad(msgspec.Struct, frozen=True):
    """A line that cannot be used, and why."""

    line: int
    reason: str


Said = Position | Identity | Bad


class NotUsable(ValueError):
    """A value is not what it has to be; the message says what is wrong. Never leaves this package."""


def seconds(text: str) -> int:
    """Seconds since 1970 of a time: ISO 8601, `31/12/2023 23:59:59`, or seconds or milliseconds since 1970.

    A time without an offset is UTC.

    Raises:
        NotUsable: if it is none of these, or outside 2000 to 2099.
    """
    stripped = text.strip()[:40]
    found = _epoch(stripped) if _EPOCH.fullmatch(stripped) else _calendar(stripped)
    if not _FIRST <= found < _LAST:
        raise NotUsable(f"its time {stripped!r} is not of this century")
    return int(found)


def _epoch(text: str) -> float:
    value = float(text)
    return value / 1000 if len(text.partition(".")[0]) == 13 else value


def _calendar(text: str) -> float:
    day_first = _DAY_FIRST.fullmatch(text)
    try:
        if day_first:
            day, month, year, hour, minute, second = map(int, day_first.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()
        found = datetime.fromisoformat(text.removesuffix(" UTC"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        raise NotUsable(f"its time {text!r} cannot be read") from None


def moment(time: int) -> datetime:
    """The same as a time of the calendar, UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=time)


def mmsi_of(text: str) -> str | None:
    """An MMSI, or None where it is not a ship's.

    Raises:
        NotUsable: if it is not a number of up to nine digits.
    """
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise NotUsable(f"its MMSI {digits[:20]!r} is not a number of nine digits")
    padded = digits.zfill(9)
    return padded if is_ship_mmsi(padded) else None


def place_of(lat: float, lon: float) -> tuple[float, float] | None:
    """A position in degrees, or None where "not available" was sent.

    Raises:
        NotUsable: if it is not on Earth, or is 0, 0, which broken receivers send.
    """
    if lat == _NO_LAT or lon == _NO_LON:
        return None
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise NotUsable(f"its position {lat}, {lon} is not on Earth")
    if lat == 0 and lon == 0:
        raise NotUsable("its position is 0, 0, which stands for none")
    return round(lat, 6), round(lon, 6)


def number(text: str, what: str) -> float:
    """A number.

    Raises:
        NotUsable: if it is none.
    """
    try:
        return float(text) if len(text) <= 40 and "_" not in text else float("x")
    except ValueError:
        raise NotUsable(f"its {what} {text[:40]!r} is not a number") from None


def knots_of(value: float | None) -> float | None:
    """A speed in knots, or None where none was sent or none can be."""
    if value is None or not math.isfinite(value) or not 0 <= value < _NO_SPEED:
        return None
    return round(value, 2)


def name_of(text: str | None) -> str | None:
    """A ship's name without the signs that pad it."""
    kept = " ".join((text or "").replace("@", " ").split())[: 3 * _LONGEST_NAME]
    return kept or None


def imo_of(text: str | None) -> str | None:
    """An IMO number whose check digit holds."""
    digits = (text or "").strip().upper().removeprefix("IMO").strip().removesuffix(".0")
    return digits if is_imo(digits) else None
