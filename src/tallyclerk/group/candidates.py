"""Pairs of texts worth comparing, found without comparing all with all: the cost grows with the number of texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from tallyclerk.group.shingles import Hashes

# Three rows a band find all but 4 of 1,000 pairs with a Jaccard of 0.5, and one in 20,000 with one of 0.01.
_ROWS = 3
# A key that stands in more texts than this is boilerplate and says nothing of two of them.
_COMMON = 60
# From so many texts in one band on, each is paired with the first and the next only.
_CROWD = 100

Pair = tuple[int, int]


def bands(signatures: Sequence[bytes]) -> Iterator[tuple[Hashes, NDArray[np.int64]]]:
    """Of each band of the signatures a key for each text, and the number of the text; those without one are left out.

    Source: Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3.4.
    """
    owners = np.array([n for n, signature in enumerate(signatures) if signature], np.int64)
    if not len(owners):
        return
    table = np.stack([np.frombuffer(signatures[n], np.uint32) for n in owners]).astype(np.uint64)
    for first in range(0, table.shape[1] - _ROWS + 1, _ROWS):
        key = table[:, first]
        for row in range(first + 1, first + _ROWS):
            key = key * np.uint64(0x9E3779B97F4A7C15) + table[:, row]
        yield key, owners


def band_pairs(found: Iterable[tuple[Hashes, NDArray[np.int64]]]) -> list[list[Pair]]:
    """Of each band the pairs of texts that meet in it."""
    return [[pair for crowd in _crowds(keys, owners) for pair in _pairs(crowd)] for keys, owners in found]


def _crowds(keys: Hashes, owners: NDArray[np.int64]) -> Iterator[list[int]]:
    """The owners of each key that has several, in order."""
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1], [True])))
    for at in np.flatnonzero(np.diff(starts) > 1):
        yield [int(n) for n in owners[order[starts[at] : starts[at + 1]]]]


def _pairs(crowd: Sequence[int]) -> Iterator[Pair]:
    if len(crowd) <= _CROWD:
        yield from combinations(crowd, 2)
        return
    yield from ((crowd[0], other) for other in crowd[1:])
    yield from pairwise(crowd[1:])


def sharing_pairs(held: Sequence[Hashes], least: int) -> Iterator[Pair]:
    """Pairs of texts that share `least` keys which few texts have.

    Args:
        held: The keys of each text, each once.
        least: How many must be shared.
    """
    keys = np.concatenate(list(held)) if held else np.empty(0, np.uint64)
    if not len(keys):
        return
    owners = np.repeat(np.arange(len(held), dtype=np.int32), [len(own) for own in held])
    order = np.argsort(keys, kind="stable")
    owners = owners[order]
    ends = _ends(keys[order])
    for first, others in _others(owners, ends):
        numbers, counts = np.unique(others, return_counts=True)
        yield from ((first, int(other)) for other in numbers[counts >= least])


def _ends(keys: Hashes) -> NDArray[np.int64]:
    """For each of some sorted keys where its like end; its own place where it is alone, or one of too many."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    ends = np.repeat(starts + sizes, sizes)
    return np.where(np.repeat((sizes > 1) & (sizes <= _COMMON), sizes), ends, np.arange(len(keys)))


def _others(owners: NDArray[np.int32], ends: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int32]]]:
    """Each text with the later ones that hold its keys, as often as they hold one of them."""
    shared = np.flatnonzero(ends > np.arange(len(ends)) + 1)
    shared = shared[np.argsort(owners[shared], kind="stable")]
    bounds = np.flatnonzero(np.diff(owners[shared], prepend=-1))
    for start, stop in pairwise((*bounds, len(shared))):
        places = shared[start:stop]
        yield int(owners[places[0]]), np.concatenate([owners[place + 1 : ends[place]] for place in places])
