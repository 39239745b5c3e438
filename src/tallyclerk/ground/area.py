"""Containment: the regions and countries that the words around a place say it lies in."""

from __future__ import annotations

import re

import msgspec

from tallyclerk.gazetteer import Place, lookup
from tallyclerk.ground.context import Context
from tallyclerk.ground.wording import bare_name
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import country_entries, find_party
from tallyclerk.resources.place_words import place_words

NAME = r"[A-Z][\w’'\-.]*(?: (?:[A-Z][\w’'\-]*|of(?= [A-Z])|al-[A-Z]\w*)){0,4}"
_AFTER = re.compile(
    rf"(?:\s?\(|,\s?(?P<into>in\s)?|\s+(?P<in>in|of|on|at)\s)\s*(?P<mid>(?:[a-z\-]+\s+){{0,6}}?)(?P<name>{NAME})"
)
_BEFORE = re.compile(rf"(?P<name>{NAME}?)(?P<own>['’]s)?\s+(?P<mid>(?:[a-z\-]+\s+){{0,5}})$")
_MAX_HOLDERS = 4
_WINDOW = 140


class Area(msgspec.Struct, frozen=True):
    """A country or a region of it; `label` is how the text calls it."""

    country: str
    region: str | None
    label: str

    def holds(self, place: Place) -> bool:
        """Whether the gazetteer counts a place under this area."""
        if place.country != self.country:
            return False
        return self.region is None or fold(place.region or "") == fold(self.region)


class Holder(msgspec.Struct, frozen=True):
    """What the text says holds a place.

    Attributes:
        areas: What the name can mean, likeliest first.
        strong: Whether the words say so outright ("in", "'s", an adjective); a comma may only be a list.
    """

    areas: tuple[Area, ...]
    strong: bool

    def holds(self, place: Place) -> bool:
        """Whether a place lies in any of its areas."""
        return any(area.holds(place) for area in self.areas)


def holder(name: str, context: Context, *, strong: bool) -> Holder | None:
    """A holder of this name, or None where it is neither country nor region."""
    areas = _areas(bare_name(re.sub(r"['’]s$", "", name.strip(" .,"))), context)
    return Holder(areas, strong) if areas else None


def holders_around(context: Context, start: int, end: int) -> tuple[Holder, ...]:
    """Holders named right behind a span ("…, North Korea", "… in Primorsky Krai") and right before it ("Iran's …")."""
    found = [*_behind(context, end), *_ahead(context, start)]
    return tuple(dict.fromkeys(found))[:_MAX_HOLDERS]


def _behind(context: Context, end: int) -> list[Holder]:
    window = context.text[end : end + _WINDOW]
    found: list[Holder] = []
    at = 0
    while len(found) < _MAX_HOLDERS:
        match = _AFTER.match(window, at)
        if match is None or not _only_place_words(match.group("mid")):
            break
        told = holder(match.group("name"), context, strong=bool(match.group("in") or match.group("into")))
        if told is None:
            break
        found.append(told)
        at = match.end()
    return found


def _ahead(context: Context, start: int) -> list[Holder]:
    window = context.text[max(0, start - 70) : start]
    match = _BEFORE.search(window)
    if match is None or not _only_place_words(match.group("mid")):
        return []
    words = match.group("name").split()
    for first in range(len(words)):
        name = " ".join(words[first:])
        party = find_party(name)
        told = holder(name, context, strong=True)
        if told is not None and (match.group("own") or match.group("mid") or (party and party.via == "adjective")):
            return [told]
    return []


def _only_place_words(words: str) -> bool:
    """Whether the words between a name and its holder are only directions and nouns of places."""
    lexicon = place_words()
    allowed = {"the", "of", "a", "its", "and", *lexicon.directions}
    allowed |= {part for noun in lexicon.asks() for part in noun.split()}
    return all(word in allowed or word.removesuffix("s") in allowed for word in words.split())


def _areas(name: str, context: Context) -> tuple[Area, ...]:
    found: list[Area] = []
    party = find_party(name)
    entry = party.entry if party else None
    if party and party.via == "relative":
        entry = context.relative(name)
    if entry is not None and party is not None and entry.id.startswith("iso:") and party.via != "capital":
        found.append(Area(entry.country or "", None, entry.name))
    regions = [place for place in lookup(name) if place.precision == "region" and place.country]
    regions.sort(key=lambda place: -context.countries.get(place.country or "", 0))
    for place in regions[:3]:
        whole = place.id.startswith("supplement:")
        found.append(Area(place.country or "", None if whole else place.region, place.name))
    return tuple(found)


def country_area(iso: str) -> Area:
    """A whole country as an area."""
    entry = country_entries().get(iso)
    return Area(iso, None, entry.name if entry else iso)
