"""Where information entered the record: attribution chains followed to their roots, and who is a witness of their own.

The rules, with their reasons, are in `docs/decisions/0010-origins-per-value.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise, product

import msgspec

from tallyclerk.model import Family, Origin
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.chains import Chain, chains_of
from tallyclerk.reconcile.matching import matched
from tallyclerk.reconcile.names import in_order, listed, many, natural
from tallyclerk.reconcile.speakers import OFFICE, Voice, outlet_voice
from tallyclerk.reconcile.tables import tables


class Node(msgspec.Struct, frozen=True):
    """A voice on one occasion: `occasion` is the first of the documents that heard it there."""

    key: str
    occasion: str


class Hearing(msgspec.Struct, frozen=True):
    """One claim's word of one voice; `rests_on` is the root where the voice only passes it on."""

    node: Node
    voice: Voice
    case: Case
    said: bool
    rests_on: Node | None = None


class Witnesses(msgspec.Struct, frozen=True, dict=True):
    """All origins of a dossier and which claim rests on which.

    Attributes:
        origins: Ordered by the number of documents.
        of_claim: Claim id to ids of the origins at the root of its chain.
        unnamed: Ids of origins that no claim names as its source.
        said: Ids of claims that name their source themselves; others were given that of their report.
        family_of: Document id to family id.
    """

    origins: tuple[Origin, ...]
    of_claim: dict[str, tuple[str, ...]]
    unnamed: frozenset[str]
    said: frozenset[str] = frozenset()
    family_of: dict[str, str] = {}

    def of(self, cases: Iterable[Case]) -> tuple[str, ...]:
        """Ids of the origins that some claims rest on."""
        return in_order(id for case in cases for id in self.of_claim[case.id])

    def named(self, ids: Iterable[str]) -> tuple[Origin, ...]:
        """The origins with these ids, in the order of the dossier."""
        return tuple(self.origins[at] for at in sorted({self._place[id] for id in ids}))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {origin.id: at for at, origin in enumerate(self.origins)}

    def independent(self, cases: Iterable[Case]) -> tuple[Origin, ...]:
        """The witnesses behind some claims, no more than one for each text that tells of one.

        What one report has from several it may have from one of them, who named the others. A claim that names no
        source rests on whom its report names elsewhere, but is no second witness.
        """
        told = tuple(cases)
        named = tuple(case for case in told if case.id in self.said)
        return self._matched(named) or self._matched(told)[:1]

    def _matched(self, cases: Sequence[Case]) -> tuple[Origin, ...]:
        texts: dict[str, list[str]] = {origin.id: [] for origin in self.behind(cases)}
        for case in cases:
            for id in {id for own in self.of_claim[case.id] for id in (own, *self._leaves(own))} & texts.keys():
                texts[id].append(self.family_of.get(case.document.id, case.document.id))
        return self.named(matched(texts))

    def behind(self, cases: Iterable[Case]) -> tuple[Origin, ...]:
        """The named origins behind some claims, each at the root of its chain, and none counted twice.

        An origin that rests on one other stands for that one. One that rests on several, who knows on which here, is
        one witness at most, and none where any of the several is counted already.
        """
        roots = {id: self._leaves(id) for id in self.of(cases)}
        found = {leaf for leaves in roots.values() if len(leaves) == 1 for leaf in leaves}
        used = set(found)
        for id, leaves in roots.items():
            if len(leaves) > 1 and id not in self.unnamed and not leaves & used:
                found.add(id)
                used |= leaves
        return tuple(origin for origin in self.named(found) if origin.id not in self.unnamed)

    def _leaves(self, id: str) -> frozenset[str]:
        """The origins behind one that rest on nothing else; none where they only cite each other."""
        if id not in self._known_leaves:
            seen: set[str] = set()
            ahead = [id]
            while ahead:
                near = ahead.pop()
                if near not in seen:
                    seen.add(near)
                    ahead.extend(self._rests_on(near))
            self._known_leaves[id] = frozenset(found for found in seen if not self._rests_on(found))
        return self._known_leaves[id]

    @cached_property
    def _known_leaves(self) -> dict[str, frozenset[str]]:
        return {}

    def _rests_on(self, id: str) -> tuple[str, ...]:
        return self.origins[self._place[id]].rests_on


