"""Texts as sets of word shingles, and how alike two of them are."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])")
_STEP = np.uint64(0x9E3779B97F4A7C15)
"""Odd, and without a pattern in its bits: what the words before are multiplied with. Source: Knuth's golden ratio."""

Hashes = NDArray[np.uint64]
"""64-bit hashes, sorted, each once, unless said otherwise."""


class Likeness(msgspec.Struct, frozen=True):
    """How much two texts share.

    Attributes:
        jaccard: Shared shingles over all shingles of both.
        containment: Shared shingles over those of the shorter.
        shared: How many are shared.
    """

    jaccard: float
    containment: float
    shared: int


def shingles(text: str, width: int) -> Hashes:
    """The hashes of all runs of `width` words; of the whole text where it is shorter.

    Case and punctuation do not count; in a script that does not part words, each character is one.
    """
    words = _WORD.findall(_UNSPACED.sub(r" \1 ", text.casefold()))
    if not words:
        return np.empty(0, np.uint64)
    hashed = hashes(words)
    width = min(width, len(words))
    runs = hashed[: len(words) - width + 1]
    for at in range(1, width):
        runs = runs * _STEP + hashed[at : len(words) - width + 1 + at]
    return np.unique(_mixed(runs))


def hashes(words: list[str] | tuple[str, ...]) -> Hashes:
    """The hash of each word, in the order given."""
    return np.fromiter((_hash(word) for word in words), np.uint64, len(words))


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    """The same in every process, which Python's own hash is not."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(values: Hashes) -> Hashes:
    """Values whose every bit hangs on every bit. Source: the finaliser of SplitMix64."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def likeness(a: Hashes, b: Hashes) -> Likeness:
    """How alike two texts are; both must have shingles."""
    shared = int(np.intersect1d(a, b, assume_unique=True).size)
    return Likeness(shared / (len(a) + len(b) - shared), shared / min(len(a), len(b)), shared)
