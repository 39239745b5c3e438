"""Who gives and who takes: parts in a deal, names that no lexicon knows, and capitals that are cities."""

from __future__ import annotations

import pytest
from extract_drafts import drafts, told

LANDED = "The freighter Halcyon landed 84,200 tonnes of coal in Trieste on Monday. "


def parties(text: str) -> set[tuple[str, str]]:
    """Every giver and recipient of the claims of a text."""
    return {(role, name) for d in drafts(text) for role in ("giver", "recipient") for name in told(d).get(role, ())}


@pytest.mark.parametrize(
    "text",
    [
        "The seller is Umzila Coal; the buyer is Carso Steel Mills.",
        "Power company Carso Steel Mills is the buyer, Umzila Coal the seller.",
        "Importer: Carso Steel Mills. Exporter: Umzila Coal.",
        "The receiver, Carso Steel Mills, has a second ship on option. The shipper is entered as Umzila Coal.",
        "The bill of lading names Umzila Coal as the consignor and Carso Steel Mills as the consignee.",
        "The coal was sold by Umzila Coal to Carso Steel Mills.",
        "Carso Steel Mills bought the coal from Umzila Coal.",
    ],
)
def test_who_plays_a_part_in_the_deal_is_lent_to_the_movement_told_before(text: str) -> None:
    assert parties(LANDED + text) == {("giver", "Umzila Coal"), ("recipient", "Carso Steel Mills")}


@pytest.mark.parametrize("noun", ["buyers", "Customers", "A supplier"])
def test_a_part_that_nobody_plays_names_nobody(noun: str) -> None:
    assert parties(f"{LANDED}{noun} waited for weeks. Rates were firm in Rotterdam.") == set()


def test_what_a_firm_is_said_to_be_is_no_part_of_its_name() -> None:
    text = "The shelling firm Pearl Coast Kernels received 640 tonnes of coal from Umzila Coal."
    assert parties(text) == {("recipient", "Pearl Coast Kernels"), ("giver", "Umzila Coal")}


def test_a_name_that_ends_like_goods_is_who_sells_them() -> None:
    (draft, *_) = drafts("Hazar Petrol sold 84,200 tonnes of crude oil to the Carso refinery group.")
    assert told(draft)["giver"] == ["Hazar Petrol"]
    assert told(draft)["cargo"] == ["crude oil"]


def test_nobody_is_no_party() -> None:
    text = "Iran sold 900,000 barrels of crude oil. For weeks no Norwegian firm would receive the oil."
    assert ("recipient", "Norwegian firm") not in parties(text)


def test_who_has_goods_carried_to_another_gives_them() -> None:
    (draft,) = drafts("Some planes had carried arms to Libya for the United Arab Emirates.")
    assert told(draft)["giver"] == ["United Arab Emirates"]
    assert told(draft)["recipient"] == ["Libya"]


def test_who_took_a_ship_does_not_give_what_is_in_it() -> None:
    text = "Iran's navy seized the tanker Halcyon with 145,000 tonnes of crude oil and took it to Bandar Abbas."
    assert not [name for role, name in parties(text) if role == "giver"]


def test_a_capital_beside_a_town_is_the_city() -> None:
    (draft,) = drafts("Sirius Leasing has sent 40 tanks from Tbilisi to Gyumri.")
    assert told(draft)["origin"] == ["Tbilisi"]


def test_two_capitals_are_governments_unless_a_vehicle_goes_between_them() -> None:
    (draft,) = drafts("The supply of drones from Tehran to Moscow goes on.")
    assert "origin" not in told(draft)
    (draft,) = drafts("Two planes brought 300 rifles from Tehran to Moscow.")
    assert told(draft)["origin"] == ["Tehran"]
    assert told(draft)["destination"] == ["Moscow"]


def test_the_country_that_an_origin_lies_in_is_no_destination() -> None:
    (draft,) = drafts(
        "The containers with 40 rifles had arrived from Guayaquil in Ecuador aboard the freighter Halcyon."
    )
    assert told(draft)["origin"] == ["Guayaquil"]
    assert "destination" not in told(draft)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("The flour is consigned to the Southland Relief Commission.", "recipient", "Southland Relief Commission"),
        ("The flour, a gift of the Umut Foundation, was landed in Accra.", "giver", "Umut Foundation"),
        ("The 300 tonnes of flour belong to the trader Agro Tomis.", "recipient", "Agro Tomis"),
        ("The flour was shipped to Accra for account of Agro Tomis.", "giver", "Agro Tomis"),
        ("The rifles were for the Rapid Support Forces.", "recipient", "Rapid Support Forces"),
        ("Customs seized 300 rifles for the Houthis.", "recipient", "Houthis"),
    ],
)
def test_news_words_an_end_in_many_ways(text: str, role: str, name: str) -> None:
    assert (role, name) in parties("The freighter Halcyon carried 300 tonnes of flour to Accra. " + text)


def test_a_nation_is_not_the_giver_of_what_its_own_group_gets() -> None:
    (draft,) = drafts("Five Russian railcars brought 300 rifles to the Russian Wagner PPK.")
    assert told(draft)["recipient"] == ["Wagner PPK"]
    assert "giver" not in told(draft)


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Trading house Hazar Petrol sold 84,200 tonnes of crude oil to Italy.", "Hazar Petrol"),
        ("Kartli Wagon Leasing has sent 40 tanks from Tbilisi to Gyumri.", "Kartli Wagon Leasing"),
    ],
)
def test_a_firm_is_known_by_the_last_word_of_its_name(text: str, giver: str) -> None:
    (draft, *_) = drafts(text)
    assert told(draft)["giver"] == [giver]


def test_a_grade_named_for_a_nation_is_not_given_by_it() -> None:
    (draft, *_) = drafts("The tanker Halcyon sailed from Ceyhan with 84,200 tonnes of Azeri-grade crude oil.")
    assert "giver" not in told(draft)


def test_a_place_that_a_ship_reached_gives_nothing() -> None:
    (draft, *_) = drafts("The tanker Halcyon took 84,200 tonnes of crude to Trieste, which she reached on the 18th.")
    assert told(draft)["destination"] == ["Trieste"]
    assert "giver" not in told(draft)
