"""How likely a transfer is said to be, and with what confidence: two sentences, by stated rules."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from publish_story import dossier

from tallyclerk.model import Dossier
from tallyclerk.publish.assessment import assessment
from tallyclerk.publish.records import Records
from tallyclerk.resources.assessment import assessment_words

LIKELIHOOD = re.compile(r"\b(?:likely|unlikely|even chance)\b")


def told(story: Dossier) -> tuple[str, ...]:
    return assessment(Records(story), story.transfers[0])


def with_main(**fields: Any) -> Dossier:
    story = dossier()
    main = msgspec.structs.replace(story.transfers[0], **fields)
    return msgspec.structs.replace(story, transfers=(main, *story.transfers[1:]))


def with_witnesses(*ids: str) -> dict[str, Any]:
    main = dossier().transfers[0]
    values = {
        role: tuple(msgspec.structs.replace(value, witnesses=ids) for value in fact.values)
        for role, fact in main.facts.items()
    }
    facts = {r: msgspec.structs.replace(f, values=values[r], verdict="single") for r, f in main.facts.items()}
    return {"facts": facts}


@pytest.mark.parametrize(
    ("certainty", "witnesses", "likely", "confident"),
    [
        ("asserted", ("o1", "o2"), "very likely", "high: 2 independent origins stand behind it"),
        ("asserted", ("o1",), "is likely", "1 independent origin"),
        ("alleged", ("o1",), "roughly even chance", "1 independent origin"),
    ],
)
def test_likelihood_and_confidence_follow_the_rules(
    certainty: str, witnesses: tuple[str, ...], likely: str, confident: str
) -> None:
    likelihood, confidence = told(with_main(certainty=certainty, **with_witnesses(*witnesses)))
    assert likely in likelihood
    assert confident in confidence


def test_no_sentence_holds_likelihood_and_confidence(najin_dossier: Dossier) -> None:
    records = Records(najin_dossier)
    sentences = [s for transfer in najin_dossier.transfers for s in assessment(records, transfer)]
    assert sentences
    assert not any(LIKELIHOOD.search(s) and "onfidence" in s for s in sentences)
    assert not any("onfidence" in sentence for sentence in assessment_words().sentences.values())


def test_without_an_independent_origin_no_likelihood_is_given() -> None:
    assert told(with_main(**with_witnesses())) == (assessment_words().no_origin,)


def test_what_is_only_denied_has_no_likelihood() -> None:
    assert told(with_main(certainty="denied")) == (assessment_words().denied,)


def test_a_check_that_speaks_against_it_takes_a_step_down() -> None:
    story = with_main(certainty="asserted", **with_witnesses("o1"))
    checks = tuple(msgspec.structs.replace(k, verdict="implausible") if k.kind == "speed" else k for k in story.checks)
    likelihood, confidence = told(msgspec.structs.replace(story, checks=checks))
    assert "roughly even chance" in likelihood
    assert "low: 1 independent origin, and 1 check speaks against it" in confidence


def test_reports_that_differ_lower_the_confidence_and_say_on_what() -> None:
    fields = with_witnesses("o1", "o2")
    facts = fields["facts"]
    facts["quantity"] = msgspec.structs.replace(facts["quantity"], verdict="conflicting")
    assert "moderate: 2 independent origins, and the reports differ on the quantity" in told(with_main(**fields))[1]
