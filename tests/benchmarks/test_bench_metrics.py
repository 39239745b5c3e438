from __future__ import annotations

import pytest
from parts.blocks import best_block, long_lines
from parts.part import Tally, table
from parts.shingles import compare, page_scores, shingles


def test_a_text_of_fewer_than_four_words_is_one_shingle() -> None:
    assert shingles("Two crates") == {("Two", "crates"): 1}
    assert not shingles("")


def test_an_article_with_one_alien_line_loses_precision_and_not_recall() -> None:
    gold = "The ship left the port on Monday"
    precision, recall = page_scores(gold, gold + " Read more here")
    assert recall == 1.0
    assert precision == pytest.approx(4 / 7)


@pytest.mark.parametrize(("gold", "found", "expected"), [("", "", (1, 1)), ("a b", "", (0, 0)), ("", "a b", (0, 0))])
def test_an_empty_page_is_right_only_where_the_article_is_empty(
    gold: str, found: str, expected: tuple[int, int]
) -> None:
    assert page_scores(gold, found) == expected


def test_a_page_that_was_not_found_counts_as_empty() -> None:
    assert compare({"a": "one two three four", "b": "five six seven eight"}, {"a": "one two three four"}) == (
        0.5,
        0.5,
        0.5,
    )


def test_the_best_block_is_the_run_of_long_lines() -> None:
    body = ["A long line of running text that is well above the cost of sixty characters. " * 2] * 3
    page = "\n".join(["Home", "News", *body, "Share", "Contact us", "Imprint"])
    assert best_block(page).splitlines() == [line.strip() for line in body]
    assert best_block("Home\nNews") == ""


def test_long_lines_are_those_of_fifteen_words() -> None:
    assert long_lines("Home\n" + "word " * 15 + "\n" + "word " * 14) == "word " * 15


def test_a_tally_of_nothing_is_zero_and_no_error() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)
    assert Tally(right=1, predicted=2, found=1, gold=1).f1 == pytest.approx(2 / 3)


def test_a_table_aligns_numbers_to_the_right() -> None:
    assert table(("role", "F1"), [("giver", 0.5), ("via", 12)]) == "role      F1\ngiver  0.500\nvia       12"
