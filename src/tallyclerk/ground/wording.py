"""Reading the wording of a place: which words are its name, and what the others say of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from tallyclerk.model import Precision
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.place_words import place_words

Relation = Literal["is", "near", "in"]
_SPLIT = re.compile(r"\s*,\s*|\s+(in|at|on|inside|within)\s+(?:the\s+)?")
_MAX_WORDING = 200


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A place as worded.

    Attributes:
        names: Names to look up, the fullest first.
        asks: The precision that a noun beside the name asks for ("port", "airport"), if any.
        relation: Whether the place is what is named, is near it, or is a site in it.
        within: Names in the wording that hold it, each with whether the words say so outright.
    """

    names: tuple[str, ...]
    asks: Precision | None = None
    relation: Relation = "is"
    within: tuple[tuple[str, bool], ...] = ()


def read_wording(text: str, before: str = "") -> Wording:
    """Take the wording of a place apart.

    Args:
        text: The mention's text.
        before: Some text before it, for a "near" or "off the coast of" that the mention leaves out.
    """
    text = text[:_MAX_WORDING].strip(" \"“”'‘’.,;")
    near = _near().search(text)
    if near is not None:
        head, core = text[: near.start()], text[near.end() :]
        told = _part(core)
        inside = tuple((name, True) for name in _capitalised(head))
        return msgspec.structs.replace(
            told, relation="near", asks=_last_noun(head) or told.asks, within=(*told.within, *inside)
        )
    told = _part(text)
    asked = _noun_before().search(before)
    if told.asks is None and asked is not None:
        told = msgspec.structs.replace(told, asks=_asks(asked.group("noun")))
    if told.relation == "is" and _near_before().search(before):
        return msgspec.structs.replace(told, relation="near")
    return told


def _part(text: str) -> Wording:
    """A wording without "near": its first name, and the names behind commas and "in" that hold it."""
    pieces: list[tuple[str, bool]] = []
    at, strong = 0, False
    for match in _SPLIT.finditer(text):
        pieces.append((text[at : match.start()], strong))
        at, strong = match.end(), match.group(1) is not None
    pieces.append((text[at:], strong))
    head, rest = pieces[0][0], pieces[1:]
    noun = _last_noun(head)
    if noun and not _capitalised(head) and rest and rest[0][1]:
        inner = _name(rest[0][0])
        return msgspec.structs.replace(inner, relation="in", asks=noun, within=(*inner.within, *rest[1:]))
    named = _name(head)
    return msgspec.structs.replace(
        named, names=tuple(dict.fromkeys((bare_name(text), *named.names))), within=(*named.within, *rest)
    )


def _name(head: str) -> Wording:
    """One phrase without commas: possessor, adjective and noun taken off its name."""
    bare = bare_name(head)
    names, within = [bare], []
    asks: Precision | None = None
    owner = re.match(r"([A-Z][\w .\-]{1,40}?)['’]s\s+(?=[A-Z])", bare)
    if owner is not None:
        within.append((owner.group(1), True))
        bare = bare[owner.end() :]
        names.append(bare)
    of = _noun_of().match(bare)
    if of is not None:
        lead, noun, name = of.group("lead").strip(), of.group("noun"), of.group("name")
        asks = _asks(noun)
        if lead and noun[0].isupper():
            lead, name = name, lead
        if lead[:1].isupper():
            within.append((bare_name(lead), True))
        names.append(name)
        bare = name
    behind = _noun_behind().match(bare)
    if behind is not None:
        asks = asks or _asks(behind.group("noun"))
        names.append(re.sub(r"['’]s?$", "", behind.group("name")))
    names.extend(_aside(names[-1]))
    if not names[-1][:1].isupper():
        names.extend(_capitalised(names[-1])[-1:])
    return Wording(names=tuple(dict.fromkeys(name for name in names if name)), asks=asks, within=tuple(within))


def _aside(name: str) -> list[str]:
    """A country's adjective taken off the front of a name: "Ukrainian Odesa", "Russian military air base"."""
    words = name.split()
    party = find_party(words[0]) if len(words) > 1 else None
    if party is None or party.via not in ("adjective", "relative"):
        return []
    rest = " ".join(words[1:])
    return [rest, words[0]] if rest[:1].isupper() else [words[0]]


def bare_name(text: str) -> str:
    """A name without article, directions and "part of" before the name; "North Korea" stays whole."""
    return _lead().sub("", text.strip()).strip(" \"“”'‘’")


def _capitalised(text: str) -> list[str]:
    return re.findall(r"[A-Z][\w’'\-]*(?: [A-Z][\w’'\-]*){0,3}", text)


def _last_noun(text: str) -> Precision | None:
    """What the last noun of a place in a text asks for."""
    found = None
    for match in _any_noun().finditer(text):
        found = match.group()
    return _asks(found) if found else None


def _asks(noun: str) -> Precision | None:
    folded = re.sub(r"\s+", " ", noun.casefold())
    asks = place_words().asks()
    return asks.get(folded) or asks.get(folded.removesuffix("s"))


@cache
def _near() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b)(?:{place_words().near_words()})\s+(?:the\s+)?(?:[a-z]+ ){{0,2}}(?=[A-Z])")


@cache
def _near_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{place_words().near_words()})\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _noun_before() -> re.Pattern[str]:
    """The "ports of A and" before a B that the mention is."""
    return re.compile(rf"\b(?P<noun>(?i:{place_words().nouns()}))s? of (?:the )?(?:[A-Z][\w’'\-]* and )?$")


@cache
def _any_noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{place_words().nouns()})s?\b", re.IGNORECASE)


@cache
def _noun_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<lead>(?:[\w’'\-.]+ ){{0,4}}?)(?P<noun>(?i:{place_words().nouns()}))s?"
        r" (?:of|with) (?:the )?(?P<name>[A-Z].*)$"
    )


@cache
def _noun_behind() -> re.Pattern[str]:
    nouns = place_words().nouns()
    return re.compile(rf"(?P<name>[A-Z].*?)\s+(?:[a-z\-]+ ){{0,2}}?(?P<noun>(?i:{nouns}))s?$")


@cache
def _lead() -> re.Pattern[str]:
    directions = "|".join(re.escape(word) for word in sorted(place_words().directions, key=len, reverse=True))
    return re.compile(rf"^(?:(?:[Tt]he|an?|its|their|{directions}|part of)\s+(?:of\s+(?:the\s+)?)?)+")
