"""Parties: countries, bodies, groups and companies, by name, adjective, capital or office."""

from __future__ import annotations

import re

from tallyclerk.ground.context import Context
from tallyclerk.model import Mention, PartyKind, PartyValue
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import (
    PartyEntry,
    PartyMatch,
    country_entries,
    find_body,
    find_party,
    find_relatives,
    governments,
)

_LEAD = re.compile(r"^(?:the|a|an|its|their|his|her|some|several|other|certain)\s+", re.IGNORECASE)
_BACKED = re.compile(r"^[\w.’' ]{2,30}[-‑](?:backed|aligned|based|led|linked|owned|controlled|supported)\s+")
_TAIL = re.compile(r"\s+(?:in|of|from|at|for|on|who|which|that|with)\s.*$", re.DOTALL)
_COMPANY = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|GmbH|AG|SA|S\.A\.|Co|Corp|Corporation|Company|Shipping|Lines?|Airlines?|Airways|Bank"
    r"|Trading|Group|Holdings?|Industries|Institute|Energy|Oil|Petroleum|Logistics|Maritime|Enterprises?|Technologies)\b\.?"
)
_METONYM = "{text} stands for the government of {name}"


def ground_party(mention: Mention, context: Context) -> PartyValue:
    """The party that a mention names.

    A capital, seat or adjective stands for its country, and so does "the German government"; other offices ("Dutch
    customs") are bodies of that country. A relative name ("the North") needs its country named in the document. What
    no lexicon holds keeps its wording as its name, without an id.
    """
    bare = _LEAD.sub("", mention.text.strip())
    relative = _relative(mention, context)
    if relative is not None:
        return relative
    for wording in _wordings(mention.text.strip(), bare):
        match = find_party(wording) or find_body(wording)
        if match is not None and match.via != "relative":
            return _value(mention, wording, match)
    return _unknown(mention, bare, context)


def _wordings(text: str, bare: str) -> list[str]:
    """Ways to read a mention, from the whole to its parts: without "Iran-backed", without a tail, its last words."""
    core = _TAIL.sub("", _BACKED.sub("", bare))
    words = core.split()
    suffixes = [" ".join(words[n:]) for n in range(1, min(len(words), 6))]
    prefixes = [" ".join(words[:n]) for n in range(min(len(words) - 1, 4), 0, -1)]
    return [text, bare, core, *suffixes, *prefixes]


def _value(mention: Mention, wording: str, match: PartyMatch) -> PartyValue:
    entry, note = match.entry, None
    if match.via == "office":
        owner = _government(wording, entry)
        entry, note = (owner, f"“{wording}” is taken for the country") if owner else (entry, None)
    elif match.via == "capital":
        note = _METONYM.format(text=f"the capital {wording}", name=entry.name)
    elif match.via == "seat":
        note = f"the seat stands for the government of {_country_name(entry.country)}"
    return PartyValue(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=entry.name,
        id=entry.id,
        kind=entry.kind,
        country=entry.country,
        note=note,
        wikidata=entry.wikidata,
    )


def _government(wording: str, entry: PartyEntry) -> PartyEntry | None:
    """The country, where the office means the country itself."""
    if any(fold(wording).endswith(" " + noun) for noun in governments()):
        return country_entries().get(entry.country or "")
    return None


def _relative(mention: Mention, context: Context) -> PartyValue | None:
    name = next((n for n in (mention.text, _LEAD.sub("", mention.text)) if find_relatives(n)), None)
    known = find_party(mention.text)
    if name is None or (known is not None and known.via != "relative"):
        return None
    entry = context.relative(name)
    if entry is None:
        return _plain(mention, mention.text, None, note=f"“{name}” is relative, and the text does not settle to what")
    note = f"“{name}” is {entry.name}, which the text names"
    return PartyValue(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=entry.name,
        id=entry.id,
        kind="country",
        country=entry.country,
        note=note,
    )


def _unknown(mention: Mention, bare: str, context: Context) -> PartyValue:
    """A party of no lexicon: its own words, a kind where they tell it, and a country where they hold one."""
    kind: PartyKind | None = "company" if _COMPANY.search(bare) else None
    country = next((m.entry.country for w in bare.split() if (m := find_party(w)) and m.via != "relative"), None)
    return _plain(mention, bare, country, kind=kind, note="not in the lexicon of parties; known by its words only")


def _plain(mention: Mention, name: str, country: str | None, *, note: str, kind: PartyKind | None = None) -> PartyValue:
    return PartyValue(
        text=mention.text, start=mention.start, end=mention.end, name=name, kind=kind, country=country, note=note
    )


def _country_name(iso: str | None) -> str:
    entry = country_entries().get(iso or "")
    return entry.name if entry else "its country"
