"""Pairs worth comparing are found without comparing all with all, and none is missed."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.config import GroupSettings
from tallyclerk.group.candidates import Pair, band_pairs, bands, sharing_pairs
from tallyclerk.group.sketch import sketches

HELD = st.lists(st.sets(st.integers(0, 12), max_size=8), max_size=12)


@given(HELD, st.integers(1, 4))
def test_pairs_that_share_enough_are_those_that_a_comparison_of_all_finds(held: list[set[int]], least: int) -> None:
    arrays = [np.array(sorted(own), np.uint64) for own in held]
    expected = [(a, b) for a, b in combinations(range(len(held)), 2) if len(held[a] & held[b]) >= least]
    assert sorted(sharing_pairs(arrays, least)) == expected


def test_what_too_many_texts_hold_counts_for_none_of_them() -> None:
    everywhere = [np.array([1, 2, 3, 100 + n], np.uint64) for n in range(61)]
    assert list(sharing_pairs(everywhere, 1)) == []
    assert len(list(sharing_pairs(everywhere[:60], 3))) == 60 * 59 // 2


def met(texts: list[str]) -> Counter[Pair]:
    found = sketches(GroupSettings(), texts)
    return Counter(pair for pairs in band_pairs(bands([sketch.signature for sketch in found])) for pair in pairs)


def test_like_texts_meet_in_a_band_and_unlike_ones_do_not() -> None:
    words = [f"word{n}" for n in range(300)]
    copy, other = [*words[:280], "and", "more"], [f"other{n}" for n in range(300)]
    assert set(met([" ".join(words), " ".join(other), "", " ".join(copy)])) == {(0, 3)}


def test_a_crowd_of_copies_is_held_together_by_few_pairs() -> None:
    pairs = met(["one and the same text that hundreds of outlets print"] * 400)
    reached = {0} | {b for a, b in pairs if a == 0}
    assert len(pairs) < 2 * 400
    assert reached == set(range(400))


def test_a_sketch_does_not_hang_on_the_texts_beside_it() -> None:
    alone = sketches(GroupSettings(), ["A ship reached Port Vale."])
    beside = sketches(GroupSettings(), ["", "Something else.", "A ship reached Port Vale."])
    assert alone[0] == beside[2]
    assert beside[0].signature == b""
