"""Which words of a sentence fill which role."""

from __future__ import annotations

import pytest
from extract_drafts import drafts, only, page, told

from tallyclerk.extract.match import fillings
from tallyclerk.extract.syntax import subject
from tallyclerk.ground.quantity import ground_quantity
from tallyclerk.model import Mention, QuantityValue, Role


def roles(text: str, frame: str) -> dict[Role, list[str]]:
    """The roles that the words of one frame fill by themselves."""
    filling = next(filling for _, filling in fillings(page(text)) if filling.frame.id == frame)
    return {role: [mention.text for mention in mentions] for role, mentions in filling.roles.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Argentina is selling hot cells to Iran.",
        "Iran bought centrifuge rotors, or hot cells, from China.",
        "Germany supplied Iraq with hot cells.",
        "China delivered 20 hot cells to Iran.",
    ],
)
def test_goods_of_no_lexicon_are_goods_where_a_known_party_hands_them_over(text: str) -> None:
    assert any("hot cells" in cargo for draft in drafts(text) for cargo in told(draft)["cargo"])


@pytest.mark.parametrize(
    "text",
    [
        "Germany gave Ukraine hope.",
        "France sent Iran a message.",
        "The United States provided Iraq with information.",
        "Russia sent 20 engineers to Iran.",
        "China gave Pakistan the opportunity to speak.",
        "Russia delivered a speech to Iran's parliament.",
        "Iran received a warning from France.",
    ],
)
def test_what_can_be_given_but_is_no_thing_is_no_cargo(text: str) -> None:
    assert not drafts(text)


def test_goods_of_no_lexicon_without_a_known_end_are_no_cargo() -> None:
    assert not drafts("He sold hot cells.")


@pytest.mark.parametrize(
    ("text", "verb", "meant"),
    [
        ("Argentina signed a contract to supply Iran with uranium.", "supply", "Argentina"),
        ("Iranian efforts to buy uranium failed.", "buy", "Iranian"),
        ("The West accused Germany of selling uranium to Iran.", "selling", "Germany"),
        ("Iran is interested in buying uranium.", "buying", "Iran"),
        ("Germany refrained from selling uranium.", "selling", "Germany"),
        ("In all 600 rifles arrived in Kyiv.", "arrived", "rifles"),
    ],
)
def test_a_verb_has_the_subject_that_another_clause_holds(text: str, verb: str, meant: str) -> None:
    token = next(token for paragraph in page(text).paragraphs for token in paragraph.doc if token.text == verb)
    found = subject(token)
    assert found is not None
    assert found.text == meant


def test_goods_with_amounts_of_their_own_are_a_claim_each() -> None:
    found = drafts("Germany delivered 1,400 rifles and 226,000 rounds of ammunition to Ukraine.")
    pairs = [(told(draft)["cargo"], told(draft)["quantity"]) for draft in found]
    assert pairs == [(["rifles"], ["1,400 rifles"]), (["ammunition"], ["226,000 rounds of ammunition"])]


def test_a_list_of_goods_with_one_amount_stays_one_claim() -> None:
    found = drafts("Germany delivered 1,400 rifles, helmets and tents to Ukraine.")
    assert len(found) == 1


def test_an_ordinal_before_a_carrier_counts_how_many_have_come() -> None:
    found = roles("The eighth aircraft with S-400 parts landed at the Murted airbase.", "deliver")
    assert found["quantity"] == ["eighth aircraft"]
    value = ground_quantity(Mention(text="eighth aircraft", start=0, end=15))
    assert isinstance(value, QuantityValue)
    assert (value.value, value.unit, value.bound) == (8, "aircraft", "exact")


def test_the_first_ship_is_no_count() -> None:
    assert "quantity" not in roles("The first ship with corn left Odesa.", "leave")


def test_conjoined_parties_are_all_givers() -> None:
    assert roles("Germany and France sent 40 tanks to Ukraine.", "send")["giver"] == ["Germany", "France"]


def test_a_person_who_promises_is_no_giver() -> None:
    assert "giver" not in roles("Anna Berg promised Ukraine 14 tanks.", "promise")


def test_a_convoy_that_crosses_a_border_comes_into_that_country() -> None:
    assert roles("A convoy with 40 tanks crossed the Ukrainian border.", "cross")["destination"] == ["Ukrainian"]


def test_a_ship_is_known_by_the_kind_in_apposition_to_its_name() -> None:
    text = "The Halcyon, a bulk carrier, sailed from Norport to Odesa with coal."
    assert roles(text, "leave")["vehicle"] == ["Halcyon"]


def test_a_branch_of_a_body_is_no_place() -> None:
    text = "600,000 doses of vaccine arrived in Accra, UNICEF Ghana and WHO Ghana stated jointly."
    assert roles(text, "arrive")["destination"] == ["Accra"]


def test_an_adverb_is_no_part_of_a_name() -> None:
    assert roles("The rifles were bound for even Syria.", "head")["destination"] == ["Syria"]


def test_what_stands_behind_an_aside_belongs_to_the_verb_before_it() -> None:
    assert roles("The rifles came, it believes, from Iran.", "arrive")["giver"] == ["Iran"]


def test_an_object_that_makes_a_phrase_with_its_verb_evokes_no_frame_of_its_own() -> None:
    frames = [filling.frame.id for _, filling in fillings(page("Turkey took delivery of 40 tanks from Russia."))]
    assert frames == ["receive"]


def test_a_nation_before_a_buyer_buys() -> None:
    found = roles("A Turkish buyer of rifles paid in May.", "customer")
    assert found["recipient"] == ["Turkish"]
    assert "giver" not in found


