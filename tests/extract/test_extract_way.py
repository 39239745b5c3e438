from __future__ import annotations

import pytest
from extract_drafts import drafts, told

from tallyclerk.model import Draft, Role

CALLED = (
    "The freighter Halcyon left Odesa on Monday with 26,000 tonnes of corn for Lebanon. "
    "On Tuesday she anchored in Istanbul. She is bound for Tripoli in Lebanon."
)


def all_told(found: tuple[Draft, ...], role: Role) -> set[str]:
    """The wording of a role in all claims."""
    return {text for draft in found for text in told(draft).get(role, [])}


def test_a_harbour_that_was_only_called_at_is_on_the_way_and_no_destination() -> None:
    found = drafts(CALLED)
    assert "Istanbul" in all_told(found, "via")
    assert "Istanbul" not in all_told(found, "destination")


def test_nothing_is_delivered_where_the_ship_only_called() -> None:
    call = next(draft for draft in drafts(CALLED) if draft.frame == "arrive")
    assert call.stage == "in_transit"
    assert any("on the way" in step for step in call.steps)


def test_where_the_goods_never_came_does_not_make_the_place_they_reached_a_call() -> None:
    found = drafts(
        "The freighter Halcyon left Odesa with 26,000 tonnes of corn for Lebanon. She headed for Tripoli but did not "
        "reach Lebanon. On Tuesday she unloaded the corn in Mersin."
    )
    assert "Mersin" in all_told(found, "destination")


def test_an_end_and_its_country_are_not_on_the_way() -> None:
    found = drafts("Norway sent 40 rifles via Kenya to Ghana. The rifles came through Ghana, officials said.")
    assert all_told(found, "destination") == {"Ghana"}
    assert all_told(found, "via") == {"Kenya"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The freighter Halcyon with coal was on its way to Genoa by way of the Suez Canal.",
            ["Suez Canal"],
        ),
        ("The freighter Halcyon with coal is en route to Genoa via Suez.", ["Suez"]),
        (
            "The freighter Halcyon left Durban with coal and came by Suez and Gibraltar.",
            ["Suez", "Gibraltar"],
        ),
        ("The coal went from Durban to Genoa with a stop at Jeddah.", ["Jeddah"]),
        (
            "The 9,000 tonnes of crude for Italy were pumped over in a ship-to-ship transfer off Malta.",
            ["Malta"],
        ),
        ("The 300 tonnes of coal were transshipped at Colombo.", ["Colombo"]),
        ("The freighter Halcyon sailed with coal round the Cape of Good Hope to Genoa.", ["Cape of Good Hope"]),
        ("MALTA: 8 tonnes of ivory were passing through the country on their way to Vietnam.", ["MALTA"]),
    ],
)
def test_what_lies_on_the_way_is_worded_in_many_ways(text: str, places: list[str]) -> None:
    found = {place.text for draft in drafts(text) for place in draft.roles.get("via", ())}
    assert found == set(places)


def test_where_seized_goods_come_from_is_their_origin() -> None:
    (draft, *_) = drafts("Some 25 tonnes of pangolin scales from Nigeria were found in two shipments.")
    assert told(draft)["origin"] == ["Nigeria"]
    assert "giver" not in told(draft)


def test_where_goods_change_ship_is_on_the_way_behind_the_name_of_the_ship() -> None:
    found = drafts(
        "The 800,000 barrels of crude were loaded on the tanker Halcyon at Kharg Island and switched to the Suez Rajan "
        "near Singapore."
    )
    assert all_told(found, "origin") == {"Kharg Island"}
    assert all_told(found, "via") == {"Singapore"}
