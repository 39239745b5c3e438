from __future__ import annotations

import pytest
from extract_drafts import drafts

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
    ],
)
def test_what_only_sounds_like_a_transfer_gives_no_claim(text: str) -> None:
    assert not drafts(text)
