"""A made track: a ship lies in Najin, falls silent at sea, lies in Dunay, and meets a tanker on the way back.

Positions, names and numbers are made up; only the two towns are real.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

NAJIN = (42.2256, 130.2931)
"""A quay some kilometres from the gazetteer's point of the town."""
DUNAY = (42.8830, 132.3400)
SEA = (42.20, 131.20)
MEETING = (42.05, 131.60)
SHIP, TANKER, PASSER = "273456780", "518777001", "412333444"
IMO = "9179842"
START = datetime(2023, 9, 6, tzinfo=UTC)

Row = tuple[str, datetime, float, float, float, str, str]
"""MMSI, time, latitude, longitude, knots, IMO, name."""
Fields = dict[str, str | int | float | bytes | bool]
"""What pyais encodes."""


def straight(
    start: tuple[float, float], end: tuple[float, float], begin: datetime, hours: float, minutes: int = 30
) -> Iterator[tuple[datetime, float, float]]:
    """Positions on a line, both ends included."""
    steps = max(1, round(hours * 60 / minutes))
    for n in range(steps + 1):
        share = n / steps
        lat, lon = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        yield begin + timedelta(hours=hours * share), lat, lon


def still(
    at: tuple[float, float], begin: datetime, hours: float, minutes: int = 30
) -> Iterator[tuple[datetime, float, float]]:
    """A ship that swings at its anchor by tens of metres."""
    for n in range(round(hours * 60 / minutes) + 1):
        yield begin + timedelta(minutes=n * minutes), at[0] + 0.0002 * (n % 3), at[1] - 0.0002 * (n % 2)


def ship_rows() -> list[Row]:
    """Angara: at sea, in Najin 8 to 10 September, silent 30 hours, in Dunay 12 to 13, a meeting on the 15th."""
    day = START
    parts = [
        (straight(SEA, NAJIN, day + timedelta(hours=40), 8), 6.0),
        (still(NAJIN, day + timedelta(hours=49), 48), 0.1),
        (straight(NAJIN, SEA, day + timedelta(hours=98), 6), 7.0),
        # silent for 30 hours
        (straight((42.7, 132.2), DUNAY, day + timedelta(hours=134), 3), 8.0),
        (still(DUNAY, day + timedelta(hours=138), 24), 0.0),
        (straight(DUNAY, MEETING, day + timedelta(hours=163), 12), 6.0),
        (still(MEETING, day + timedelta(hours=176), 4), 0.5),
        (straight(MEETING, SEA, day + timedelta(hours=181), 4), 7.0),
    ]
    return [(SHIP, time, lat, lon, knots, IMO, "ANGARA") for part, knots in parts for time, lat, lon in part]


def other_rows() -> list[Row]:
    """A tanker that lies 200 metres off during the meeting, and a ship that passes by at speed."""
    beside = (MEETING[0] + 0.0015, MEETING[1] + 0.001)
    day = START
    tanker = [
        *((t, a, o, 8.0) for t, a, o in straight((41.5, 131.6), beside, day + timedelta(hours=170), 5)),
        *((t, a, o, 0.4) for t, a, o in still(beside, day + timedelta(hours=175, minutes=45), 5)),
        *((t, a, o, 8.0) for t, a, o in straight(beside, (41.5, 131.6), day + timedelta(hours=181, minutes=15), 5)),
    ]
    passer = [(t, a, o, 14.0) for t, a, o in straight((42.05, 131.3), (42.05, 131.9), day + timedelta(hours=177), 1, 5)]
    return [
        *((TANKER, t, a, o, k, "", "MORNING DEW") for t, a, o, k in tanker),
        *((PASSER, t, a, o, k, "", "QUICK WATER") for t, a, o, k in passer),
    ]


def marine_cadastre(rows: Sequence[Row]) -> str:
    """Rows as the coast guard of the United States publishes them."""
    head = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType"
    lines = [
        f"{m},{t:%Y-%m-%dT%H:%M:%S},{lat:.5f},{lon:.5f},{k:.1f},0.0,511.0,{name},{'IMO' + imo if imo else ''},,70"
        for m, t, lat, lon, k, imo, name in rows
    ]
    return "\n".join([head, *lines]) + "\n"


def danish(rows: Sequence[Row]) -> str:
    """Rows as the Danish Maritime Authority publishes them."""
    head = (
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name"
    )
    lines = [
        f"{t:%d/%m/%Y %H:%M:%S},Class A,{m},{lat:.6f},{lon:.6f},Unknown value,,{k:.1f},,,{imo or 'Unknown'},,{name}"
        for m, t, lat, lon, k, imo, name in rows
    ]
    return "\n".join([head, *lines]) + "\n"


def nmea(rows: Sequence[Row]) -> list[str]:
    """The same as a receiver logs them, each with a tag block; each ship first says who it is, in two sentences."""
    from pyais.encode import encode_dict

    lines: list[str] = []
    named: set[str] = set()
    for mmsi, time, lat, lon, knots, imo, name in rows:
        if mmsi not in named:
            named.add(mmsi)
            static: Fields = {"msg_type": 5, "mmsi": mmsi, "shipname": name, "imo": int(imo or 0)}
            lines += [f"{tag(time)}{part}" for part in encode_dict(static, talker_id="AI", seq_id=len(named) % 9)]
        moved: Fields = {"msg_type": 1, "mmsi": mmsi, "lat": lat, "lon": lon, "speed": knots, "course": 0}
        lines += [f"{tag(time)}{part}" for part in encode_dict(moved, talker_id="AI", radio_channel="A")]
    return lines


def tag(time: datetime) -> str:
    """A tag block with the time of reception."""
    body = f"s:made,c:{int(time.timestamp())}"
    check = 0
    for byte in body.encode():
        check ^= byte
    return f"\\{body}*{check:02X}\\"
