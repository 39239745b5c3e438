"""Countries, bodies, groups and companies, found by any of their names."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Literal

import msgspec

from tallyclerk.model import PartyKind
from tallyclerk.resources.folding import fold, is_acronym
from tallyclerk.resources.loading import load_yaml

_TRIMMINGS = re.compile(r"^[Tt]he |['’]s$")

Via = Literal["name", "alias", "adjective", "capital", "seat", "relative", "office"]


class PartyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A party of the lexicon.

    Attributes:
        id: `iso:KP`, `body:kremlin`, `region:africa`.
        name: The name that news uses.
        kind: What it is; None for a region of the world.
        country: ISO 3166-1 alpha-2 of the country that it is or belongs to.
        aliases: Other names and abbreviations.
        adjectives: Adjectives and demonyms, for countries and regions.
        capitals: Capitals that stand for its government.
        seat: Whether it is a residence that stands for a government.
        wikidata: Its number in Wikidata, for bodies where it was checked.
        needs: ISO code of the country that the text must name for this relative name to mean it ("the North").
    """

    id: str
    name: str
    kind: PartyKind | None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seat: bool = False
    wikidata: str | None = None
    needs: str | None = None
    example: str = ""


class PartyMatch(msgspec.Struct, frozen=True):
    """An entry, and by which kind of name it was found."""

    entry: PartyEntry
    via: Via


class _Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    iso: str
    name: str
    adjectives: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


class _Relative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    needs: str
    example: str


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    kind: PartyKind
    country: str | None
    example: str
    aliases: tuple[str, ...] = ()
    seat: bool = False
    wikidata: Annotated[str, msgspec.Meta(pattern=r"^Q[1-9]\d*\Z")] | None = None


class _Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    adjectives: tuple[str, ...]
    example: str
    aliases: tuple[str, ...] = ()


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    countries: tuple[_Country, ...]
    relative: tuple[_Relative, ...]
    bodies: tuple[_Body, ...]
    regions: tuple[_Region, ...]
    governments: tuple[str, ...]
    offices: tuple[str, ...]


def parties() -> tuple[PartyEntry, ...]:
    """All entries of `parties.yaml`: countries, relative names, bodies, regions."""
    lexicon = load_yaml("parties.yaml", _Lexicon)
    return (
        *(_country(entry) for entry in lexicon.countries),
        *(_relative(entry) for entry in lexicon.relative),
        *(PartyEntry(**msgspec.structs.asdict(entry)) for entry in lexicon.bodies),
        *(PartyEntry(kind=None, **msgspec.structs.asdict(entry)) for entry in lexicon.regions),
    )


def country_entries() -> dict[str, PartyEntry]:
    """Countries by ISO 3166-1 alpha-2."""
    return dict(_by_iso())


def offices() -> frozenset[str]:
    """Folded nouns that make a body of the country before them ("customs", "navy")."""
    return frozenset(fold(noun) for noun in load_yaml("parties.yaml", _Lexicon).offices)


def governments() -> frozenset[str]:
    """Folded nouns after a country's name or adjective that mean the country itself ("government", "regime")."""
    return frozenset(fold(noun) for noun in load_yaml("parties.yaml", _Lexicon).governments)


def find_relatives(name: str) -> tuple[PartyEntry, ...]:
    """Countries that a relative name can mean, where the text names them: "Korean" is of the North or of the South."""
    return tuple(match.entry for match, _ in _index().get(fold(name), ()) if match.via == "relative")


def find_party(name: str) -> PartyMatch | None:
    """The party with exactly this name, whatever its case, diacritics, article or possessive ending.

    A name needs a capital letter ("Turkey", not "turkey"), and one in capitals only ("US") needs them all.
    Where names meet, a name counts before an alias, then adjective, capital, and last a relative name ("the North").
    """
    if not any(letter.isupper() for letter in name):
        return None
    for match, acronym in _index().get(fold(name), ()):
        if not acronym or is_acronym(_TRIMMINGS.sub("", name)):
            return match
    return None


def find_body(phrase: str) -> PartyMatch | None:
    """A body named by its country and its office: "the Dutch customs", "Iran's defence ministry".

    The entry is made on the spot: its name is the phrase without article, its country that of the adjective.
    """
    words = _TRIMMINGS.sub("", phrase.strip()).split()
    for cut in range(1, min(len(words), 5)):
        owner = find_party(" ".join(words[:cut]))
        if owner and owner.entry.id.startswith("iso:") and fold(" ".join(words[cut:])) in _offices():
            return PartyMatch(_office(" ".join(words), owner.entry), "office")
    return None


def _office(name: str, country: PartyEntry) -> PartyEntry:
    slug = fold(name).replace(" ", "-")
    return PartyEntry(id=f"body:{slug}", name=name, kind="body", country=country.country)


@cache
def _offices() -> frozenset[str]:
    return offices()


@cache
def _by_iso() -> dict[str, PartyEntry]:
    return {entry.country: entry for entry in parties() if entry.id.startswith("iso:") and entry.country}


@cache
def _index() -> dict[str, tuple[tuple[PartyMatch, bool], ...]]:
    """Folded name to matches, best kind of name first, each with whether it was written as an acronym."""
    found: dict[str, list[tuple[PartyMatch, bool]]] = {}
    everyone = parties()
    for rank in range(5):
        for entry in everyone:
            via, names = _names(entry)[rank]
            for name in names:
                found.setdefault(fold(name), []).append((PartyMatch(entry, via), is_acronym(name)))
    return {folded: tuple(matches) for folded, matches in found.items()}


def _names(entry: PartyEntry) -> tuple[tuple[Via, tuple[str, ...]], ...]:
    if entry.needs:
        return (*(("alias", ()),) * 4, ("relative", entry.aliases))
    return (
        ("seat" if entry.seat else "name", (entry.name,)),
        ("seat" if entry.seat else "alias", entry.aliases),
        ("adjective", entry.adjectives),
        ("capital", entry.capitals[:1]),
        ("capital", entry.capitals[1:]),
    )


def _country(entry: _Country) -> PartyEntry:
    return PartyEntry(
        id=f"iso:{entry.iso}",
        name=entry.name,
        kind="country",
        country=entry.iso,
        aliases=entry.aliases,
        adjectives=entry.adjectives,
        capitals=entry.capitals,
    )


def _relative(entry: _Relative) -> PartyEntry:
    country = next(c for c in load_yaml("parties.yaml", _Lexicon).countries if c.iso == entry.needs)
    return PartyEntry(
        id=f"iso:{entry.needs}",
        name=country.name,
        kind="country",
        country=entry.needs,
        aliases=entry.names,
        needs=entry.needs,
        example=entry.example,
    )
