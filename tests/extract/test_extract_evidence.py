"""How a claim is known: beside it, by what its source looked at, and by the seizure that it tells of."""

from __future__ import annotations

import pytest
from extract_drafts import drafts

from tallyclerk.extract.evidence import evidence_in
from tallyclerk.model import Draft, Span

FAR = "The port was busy. The weather was good. Nothing else was seen."


def kinds(draft: Draft) -> list[str]:
    """The kinds of evidence of a claim."""
    return [item.kind for item in draft.evidence]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran shipped 200 missiles to Russia, satellite images show.", "satellite imagery"),
        ("The Halcyon carried coal from Odesa to Rotterdam. Her transponder was off.", "AIS"),
        ("Flightradar24 showed two planes. They carried 200 missiles from Iran to Russia.", "flight tracking"),
        ("Bills of lading name the buyer. Iran shipped coal to Russia.", "customs records"),
        ("An indictment tells more. Iran shipped 200 missiles to Russia.", "court records"),
        ("Iran shipped 200 missiles to Russia. Inspectors found them in the hold.", "port inspection"),
        ("Iran shipped 200 drones to Russia. Wreckage bore its marks.", "wreckage"),
        ("Iran shipped 200 drones to Russia. Dock workers saw them land.", "witnesses"),
    ],
)
def test_evidence_in_the_sentence_or_beside_it_is_the_claim_s(text: str, kind: str) -> None:
    assert kind in kinds(drafts(text)[0])


def test_evidence_far_away_is_not_the_claim_s() -> None:
    assert kinds(drafts(f"A video shows the quay. {FAR} Iran shipped 200 missiles to Russia.")[-1]) == []


def test_a_source_keeps_what_it_looked_at() -> None:
    text = (
        "Kestrel Watch, a research project, reported the traffic on the basis of satellite images.\n"
        f"{FAR}\nThe project said that Iran shipped 200 missiles to Russia."
    )
    assert kinds(drafts(text)[-1]) == ["satellite imagery"]


def test_a_seizure_is_its_own_evidence() -> None:
    draft = drafts("Dutch customs confiscated 300 rifles in Rotterdam.")[0]
    assert kinds(draft) == ["seizure"]
    assert draft.stage == "seized"


@pytest.mark.parametrize(
    "text",
    [
        "The ship will sail on after inspections.",
        "Prosecutors said that the ship had left.",
        "The minister has a vision of the port.",
        "The painting shows the port in the dark.",
    ],
)
def test_words_that_only_look_like_evidence_are_none(text: str) -> None:
    assert evidence_in(text, Span(0, len(text))) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran shipped 200 missiles to Russia. Images from Maxar show them.", "satellite imagery"),
        ("Iran shipped 200 missiles to Russia. A search turned up all of them.", "port inspection"),
        ("Iran shipped 200 missiles to Russia. A clip shows them.", "video"),
        ("Iran shipped 200 missiles to Russia. The charge sheet names the captain.", "court records"),
        ("The Halcyon carried coal from Odesa to Rotterdam, LSEG positions show.", "AIS"),
    ],
)
def test_other_words_for_a_kind_of_evidence(text: str, kind: str) -> None:
    assert kind in kinds(drafts(text)[0])


def test_evidence_beside_one_statement_of_a_movement_is_that_of_the_others() -> None:
    text = (
        "Iran shipped 200 missiles to Russia on the freighter Halcyon, officials said.\n"
        f"{FAR}\nSatellite images show that the Halcyon carried 200 missiles from Iran to Russia."
    )
    assert "satellite imagery" in kinds(drafts(text)[0])
