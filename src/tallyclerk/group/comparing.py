"""Whether two texts are one, and what shows it: shared runs of words, or names and numbers in one order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tallyclerk.config import GroupSettings
from tallyclerk.group.anchors import in_order
from tallyclerk.group.candidates import Pair
from tallyclerk.group.shingles import Likeness, likeness
from tallyclerk.group.sketch import Sketch
from tallyclerk.model import FamilyKind

_CONTAINMENT = 0.8
"""Share of the shorter text's shingles in the longer from which it is a cut or lengthened copy."""

_EDITED_CONTAINMENT, _EDITED_SHARE, _EDITED_ANCHORS = 0.5, 0.5, 10
"""Share of the shorter text's shingles, and of all anchors in one order, from which a text is an edited copy."""

_CITING_ANCHORS, _CITING_SHARE = 5, 0.2
"""Names and numbers in one order, and their share of all, from which a report follows one whose outlet it names."""

_MIN_SHARED = 15
"""Shingles that a copy must share: fewer are a slogan or a headline."""

_BUNDLE = 2_000
"""Pairs that are compared at one go; few, so that they can be compared elsewhere with no more than their own texts."""


class Found(msgspec.Struct, frozen=True):
    """What two texts have in common, and what that makes them."""

    kind: FamilyKind
    words: str


class Bundle(msgspec.Struct, frozen=True):
    """Some pairs of texts by their numbers, and the sketches of these texts alone."""

    pairs: tuple[Pair, ...]
    sketches: dict[int, Sketch]


def bundled(pairs: Sequence[Pair], sketches: Sequence[Sketch]) -> Iterator[Bundle]:
    """All pairs, in bundles."""
    for first in range(0, len(pairs), _BUNDLE):
        own = tuple(pairs[first : first + _BUNDLE])
        yield Bundle(own, {number: sketches[number] for number in sorted({n for pair in own for n in pair})})


def compared(settings: GroupSettings, bundles: Sequence[Bundle]) -> list[list[tuple[Pair, Found]]]:
    """Of each bundle the pairs that are one text, with what shows it."""
    return [
        [((a, b), found) for a, b in bundle.pairs if (found := _one(bundle.sketches[a], bundle.sketches[b], settings))]
        for bundle in bundles
    ]


def _one(a: Sketch, b: Sketch, settings: GroupSettings) -> Found | None:
    if not a.runs or not b.runs:
        return None
    found = likeness(a.shingles, b.shingles)
    alike = found.jaccard >= settings.copy_jaccard or found.containment >= _CONTAINMENT
    if alike and found.shared >= _MIN_SHARED:
        return Found("copy", words_shared(found))
    return _rewrite(a, b, found, settings)


def words_shared(found: Likeness) -> str:
    """What two texts share of their words, in words."""
    words = f"share {found.shared} runs of words, Jaccard {found.jaccard:.2f}"
    cut = found.containment >= _CONTAINMENT and found.jaccard < _CONTAINMENT
    return f"{words}; {found.containment:.0%} of the shorter stands in the longer" if cut else words


def _rewrite(a: Sketch, b: Sketch, found: Likeness, settings: GroupSettings) -> Found | None:
    """Whether they name the same things in the same order: in half of the same words a copy, in others a rewrite."""
    order = in_order(a.anchors.tolist(), b.anchors.tolist())
    words = f"name {order.shared} things in the same order, {order.share:.0%} of all that they name"
    many = order.shared >= _EDITED_ANCHORS and order.share >= _EDITED_SHARE
    if many and found.containment >= _EDITED_CONTAINMENT:
        runs = f"{found.containment:.0%} of the shorter's runs of words stand in the longer"
        return Found("copy", f"{words}; {runs}")
    if order.shared >= settings.rewrite_anchors and order.share >= settings.rewrite_share:
        return Found("paraphrase", words)
    return None


def follows(citing: Sketch, cited: Sketch) -> Found | None:
    """Whether a text that names another's outlet tells what that one told."""
    order = in_order(citing.anchors.tolist(), cited.anchors.tolist())
    if order.shared < _CITING_ANCHORS or order.share < _CITING_SHARE:
        return None
    return Found("paraphrase", f"name {order.shared} things in the same order")
