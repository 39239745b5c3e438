"""Who speaks: an attribution as a voice, with the government or body behind it."""

from __future__ import annotations

from functools import cache

import msgspec

from tallyclerk.model import Attribution, OriginKind, SourceKind
from tallyclerk.reconcile.names import words
from tallyclerk.reconcile.tables import tables
from tallyclerk.resources.folding import fold
from tallyclerk.resources.outlets import outlet_named
from tallyclerk.resources.parties import find_body, find_party, offices

_KINDS: dict[SourceKind, OriginKind] = {
    "person": "person",
    "body": "body",
    "country": "country",
    "outlet": "outlet",
    "agency": "outlet",
    "imagery": "imagery",
    "register": "register",
    "anonymous": "anonymous",
}
_MAX_WORDS = 12


# An office whose country is not known. It counts with its transfer's one government, and all such as one.
OFFICE = "office"


class Voice(msgspec.Struct, frozen=True):
    """Someone who says something, as far as origins are counted.

    Attributes:
        key: Voices with one key are one origin on one occasion: `gov:US`, `body:beyond parallel`, `outlet:reuters`.
        name: By which name it goes.
        kind: What it is.
        named: Whether it is named; an unnamed source is no witness of its own.
        speaker: The person that speaks for it, if any.
    """

    key: str
    name: str
    kind: OriginKind
    named: bool = True
    speaker: str | None = None


def voice_of(link: Attribution, body: str | None = None) -> Voice:
    """The voice of one link of an attribution chain; `body` is whom a person without `of` is known to speak for."""
    speaks_for = link.of or body
    if link.kind in ("person", "anonymous") and speaks_for:
        return _body_voice(speaks_for, "body", named=True, speaker=link.name if link.kind == "person" else None)
    if link.kind in ("outlet", "agency"):
        return outlet_voice(link.name)
    if link.kind == "person":
        return Voice(f"person:{fold(link.name)}", link.name, "person")
    return _body_voice(link.name, _KINDS[link.kind], named=link.kind != "anonymous")


def outlet_voice(name: str, *, named: bool = True) -> Voice:
    """An outlet as a voice, by the name under which it is known ("Spiegel" is Der Spiegel)."""
    known = outlet_named(name)
    name = known.name if known else name
    return Voice(f"outlet:{fold(name)}", name, "outlet", named)


def _body_voice(name: str, kind: OriginKind, *, named: bool, speaker: str | None = None) -> Voice:
    government, principal = government_of(name)
    if government:
        match = find_party(name)
        if match and match.via == "adjective":
            name = f"{name} authorities"
        shown: OriginKind = "body" if kind == "anonymous" else kind
        return Voice(f"gov:{government}", principal or _bare(name), shown, named, speaker)
    if kind == "anonymous":
        return Voice("anonymous", name, kind, named=False)
    if kind == "body" and _is_some_office(name):
        return Voice(OFFICE, _bare(name), kind, named, speaker)
    return Voice(f"body:{fold(name)}", _bare(name), kind, named, speaker)


@cache
def government_of(name: str) -> tuple[str | None, str | None]:
    """The country whose government a name belongs to, and the body that it stands for, where they are known.

    "White House official" gives US and "White House"; "Dutch customs" NL and None; "Reuters" None and None.
    """
    plain = words(name)[:_MAX_WORDS]
    for speaker in tables().speaks_for:
        if _holds(plain, words(speaker.body)):
            return speaker.country, speaker.principal
    said = _before_place(name)
    for start in range(len(said)):
        for end in range(len(said), start, -1):
            before, rest = said[:start], said[end:]
            found = _government(" ".join(said[start:end]), [fold(word) for word in rest or before if word != "of"])
            if found:
                return found
    return None, None


def _before_place(name: str) -> list[str]:
    """The words of a name up to where it says the place of an office ("Norland's embassy in Southland")."""
    said = _bare(name).split()[:_MAX_WORDS]
    return said[: next((n for n, word in enumerate(said) if n and word in ("in", "at")), len(said))]


def _government(phrase: str, rest: list[str]) -> tuple[str, str | None] | None:
    """What a phrase comes to as a government or its body, with words of office after it, or else before it."""
    if set(words(phrase)) & tables().not_government:
        return None
    office = find_body(phrase)
    if office and office.entry.country:
        return office.entry.country, None
    if rest and not _is_office(rest):
        return None
    match = find_party(phrase)
    if match is None or not match.entry.country or match.entry.kind not in ("country", "body"):
        return None
    return match.entry.country, _bare(match.entry.name) if match.entry.kind == "body" else None


def _is_some_office(name: str) -> bool:
    """Whether a name ends in an office and is not known as one body ("the public prosecutor's office", "customs")."""
    found = find_party(name)
    plain = words(name)
    return (found is None or found.entry.kind != "body") and bool(plain) and _is_office([plain[-1]])


def _is_office(rest: list[str]) -> bool:
    return rest[-1] in tables().government_nouns | _office_words() and not set(rest) & tables().not_government


@cache
def _office_words() -> frozenset[str]:
    return frozenset(word for office in offices() for word in office.split())


def _holds(plain: list[str], body: list[str]) -> bool:
    """Whether a body's name stands in a name ("US National Security Council" has "National Security Council")."""
    return any(plain[i : i + len(body)] == body for i in range(len(plain) - len(body) + 1))


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")
