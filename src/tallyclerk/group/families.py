"""Families of copies: MinHash for candidates, exact Jaccard and containment to confirm, union-find to join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.config import GroupSettings
from tallyclerk.group.candidates import Pair, contained_pairs, similar_pairs
from tallyclerk.group.shingles import Likeness, likeness, shingles
from tallyclerk.model import Document, Family

_CONTAINMENT = 0.8
"""Share of the shorter text's shingles in the longer from which it is a cut or lengthened copy."""

_MAX_SHOWN = 6
"""Pairs that a family names as its evidence."""

_MIN_SHARED = 15
"""Shingles that a copy must share: fewer are a slogan or a headline."""


def group(documents: Sequence[Document], settings: GroupSettings) -> tuple[tuple[Document, ...], tuple[Family, ...]]:
    """Join documents that are nearly the same words to families of kind `copy`.

    Args:
        documents: In the order of their ids.
        settings: Width of shingles, length of signatures, and from which likeness two texts are one.

    Returns:
        The documents with `family` set where they have one, and the families in the order of their first member.
    """
    sets = [shingles(document.text, settings.shingle) for document in documents]
    pairs = similar_pairs(sets, settings.permutations) | contained_pairs(sets)
    copies = {pair: found for pair in sorted(pairs) if (found := _copy(sets, pair, settings.copy_jaccard))}
    groups = _joined(len(documents), copies)
    families = tuple(_family(n, members, documents, copies) for n, members in enumerate(groups, start=1))
    family_of = {member: family.id for family in families for member in family.documents}
    marked = (msgspec.structs.replace(item, family=family_of.get(item.id)) for item in documents)
    return tuple(marked), families


def _copy(sets: Sequence[frozenset[int]], pair: Pair, copy_jaccard: float) -> Likeness | None:
    a, b = (sets[index] for index in pair)
    if not a or not b:
        return None
    found = likeness(a, b)
    long_enough = found.shared >= _MIN_SHARED or a == b
    alike = found.jaccard >= copy_jaccard or found.containment >= _CONTAINMENT
    return found if long_enough and alike else None


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


def _family(number: int, members: Sequence[int], documents: Sequence[Document], copies: dict[Pair, Likeness]) -> Family:
    inside = set(members)
    inner = sorted((pair for pair in copies if pair[0] in inside), key=lambda pair: (-copies[pair].jaccard, pair))
    shown = [_evidence(documents[a].id, documents[b].id, copies[a, b]) for a, b in inner[:_MAX_SHOWN]]
    more = [f"and {len(inner) - _MAX_SHOWN} more pairs"] if len(inner) > _MAX_SHOWN else []
    evidence = "; ".join([*shown, *more])
    return Family(f"f{number}", "copy", tuple(documents[index].id for index in members), evidence)


def _evidence(a: str, b: str, found: Likeness) -> str:
    words = f"{a} and {b} share {found.shared} runs of words, Jaccard {found.jaccard:.2f}"
    cut = found.containment >= _CONTAINMENT and found.jaccard < _CONTAINMENT
    return f"{words}; {found.containment:.0%} of the shorter stands in the longer" if cut else words
