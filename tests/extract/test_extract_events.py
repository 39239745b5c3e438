from __future__ import annotations

from collections.abc import Sequence

from extract_drafts import drafts, told

from tallyclerk.model import Draft


def legs_of(found: Sequence[Draft]) -> list[tuple[str | None, str | None, str | None]]:
    """The legs of all claims, as mode and the wording of both ends."""
    legs = (leg for draft in found for leg in draft.legs)
    return [
        (leg.mode, leg.origin.text if leg.origin else None, leg.destination.text if leg.destination else None)
        for leg in legs
    ]


def test_what_one_statement_lacks_another_on_the_same_goods_lends() -> None:
    found = drafts("Germany agreed to supply Leopard 2 tanks. All 18 Leopard 2 tanks arrived in Ukraine on Monday.")
    arrived = found[-1]
    assert told(arrived)["giver"] == ["Germany"]
    assert any("another statement on the same goods" in step for step in arrived.steps)


def test_other_amounts_of_one_kind_are_other_movements() -> None:
    found = drafts("Norway supplied 40 rifles to Kenya. Sweden supplied 300 rifles to Ghana.")
    assert [(told(d)["giver"], told(d)["recipient"]) for d in found] == [
        (["Norway"], ["Kenya"]),
        (["Sweden"], ["Ghana"]),
    ]


def test_a_wide_wording_gives_way_to_the_finest_of_the_same_movement() -> None:
    (delivered, *_) = drafts("Russia delivered weapons to Turkey. Two S-400 missile systems landed at Murted Airbase.")
    assert told(delivered)["cargo"] == ["S-400 missile systems"]
    assert told(delivered)["destination"] == ["Murted Airbase"]
    assert any("as another statement on it says" in step for step in delivered.steps)


def test_railcars_seen_at_the_givers_border_give_their_number_to_what_they_carry() -> None:
    text = "Satellite images show 73 railcars at Tumangang. North Korea is sending ammunition to Russia, analysts said."
    sent = next(draft for draft in drafts(text) if draft.frame == "send")
    assert told(sent)["quantity"] == ["73 railcars"]


def test_counted_goods_that_were_seen_are_not_taken_for_the_whole() -> None:
    text = "North Korea sent arms to Russia on the freighter Halcyon. A photo shows 300 containers of arms at Najin."
    sent = next(draft for draft in drafts(text) if draft.frame == "send")
    assert "quantity" not in told(sent)


def test_unloading_in_the_givers_country_is_no_part_of_what_it_gave() -> None:
    found = drafts("North Korea sent shells to Russia. Russian ships unloaded containers in North Korea.")
    assert "shells" not in told(found[-1]).get("cargo", [])


def test_countries_of_illicit_goods_are_places_and_no_parties() -> None:
    (draft, *_) = drafts("Customs found 8 tonnes of cocaine from Ecuador in the port of Rotterdam.")
    assert "giver" not in told(draft)
    assert told(draft)["destination"] == ["port of Rotterdam"]


def test_a_voyage_is_told_with_its_calls_in_the_order_of_the_way() -> None:
    found = drafts(
        "The Razoni left Odesa for Lebanon with 26,000 tonnes of corn. "
        "On Tuesday the ship is expected in Istanbul, where it will be inspected."
    )
    assert legs_of(found) == [("sea", "Odesa", "Istanbul"), ("sea", "Istanbul", "Lebanon")]


def test_ends_told_by_other_modes_are_two_legs() -> None:
    found = drafts(
        "North Korea shipped arms to Russia, officials said. The arms left Najin on the freighter Halcyon. "
        "A train later carried the arms to Tikhoretsk."
    )
    legs = legs_of(found)
    assert ("sea", "Najin", None) in legs
    assert ("rail", None, "Tikhoretsk") in legs
    assert not any(start == "Najin" and end == "Tikhoretsk" for _, start, end in legs)


def test_a_leg_that_only_says_less_is_not_told_twice() -> None:
    found = drafts("The Halcyon carried 300 rifles from Batumi to Beira. The Halcyon arrived in Beira on Monday.")
    assert legs_of(found) == [("sea", "Batumi", "Beira")]


