from __future__ import annotations

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