@pytest.mark.parametrize(
    "text",
    [
        "South Korea carried out a missile exercise near Seoul.",
        "Iran gave up 40 tanks.",
        "The general ordered 40 tanks to be moved aside.",
    ],
)
def test_a_verb_that_means_something_else_with_its_particle_or_infinitive_has_no_goods(text: str) -> None:
    found = [filling for _, filling in fillings(page(text)) if filling.trigger.lemma_ in ("carry", "give", "order")]
    assert not any(filling.roles.get("cargo") for filling in found)


def test_an_amount_of_money_is_no_cargo() -> None:
    assert "cargo" not in roles("Germany gave Ukraine $250 million.", "give")


def test_how_a_ship_sails_is_not_what_it_carries() -> None:
    assert "cargo" not in roles("The ship sailed south with its tracking equipment turned off.", "leave")


def test_the_full_name_of_a_state_is_one_party() -> None:
    found = roles(
        "The Democratic People's Republic of Korea sent 20 missiles to the People's Republic of China.", "send"
    )
    assert found["giver"] == ["Democratic People's Republic of Korea"]
    assert found["recipient"] == ["People's Republic of China"]


def test_nationals_in_the_plural_are_their_nation() -> None:
    assert roles("The Iranians sent 40 missiles to Syria.", "send")["giver"] == ["Iranians"]


def test_companies_of_a_nation_are_the_giver_with_their_noun() -> None:
    assert roles("Two Chinese firms supplied Iran with 40 centrifuges.", "supply")["giver"] == ["Chinese firms"]


def test_a_party_without_a_name_counts_only_across_from_a_known_one() -> None:
    assert roles("A trading company sold 40 tanks to Iran.", "give")["giver"] == ["trading company"]
    assert "giver" not in roles("A trading company sold 40 tanks.", "give")


def test_who_awaits_a_delivery_is_its_recipient() -> None:
    found = roles("Ukraine is expecting the imminent delivery of 40 tanks from Germany.", "deliver")
    assert (found["recipient"], found["giver"]) == (["Ukraine"], ["Germany"])


def test_ships_that_ply_between_two_places_go_from_one_to_the_other() -> None:
    found = roles("Two freighters ply the route between Norport and Odesa with coal.", "head")
    assert (found["origin"], found["destination"], found["cargo"]) == (["Norport"], ["Odesa"], ["coal"])


def test_a_deal_between_two_states_is_no_way() -> None:
    found = roles("The voyage of the freighter follows a deal between Norland and Iran.", "leave")
    assert not {"origin", "destination"} & set(found)


def test_round_trips_are_counted() -> None:
    found = roles("The ship made at least five round trips between Iran and Syria with oil.", "leave")
    assert found["quantity"] == ["at least five round trips"]


def test_the_tonnage_of_a_ship_is_no_part_of_its_name() -> None:
    found = roles("The 17,601-tonne carrier Halcyon left Nampo for Malaysia with coal.", "leave")
    assert found["vehicle"] == ["carrier Halcyon"]
    assert "quantity" not in found


def test_where_the_agent_of_a_seizure_did_it_is_where_the_goods_came() -> None:
    (seized, *_) = drafts("Eight tonnes of cocaine were seized by Dutch customs in Rotterdam.")
    assert told(seized)["destination"] == ["Rotterdam"]


def test_a_capital_with_a_port_in_the_text_is_a_city_and_no_government() -> None:
    found = drafts("Beirut's lethal cargo of ammonium nitrate was bound for Ghana. It lay in the port of Beirut.")
    assert not any("Beirut" in told(draft).get("giver", []) for draft in found)


def test_names_with_the_are_ships_where_they_do_what_ships_do() -> None:
    assert told(only("The Halcyon brought 900 tonnes of coal to Najin."))["vehicle"] == ["Halcyon"]
    assert "vehicle" not in told(only("The Norland Relief Fund brought 900 tonnes of flour to Najin."))


def test_makes_of_goods_with_the_are_no_ships() -> None:
    assert not page("The Leopards arrived in Ukraine on Monday.").vehicles


def test_ships_named_in_a_row_are_all_ships() -> None:
    text = "The Halcyon, Boreas and Meteor arrived in Najin with 900 tonnes of coal from Russia."
    assert {"Halcyon", "Boreas", "Meteor"} <= page(text).vehicles


def test_the_only_name_with_the_is_that_of_the_ship() -> None:
    text = "Clerks watched the Golden Arda for a week. The ship carried 900 tonnes of coal from Najin."
    assert told(only(text))["vehicle"] == ["Golden Arda"]


def test_a_verb_that_needs_an_object_is_another_frame_with_one() -> None:
    ran = told(only("Norland ran 40 rifles to Kenya."))
    assert (ran["giver"], ran["cargo"], ran["recipient"]) == (["Norland"], ["rifles"], ["Kenya"])


def test_brought_out_of_a_vehicle_is_taken_and_brought_out_of_a_country_is_not() -> None:
    taken = only("Guards brought 61,300 packs of cigarettes out of two wagons.")
    assert (taken.stage, told(taken)["cargo"]) == ("seized", ["cigarettes"])
    assert only("The freighter Halcyon brought out 900 tonnes of grain from Ukraine.").stage == "delivered"


@pytest.mark.parametrize(
    "dateline", ["DOHA/CAIRO, Jan 17 (Wire) - ", "Oslo, 20 September (Wire) - ", "Nairobi (Some Wire) — ", "OSLO - "]
)
def test_where_a_report_was_written_is_no_part_of_its_first_sentence(dateline: str) -> None:
    (draft,) = drafts(f"{dateline}Norway sent 40 rifles to Ghana.")
    assert told(draft)["giver"] == ["Norway"]
    assert told(draft)["destination"] == ["Ghana"]