def witnesses(bundles: Sequence[Bundle], families: Sequence[Family], kin: Sequence[frozenset[int]]) -> Witnesses:
    """Origins of all claims.

    Args:
        bundles: The claims of each transfer.
        families: Documents that are one text, hence one witness.
        kin: Sets of bundles, by index, that are linked: what is said of a part was said on the whole's occasion.
    """
    chains = chains_of(bundles, families)
    occasion = _occasions([[bundles[i] for i in sorted(group)] for group in kin], chains)
    cases = sorted((case for bundle in bundles for case in bundle.cases), key=lambda c: c.order)
    hearings = [hearing for case in cases for hearing in _hearings(case, chains[case.id], occasion)]
    grouped: dict[Node, list[Hearing]] = defaultdict(list)
    for hearing in hearings:
        grouped[hearing.node].append(hearing)
    ordered = sorted(grouped, key=lambda node: (-len(_documents(grouped[node])), grouped[node][0].case.order, node.key))
    ids = {node: f"o{n}" for n, node in enumerate(ordered, start=1)}
    roots = {case.id: _node(occasion, chains[case.id].root, case) for case in cases}
    behind = _outlets_traced(cases, roots)
    origins = tuple(_origin(ids, node, grouped[node], behind.get(node.key, frozenset())) for node in ordered)
    unnamed = frozenset(ids[node] for node in ordered if not _is_named(grouped[node]))
    return Witnesses(
        origins=origins,
        of_claim={case: (ids[node],) for case, node in roots.items()},
        unnamed=unnamed,
        said=frozenset(id for id, chain in chains.items() if chain.said),
        family_of=family_ids(families),
    )


def family_ids(families: Sequence[Family]) -> dict[str, str]:
    """Document id to family id."""
    return {document: family.id for family in families for document in family.documents}


def _occasions(groups: Sequence[Sequence[Bundle]], chains: dict[str, Chain]) -> dict[tuple[str, str], str]:
    """For a voice and a document the occasion: documents that share a transfer heard the voice on the same one."""
    leader: dict[tuple[str, str], tuple[str, str]] = {}

    def find(item: tuple[str, str]) -> tuple[str, str]:
        while leader.setdefault(item, item) != item:
            item = leader[item]
        return item

    def join(key: str, documents: Sequence[str]) -> None:
        first, *_ = documents
        for document in documents:
            one, two = sorted((find((key, first)), find((key, document))), key=lambda item: natural(item[1]))
            leader[two] = one

    for group in groups:
        for key, cases in _heard([case for bundle in group for case in bundle.cases], chains).items():
            join(key, [case.document.id for case in cases])
    for key, cases in _heard([case for group in groups for bundle in group for case in bundle.cases], chains).items():
        for documents in _at_one_time(cases):
            join(key, documents)
    return {item: find(item)[1] for item in list(leader)}


def _heard(cases: Iterable[Case], chains: dict[str, Chain]) -> dict[str, list[Case]]:
    """The cases in which each voice is heard, by its key."""
    heard: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for voice in chains[case.id].voices:
            heard[voice.key].append(case)
    return heard


def _at_one_time(cases: Sequence[Case]) -> Iterator[list[str]]:
    """Documents, some together: those published within a month of each other, and undated ones on the same route."""
    days = {c.document.id: c.document.published for c in cases}
    dated = sorted((known.earliest, known.latest, id) for id, known in days.items() if known)
    for (_, end, one), (start, _, two) in pairwise(dated):
        if (start - end).days <= tables().limits.occasion_days:
            yield [one, two]
    routes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case in sorted(cases, key=lambda c: c.document.published is None):
        for route in product(sorted(case.sources), sorted(case.sinks)):
            if case.document.published is None or not routes[route]:
                routes[route].append(case.document.id)
    yield from routes.values()


def _node(occasion: dict[tuple[str, str], str], voice: Voice, case: Case) -> Node:
    return Node(voice.key, occasion[(voice.key, case.document.id)])


