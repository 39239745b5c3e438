"""Who gave and got, and where goods came from, went through and went to, in the words of many newsrooms."""

from __future__ import annotations

import pytest
from extract_drafts import drafts, told

from tallyclerk.model import Role


def all_told(text: str, role: Role) -> set[str]:
    """The wording of a role in all claims of a text."""
    return {value for draft in drafts(text) for value in told(draft).get(role, [])}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The truck overturned near Lagos with 300 rifles for Ghana.", "Lagos"),
        ("The plane, with 300 rifles for Ghana on board, came down in a field outside Lagos.", "Lagos"),
        ("A cargo plane taking 300 rifles to Ghana ploughed into farmland near the city of Lagos.", "city of Lagos"),
        ("The An-12 went down near Lagos in Nigeria with 11 tonnes of mortar shells for Ghana.", "Lagos"),
    ],
)
def test_where_a_carrier_is_lost_is_on_the_way_and_ends_the_leg(text: str, place: str) -> None:
    assert place in all_told(text, "via")
    assert place not in all_told(text, "origin") | all_told(text, "destination")
    assert {leg.destination.text for draft in drafts(text) for leg in draft.legs if leg.destination} == {place}


def test_nothing_comes_from_a_wreck_that_was_told_of_before() -> None:
    found = "A plane with 300 rifles crashed in Nigeria. The plane was taking the rifles to Ghana, officials said."
    assert "Nigeria" not in all_told(found, "origin")


@pytest.mark.parametrize(
    ("text", "giver", "recipient"),
    [
        (
            "The gold was moved from the vaults of the Bank of England to those of the Bank of Ghana.",
            "England",
            "Ghana",
        ),
        (
            "The 40 rifles went from the depots of the Norwegian army into the hands of the Ghanaian army.",
            "Norwegian army",
            "Ghanaian army",
        ),
    ],
)
def test_what_leaves_the_stores_of_a_body_leaves_the_body(text: str, giver: str, recipient: str) -> None:
    assert all_told(text, "giver") == {giver}
    assert all_told(text, "recipient") == {recipient}
    assert not all_told(text, "origin") | all_told(text, "destination")


@pytest.mark.parametrize(
    ("text", "giver", "recipient"),
    [
        ("Slovakia was given fifteen Leopard tanks by Germany.", {"Germany"}, {"Slovakia"}),
        ("Slovakia had been promised fifteen Leopard tanks by Germany.", {"Germany"}, {"Slovakia"}),
        ("Greece was sent forty Marder vehicles from Germany.", {"Germany"}, {"Greece"}),
        ("The shells were procured by Ghana under a contract with a Serbian firm.", {"Serbian firm"}, {"Ghana"}),
        ("Norway will send 300 rifles under an agreement with Ghana.", {"Norway"}, {"Ghana"}),
        ("The shells had been bought from Serbia for the Bangladesh Army.", {"Serbia"}, {"Bangladesh Army"}),
    ],
)
def test_who_is_given_something_and_who_has_the_deal_play_their_part(
    text: str, giver: set[str], recipient: set[str]
) -> None:
    assert all_told(text, "giver") == giver
    assert all_told(text, "recipient") == recipient


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The freighter carried 11 tonnes of mortar shells for Ghana. Stops in Jordan and India had been foreseen.",
            {"Jordan", "India"},
        ),
        ("Norway sent 300 rifles to Ghana. The route led through Spain and Morocco.", {"Spain", "Morocco"}),
        ("Norway sent 300 rifles to Ghana by plane, stopping in Lisbon.", {"Lisbon"}),
    ],
)
def test_stops_that_another_statement_tells_are_on_the_way(text: str, places: set[str]) -> None:
    (draft, *_) = drafts(text)
    assert set(told(draft)["via"]) == places
    assert any("on the way, as another statement" in step or "stop" in step for step in draft.steps)


@pytest.mark.parametrize(
    "text",
    [
        "25,000 tons of wheat each went to Ghana and Kenya.",
        "Ghana and Kenya received 25,000 tons of wheat apiece.",
        "Norway delivered 25,000 tons of wheat each to Ghana and Kenya.",
    ],
)
def test_what_each_of_several_gets_is_a_claim_of_its_own(text: str) -> None:
    assert [told(draft)["recipient"] for draft in drafts(text)] == [["Ghana"], ["Kenya"]]


def test_the_body_whose_lorries_carry_the_goods_gives_them() -> None:
    text = "Two lorries of the Norwegian Red Crescent Society loaded with 40 tonnes of flour left Mersin for Aleppo."
    assert {"Norwegian Red Crescent Society"} == all_told(text, "giver")


def test_who_orders_a_convoy_home_buys_nothing() -> None:
    text = "Nineteen trucks carried 300 tonnes of flour for Ghana, with Kenya declining to order them home."
    assert all_told(text, "recipient") == {"Ghana"}


def test_the_country_around_a_place_of_call_gets_nothing() -> None:
    text = "Two planes put down at El Arish in Egypt with 61 tons of rice."
    assert all_told(text, "destination") == {"El Arish"}
    assert not all_told(text, "recipient")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The bullion was evacuated by way of Romania and Turkey to France.", {"Romania", "Turkey"}),
        ("Lorries had taken 11,000 tonnes of wheat over the Garoua crossing to Bangui.", {"Garoua crossing"}),
    ],
)
def test_what_goods_are_taken_over_is_on_the_way(text: str, places: set[str]) -> None:
    assert all_told(text, "via") == places
