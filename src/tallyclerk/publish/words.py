"""Days, counts and names in words, as the page and `explain` show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from tallyclerk.model import (
    Attribution,
    Claim,
    DateValue,
    Document,
    Mention,
    PartyValue,
    PlaceValue,
    Registered,
    Value,
    VehicleValue,
)

MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def showable(text: str) -> str:
    """The text with what no page can hold (control characters, half surrogate pairs) as U+FFFD."""
    return UNSHOWABLE.sub("\ufffd", text)


def in_line(text: str, limit: int = 0) -> str:
    """The text on one line, without direction overrides, cut to `limit` characters if that is not 0."""
    flat = " ".join(BIDI_CONTROLS.sub("", showable(text)).split())
    return flat if not limit or len(flat) <= limit else f"{flat[: limit - 1].rstrip()}…"


def counted(number: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def few(ids: Sequence[str]) -> str:
    """`d1, d2`, or of more than three the first two and how many more."""
    return ", ".join(ids) if len(ids) < 4 else f"{ids[0]}, {ids[1]} and {len(ids) - 2} more"


def day(when: date, months: Sequence[str] = MONTHS) -> str:
    """`7 September 2023`, or with other names of months."""
    return f"{when.day} {months[when.month]} {when.year}"


def span_of_time(start: datetime, end: datetime) -> str:
    """From when to when, to the minute."""
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{day(end)} {end:%H:%M}"
    return f"{day(start)} {start:%H:%M} – {last} UTC"


def interval(earliest: date | None, latest: date | None, months: Sequence[str] = MONTHS) -> str:
    """First and last possible day, as briefly as is exact; an open end is said aloud."""
    if earliest is None or latest is None:
        known = earliest or latest
        return f"{day(known, months)} or {'later' if earliest else 'earlier'}" if known else "day not known"
    if earliest == latest:
        return day(earliest, months)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day(latest, months)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {months[earliest.month]} – {day(latest, months)}"
    return f"{day(earliest, months)} – {day(latest, months)}"


def label(value: Value) -> str:
    """How a value is shown: days in words, everything else by its own label."""
    if isinstance(value, DateValue) and (value.earliest or value.latest):
        return interval(value.earliest, value.latest)
    return value.label


def outlet(document: Document) -> str:
    """Who published a document; where that is not known, the document itself."""
    return document.outlet or f"document {document.id}"


def cited(document: Document) -> str:
    """A document in a list: its outlet and id."""
    return f"{document.outlet or 'outlet not known'} ({document.id})"


def published(document: Document) -> str:
    """When a document was published, in words."""
    if document.published is None:
        return "day of publication not known"
    return f"published {interval(document.published.earliest, document.published.latest)}"


def dated_by(document: Document) -> str:
    """What the day of publication rests on, and which days copies of the text give it."""
    own = document.published.basis if document.published else ""
    if (copied := document.same_text) is None:
        return own
    said = f"{copied.basis} was published {interval(copied.earliest, copied.latest)}"
    return f"{own}; {said}" if own else said


def speaker(link: Attribution) -> str:
    """One link of an attribution chain with the body it speaks for."""
    return f"{link.name} ({link.of})" if link.of and link.of != link.name else link.name


def said_by(claim: Claim) -> str:
    """The chain of who says so, outermost first; empty where the report speaks for itself.

    A body right behind the person who speaks for it is not named twice.
    """
    chain: list[str] = []
    body = ""
    for link in claim.attribution:
        if _bare(link.name) != body:
            chain.append(speaker(link))
        body = _bare(link.of or "")
    return ", citing ".join(chain)


def _bare(name: str) -> str:
    """A name without its article and case, to tell whether two are one."""
    return name.casefold().removeprefix("the ")


def where(place: PlaceValue) -> str:
    """Region and country of a place, its precision and coordinates, or that it has none."""
    area = ", ".join(part for part in (place.region, place.country) if part)
    if place.lat is None or place.lon is None:
        return " · ".join(part for part in (area, "not placed on the map") if part)
    return " · ".join(part for part in (area, place.precision, degrees(place.lat, place.lon)) if part)


def degrees(lat: float, lon: float) -> str:
    """`42.26° N, 130.28° E`."""
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


def details(value: Value) -> tuple[str, ...]:
    """What grounding added to a value's wording, in words."""
    found: list[str] = []
    if isinstance(value, PlaceValue):
        found.append(where(value))
        found.extend(f"not {r.name}{f' ({r.country})' if r.country else ''}: {r.why}" for r in value.readings if r.why)
    if isinstance(value, DateValue):
        found.extend(value.inferred)
    found.extend(text for text in (getattr(value, "note", None), *_vehicle(value)) if text)
    if isinstance(value, PartyValue | VehicleValue) and value.register is not None:
        found.extend(_registered(value.register))
    return tuple(found)


def _registered(held: Registered) -> tuple[str, ...]:
    """What a register holds of a ship or party, and what the match rests on."""
    numbers = (
        ("IMO", held.imo),
        ("MMSI", held.mmsi),
        ("flag", held.flag),
        ("type", held.type),
        ("capacity", held.capacity),
    )
    known = ", ".join(f"{name} {value}" for name, value in numbers if value)
    named = f"in the register: {held.name}{f', {known}' if known else ''} ({held.why})"
    if not held.sanctioned:
        return (named,)
    return f"sanctioned, says the register: {listed(held.programs) if held.programs else 'no programme named'}", named


def _vehicle(value: Mention) -> tuple[str, ...]:
    imo, kind, flag = (getattr(value, name, None) for name in ("imo", "kind", "flag"))
    known = (f"IMO {imo}" if imo else None, kind if isinstance(kind, str) else None, f"flag {flag}" if flag else None)
    return tuple(part for part in known if part) if hasattr(value, "mode") else ()
