"""What a reader of a report would take from its sentences: who moved what, from where to where, and who says so."""

from __future__ import annotations

import pytest
from extract_drafts import SETTINGS, document, drafts, only, told, voices

from tallyclerk.extract import extract
from tallyclerk.model import Certainty

SENT = "Iran shipped 200 missiles to Russia"


def test_a_passive_names_giver_goods_and_both_ends() -> None:
    roles = told(only("The 40 tanks were shipped by Iran from Bandar Abbas to Latakia in May."))
    assert roles["giver"] == ["Iran"]
    assert roles["cargo"] == ["tanks"]
    assert (roles["origin"], roles["destination"]) == (["Bandar Abbas"], ["Latakia"])
    assert roles["date"] == ["May"]


@pytest.mark.parametrize(
    "text", ["Iran provided Syria with 200 rockets.", "Iran sent Syria 200 rockets.", "Iran gave 200 rockets to Syria."]
)
def test_goods_and_recipient_are_told_apart_in_every_order(text: str) -> None:
    roles = told(only(text))
    assert (roles["giver"], roles["recipient"], roles["cargo"]) == (["Iran"], ["Syria"], ["rockets"])
    assert "200" in roles["quantity"][0]


def test_a_nominalisation_is_a_transfer() -> None:
    roles = told(only("The delivery of 30 howitzers to Ukraine by Norway was completed in June."))
    assert (roles["cargo"], roles["recipient"], roles["date"]) == (["howitzers"], ["Ukraine"], ["June"])


def test_a_relative_clause_names_the_goods_before_it() -> None:
    roles = told(only("The rockets which Syria buys from Iran are old."))
    assert (roles["giver"], roles["recipient"], roles["cargo"]) == (["Iran"], ["Syria"], ["rockets"])


def test_conjoined_verbs_share_their_subject_and_goods() -> None:
    text = "The freighter Halcyon loaded 20,000 tonnes of wheat in Odesa and carried it to Rotterdam."
    load, carry = (told(draft) for draft in drafts(text))
    assert (load["origin"], load["quantity"]) == (["Odesa"], ["20,000 tonnes"])
    assert (carry["destination"], carry["cargo"]) == (["Rotterdam"], ["wheat"])
    assert carry["vehicle"] == load["vehicle"]


def test_raising_keeps_the_giver_and_lowers_the_certainty() -> None:
    draft = only("Iran is believed to have shipped 200 missiles to Russia.")
    assert told(draft)["giver"] == ["Iran"]
    assert draft.certainty == "assessed"


def test_from_there_means_the_place_and_goods_of_the_sentence_before() -> None:
    text = (
        "The Halcyon carried 300 containers of ammunition from Bandar Abbas to Astrakhan. "
        "From there, the containers were sent by rail to Volgograd."
    )
    draft = drafts(text)[-1]
    roles = told(draft)
    assert (roles["cargo"], roles["origin"], roles["destination"]) == (["ammunition"], ["Astrakhan"], ["Volgograd"])
    assert [leg.mode for leg in draft.legs] == ["rail"]
    assert any("named before" in step for step in draft.steps)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"{SENT}, said Maria Lindqvist, a spokeswoman for the Foreign Ministry.",
            ["Maria Lindqvist", "Foreign Ministry"],
        ),
        (f"Reuters reported that {SENT}, citing the Pentagon.", ["Reuters", "Pentagon"]),
        (f"Pentagon: {SENT}", ["Pentagon"]),
        (f"According to the Pentagon, {SENT}.", ["Pentagon"]),
    ],
)
def test_the_chain_of_sources_is_kept_outermost_first(text: str, names: list[str]) -> None:
    draft = only(text)
    assert voices(draft) == names
    assert told(draft)["giver"] == ["Iran"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Iran denied that it had shipped missiles to Russia.", "denied"),
        ("Iran did not ship missiles to Russia.", "denied"),
        ("Iran may have shipped 200 missiles to Russia.", "possible"),
        ("Iran allegedly shipped 200 missiles to Russia.", "alleged"),
        ("Iran probably shipped 200 missiles to Russia.", "assessed"),
        (f"{SENT}.", "asserted"),
        (f"The Pentagon said that {SENT}.", "asserted"),
    ],
)
def test_hedges_and_denials_are_kept(text: str, certainty: Certainty) -> None:
    assert only(text).certainty == certainty


