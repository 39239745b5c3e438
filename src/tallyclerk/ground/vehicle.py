"""Vehicles: name, kind, flag, count and IMO number, from the mention and what the text says beside the name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tallyclerk.grammar.quantity import parse_quantity
from tallyclerk.ground.context import Context
from tallyclerk.model import Mention, VehicleValue
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.place_words import alternation
from tallyclerk.resources.vehicles import (
    VehicleKind,
    find_prefix,
    find_vehicle_noun,
    flag_words,
    is_imo,
    named_vehicles,
    vehicle_kinds,
)

_ARTICLE = re.compile(r"^(?:the|a|an|its|their|one of its|some|several|another)\s+", re.IGNORECASE)
_QUOTES = "\"“”'‘’ "
_COUNTRY = r"((?:[A-Z][\w.’'\-]*)(?: (?:and |of )?[A-Z][\w.’'\-]*){0,3}?)"
_IMO = re.compile(r"\bIMO(?:\s+(?:number|no\.?))?[\s:#]{0,3}(\d{7})(?!\d)")
_FORMER = re.compile(
    r"\b(?:formerly|previously)(?: (?:known as|named|called))?,? (?:the )?[\"“'‘]?"
    r"([A-Z][\w\-]*(?: [A-Z0-9][\w\-]*){0,2})"
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_BESIDE = 160
"""Characters around a name in which flag, kind and IMO number are looked for."""


def ground_vehicle(mention: Mention, context: Context) -> VehicleValue:
    """The vehicle that a mention names or describes.

    A prefix ("MV") is no part of the name. Kind, flag and IMO number may stand beside the name anywhere in the
    document; an IMO number counts only where its check digit holds. A vehicle is never looked up among places.
    """
    name = _name(mention.text, context)
    beside = _beside(name, context.text) if name else mention.text
    kind = _kind(mention.text) or (_kind_beside(name, context.text) if name else None)
    imo, refused = _imo(beside) if name else (None, None)
    return VehicleValue(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=name or _ARTICLE.sub("", mention.text).strip(),
        id=f"imo:{imo}" if imo else f"name:{fold(name).replace(' ', '-')}" if name else None,
        imo=imo,
        mode=kind.mode if kind else None,
        kind=kind.id if kind else None,
        flag=_flag(mention.text) or (_flag(beside) if name else None),
        count=None if name else _count(mention.text),
        note=_note(name, beside, refused),
    )


def _name(text: str, context: Context) -> str | None:
    """The vehicle's own name: behind a prefix, or one that the document introduces as a vehicle's."""
    bare = _ARTICLE.sub("", text.strip()).strip(_QUOTES)
    prefix = find_prefix(bare)
    if prefix is not None:
        return bare[prefix[1] :].strip(_QUOTES)
    for name in sorted(_named(context.text), key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(name)}[{re.escape(_QUOTES)}]*(?:['’]s)?$", bare):
            return name
    return _behind_noun(bare)


def _behind_noun(bare: str) -> str | None:
    """A capitalised name behind a vehicle noun: "freighter Halcyon"."""
    noun = find_vehicle_noun(bare)
    if noun is None:
        return bare if re.fullmatch(r"[A-Z][\w’'\-]*(?: [A-Z0-9][\w’'\-]*){0,3}", bare) else None
    rest = bare[noun.end :].strip(_QUOTES)
    return rest if rest and rest[0].isupper() else None


@lru_cache(maxsize=4)
def _named(text: str) -> tuple[str, ...]:
    return named_vehicles(text)


def _beside(name: str, text: str) -> str:
    """The text around each place where the name stands, cut at sentence ends."""
    pieces = []
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        left = re.split(r"(?<=[a-z)])[.!?\n]\s", text[max(0, match.start() - _BESIDE) : match.start()])[-1]
        right = re.split(r"(?<=[a-z)])[.!?\n]\s", text[match.start() : match.end() + _BESIDE])[0]
        pieces.append(left + right)
    return " | ".join(pieces[:20])


def _kind(text: str) -> VehicleKind | None:
    noun = find_vehicle_noun(text)
    if noun is not None:
        return noun.kind
    prefix = find_prefix(_ARTICLE.sub("", text.strip()))
    return vehicle_kinds()[prefix[0].kind] if prefix else None


def _kind_beside(name: str, text: str) -> VehicleKind | None:
    """The kind that the text gives right before the name or in an apposition right behind it."""
    escaped = re.escape(name)
    for match in re.finditer(rf"(?<!\w){escaped}(?!\w)", text):
        before = find_vehicle_noun(text[max(0, match.start() - 40) : match.start()])
        if before is not None and not text[max(0, match.start() - 40) : match.start()][before.end :].strip(
            _QUOTES + ","
        ):
            return before.kind
        behind = re.match(r"[\"”'’]?,? \(?an? ([^.;\n]{3,80})", text[match.end() : match.end() + 100])
        noun = find_vehicle_noun(behind.group(1)) if behind else None
        if noun is not None:
            return noun.kind
    prefixed = re.search(rf"(?<![\w/])\S{{2,5}} [\"“'‘]?{escaped}(?!\w)", text)
    return _kind(prefixed.group()) if prefixed and find_prefix(prefixed.group()) else None


def _flag(text: str) -> str | None:
    """The country of a flag: "Russian-flagged", "flying the Sierra Leone flag", "under the flag of Moldova"."""
    for pattern in _flag_patterns():
        for match in pattern.finditer(text):
            words = match.group(1).split()
            for first in range(len(words)):
                party = find_party(" ".join(words[first:]))
                if party is not None and party.entry.id.startswith("iso:"):
                    return party.entry.country
    return None


@cache
def _flag_patterns() -> tuple[re.Pattern[str], ...]:
    flagged = alternation(word for word in flag_words() if word in ("flagged", "registered"))
    return (
        re.compile(rf"\b{_COUNTRY}[\s‑-](?:{flagged})\b"),
        re.compile(rf"\bflag(?:s)? of (?:the )?{_COUNTRY}"),
        re.compile(rf"\b{_COUNTRY}(?:['’]s)? flags?\b"),
    )


def _imo(text: str) -> tuple[str | None, str | None]:
    """The IMO number beside a name, and one refused for its check digit."""
    refused = None
    for match in _IMO.finditer(text):
        if is_imo(match.group(1)):
            return match.group(1), None
        refused = match.group(1)
    return None, refused


def _count(text: str) -> int | None:
    if _ORDINAL.search(text):
        return None
    quantity = parse_quantity(text)
    if quantity is None or not isinstance(quantity.value, int):
        return None
    return quantity.value


def _note(name: str | None, beside: str, refused: str | None) -> str | None:
    notes = []
    if refused is not None:
        notes.append(f"IMO {refused} is given, but its check digit does not hold")
    former = _FORMER.search(beside) if name else None
    if former is not None and fold(former.group(1)) != fold(name or ""):
        notes.append(f"formerly {former.group(1)}")
    return "; ".join(notes) or None
