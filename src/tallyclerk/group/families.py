"""Families of one text: copies share runs of words, rewrites name the same things in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from tallyclerk.config import GroupSettings
from tallyclerk.group.candidates import Pair, band_pairs, bands, sharing_pairs
from tallyclerk.group.citing import citing_pairs
from tallyclerk.group.comparing import Bundle, Found, bundled, compared, follows, words_shared
from tallyclerk.group.dating import dated
from tallyclerk.group.shingles import Hashes, likeness
from tallyclerk.group.sketch import Sketch, sketches
from tallyclerk.group.sources import likely_source
from tallyclerk.model import Document, Edge, Family

_MAX_SHOWN = 6
"""Pairs that a family names as its evidence."""

_SAMPLES_SHARED, _ANCHORS_SHARED, _CITING_SHARED = 3, 8, 5
"""Shingles of the sample, or names and numbers, that few texts have and two must share to be compared; the last where
one names the outlet of the other."""

Mapper = Callable[[Callable[[Sequence[Any]], Sequence[Any]], Iterable[Any], Callable[[Any], int]], Iterable[Any]]
"""Does a job, which takes several items and gives something for each, on all items: what it gave, in their order.

It is told how many bytes an item takes, for it may be done elsewhere."""


def in_turn(
    job: Callable[[Sequence[Any]], Sequence[Any]], items: Iterable[Any], weigh: Callable[[Any], int]
) -> Iterable[Any]:
    """A mapper that does one item after the other."""
    return (result for item in items for result in job([item]))


def group(
    documents: Sequence[Document], settings: GroupSettings, each: Mapper = in_turn
) -> tuple[tuple[Document, ...], tuple[Family, ...]]:
    """Join documents that are one text to families: nearly the same words, or the same facts in the same order.

    Args:
        documents: In the order of their ids.
        settings: Width of shingles, length of signatures, and from which likeness two texts are one.
        each: What does the work on each text, each band of signatures and each bundle of pairs.

    Returns:
        The documents with `family` set where they have one and `same_text` where copies date them, and the families in
        the order of their first member.
    """
    texts: dict[str, int] = {}
    for document in documents:
        texts.setdefault(document.text, len(texts))
    sketched = list(each(partial(sketches, settings), texts, len))
    own = [sketched[texts[document.text]] for document in documents]
    first_of, edges = _same_runs(documents, own)
    edges.update(_likened(documents, {first: own[first] for first in dict.fromkeys(first_of)}, settings, each))
    edges.update(_citing(documents, own, first_of, edges))
    groups = joined(len(documents), edges)
    inner: defaultdict[int, dict[Pair, Edge]] = defaultdict(dict)
    number_of = {member: number for number, members in enumerate(groups) for member in members}
    for pair in sorted(edges):
        inner[number_of[pair[0]]][pair] = edges[pair]
    families = tuple(_family(n + 1, members, documents, inner[n]) for n, members in enumerate(groups))
    family_of = {member: family.id for family in families for member in family.documents}
    marked = [msgspec.structs.replace(item, family=family_of.get(item.id)) for item in documents]
    return dated(marked, first_of, edges.values()), families


def _same_runs(documents: Sequence[Document], sketched: Sequence[Sketch]) -> tuple[list[int], dict[Pair, Edge]]:
    """For each document the first of its set of shingles, and an edge from it to each other one: they are as one."""
    found: dict[bytes, int] = {}
    first_of: list[int] = []
    edges: dict[Pair, Edge] = {}
    for number, sketch in enumerate(sketched):
        first = found.setdefault(sketch.runs, number)
        first_of.append(first)
        if first != number and sketch.runs:
            words = words_shared(likeness(sketch.shingles, sketch.shingles))
            edges[first, number] = _edge(documents, (first, number), Found("copy", words))
    return first_of, edges


def _likened(
    documents: Sequence[Document], firsts: dict[int, Sketch], settings: GroupSettings, each: Mapper
) -> Iterator[tuple[Pair, Edge]]:
    """Pairs of documents with different shingles that are one text all the same."""
    numbers, sketched = list(firsts), list(firsts.values())
    cut = bands([sketch.signature for sketch in sketched])
    pairs = {pair for met in each(band_pairs, cut, _band_bytes) for pair in met}
    pairs.update(sharing_pairs([sketch.sample for sketch in sketched], _SAMPLES_SHARED))
    pairs.update(sharing_pairs([sketch.anchors for sketch in sketched], _ANCHORS_SHARED))
    bundles = bundled(sorted(pairs), sketched)
    for found in each(partial(compared, settings), bundles, _bundle_bytes):
        for (a, b), what in found:
            pair = numbers[a], numbers[b]
            yield pair, _edge(documents, pair, what)


def _citing(
    documents: Sequence[Document], sketched: Sequence[Sketch], first_of: Sequence[int], edges: dict[Pair, Edge]
) -> dict[Pair, Edge]:
    """Pairs of documents of which one names the other's outlet and follows it, where nothing else shows that."""
    numbers = list(dict.fromkeys(first_of))
    near = sharing_pairs([sketched[number].anchors for number in numbers], _CITING_SHARED)
    open_pairs = ((numbers[a], numbers[b]) for a, b in near if (numbers[a], numbers[b]) not in edges)
    found = {}
    for citing, cited in citing_pairs(documents, first_of, open_pairs):
        pair = min(citing, cited), max(citing, cited)
        if what := follows(sketched[citing], sketched[cited]):
            named = f"{what.words}, and {documents[citing].id} names the outlet of {documents[cited].id}"
            found[pair] = _edge(documents, pair, Found(what.kind, named))
    return found


def _band_bytes(band: tuple[Hashes, NDArray[np.int64]]) -> int:
    return band[0].nbytes + band[1].nbytes


def _bundle_bytes(bundle: Bundle) -> int:
    return sum(len(sketch.runs) + len(sketch.names) for sketch in bundle.sketches.values())


def _edge(documents: Sequence[Document], pair: Pair, found: Found) -> Edge:
    one, two = (documents[index].id for index in pair)
    return Edge(one, two, found.kind, f"{one} and {two} {found.words}")


def joined(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
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
    inner = list(edges.values())
    shown = [edge.evidence for edge in inner[:_MAX_SHOWN]]
    more = [f"and {len(inner) - _MAX_SHOWN} more pairs"] if len(inner) > _MAX_SHOWN else []
    places = {member: place for place, member in enumerate(members)}
    copies = joined(len(members), [(places[a], places[b]) for (a, b), edge in edges.items() if edge.kind == "copy"])
    source, why = likely_source([documents[index] for index in members])
    return Family(
        id=f"f{number}",
        kind="copy" if copies == [list(range(len(members)))] else "paraphrase",
        documents=tuple(documents[index].id for index in members),
        evidence="; ".join([*shown, *more]),
        edges=tuple(inner),
        source=source,
        source_reason=why,
    )