def test_a_ship_without_a_name_is_the_one_that_the_text_names_nearest_before() -> None:
    found = drafts(
        "The freighter Halcyon left Batumi with 300 tonnes of wheat. The vessel unloaded the wheat in Beira. "
        "The tanker Meridian left Basra with 40,000 barrels of oil. The vessel unloaded the oil in Mumbai."
    )
    ships = [told(draft)["vehicle"][0] for draft in found if draft.frame == "deliver"]
    assert ["Halcyon" in ships[0], "Meridian" in ships[1]] == [True, True]


def test_a_warship_that_meets_a_cargo_does_not_carry_it() -> None:
    found = drafts("A team from the USS Chinook boarded a dhow and seized 2,000 rifles bound for Yemen.")
    assert all("Chinook" not in name for draft in found for name in told(draft).get("vehicle", []))


def test_goods_named_more_exactly_later_keep_their_own_wording() -> None:
    found = drafts("Norland sent weapons to Southland. The rifles arrived in Southport on Monday.")
    assert told(found[-1])["cargo"] == ["rifles"]
    assert told(found[-1])["giver"] == ["Norland"]


def test_a_ship_is_the_dhow_that_was_boarded_and_the_boarding_dates_the_seizure() -> None:
    (seized, *_) = drafts(
        "Over 2,100 rifles were seized from a ship in the Gulf of Oman. Last Friday sailors boarded a wooden dhow."
    )
    assert told(seized)["vehicle"] == ["wooden dhow"]
    assert told(seized)["date"] == ["Last Friday"]


def test_counted_ships_are_not_one_that_was_boarded() -> None:
    (seized, *_) = drafts("Over 2,100 rifles were seized from two ships. On Friday sailors boarded a dhow.")
    assert told(seized)["vehicle"] == ["two ships"]


def test_the_load_is_what_the_only_goods_of_the_report_are() -> None:
    found = drafts(
        "Lebanon refused to buy the load. The Halcyon left Odesa with 26,000 tons of corn. "
        "In Mersin 1,500 tons were unloaded for Egypt."
    )
    assert {text for draft in found for text in told(draft).get("cargo", [])} == {"corn"}


def test_the_load_stays_as_worded_where_the_report_names_goods_of_two_kinds() -> None:
    found = drafts(
        "Sweden refused to buy the load from Ghana. The Halcyon left Odesa with 26,000 tons of corn for Egypt. "
        "The Zephyr left Bergen with 40 rifles for Kenya."
    )
    assert told(found[0])["cargo"] == ["load"]


def test_whom_a_movement_is_to_support_is_its_recipient() -> None:
    (sent, *_) = drafts("The rifles had been sent by Iran to support the Houthi rebels.")
    assert told(sent)["recipient"] == ["Houthi rebels"]


def test_another_vessel_is_the_ship_named_beside_it() -> None:
    found = drafts("The coal was offloaded onto another vessel, the Dong Fang, which left for Malaysia.")
    assert {text for draft in found for text in told(draft)["vehicle"]} == {"Dong Fang"}


def test_the_count_in_brackets_behind_what_carries_is_how_much_moved() -> None:
    text = (
        "A record number of freight cars (at least 73) stood at a station in Tumangang. "
        "Earlier pictures had shown about 20 railcars. North Korea is sending ammunition to Russia, analysts said."
    )
    sent = next(draft for draft in drafts(text) if draft.frame == "send")
    assert told(sent)["quantity"] == ["at least 73"]


def test_one_sentence_makes_one_claim_of_each_outcome() -> None:
    found = drafts("About 1.6 tonnes of cocaine hidden among bananas were seized by customs in Rotterdam.")
    assert len({(d.stage, d.certainty, str(told(d))) for d in found}) == len(found)


def test_crew_who_would_be_sent_back_are_no_goods() -> None:
    found = drafts("Norway sent 40 rifles to Ghana on a dhow. Crew members said they would be sent back to Yemen.")
    assert not any("Yemen" in told(draft).get("destination", []) for draft in found)


def test_goods_named_side_by_side_share_what_others_tell_of_one_of_them() -> None:
    found = drafts(
        "Customs seized 8.8 tonnes of ivory and 11.9 tonnes of pangolin scales on Monday. "
        "The scales had been shipped from Matadi to Haiphong."
    )
    ivory = [told(draft) for draft in found if told(draft).get("cargo") == ["ivory"]]
    assert [(roles["origin"], roles["destination"]) for roles in ivory] == [(["Matadi"], ["Haiphong"])]