def _hearings(case: Case, chain: Chain, occasion: dict[tuple[str, str], str]) -> list[Hearing]:
    root = _node(occasion, chain.root, case)
    found = [Hearing(root, chain.root, case, chain.said)]
    for voice in chain.voices:
        node = _node(occasion, voice, case)
        if node == root:
            found.append(Hearing(node, voice, case, chain.said))
        elif voice.kind != "anonymous":
            found.append(Hearing(node, voice, case, chain.said, rests_on=root))
    return found


def _outlets_traced(cases: Sequence[Case], roots: dict[str, Node]) -> dict[str, frozenset[Node]]:
    """By an outlet's key, what its own reports in the dossier rest on."""
    found: dict[str, set[Node]] = defaultdict(set)
    for case in cases:
        if case.document.outlet:
            found[outlet_voice(case.document.outlet).key].add(roots[case.id])
    return {key: frozenset(nodes) for key, nodes in found.items()}


def _origin(ids: dict[Node, str], node: Node, hearings: list[Hearing], behind: frozenset[Node]) -> Origin:
    rests_on = {h.rests_on for h in hearings if h.rests_on} | behind
    below = in_order(ids[other] for other in rests_on if other != node and other in ids)
    named = _is_named(hearings)
    return Origin(
        id=ids[node],
        name=_name(hearings),
        kind=_main(hearings).kind,
        documents=in_order(h.case.document.id for h in hearings),
        rests_on=below,
        independent=named and not below,
        reason=_reason(hearings, below, named=named),
    )


def _is_named(hearings: list[Hearing]) -> bool:
    return any(h.voice.named for h in hearings)


def _main(hearings: list[Hearing]) -> Voice:
    """The voice that stands for all: named before unnamed, a body before its country, then the most heard."""
    heard = Counter(h.voice.name for h in hearings)
    documents: dict[str, set[str]] = defaultdict(set)
    for h in hearings:
        documents[h.voice.name].add(h.case.document.id)

    def standing(voice: Voice) -> tuple[bool, bool, int, int, str]:
        name = voice.name
        return not voice.named, voice.kind == "country", -len(documents[name]), -heard[name], name

    return min((h.voice for h in hearings), key=standing)


def _name(hearings: list[Hearing]) -> str:
    main = _main(hearings)
    return "unnamed sources" if main.kind == "anonymous" else main.name


def _documents(hearings: list[Hearing]) -> set[str]:
    return {h.case.document.id for h in hearings}


def _reason(hearings: list[Hearing], below: tuple[str, ...], *, named: bool) -> str:
    """Why an origin is or is not a witness of its own, in words."""
    name, documents = _name(hearings), in_order(_documents(hearings))
    if not named:
        return _unnamed(hearings, documents)
    if below:
        return f"{name} passes on what others say ({listed(below)})"
    speakers = sorted({h.voice.speaker for h in hearings if h.voice.speaker})
    others = sorted({h.voice.name for h in hearings if h.voice.named} - {name})
    parts = [
        f"{many(len(documents), 'document')} ({listed(documents)}) {'rests' if len(documents) == 1 else 'rest'} on it"
    ]
    if speakers:
        parts.append(f"{listed(speakers)} {'speaks' if len(speakers) == 1 else 'speak'} for it")
    if others:
        parts.append(f"{listed(others)} {'is' if len(others) == 1 else 'are'} counted with it")
    unsaid = in_order(h.case.document.id for h in hearings if not h.said)
    if unsaid:
        parts.append(
            f"what {listed(unsaid)} {'says' if len(unsaid) == 1 else 'say'} without a source is counted here too"
        )
    return "; ".join(parts)


def _unnamed(hearings: list[Hearing], documents: tuple[str, ...]) -> str:
    if _main(hearings).kind == "outlet":
        does = "does" if len(documents) == 1 else "do"
        return f"{listed(documents)} {does} not say where {'it has' if len(documents) == 1 else 'they have'} it from"
    if hearings[0].node.key == OFFICE:
        return f"of which country {_name(hearings)} is, is not known, so it may be one that is counted already"
    return "a source without a name is never counted as a witness of its own"