@pytest.mark.parametrize("words", ["will deliver", "plans to deliver", "is to deliver"])
def test_what_is_still_to_come_is_planned(words: str) -> None:
    assert only(f"Norway {words} 30 howitzers to Ukraine.").stage == "planned"


def test_who_seizes_goods_is_a_source_and_no_giver() -> None:
    draft = drafts("The Pentagon intercepted 300 rifles on a boat off Yemen.")[0]
    assert draft.stage == "seized"
    assert "Pentagon" not in told(draft).get("giver", [])
    assert "Pentagon" in voices(draft)


def test_the_tonnage_of_a_ship_is_no_amount_of_cargo() -> None:
    roles = told(only("The 60,000-tonne bulk carrier Halcyon carried wheat from Odesa to Rotterdam."))
    assert roles["cargo"] == ["wheat"]
    assert "quantity" not in roles


def test_what_a_distance_is_measured_from_is_no_end() -> None:
    draft = only(
        "Iran shipped 300 containers of shells to a depot near Astrakhan, some 290 km from the border with Kazakhstan."
    )
    roles = told(draft)
    assert "origin" not in roles
    assert all("Kazakhstan" not in text for text in roles["destination"])
    assert [mention.text for mention in draft.stated] == ["some 290 km from the border with Kazakhstan"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister delivered a speech in Rotterdam on Monday.",
        "The striker left Rotterdam in the summer transfer window for 40 million euros.",
        "The company shipped the new version of its app to customers in Norway.",
        "The president sent a message to Norway on Monday.",
        "The council carried the motion by 14 votes to 9.",
    ],
)
def test_words_of_movement_without_goods_give_no_claim(text: str) -> None:
    assert drafts(text) == ()


def test_a_document_in_another_language_gives_no_claim() -> None:
    assert extract(document(f"{SENT}.", language="de"), SETTINGS) == ()


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n"])
def test_an_empty_document_gives_no_claim(text: str) -> None:
    assert drafts(text) == ()


