"""What of a text is held against other texts: small, and the same in every process."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from tallyclerk.config import GroupSettings
from tallyclerk.grammar.anchors import anchors
from tallyclerk.group.shingles import Hashes, hashes, shingles

_SEED = 42
# Containment is looked for in a sample of shingles: those whose hash divides by this.
_SAMPLE = 4


class Sketch(msgspec.Struct, frozen=True):
    """A text made ready for comparing; arrays are held as their bytes, some 5 KB for a report of 600 words.

    Attributes:
        runs: Hashes of its shingles.
        signature: Its MinHash signature, empty where it has no shingles.
        names: Hashes of its anchors, in the order of the text.
    """

    runs: bytes
    signature: bytes
    names: bytes

    @property
    def shingles(self) -> Hashes:
        """Hashes of its shingles, sorted."""
        return np.frombuffer(self.runs, np.uint64)

    @property
    def sample(self) -> Hashes:
        """Some of its shingles, chosen by their hashes, so that two texts that share many share some of these."""
        runs = self.shingles
        chosen: Hashes = runs[runs % np.uint64(_SAMPLE) == 0]
        return chosen

    @property
    def anchors(self) -> Hashes:
        """Hashes of its names and numbers, in the order of the text, each once."""
        return np.frombuffer(self.names, np.uint64)


def sketches(settings: GroupSettings, texts: Sequence[str]) -> list[Sketch]:
    """The sketch of each text."""
    runs = [shingles(text, settings.shingle) for text in texts]
    signed = _signatures(runs, settings.permutations)
    found = zip(texts, runs, signed, strict=True)
    return [Sketch(own.tobytes(), signature, hashes(anchors(text)).tobytes()) for text, own, signature in found]


def _signatures(runs: Sequence[Hashes], permutations: int) -> list[bytes]:
    # Late: a binary module that only this stage needs.
    from rensa import RMinHash  # noqa: PLC0415

    sets = [own.tolist() for own in runs if len(own)]
    matrix = RMinHash.digest_matrix_from_token_hash_sets(sets, num_perm=permutations, seed=_SEED) if sets else None
    rows = iter(matrix.to_rows() if matrix is not None else ())
    return [np.array(next(rows), np.uint32).tobytes() if len(own) else b"" for own in runs]
