"""Names and numbers in one order: what a rewrite keeps when it changes all other words.

Two reports of one event name the same things, but each in an order of its own; one that was written from the other
names them in the other's order.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import msgspec
from rapidfuzz.distance import LCSseq


class Order(msgspec.Struct, frozen=True):
    """How far two texts name the same things in the same order.

    Attributes:
        shared: Names and numbers that both have in one order.
        share: Twice that over all names and numbers of both.
    """

    shared: int
    share: float


def in_order(a: Sequence[Hashable], b: Sequence[Hashable]) -> Order:
    """The longest run of common anchors that both have in one order. Source: longest common subsequence."""
    shared = LCSseq.similarity(a, b)
    return Order(shared, 2 * shared / (len(a) + len(b)) if a or b else 0.0)
