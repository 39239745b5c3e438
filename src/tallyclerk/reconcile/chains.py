"""Who says so, claim by claim: attribution chains and their roots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from tallyclerk.model import Document, Family, SourceKind
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.speakers import OFFICE, Voice, voice_of
from tallyclerk.resources.folding import fold

# Who speaks counts before pictures and registers, these before those who pass it on, and a name before none.
_RANK = {"person": 0, "body": 0, "country": 0, "imagery": 1, "register": 1, "outlet": 2, "anonymous": 3}


class Chain(msgspec.Struct, frozen=True):
    """The voices of one claim, nearest the reader first.

    Attributes:
        root: The voice that the others rest on.
        said: Whether the claim's own sentence says so; else its report does elsewhere, or nobody does.
    """

    voices: tuple[Voice, ...]
    root: Voice
    said: bool = True


def chains_of(bundles: Sequence[Bundle], families: Sequence[Family]) -> dict[str, Chain]:
    """The chain of every claim, by its id; one that states no source gets that of its report, if that has one only."""
    family_of = {document: family for family in families for document in family.documents}
    cases = [case for bundle in bundles for case in bundle.cases]
    known, bodies = _bodies_of_persons(cases), _bodies(cases)
    stated = {case.id: chain for case in cases if (chain := _stated(case, known, bodies))}
    stated.update(_meant(cases, stated))
    for bundle in bundles:
        stated.update(_located({case.id: stated[case.id] for case in bundle.cases if case.id in stated}))
    chains = dict(stated)
    for bundle in bundles:
        for case in bundle.cases:
            if case.id not in stated:
                chains[case.id] = _inherited(case, bundle, cases, stated) or _outlet(case.document, family_of)
    return chains


def _located(stated: dict[str, Chain]) -> dict[str, Chain]:
    """Chains of one transfer with offices of no known country counted to its one government.

    Beside several governments such an office may be any of them, so it is no witness of its own.
    """
    voices = [voice for chain in stated.values() for voice in chain.voices]
    governments = sorted({voice.key for voice in voices if voice.key.startswith("gov:")})
    if not governments or not any(voice.key == OFFICE for voice in voices):
        return {}

    def locate(voice: Voice) -> Voice:
        if voice.key != OFFICE:
            return voice
        if len(governments) > 1:
            return msgspec.structs.replace(voice, named=False)
        return msgspec.structs.replace(voice, key=governments[0])

    return {id: Chain(tuple(map(locate, c.voices)), locate(c.root), c.said) for id, c in stated.items()}


def _bodies_of_persons(cases: Sequence[Case]) -> dict[str, str]:
    """Whom a person speaks for, where any claim says so: by `of`, or by the body next to the person in a chain."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        links = case.claim.attribution
        for n, link in enumerate(links):
            if link.kind != "person":
                continue
            beside = [other.name for other in links[max(0, n - 1) : n + 2] if other.kind in ("body", "country")]
            for body in [link.of] if link.of else beside[:1]:
                votes[link.name][body] += 1
    return {name: min(count, key=lambda body: (-count[body], body)) for name, count in votes.items()}


def _bodies(cases: Sequence[Case]) -> dict[str, SourceKind]:
    """Names taken for a person's here that are elsewhere known as a body's, with what they are."""
    links = [link for case in cases for link in case.claim.attribution if link.kind not in ("person", "anonymous")]
    return {link.name: link.kind for link in reversed(links)}


def _meant(cases: Sequence[Case], stated: dict[str, Chain]) -> dict[str, Chain]:
    """Chains that end in sources without a name, given the only named root of their report: its "experts"."""
    roots: dict[str, dict[str, Voice]] = defaultdict(dict)
    for case in cases:
        if case.id in stated and stated[case.id].root.named:
            root = stated[case.id].root
            roots[case.document.id][root.key] = root
    found = {}
    for case in cases:
        chain, named = stated.get(case.id), list(roots[case.document.id].values())
        if chain is not None and not chain.root.named and len(named) == 1:
            found[case.id] = Chain((*chain.voices, named[0]), named[0], said=False)
    return found


def _stated(case: Case, known: dict[str, str], bodies: dict[str, SourceKind]) -> Chain | None:
    """The chain that a claim states, with its root: who speaks counts before pictures, pictures before outlets."""
    links = [
        msgspec.structs.replace(link, kind=bodies.get(link.name, link.kind)) if link.kind == "person" else link
        for link in case.claim.attribution
    ]
    voices = tuple(voice_of(link, known.get(link.name)) for link in links)
    if not voices:
        return None
    best = min(_RANK[voice.kind] for voice in voices)
    root = [voice for voice in voices if _RANK[voice.kind] == best][-1]
    return Chain(
        voices, root, said=any(not link.carried for link, voice in zip(links, voices, strict=True) if voice.named)
    )


def _inherited(case: Case, bundle: Bundle, cases: Sequence[Case], stated: dict[str, Chain]) -> Chain | None:
    """The one root of what the same report attributes: of this transfer, else at all."""
    here = [c for c in bundle.cases if c.document.id == case.document.id and not c.denied]
    everywhere = [c for c in cases if c.document.id == case.document.id and not c.denied]
    for group in (here, everywhere):
        roots = {stated[c.id].root.key: stated[c.id] for c in group if c.id in stated}
        if len(roots) == 1:
            (chain,) = roots.values()
            return msgspec.structs.replace(chain, said=False)
        if roots:
            return None
    return None


def _outlet(document: Document, families: dict[str, Family]) -> Chain:
    """The outlet itself; copies of one text are one outlet here."""
    family = families.get(document.id)
    name = document.outlet or (urlsplit(document.url).hostname if document.url else None) or document.key
    key = f"family:{family.id}" if family else f"outlet:{fold(name)}"
    voice = Voice(key, name, "outlet", named=False)
    return Chain((voice,), voice, said=False)
