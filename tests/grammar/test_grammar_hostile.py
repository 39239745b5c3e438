"""Long odd input: the grammars take time in proportion to its length, and never recurse with it."""

from __future__ import annotations

import time

import pytest

from tallyclerk.grammar.quantity import find_quantities
from tallyclerk.grammar.time import find_times

PIECES = ["1", "a", " ", "1 ", "1,", "1-", "one ", "hundreds of ", "early ", "between ", "May ", "mid-", "£"]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_run_of_anything_is_read_in_a_moment(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    find_quantities(text)
    find_times(text)
    assert time.process_time() - begun < 12  # about one second on an idle core; a quadratic scan takes minutes