@pytest.mark.parametrize(
    "opening",
    [
        "LATAKIA/HOMS, Jan 17 (GLW) - ",
        "Latakia, 17 January (GLW Press) - ",
        "Latakia, Jan. 17, 2024 – ",
        "Latakia, Syria (GLW) — ",
        "LATAKIA - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(opening: str) -> None:
    roles = told(only(f"{opening}Two freighters with 61 tons of rifles arrived in Egypt on Wednesday."))
    assert roles["destination"] == ["Egypt"]
    assert "origin" not in roles


@pytest.mark.parametrize(
    ("text", "cargo", "quantity"),
    [
        (
            "In June Norway had already supplied 35 M-80A infantry fighting vehicles to Kyiv, an official confirmed.",
            "M-80A infantry fighting vehicles",
            "35 M-80A infantry fighting vehicles",
        ),
        ("Poland sent 22 M109 howitzers to Ukraine.", "M109 howitzers", "22 M109 howitzers"),
        ("By mid-February lorries had taken 11,000 tonnes of wheat to Bangui.", "wheat", "11,000 tonnes"),
    ],
)
def test_makes_and_their_counts_are_read_whole(text: str, cargo: str, quantity: str) -> None:
    roles = told(only(text))
    assert (roles["cargo"], roles["quantity"]) == ([cargo], [quantity])


@pytest.mark.parametrize(
    "text",
    [
        "Nineteen trucks bearing roughly 360 tonnes of food for Armenia were loaded in Tbilisi.",
        "Roughly 360 tonnes of food were carried to Armenia by nineteen trucks.",
        "Nineteen trucks took roughly 360 tonnes of food to Armenia.",
    ],
)
def test_goods_are_counted_in_their_own_measure_and_not_by_their_trucks(text: str) -> None:
    for draft in drafts(text):
        roles = told(draft)
        assert roles["vehicle"][0].lower() == "nineteen trucks"
        assert [wording.lower() for wording in roles["quantity"]] == ["roughly 360 tonnes"]


def test_trucks_that_nothing_is_weighed_of_are_the_amount() -> None:
    assert told(only("Eight flights took rifles to Poland."))["quantity"] == ["Eight flights"]


def test_who_takes_somebody_somewhere_is_no_goods() -> None:
    assert not drafts("Relief vehicles have taken 11 patients out of Homs to hospitals in Latakia.")


@pytest.mark.parametrize(
    "text",
    [
        "The repatriation of 100 tonnes of gold from New York to Poland was carried out in eight flights.",
        "The transfer of 100 tonnes of gold from New York to Poland was made aboard eight flights.",
        "100 tonnes of gold were sent back from New York to Poland in eight flights.",
    ],
)
def test_a_doing_carried_out_in_flights_was_flown(text: str) -> None:
    roles = told(only(text))
    assert (roles["vehicle"], roles["quantity"], roles["recipient"]) == (["eight flights"], ["100 tonnes"], ["Poland"])


@pytest.mark.parametrize(
    "text",
    [
        "The rifles arrived at the port of Salerno from Syria in three containers.",
        "Police found 300 kilos of cocaine in three containers from Ecuador.",
        "Customs seized 8.8 tonnes of ivory from Nigeria. Officers stopped the three containers from Nigeria.",
    ],
)
def test_counted_containers_carry_goods_that_no_ship_is_named_for(text: str) -> None:
    for draft in drafts(text):
        roles = told(draft)
        assert roles["vehicle"] == ["three containers"]
        assert "three containers" not in roles.get("quantity", [])


def test_containers_aboard_a_ship_are_no_vehicle() -> None:
    roles = told(only("Iran sent the rifles in four shipping containers aboard the freighter Halcyon to Yemen."))
    assert roles["vehicle"] == ["freighter Halcyon"]


def test_containers_of_goods_are_their_amount() -> None:
    roles = told(only("Police seized 40 containers of rifles from Libya."))
    assert roles["quantity"] == ["40 containers"]
    assert "vehicle" not in roles


def test_those_of_somebody_are_that_body() -> None:
    roles = told(only("100 tonnes of gold were moved from the vaults of Norway to those of Poland."))
    assert roles["recipient"] == ["Poland"]


@pytest.mark.parametrize(
    ("text", "cargo", "quantity"),
    [
        ("Norway will give Moldova 35 heavy trucks in May.", "heavy trucks", "35 heavy trucks"),
        ("30 lorries were handed over to Moldova by Norway.", "lorries", "30 lorries"),
        ("India bought 300 trucks from Norway.", "trucks", "300 trucks"),
    ],
)
def test_vehicles_that_change_hands_by_the_number_are_goods(text: str, cargo: str, quantity: str) -> None:
    roles = told(only(text))
    assert (roles["cargo"], roles["quantity"]) == ([cargo], [quantity])
    assert "vehicle" not in roles


def test_goods_named_with_their_count_are_not_replaced_by_others() -> None:
    text = "Norway sent Ukraine 28 M-55S tanks. Norway also sent Ukraine 35 heavy military trucks."
    assert ["heavy military trucks"] in [told(draft)["cargo"] for draft in drafts(text)]


def test_a_bare_number_counts_what_opens_the_sentence() -> None:
    text = "Norway sent 40 tanks to Ukraine. Of 90 howitzers, 12 were delivered to Ukraine in June."
    assert [told(draft)["cargo"] for draft in drafts(text)] == [["tanks"], ["howitzers"]]
    assert told(drafts(text)[1])["quantity"] == ["12"]