def test_a_time_of_a_noun_before_the_verb_dates_no_movement() -> None:
    (draft,) = drafts("The freighter Halcyon, under sanctions since 2011, delivered 300 rifles to Kenya on Monday.")
    assert told(draft)["date"] == ["Monday"]


def test_how_often_is_told_in_its_own_words() -> None:
    (draft,) = drafts("The freighter Halcyon delivered rifles to Kenya several times a week.")
    assert told(draft)["date"] == ["several times a week"]


def test_the_nation_of_goods_that_a_statement_names_without_claiming_is_their_giver() -> None:
    text = "The tanker Halcyon is unloading 800,000 barrels off Texas. Its cargo is believed to be Iranian crude."
    assert {name for draft in drafts(text) for name in told(draft).get("giver", ())} == {"Iranian"}


def test_a_ship_and_the_only_goods_of_a_report_belong_together_though_no_sentence_names_both() -> None:
    text = (
        "The Halcyon left Najin for Vladivostok on Thursday. A cargo of 900 tonnes of coal from North Korea was loaded "
        "in Najin, the harbour master said. The vessel is expected on Monday."
    )
    coal = [told(draft) for draft in drafts(text) if told(draft).get("cargo") == ["coal"]]
    assert any(roles.get("vehicle") == ["Halcyon"] for roles in coal)


def test_one_of_two_ships_is_not_given_the_goods() -> None:
    text = (
        "The freighter Halcyon left Najin for Vladivostok. The freighter Borealis left Najin for Nakhodka. "
        "A load of 900 tonnes of coal from Durban was unloaded."
    )
    discharged = next(draft for draft in drafts(text) if draft.frame == "deliver")
    assert "vehicle" not in told(discharged)


def test_the_amount_that_a_sentence_of_its_own_tells_is_how_much_was_moved() -> None:
    for wording in (
        "The railway weighed 1,593 tonnes.",
        "Their register gives the weight as 1,593 tonnes.",
        "The haul stands at 1,593 tonnes.",
        "The papers declare 1,593 tonnes.",
        "It came to 1,593 tonnes after full weighing.",
    ):
        found = drafts(f"A train with diesel from Romania arrived in Moldova on Tuesday. {wording}")
        arrived = next(draft for draft in found if draft.frame == "arrive")
        assert told(arrived)["quantity"] == ["1,593 tonnes"], wording
        assert any("the only amount" in step for step in arrived.steps)


def test_an_amount_that_may_be_another_is_not_lent() -> None:
    for wording in (
        "The ship can carry 1,593 tonnes.",
        "She has a capacity of 1,593 tonnes.",
        "The scales showed 1,593 tonnes. The papers said 1,600 tonnes.",
        "The port handles 1,593 tonnes a day.",
        "The diesel came in 50-kilogram drums.",
        "Moldova grew 1,593 tonnes of wheat.",
    ):
        found = drafts(f"A ship with diesel from Romania arrived in Moldova on Tuesday. {wording}")
        arrived = next(draft for draft in found if draft.frame == "arrive")
        assert "quantity" not in told(arrived), wording


def test_goods_with_an_amount_are_on_the_carrier_that_came_where_nothing_else_moved() -> None:
    text = (
        "The transport plane landed in Nairobi from Madrid on Monday. A forklift driver noted 86 motor pumps in frames."
    )
    assert [(told(d)["cargo"], told(d)["quantity"]) for d in drafts(text)] == [(["motor pumps"], ["86 motor pumps"])]
    assert not drafts(text.replace("86 motor pumps in frames", "86 motor pumps and 300 tents"))


def test_the_weight_of_goods_goes_before_the_number_of_carriers_seen() -> None:
    text = (
        "A freight train with cathodes from Zambia arrived in Tanzania on Saturday. There were 28 wagons behind two "
        "engines, with 1,120 tonnes of metal in all."
    )
    arrived = next(draft for draft in drafts(text) if draft.frame == "arrive")
    assert told(arrived)["quantity"] == ["1,120 tonnes of metal"] or told(arrived)["quantity"] == ["1,120 tonnes"]
