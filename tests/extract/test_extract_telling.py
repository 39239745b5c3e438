from __future__ import annotations

import pytest
from extract_drafts import drafts, told

from tallyclerk.resources.telling import Signs, Use, telling_signs

SIGNS = [(name, getattr(telling_signs(), name)) for name in telling_signs().__struct_fields__]
# A page about something else, long enough that chance fills a frame now and then.
ELSEWHERE = "\n\n".join(
    f"The council of ward {number} met on Monday to speak about the school roof, which has leaked since spring."
    for number in range(40)
)


@pytest.mark.parametrize(("name", "signs"), SIGNS)
def test_a_sign_keeps_its_example_silent_and_spares_the_one_beside_it(name: str, signs: Signs | Use) -> None:
    del name
    assert not [draft for draft in drafts(signs.silent) if draft.certainty == "asserted"]
    assert drafts(signs.told)


def test_a_page_about_something_else_must_show_more() -> None:
    sentence = "The grocer bought three rifles."
    whole = "Norland supplied 40 tanks to Southland, the ministry said."
    assert not drafts(f"{ELSEWHERE}\n\n{sentence}")
    assert [draft.frame for draft in drafts(f"{ELSEWHERE}\n\n{whole}")] == ["supply"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister delivered a speech on trade.",
        "The club closed its transfer window without a purchase.",
        "The company shipped the new version of its software on Friday.",
        "Norland sent a message of support to Southland.",
        "The senator carried the motion.",
        "A missile with a nuclear warhead could reach Southland, Norland said.",
        "The army carried out a live fire drill near the border.",
        "The injured were flown by helicopter to Norport.",
        "The probe will bring back samples from the Moon.",
        "Norland fired 40 missiles at Southport; drones reached the power plant.",
        "The president flew from Paris to Warsaw on board a military aircraft to meet his counterpart.",
        "The warship sailed from Norfolk to the Mediterranean to take part in an exercise.",
        "The runner carried a torch from Athens to Paris.",
        "Norway exports wisdom to the world, joked the comedian, who brought his show from Oslo to Berlin.",
        "The queen's coffin was carried from Edinburgh to London on an air force plane.",
        "Nurses carried patients out of the burning hospital; 12 were taken to Madrid.",
        "Heavy rain sent rocks onto the railway line between Bergen and Oslo.",
    ],
)
def test_what_only_sounds_like_a_transfer_gives_no_claim(text: str) -> None:
    assert not drafts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of used cars were shipped from Yokohama to Vladivostok last week, a newspaper reports.",
        "Several hundred phones were smuggled into North Korea from Dandong, traders say.",
        "The Czech Republic intends to supply 50 armoured vehicles to Ukraine.",
        "Sweden is unable to deliver the artillery systems to Denmark before 2025.",
        "Two patrol boats were handed over to the coast guard of Yemen by Germany.",
    ],
)
def test_everyday_goods_and_plans_are_told(text: str) -> None:
    assert drafts(text)


def test_goods_by_weight_on_a_plane_are_told_on_any_page() -> None:
    sentence = "A Qatari plane with 60 tonnes of aid landed in El Arish."
    assert drafts(f"{ELSEWHERE}\n\n{sentence}")


def test_a_navy_that_sinks_a_vessel_gave_none_of_its_goods() -> None:
    found = drafts("About 1,400 rifles were taken from a dhow. The Norland Navy sank the vessel as a hazard.")
    assert found
    assert not any(told(draft).get("giver") for draft in found)


@pytest.mark.parametrize(
    "text",
    [
        "If Iran had sent 200 missiles to Syria, Israel would have struck.",
        "Israel might have struck if 200 missiles had been delivered to Syria by Iran.",
        "The ship would have stayed in port unless Iran had shipped 200 missiles to Syria.",
    ],
)
def test_a_case_that_did_not_come_true_is_no_claim(text: str) -> None:
    assert not drafts(text)


def test_a_question_whether_it_happened_stays_a_possibility() -> None:
    (found,) = drafts("Norland will pay if the ship carries coal.")
    assert found.certainty == "possible"


def test_an_indefinite_one_is_no_amount() -> None:
    text = "Iran flew 40 missiles to Syria. I counted three drones before they flew one with a camera."
    assert all("one" not in told(draft).get("quantity", []) for draft in drafts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Moscow calls its gift wheat for Somalia delivered. By mid-February lorries had taken 11,000 tonnes to Baidoa.",
        "What became of the wheat? The Halcyon discharged a cargo of 28,700 tonnes at Douala.",
        "The wheat is in dispute. A 25,000-tonne donation went from Russia to Somalia.",
    ],
)
def test_tonnes_of_nothing_are_of_the_goods_that_the_report_is_about(text: str) -> None:
    assert drafts(text)
    assert all("wheat" in wording for draft in drafts(text) for wording in told(draft)["cargo"])


def test_tonnes_are_no_goods_where_a_report_names_goods_of_many_kinds() -> None:
    text = "Cranes and rifles stood on the pier. On 30 March 400 tonnes were loaded at Larnaca."
    assert all("cargo" not in told(draft) for draft in drafts(text))
