"""Texts as sets of word shingles, and how alike two of them are."""

from __future__ import annotations

import re
from hashlib import blake2b

import msgspec

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])")


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


def shingles(text: str, width: int) -> frozenset[int]:
    """The hashes of all runs of `width` words; of the whole text where it is shorter.

    Case and punctuation do not count; in a script that does not part words, each character is one.
    """
    words = _WORD.findall(_UNSPACED.sub(r" \1 ", text.casefold()))
    if not words:
        return frozenset()
    runs = {" ".join(words[at : at + width]) for at in range(max(1, len(words) - width + 1))}
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def likeness(a: frozenset[int], b: frozenset[int]) -> Likeness:
    """How alike two texts are; both must have shingles."""
    shared = len(a & b)
    return Likeness(shared / (len(a) + len(b) - shared), shared / min(len(a), len(b)), shared)
