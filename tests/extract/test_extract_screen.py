"""Only what can hold a claim is parsed, unless the page is about transfers."""

from __future__ import annotations

import pytest
from extract_drafts import SETTINGS, document, drafts
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.extract.page import open_page, outline
from tallyclerk.extract.parse import paragraphs
from tallyclerk.extract.screen import pieces, screened
from tallyclerk.resources.cargo import ends_in_goods
from tallyclerk.resources.frames import frames
from tallyclerk.resources.ordinals import ordinal_value
from tallyclerk.resources.vehicles import ends_in_vehicle
from tallyclerk.resources.word_forms import forms_of, frame_words, telling_words

FILLER = "The committee met in the morning, and its members sang in the cold hall. " * 40
CLAIM = "Germany shipped 40 tanks to Ukraine."


def parsed(text: str) -> str:
    """What of a text is parsed, line by line."""
    opened = open_page(outline(document(text), SETTINGS, sparing=True))
    return "\n".join(paragraph.text for paragraph in opened.paragraphs)


def test_of_a_long_text_only_the_sentence_that_can_hold_a_claim_is_parsed() -> None:
    assert parsed(f"{FILLER}\n{CLAIM} {FILLER}").strip() == CLAIM


def test_a_claim_in_a_long_text_is_found_with_its_place() -> None:
    text = f"{FILLER}\n{CLAIM} {FILLER}"
    (draft,) = drafts(text)
    for mentions in draft.roles.values():
        assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert text[draft.quote.start : draft.quote.end] == CLAIM


def test_a_sentence_of_saying_beside_a_claim_is_parsed_with_it() -> None:
    said = "That is what the ministry said on Monday. "
    assert said.strip() in parsed(f"{FILLER}\n{CLAIM} {said}{FILLER}")


def test_a_short_text_is_parsed_as_a_whole() -> None:
    text = "The hall was cold. Nobody spoke."
    assert parsed(text) == text


def test_a_long_text_about_transfers_is_parsed_as_a_whole() -> None:
    story = f"{CLAIM} They crossed at night. " * 60
    assert parsed(story).count("They crossed at night.") == 60


def test_a_text_about_something_else_is_not_parsed_at_all() -> None:
    assert parsed(FILLER) == ""


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=3000))
def test_what_is_left_stands_where_it_says(text: str) -> None:
    lines = list(paragraphs(text, 400))
    for offset, piece in screened(lines, pieces(lines, frozenset())):
        assert text[offset : offset + len(piece)] == piece


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("ship", "shipped"),
        ("carry", "carries"),
        ("leave", "leaving"),
        ("send", "sent"),
        ("reach", "reaches"),
        ("convoy", "convoys"),
    ],
)
def test_the_forms_of_a_word_hold_what_texts_have(lemma: str, form: str) -> None:
    assert form in forms_of(lemma)


def test_every_verb_of_a_frame_but_be_is_looked_for() -> None:
    assert set(frames().verbs) - {"be", "have"} <= frame_words()


def test_everyday_words_do_not_show_what_a_page_is_about() -> None:
    assert {"shipped", "delivery"} <= telling_words()
    assert not {"gave", "taken", "support"} & telling_words()


@pytest.mark.parametrize("phrase", ["anti-tank missiles", "leopard 2", "feed corn"])
def test_goods_are_seen_at_the_end_of_words(phrase: str) -> None:
    assert ends_in_goods(phrase.split())


def test_a_carrier_is_seen_at_the_end_of_words_and_a_warship_is_none() -> None:
    assert ends_in_vehicle(["a", "cargo", "ship"])
    assert not ends_in_vehicle(["a", "guided-missile", "destroyer"])


@pytest.mark.parametrize(
    ("word", "value"), [("Second", 2), ("14th", 14), ("21st", 21), ("seconds", None), ("th", None)]
)
def test_ordinals_are_read_as_words_and_figures(word: str, value: int | None) -> None:
    assert ordinal_value(word) == value
