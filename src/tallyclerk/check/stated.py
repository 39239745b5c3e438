"""Distances that a text states: "roughly 290 kilometers from the Ukrainian border", "50 km off the coast of Oman"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from tallyclerk.grammar.quantity import find_quantities
from tallyclerk.grammar.units import to_base
from tallyclerk.model import Bound, Claim, Document, Mention
from tallyclerk.resources.parties import PartyEntry, find_party

Line = Literal["border", "coast", "country", "place"]
_NAME = r"[A-Z][\w.’'\-]*(?: (?:of )?[A-Z][\w.’'\-]*){0,3}"
_FROM = r"(?:from|off|of|to|away from|short of|inside|outside|north of|south of|east of|west of|behind)"
# No word of place before it, so that "from the capital of Ukraine" is not of Ukraine; "9,000 km to Russia" is a way.
_APART = (
    r"(?:(?!\b(?:from|off|of|to)\b)[\w ,\-]){0,25}?"
    r"\b(?:from|off|of|away from|short of|outside|north of|south of|east of|west of)"
)
# Each pattern follows the number and its unit. The names are checked against the lexicon, so a wrong catch is dropped.
_TARGETS: tuple[tuple[Line, re.Pattern[str]], ...] = (
    (
        "border",
        re.compile(rf"[\w ,\-]{{0,40}}?\b{_FROM} (?:the )?(?:border|frontier)s? (?:with|to|of) (?:the )?({_NAME})"),
    ),
    (
        "border",
        re.compile(rf"[\w ,\-]{{0,40}}?\b{_FROM} (?:the |its )?({_NAME}?)(?:['’]s?)? (?:\w+ )?(?:border|frontier)\b"),
    ),
    ("coast", re.compile(rf"[\w ,\-]{{0,40}}?\b{_FROM} (?:the )?(?:\w+ )?(?:coast|shore)s? of (?:the )?({_NAME})")),
    ("coast", re.compile(rf"[\w ,\-]{{0,40}}?\b{_FROM} (?:the )?({_NAME}?)(?:['’]s?)? (?:\w+ )?(?:coast|shore)\b")),
    ("country", re.compile(rf"{_APART} (?:the )?({_NAME})")),
    ("place", re.compile(rf"[\w ,\-]{{0,25}}?\b{_FROM} (?:the (?:town|city|port|village|capital) of )?({_NAME})")),
)
_POSSESSIVE = re.compile(r"['’]s?$")
_MAX_REACH = 160


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A stated distance.

    Attributes:
        text, start, end: The wording and its span in the document.
        km: The distance in kilometres; `wording` is number and unit as written.
        line: What it is measured to: a country's border or coast, whichever of a country is nearest, or a place.
        target: The name of that country or place.
        country: ISO 3166-1 alpha-2, of all but a place.
    """

    text: str
    start: int
    end: int
    km: float
    wording: str
    bound: Bound
    line: Line
    target: str
    country: str | None = None


def statements(claim: Claim, document: Document) -> tuple[Statement, ...]:
    """Distances stated near a claim: those that extraction kept, and those in its quote."""
    spans = [(mention.start, mention.end) for mention in claim.stated] or [(claim.quote.start, claim.quote.end)]
    found: dict[tuple[int, int], Statement] = {}
    for start, end in spans:
        for told in _in_span(document.text, start, end):
            found.setdefault((told.start, told.end), told)
    return tuple(found[key] for key in sorted(found))


def statement_of(mention: Mention) -> Statement | None:
    """The distance that one wording states, with its span as given; None where it states none."""
    told = next(iter(_in_span(mention.text, 0, len(mention.text))), None)
    if told is None:
        return None
    return msgspec.structs.replace(told, start=told.start + mention.start, end=told.end + mention.start)


def _in_span(text: str, start: int, end: int) -> Iterator[Statement]:
    piece = text[start:end]
    for quantity in find_quantities(piece):
        base = to_base(quantity.value, quantity.unit) if quantity.unit and quantity.kind == "length" else None
        if base is None or base[1] != "kilometre":
            continue
        told = _target(piece[quantity.end : quantity.end + _MAX_REACH])
        if told is not None:
            line, target, country, length = told
            yield Statement(
                text=piece[quantity.start : quantity.end + length],
                start=start + quantity.start,
                end=start + quantity.end + length,
                km=float(base[0]),
                wording=f"{quantity.value:,} {quantity.unit}",
                bound=quantity.bound,
                line=line,
                target=target,
                country=country,
            )


def _target(rest: str) -> tuple[Line, str, str | None, int] | None:
    """What stands behind the unit: line, name, country, and how far the wording goes."""
    for line, pattern in _TARGETS:
        match = pattern.match(rest)
        if match is None:
            continue
        name = match.group(1)
        if line == "place":
            place = _POSSESSIVE.sub("", name)
            return None if _called(place) else (line, place, None, match.end())
        entry = _called(name) if line == "country" else _country(name)
        if entry is not None:
            return line, entry.name, entry.country, match.end()
    return None


def _called(name: str) -> PartyEntry | None:
    """The country that bears a name; None for what is a country's ("Russian", "Ukraine's capital")."""
    party = None if _POSSESSIVE.search(name) else find_party(name)
    return party.entry if party and party.entry.id.startswith("iso:") and party.via in ("name", "alias") else None


def _country(name: str) -> PartyEntry | None:
    """The country of a name or adjective; of two ("Russia-Ukraine border") the last."""
    for piece in (name, *reversed(re.split(r"[-–\s]", name))):
        party = find_party(piece)
        if party is not None and party.entry.id.startswith("iso:") and party.via in ("name", "alias", "adjective"):
            return party.entry
    return None
