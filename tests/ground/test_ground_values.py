"""Parties, vehicles, goods, and whole drafts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.ground import ground
from tallyclerk.ground.cargo import ground_cargo
from tallyclerk.ground.context import context_of
from tallyclerk.ground.party import ground_party
from tallyclerk.ground.vehicle import ground_vehicle
from tallyclerk.model import Document, Draft, DraftLeg, Mention, PartyValue, PlaceValue, Span, VehicleValue
from tallyclerk.resources.vehicles import is_imo


def at(text: str, wording: str) -> Mention:
    start = text.index(wording)
    return Mention(text=wording, start=start, end=start + len(wording))


def document(text: str) -> Document:
    return Document(id="d1", key="d1", sha256="0" * 64, text=text)


def party(text: str, wording: str) -> PartyValue:
    return ground_party(at(text, wording), context_of(document(text)))


def vehicle(text: str, wording: str) -> VehicleValue:
    return ground_vehicle(at(text, wording), context_of(document(text)))


@pytest.mark.parametrize(
    ("wording", "id"),
    [
        ("Pyongyang", "iso:KP"),
        ("the DPRK", "iso:KP"),
        ("Iranian", "iso:IR"),
        ("the German government", "iso:DE"),
        ("the Pyongyang regime", "iso:KP"),
        ("Iran-backed Houthi rebels", "body:houthis"),
        ("Russian Wagner PPK", "body:wagner"),
        ("the Kremlin", "body:kremlin"),
        ("Dutch customs", "body:dutch-customs"),
    ],
)
def test_a_party_by_any_of_its_names(wording: str, id: str) -> None:
    assert party(f"Weapons were sent by {wording}.", wording).id == id


def test_a_relative_name_needs_its_country_in_the_text() -> None:
    assert party("North Korea launched it. The North denied that.", "The North").id == "iso:KP"
    alone = party("The wind came from the North.", "the North")
    assert alone.id is None
    assert alone.note


def test_a_body_carries_the_number_by_which_other_data_knows_it() -> None:
    assert party("The World Health Organisation flew in kits.", "World Health Organisation").wikidata == "Q7817"
    assert party("The Kremlin denied it.", "The Kremlin").wikidata is None


def test_an_unknown_party_keeps_its_words() -> None:
    value = party("Sold to Halcyon Trading Ltd of Malta.", "Halcyon Trading Ltd")
    assert (value.name, value.kind, value.id) == ("Halcyon Trading Ltd", "company", None)


def test_a_prefix_is_no_part_of_a_ship_s_name_and_no_place_is_looked_up() -> None:
    value = vehicle("It went on MV Angara, a Russian-flagged cargo ship.", "MV Angara")
    assert (value.name, value.id, value.kind, value.mode, value.flag) == (
        "Angara",
        "name:angara",
        "cargo ship",
        "sea",
        "RU",
    )


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("the Halcyon, a tanker flying the Sierra Leone flag, left", "SL"),
        ("the tanker Halcyon, under the flag of Moldova, left", "MD"),
        ("the Panama-registered tanker Halcyon left", "PA"),
        ("the tanker Halcyon left for Panama", None),
    ],
)
def test_the_flag_stands_beside_the_name(text: str, flag: str | None) -> None:
    assert vehicle(text, "Halcyon").flag == flag


def test_an_imo_number_counts_only_where_its_check_digit_holds() -> None:
    assert vehicle("The freighter Halcyon (IMO 9074729) left.", "Halcyon").id == "imo:9074729"
    wrong = vehicle("The freighter Halcyon (IMO 9074728) left.", "Halcyon")
    assert wrong.imo is None
    assert "9074728" in (wrong.note or "")


@given(st.integers(min_value=0, max_value=999_999))
def test_of_ten_last_digits_one_is_right(stem: int) -> None:
    assert sum(is_imo(f"{stem:06d}{digit}") for digit in range(10)) == 1


@pytest.mark.parametrize("digits", ["", "907472", "90747291", "907472x", "９０７４７２９"])
def test_what_is_not_seven_digits_is_no_imo_number(digits: str) -> None:
    assert not is_imo(digits)


def test_a_described_vehicle_has_a_count_and_no_id() -> None:
    value = vehicle("They tracked six Russian-flagged vessels.", "six Russian-flagged vessels")
    assert (value.count, value.flag, value.id, value.kind) == (6, "RU", None, "ship")


@pytest.mark.parametrize(
    ("wording", "kind"), [("USS Halcyon", "warship"), ("14th plane", "aircraft"), ("73 freight cars", "railcar")]
)
def test_kind_of_a_vehicle(wording: str, kind: str) -> None:
    value = vehicle(f"Then came {wording} on Monday.", wording)
    assert value.kind == kind
    assert value.count == (73 if wording.startswith("73") else None)


def test_goods_lose_article_and_count_and_get_their_classes() -> None:
    value = ground_cargo(at("It held more than 2,000 assault rifles.", "more than 2,000 assault rifles"))
    assert (value.name, value.kinds[0]) == ("assault rifles", "small arms")


VOYAGE = (
    "Iran shipped 2,750 tonnes of ammonium nitrate on MV Halcyon from Batumi, Georgia to Beira on 23 September 2013."
)


def draft(text: str) -> Draft:
    origin, destination = at(text, "Batumi, Georgia"), at(text, "Beira")
    return Draft(
        document="d1",
        frame="ship.v",
        stage="delivered",
        certainty="asserted",
        roles={
            "giver": (at(text, "Iran"),),
            "cargo": (at(text, "ammonium nitrate"),),
            "quantity": (at(text, "2,750 tonnes"),),
            "origin": (origin,),
            "destination": (destination,),
            "vehicle": (at(text, "MV Halcyon"),),
            "date": (at(text, "23 September 2013"),),
        },
        legs=(DraftLeg(mode="sea", vehicle=at(text, "MV Halcyon"), origin=origin, destination=destination),),
        quote=Span(0, len(text)),
    )


def test_a_draft_becomes_a_claim_whose_values_re_read() -> None:
    (claim,) = ground(document(VOYAGE), [draft(VOYAGE)], first=7)
    assert (claim.id, claim.status) == ("c7", "delivered")
    assert all(VOYAGE[v.start : v.end] == v.text for values in claim.roles.values() for v in values)
    destination = claim.roles["destination"][0]
    assert isinstance(destination, PlaceValue)
    assert destination.country == "MZ"
    leg = claim.legs[0]
    assert (leg.mode, leg.vehicle, leg.origin, leg.destination) == ("sea", "Halcyon", "Batumi, Georgia", "Beira")


def test_the_same_input_gives_the_same_claims() -> None:
    assert ground(document(VOYAGE), [draft(VOYAGE)], 1) == ground(document(VOYAGE), [draft(VOYAGE)], 1)


def test_no_drafts_no_claims() -> None:
    assert ground(document("Nothing moved."), [], 1) == ()


@pytest.mark.parametrize("text", ["A" * 50_000, "MV " * 10_000, "the flag of " * 5_000, "IMO 123 " * 5_000])
def test_long_odd_text_around_a_vehicle_is_read_in_time(text: str) -> None:
    assert vehicle(text + " the tanker Halcyon.", "Halcyon").name == "Halcyon"
