"""Quantities that state what a carrier can take."""

from __future__ import annotations

import pytest

from tallyclerk.grammar.capacity import find_capacities
from tallyclerk.resources.capacity import CapacityCue, capacity_words


@pytest.mark.parametrize(
    "cue", [*capacity_words().before, *capacity_words().behind], ids=lambda cue: cue.example.replace(" ", "_")[:40]
)
def test_words_beside_a_quantity_make_it_a_capacity(cue: CapacityCue) -> None:
    (found,) = find_capacities(cue.example)
    assert found.value == cue.expect


@pytest.mark.parametrize("sentence", capacity_words().loads)
def test_a_load_is_no_capacity(sentence: str) -> None:
    assert find_capacities(sentence) == ()
