"""Families of one text: copies share runs of words, rewrites name the same things in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.config import GroupSettings
from tallyclerk.grammar.anchors import anchors
from tallyclerk.group.anchors import in_order, kindred_pairs
from tallyclerk.group.candidates import Pair, contained_pairs, similar_pairs
from tallyclerk.group.citing import citing_pairs
from tallyclerk.group.dating import dated
from tallyclerk.group.shingles import Likeness, likeness, shingles
from tallyclerk.group.sources import likely_source
from tallyclerk.model import Document, Edge, Family

_CONTAINMENT = 0.8
"""Share of the shorter text's shingles in the longer from which it is a cut or lengthened copy."""

_EDITED_CONTAINMENT, _EDITED_SHARE, _EDITED_ANCHORS = 0.5, 0.5, 10
"""Share of the shorter text's shingles, and of all anchors in one order, from which a text is an edited copy."""

_CITING_ANCHORS, _CITING_SHARE = 5, 0.2
"""Names and numbers in one order, and their share of all, from which a report follows one whose outlet it names."""

_MAX_SHOWN = 6
"""Pairs that a family names as its evidence."""

_MIN_SHARED = 15
"""Shingles that a copy must share: fewer are a slogan or a headline."""


def group(documents: Sequence[Document], settings: GroupSettings) -> tuple[tuple[Document, ...], tuple[Family, ...]]:
    """Join documents that are one text to families: nearly the same words, or the same facts in the same order.

    Args:
        documents: In the order of their ids.
        settings: Width of shingles, length of signatures, and from which likeness two texts are one.

    Returns:
        The documents with `family` set where they have one and `same_text` where copies date them, and the families in
        the order of their first member.
    """
    edges = {**_rewrites(documents, settings), **_copies(documents, settings)}
    groups = _joined(len(documents), edges)
    families = tuple(_family(n, members, documents, edges) for n, members in enumerate(groups, start=1))
    family_of = {member: family.id for family in families for member in family.documents}
    marked = [msgspec.structs.replace(item, family=family_of.get(item.id)) for item in documents]
    return dated(marked, families), families


def _copies(documents: Sequence[Document], settings: GroupSettings) -> dict[Pair, Edge]:
    sets = [shingles(document.text, settings.shingle) for document in documents]
    pairs = similar_pairs(sets, settings.permutations) | contained_pairs(sets)
    found = ((pair, _copy(sets, pair, settings)) for pair in sorted(pairs))
    return {(a, b): _edge(documents, (a, b), "copy", words) for (a, b), words in found if words}


def _copy(sets: Sequence[frozenset[int]], pair: Pair, settings: GroupSettings) -> str | None:
    """What shows that two texts are nearly the same words, or None."""
    a, b = (sets[index] for index in pair)
    if not a or not b:
        return None
    found = likeness(a, b)
    long_enough = found.shared >= _MIN_SHARED or a == b
    alike = found.jaccard >= settings.copy_jaccard or found.containment >= _CONTAINMENT
    return _words_shared(found) if long_enough and alike else None


def _words_shared(found: Likeness) -> str:
    words = f"share {found.shared} runs of words, Jaccard {found.jaccard:.2f}"
    cut = found.containment >= _CONTAINMENT and found.jaccard < _CONTAINMENT
    return f"{words}; {found.containment:.0%} of the shorter stands in the longer" if cut else words


def _rewrites(documents: Sequence[Document], settings: GroupSettings) -> dict[Pair, Edge]:
    """Pairs that name the same things in the same order: in half of the same words a copy, in others a rewrite."""
    named = [anchors(document.text) for document in documents]
    found: dict[Pair, Edge] = {}
    for a, b in citing_pairs(documents, named, _CITING_ANCHORS):
        order = in_order(named[a], named[b])
        if order.shared >= _CITING_ANCHORS and order.share >= _CITING_SHARE:
            citing = f"{documents[a].id} names the outlet of {documents[b].id}"
            words = f"name {order.shared} things in the same order, and {citing}"
            found[min(a, b), max(a, b)] = _edge(documents, (min(a, b), max(a, b)), "paraphrase", words)
    for a, b in kindred_pairs(named):
        order = in_order(named[a], named[b])
        words = f"name {order.shared} things in the same order, {order.share:.0%} of all that they name"
        if order.shared >= settings.rewrite_anchors and order.share >= settings.rewrite_share:
            found[a, b] = _edge(documents, (a, b), "paraphrase", words)
        if order.shared >= _EDITED_ANCHORS and order.share >= _EDITED_SHARE:
            same = likeness(*(shingles(documents[index].text, settings.shingle) for index in (a, b)))
            if same.containment >= _EDITED_CONTAINMENT:
                edited = f"{words}; {same.containment:.0%} of the shorter's runs of words stand in the longer"
                found[a, b] = _edge(documents, (a, b), "copy", edited)
    return found


def _edge(documents: Sequence[Document], pair: Pair, kind: str, words: str) -> Edge:
    one, two = (documents[index].id for index in pair)
    return Edge(one, two, kind, f"{one} and {two} {words}")  # type: ignore[arg-type]


def _joined(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """Connected groups of two and more, by their smallest member."""
    root = list(range(count))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(count):
        groups[find(index)].append(index)
    return [members for members in groups.values() if len(members) > 1]


def _family(number: int, members: Sequence[int], documents: Sequence[Document], edges: dict[Pair, Edge]) -> Family:
    inside = set(members)
    inner = [edges[pair] for pair in sorted(edges) if pair[0] in inside]
    shown = [edge.evidence for edge in inner[:_MAX_SHOWN]]
    more = [f"and {len(inner) - _MAX_SHOWN} more pairs"] if len(inner) > _MAX_SHOWN else []
    copies = _joined(len(documents), [pair for pair in edges if pair[0] in inside and edges[pair].kind == "copy"])
    source, why = likely_source([documents[index] for index in members])
    return Family(
        id=f"f{number}",
        kind="copy" if list(members) in copies else "paraphrase",
        documents=tuple(documents[index].id for index in members),
        evidence="; ".join([*shown, *more]),
        edges=tuple(inner),
        source=source,
        source_reason=why,
    )
