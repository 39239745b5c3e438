"""When two wordings of goods, a party, place or vehicle stand for one thing, and which of them is the finer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tallyclerk.extract.page import name_in
from tallyclerk.gazetteer import lookup
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import cargo_class, is_narrower
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import find_body, find_party
from tallyclerk.resources.speech import nouns
from tallyclerk.resources.vehicles import vehicle_kind, vehicle_kinds

_LINKING = frozenset(("of", "the", "at", "in"))


def identity(mention: Mention) -> str:
    """What a wording of a party or place stands for: the same for a country, its adjective and its government."""
    return _identity(mention.text)


@lru_cache(maxsize=65_536)
def _identity(wording: str) -> str:
    match = find_party(wording) or find_body(wording)
    if match is None:
        return fold(wording)
    return match.entry.country or match.entry.id


def place_key(place: Mention) -> str:
    """What a wording of a place stands for, whatever kind of place it says that it is: "*port of* Norport"."""
    known = identity(place)
    words = [word for word in fold(place.text).split() if word not in nouns().sites | _LINKING]
    return known if known != fold(place.text) or not words else " ".join(words)


def is_water(place: Mention) -> bool:
    """Whether a place is a sea, strait, river, cape or the like, which goods pass rather than reach."""
    words = fold(place.text).split() or [""]
    cape = words[0] == "cape" and words[1:2] in ([], ["of"])
    return cape or words[0] in nouns().waters or words[-1] in nouns().waters


def is_continent(place: Mention) -> bool:
    """Whether a place is wider than any country."""
    return any(candidate.country is None for candidate in lookup(place.text))


def countries_of(place: Mention) -> set[str]:
    """Countries that a place may lie in, by any of its last words ("railway station in Norport")."""
    match = find_party(place.text)
    if match is not None:
        return {match.entry.country or match.entry.id}
    words = place.text.split()
    for first in range(len(words)):
        if found := lookup(" ".join(words[first:])):
            return {candidate.country for candidate in found if candidate.country}
    return set()


def is_state(party: Mention) -> bool:
    """Whether a wording of a party is a state's."""
    match = find_party(party.text)
    return match is not None and match.entry.kind == "country"


def is_firm(party: Mention) -> bool:
    """Whether a wording of a party is a name that no lexicon knows."""
    words = party.text.split()
    named = words[0][0].isupper() and words[-1][0].isupper()
    return named and find_party(party.text) is None and find_body(party.text) is None


def is_finer(a: Mention, b: Mention, role: Role) -> bool:
    """Whether one wording names the same thing as another, but more exactly."""
    if role == "cargo":
        ours, theirs = cargo_class(a.text), cargo_class(b.text)
        return is_narrower(ours, theirs) or bool(set(ours) - {"goods"} and not set(theirs) - {"goods"})
    if role in ("origin", "destination"):
        country = find_party(b.text)
        return country is not None and find_party(a.text) is None and country.entry.country in countries_of(a)
    if role in ("giver", "recipient"):
        group, country = find_party(a.text), find_party(b.text)
        pair = group is not None and country is not None and group.entry.country == country.entry.country
        return pair and group.entry.kind == "group" and country.entry.kind == "country"  # type: ignore[union-attr]
    return role == "vehicle" and a.text != b.text and bool(name_in(a.text, b.text) or _is_kind_of(a, b))


def _is_kind_of(a: Mention, b: Mention) -> bool:
    """Whether one wording tells the kind of a vehicle that another calls no more than a ship, boat or aircraft."""
    finer, wider = vehicle_kind(a.text), vehicle_kind(b.text)
    if finer is None or wider is None or finer[1] != wider[1]:
        return False
    several = any(letter.isdigit() for letter in a.text + b.text) or any(fold(m.text).endswith("s") for m in (a, b))
    return vehicle_kinds()[wider[0]].general and not vehicle_kinds()[finer[0]].general and not several


def same_vehicle(a: Mention, b: Mention) -> bool:
    """Whether one vehicle's wording holds the other's."""
    return a.text == b.text or bool(name_in(a.text, b.text) or name_in(b.text, a.text))


def is_only_goods(mention: Mention) -> bool:
    """Whether a wording says no more than that it is goods: "load", "cargo"."""
    return not set(cargo_class(mention.text)) - {"goods"}


def makes(cargo: Iterable[Mention]) -> frozenset[str]:
    """The names of makes in goods: *Leopard* tanks, *S-400* parts. A nationality is none."""
    words = (word for mention in cargo for word in re.findall(r"[\w-]+", mention.text))
    return frozenset(fold(word) for word in words if _is_make(word))


def _is_make(word: str) -> bool:
    return (word[0].isupper() or any(c.isdigit() for c in word)) and len(word) > 2 and find_party(word) is None


def heads(cargo: Mention) -> frozenset[str]:
    """The last words of a list of goods, without their plural."""
    return frozenset(
        part.split()[-1].removesuffix("s") for part in re.split(r",| and ", fold(cargo.text)) if part.split()
    )
