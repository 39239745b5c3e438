"""The grade of each value, and what it rests on."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from publish_story import dossier, with_text

from tallyclerk.check import graded
from tallyclerk.model import Conflict, Dossier, Origin

DENIER = Origin(id="o3", name="Seoul", kind="country", documents=("d2",), independent=True, reason="its own satellite")


def grades(story: Dossier) -> dict[str, int]:
    """Grades of the first transfer's values by fact and rank."""
    main = graded(story.transfers, story.checks, story.claims, story.documents)[0]
    return {f"{f.id}.{n}": v.credibility for f in main.facts.values() for n, v in enumerate(f.values, start=1)}


def changed(role: Any, index: int, story: Dossier | None = None, **fields: Any) -> Dossier:
    """The story with fields of one value of its first transfer replaced."""
    story = story or dossier()
    main = story.transfers[0]
    values = list(main.facts[role].values)
    values[index] = msgspec.structs.replace(values[index], **fields)
    return with_fact(story, role, values=tuple(values))


def with_fact(story: Dossier, role: Any, **fields: Any) -> Dossier:
    main = story.transfers[0]
    facts = {**main.facts, role: msgspec.structs.replace(main.facts[role], **fields)}
    return msgspec.structs.replace(
        story,
        transfers=(msgspec.structs.replace(main, facts=facts), *story.transfers[1:]),
        origins=(*story.origins, *(() if DENIER in story.origins else (DENIER,))),
    )


def against(role: Any, story: Dossier) -> Dossier:
    """The story with its first two values of a role at odds."""
    one, two, *_ = (value.label for value in story.transfers[0].facts[role].values)
    return with_fact(story, role, conflicts=(Conflict(kind="genuine", between=(one, two), reason="one is wrong"),))


def test_one_origin_is_possibly_true() -> None:
    assert grades(dossier())["t1.giver.1"] == 3


def test_two_witnesses_confirm() -> None:
    assert grades(changed("giver", 0, origins=("o1", "o3"), witnesses=("o1", "o3")))["t1.giver.1"] == 1


def test_origins_that_no_text_of_its_own_bears_out_do_not_confirm() -> None:
    """One report that names two bodies has two origins, and is one witness."""
    assert grades(changed("giver", 0, origins=("o1", "o3")))["t1.giver.1"] == 3


def test_without_a_witness_truth_cannot_be_judged() -> None:
    assert grades(changed("giver", 0, witnesses=()))["t1.giver.1"] == 6


def test_a_compatible_value_of_another_witness_in_another_text_makes_it_probable() -> None:
    other = changed("cargo", 0, changed("cargo", 1, witnesses=("o3",)), documents=("d1",))
    assert grades(other)["t1.cargo.1"] == 2


def test_what_one_text_has_from_two_is_of_one_witness() -> None:
    assert grades(changed("cargo", 1, witnesses=("o3",)))["t1.cargo.1"] == 3  # both values stand in d2
    other = changed("cargo", 0, changed("cargo", 1, witnesses=("o3",)), documents=("d1",))
    copies = with_text(with_text(other, "d1", family="f1"), "d2", family="f1")
    assert grades(copies)["t1.cargo.1"] == 3


def test_what_another_value_excludes_is_doubtful_and_improbable_against_two() -> None:
    alone = against("cargo", changed("cargo", 1, witnesses=("o3",)))
    assert (grades(alone)["t1.cargo.1"], grades(alone)["t1.cargo.2"]) == (4, 4)
    outnumbered = against("cargo", changed("cargo", 0, witnesses=("o1", "o3")))
    assert (grades(outnumbered)["t1.cargo.1"], grades(outnumbered)["t1.cargo.2"]) == (4, 5)


def test_the_grade_never_says_more_than_what_stands_behind_a_value(najin_dossier: Dossier) -> None:
    found = [v for transfer in najin_dossier.transfers for fact in transfer.facts.values() for v in fact.values]
    assert found
    for one in found:
        assert (one.credibility == 1) <= one.independence.endswith("independent origins")
        assert (one.credibility == 6) >= one.independence.startswith("independence not established")


def test_a_value_that_only_denials_name_cannot_be_judged() -> None:
    assert dossier().claim("c4").certainty == "denied"
    assert grades(changed("recipient", 0, claims=("c4",)))["t1.recipient.1"] == 6


@pytest.mark.parametrize(("kind", "verdict", "grade"), [("speed", "implausible", 4), ("speed", "possible", 3)])
def test_what_cannot_be_is_doubtful(kind: str, verdict: str, grade: int) -> None:
    story = dossier()
    checks = tuple(msgspec.structs.replace(k, verdict=verdict) if k.kind == kind else k for k in story.checks)
    assert grades(msgspec.structs.replace(story, checks=checks))["t1.date.1"] == grade


def test_a_check_of_what_is_said_beside_the_transfer_leaves_its_facts_alone() -> None:
    assert dossier().checks[0].verdict == "implausible"
    assert grades(dossier())["t1.destination.1"] == 3  # both claims of the border check state it
