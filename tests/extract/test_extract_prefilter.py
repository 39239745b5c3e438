"""A sentence that tells of a transfer has more points than one that does not, told without a parse."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.extract import MOST_POINTS, strength
from tallyclerk.resources.frames import Frame
from tallyclerk.resources.loading import load_yaml

TOLD = [
    "Germany shipped 40 tanks to Ukraine.",
    "The freighter Halcyon brought 4,000 tonnes of barley from Port Vale to Easthaven.",
    "Customs seized two hundred rifles in a truck at the border.",
    "Weapons supplied by Iran reached the port of Hodeidah, the panel said.",
]
OTHER = [
    "The committee met in the morning, and its members sang in the cold hall.",
    "She gave him a book and left for the opera.",
    "The team took the lead after ten minutes and never lost it.",
    "Oil prices fell on Monday.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_a_sentence_of_a_transfer_has_points(sentence: str) -> None:
    assert strength([sentence]) >= 3


@pytest.mark.parametrize("sentence", OTHER)
def test_a_sentence_of_something_else_has_fewer(sentence: str) -> None:
    assert strength([sentence]) < 3


def test_a_page_has_the_points_of_its_best_sentence() -> None:
    assert strength([*OTHER, f"{OTHER[0]} {TOLD[0]}", *OTHER]) == strength([TOLD[0]])
    assert strength([]) == 0


def test_it_stops_looking_once_it_has_enough() -> None:
    assert 3 <= strength([*TOLD, *OTHER], 3) <= strength([*TOLD, *OTHER])


def test_most_of_the_frames_examples_have_points() -> None:
    examples = [frame.example for frame in load_yaml("frames.yaml", tuple[Frame, ...])]
    assert sum(strength([example]) > 0 for example in examples) > 0.7 * len(examples)


@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_text_has_points_within_bounds(lines: list[str]) -> None:
    assert 0 <= strength(lines) <= MOST_POINTS


def test_a_long_line_takes_little_time() -> None:
    start = time.perf_counter()
    strength(["shipped tanks " * 20_000])
    assert time.perf_counter() - start < 5
