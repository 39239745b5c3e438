"""Pairs of texts worth comparing, found without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

_SEED = 42
# Two rows a band find pairs from a Jaccard of about 0.2; the exact comparison weeds out the rest.
_ROWS = 2
# Containment is looked for in a sample of shingles: those whose hash divides by this.
_SAMPLE = 4
# A shingle that stands in more texts than this is boilerplate and says nothing of copying.
_COMMON = 60
_MIN_SHARED = 3

Pair = tuple[int, int]


def similar_pairs(sets: Sequence[frozenset[int]], permutations: int) -> set[Pair]:
    """Pairs of indexes whose MinHash signatures meet in some band."""
    # Late: a binary module that only this stage needs.
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    permutations -= permutations % _ROWS
    index = RMinHashLSH(threshold=0.2, num_perm=permutations, num_bands=permutations // _ROWS)
    pairs: set[Pair] = set()
    for number, shingles in enumerate(sets):
        if not shingles:
            continue
        signature = RMinHash(num_perm=permutations, seed=_SEED)
        signature.update([f"{shingle:x}" for shingle in sorted(shingles)])
        pairs.update((int(other), number) for other in index.query(signature))
        index.insert(number, signature)
    return pairs


def contained_pairs(sets: Sequence[frozenset[int]]) -> set[Pair]:
    """Pairs of indexes that share several sampled shingles, however different their lengths."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, shingles in enumerate(sets):
        for shingle in shingles:
            if shingle % _SAMPLE == 0:
                holders[shingle].append(number)
    shared: Counter[Pair] = Counter()
    for numbers in holders.values():
        if len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    return {pair for pair, count in shared.items() if count >= _MIN_SHARED}
