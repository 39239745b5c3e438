"""Which reports are one text, and what shows it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.config import GroupSettings
from tallyclerk.group import group
from tallyclerk.group.shingles import likeness, shingles
from tallyclerk.model import Document, Family

WIRE = (
    "PORT VALE - The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven last week, the "
    "harbour office said on Friday. The barley was loaded onto trains and taken to a depot near the border within "
    "two days. A spokesman for the ministry declined to say who had paid for the cargo. Satellite pictures taken on "
    "Sunday show the ship at the grain pier with its holds open. Watchers of shipping say that its transponder was "
    "off for most of the voyage. The owners, a firm in the free zone, did not answer calls."
)
OTHER = (
    "Farmers around Port Vale expect a poor harvest after a dry spring. Prices of seed have doubled within a year, and "
    "the bank of the province has opened a fund for those who cannot pay. The minister will visit three villages on "
    "Monday and speak with their mayors about wells, roads and the price of diesel."
)
REWRITE = (
    "Some four thousand tonnes of grain went by sea to Easthaven aboard the Halcyon, according to port officials. "
    "From the docks it moved on by rail, reaching a store close to the frontier two days later. Nobody at the ministry "
    "would name a buyer. The vessel did not broadcast its position for much of the trip, analysts noted."
)


def documents(*texts: str) -> list[Document]:
    return [Document(id=f"d{n}", key=str(n), sha256="", text=text) for n, text in enumerate(texts, start=1)]


def families(*texts: str) -> tuple[Family, ...]:
    return group(documents(*texts), GroupSettings())[1]


def test_a_reprint_and_its_wire_are_a_family_with_the_evidence() -> None:
    reprint = WIRE.replace("last week", "this month").upper()
    marked, (family,) = group(documents(WIRE, OTHER, reprint), GroupSettings())
    assert (family.id, family.kind, family.documents) == ("f1", "copy", ("d1", "d3"))
    assert "d1 and d3 share" in family.evidence
    assert "Jaccard 0.9" in family.evidence
    assert [document.family for document in marked] == ["f1", None, "f1"]


def test_a_wire_cut_to_its_first_lines_is_a_copy_and_says_how() -> None:
    (family,) = families(WIRE, WIRE[: WIRE.index("Satellite")])
    assert "of the shorter stands in the longer" in family.evidence


def test_a_wire_within_a_longer_page_is_a_copy() -> None:
    assert len(families(f"{OTHER} {REWRITE} {WIRE} {OTHER[::-1]}", WIRE)) == 1


def test_a_rewrite_in_other_words_is_no_copy() -> None:
    assert families(WIRE, REWRITE, OTHER) == ()


def test_a_shared_quote_is_no_copy() -> None:
    quote = "“We will go on sending barley to our friends,” the minister said."
    assert families(f"{WIRE} {quote}", f"{OTHER} {quote}") == ()


def test_short_texts_are_copies_only_when_they_are_the_same() -> None:
    assert families("Barley ship reaches Easthaven today", "Barley ship reaches Easthaven again") == ()
    assert len(families("Barley ship reaches Easthaven", "Barley ship reaches Easthaven")) == 1


def test_copies_of_copies_are_one_family() -> None:
    words = WIRE.split()
    (family,) = families(WIRE, " ".join(words[:60]), " ".join(words[30:]))
    assert family.documents == ("d1", "d2", "d3")


def test_families_are_numbered_by_their_first_member() -> None:
    found = families(WIRE, OTHER, OTHER + " More.", WIRE + " More.")
    assert [(family.id, family.documents) for family in found] == [("f1", ("d1", "d4")), ("f2", ("d2", "d3"))]


def test_a_large_family_names_only_its_strongest_pairs() -> None:
    (family,) = families(*(f"{WIRE} Note {n}." for n in range(6)))
    assert family.evidence.endswith("and 9 more pairs")


def test_texts_without_spaces_are_compared_by_character() -> None:
    text = "货轮从港口运送四千吨大麦到东港港务局周五表示大麦被装上火车两天内运到边境附近的仓库"
    assert len(families(text, text + "发言人拒绝评论")) == 1


@pytest.mark.parametrize("texts", [(), (WIRE,), ("", ""), ("...", "!!!")])
def test_nothing_to_compare_gives_no_family(texts: tuple[str, ...]) -> None:
    assert families(*texts) == ()


def test_the_same_documents_give_the_same_families() -> None:
    rng = random.Random(7)  # noqa: S311
    words = WIRE.split()
    texts = [" ".join(word for word in words if rng.random() > n / 40) for n in range(12)]
    assert group(documents(*texts), GroupSettings()) == group(documents(*texts), GroupSettings())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30), st.lists(st.sampled_from("abcde"), min_size=1))
def test_likeness_is_a_share_and_full_for_the_same(a: list[str], b: list[str]) -> None:
    one, two = shingles(" ".join(a), 3), shingles(" ".join(b), 3)
    found = likeness(one, two)
    assert 0 <= found.jaccard <= found.containment <= 1
    assert likeness(one, one).jaccard == 1
