"""Names and numbers in one order: what a rewrite keeps when it changes all other words.

Two reports of one event name the same things, but each in an order of its own; one that was written from the other
names them in the other's order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import msgspec
from rapidfuzz.distance import LCSseq

from tallyclerk.group.candidates import Pair

COMMON = 60
"""An anchor that stands in more texts than this says nothing of two of them."""
_MIN_SHARED = 8


class Order(msgspec.Struct, frozen=True):
    """How far two texts name the same things in the same order.

    Attributes:
        shared: Names and numbers that both have in one order.
        share: Twice that over all names and numbers of both.
    """

    shared: int
    share: float


def in_order(a: Sequence[str], b: Sequence[str]) -> Order:
    """The longest run of common anchors that both have in one order. Source: longest common subsequence."""
    shared = LCSseq.similarity(a, b)
    return Order(shared, 2 * shared / (len(a) + len(b)) if a or b else 0.0)


def kindred_pairs(texts: Sequence[Sequence[str]]) -> list[Pair]:
    """Pairs of indexes that share several anchors which few texts have."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(texts):
        for anchor in dict.fromkeys(found):
            holders[anchor].append(number)
    shared: Counter[Pair] = Counter()
    for numbers in holders.values():
        if len(numbers) <= COMMON:
            shared.update(combinations(numbers, 2))
    return sorted(pair for pair, count in shared.items() if count >= _MIN_SHARED)
