"""Which reports are one text, and what shows it."""

import random
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.config import GroupSettings
from tallyclerk.group import group
from tallyclerk.group.anchors import in_order
from tallyclerk.group.citing import citing_pairs
from tallyclerk.group.shingles import likeness, shingles
from tallyclerk.model import Credit, Document, Family, Published


def day_of_may(day: int) -> Published:
    """A day of May."""
    return Published(date(2023, 5, day), date(2023, 5, day), "given")


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


def test_texts_with_the_same_runs_of_words_are_tied_to_the_first_of_them_alone() -> None:
    (family,) = families(WIRE, WIRE.upper(), WIRE, f"{WIRE} More.")
    assert [(edge.a, edge.b) for edge in family.edges] == [("d1", "d2"), ("d1", "d3"), ("d1", "d4")]
    assert family.kind == "copy"


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


SOURCE = (
    "Fourteen containers reached Port Vale on 3 May, the Easthaven Herald has learned. Captain Idris Bell "
    "brought them on the Halcyon from Norwick, where Lorne Shipping had loaded 280 tonnes of barley. Inspector "
    "Mara Quill of Vale Customs opened nine of them on 5 May. The Zephyr, owned by Tamsin Roe, followed two "
    "days later with 115 tonnes for Hollow Grain in Redmarsh. Minister Odo Farr told Radio Vale that the price "
    "was 61,000 crowns."
)
RETOLD = (
    "According to the Easthaven Herald, a load of fourteen boxes came into Port Vale on 3 May. They travelled "
    "on Idris Bell's ship, the Halcyon, out of Norwick; 280 tonnes of grain had been put aboard there by Lorne "
    "Shipping. When 5 May came, nine were unsealed by Mara Quill, who works for Vale Customs. Tamsin Roe owns "
    "the Zephyr, next to arrive: her 115 tonnes were meant for Redmarsh and the Hollow Grain works. What it "
    "all cost, Odo Farr said on Radio Vale: 61,000 crowns."
)
SAME_EVENT = (
    "Radio Vale aired a talk with Odo Farr about the barley. Redmarsh, he said, would get 115 tonnes through "
    "Hollow Grain, and Tamsin Roe's Zephyr was to bring it. Before that, on 5 May, Vale Customs and its "
    "inspector Mara Quill had opened boxes from Norwick. Lorne Shipping loaded the Halcyon, whose captain is "
    "Idris Bell, and 280 tonnes of it are in Port Vale since 3 May."
)


def test_a_rewrite_that_keeps_names_and_numbers_in_their_order_is_a_paraphrase() -> None:
    (family,) = families(SOURCE, OTHER, RETOLD)
    assert (family.kind, family.documents) == ("paraphrase", ("d1", "d3"))
    (edge,) = family.edges
    assert (edge.a, edge.b, edge.kind) == ("d1", "d3", "paraphrase")
    assert "things in the same order" in edge.evidence


def test_another_report_of_the_event_names_the_same_things_in_an_order_of_its_own() -> None:
    assert families(SOURCE, SAME_EVENT) == ()


def test_a_long_quote_of_one_person_in_two_reports_makes_no_family() -> None:
    quote = "“Halcyon is mine, Halcyon was mine, and Halcyon will be mine, from Norwick to Port Vale,” said Idris Bell."
    assert families(f"{SOURCE[:60]} {quote}", f"{OTHER} {quote}") == ()


@pytest.mark.parametrize(
    ("about", "source", "why"),
    [
        ([{"outlet": "Reuters"}, {"outlet": "The Post"}], "d1", "the only agency among them"),
        ([{"outlet": "A"}, {"outlet": "The Post", "credits": (Credit("A", "(A)", "republished"),)}], "d1", "credit it"),
        ([{"published": day_of_may(2)}, {"published": day_of_may(1)}], "d2", "published before"),
        ([{"published": day_of_may(1)}, {"published": day_of_may(1)}], None, "neither credits nor dates"),
        ([{}, {"published": day_of_may(1)}], None, "neither credits nor dates"),
    ],
)
def test_whose_text_it_is_follows_from_credits_agencies_and_days(
    about: list[dict[str, Any]], source: str | None, why: str
) -> None:
    copies = [msgspec.structs.replace(doc, **more) for doc, more in zip(documents(WIRE, WIRE), about, strict=True)]
    (family,) = group(copies, GroupSettings())[1]
    assert family.source == source
    assert why in family.source_reason


@given(st.lists(st.sampled_from("ABCDE"), max_size=8), st.lists(st.sampled_from("ABCDE"), max_size=8))
def test_the_order_of_names_is_measured_alike_from_both_sides(a: list[str], b: list[str]) -> None:
    assert in_order(a, b) == in_order(b, a)
    assert in_order(a, a).shared == len(a)
    assert in_order(a, b).shared <= min(len(a), len(b))


def test_a_report_that_names_the_outlet_whose_report_it_follows_is_of_its_family() -> None:
    first = (
        "Captain Rasa Urbonaite told Baltic Wire that 61,300 packs lay under meal for Kaunas. The train came from "
        "Maladzyechna. Postmaster Jonas Petraitis counted 412 sacks at Kena, and Dalia Grinyte sealed them."
    )
    second = (
        "Shovels were needed at the border. As Baltic Wire reports, Rasa Urbonaite and her people pulled 61,300 packs "
        "from meal meant for Kaunas, off a train from Maladzyechna; Jonas Petraitis of Kena has 412 sacks now."
    )
    both = [
        msgspec.structs.replace(document, outlet=outlet)
        for document, outlet in zip(documents(first, second), ("Baltic Wire", "Nemunas Online"), strict=True)
    ]
    (family,) = group(both, GroupSettings())[1]
    assert (family.kind, family.documents) == ("paraphrase", ("d1", "d2"))
    assert "d2 names the outlet of d1" in family.evidence
    assert (
        group(
            [both[0], msgspec.structs.replace(both[1], text=second.replace("Baltic Wire", "the press"))],
            GroupSettings(),
        )[1]
        == ()
    )


def test_a_report_that_only_names_another_outlet_is_no_rewrite_of_it() -> None:
    both = [
        msgspec.structs.replace(document, outlet=outlet)
        for document, outlet in zip(
            documents(WIRE, f"{OTHER} Baltic Wire has more."), ("Baltic Wire", "Post"), strict=True
        )
    ]
    assert group(both, GroupSettings())[1] == ()


def test_an_outlet_is_named_as_a_whole_word_and_the_longer_name_is_meant() -> None:
    text = "Baltic Wire Online told it, the Wires did not, and neither did BalticWire."
    outlets = ("Nemunas", "Baltic Wire", "Baltic Wire Online", "Wire", "Online")
    found = [
        msgspec.structs.replace(document, outlet=outlet)
        for document, outlet in zip(documents(text, *outlets[1:]), outlets, strict=True)
    ]
    every = [(0, other) for other in range(1, len(found))]
    assert list(citing_pairs(found, range(len(found)), every)) == [(0, 2)]
