"""What a further report does to independence and verdicts, and what taking one away leaves."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from test_reconcile_properties import AMOUNTS, PARTIES, PLACES, Plan, plans, quick, reports

from builders import ARMS, Report, says, ship, when, written
from tallyclerk.model import Edge, Family, Transfer, Verdict
from tallyclerk.reconcile import reconcile

BODIES = [says(name) for name in ("White House", "Turkish Defence Ministry", "Indian Navy", "Ghana Customs")]
COPIED = [says("White House"), says("a source", "anonymous")]
ANGARA = ship("Angara", imo="8905490", id="imo:8905490")
Row = dict[str, Any]
rows = st.lists(
    st.fixed_dictionaries(
        {"quantity": st.sampled_from(AMOUNTS[:4]), "destination": st.sampled_from(PLACES[:2])},
        optional={"date": st.just(when("5 May", "2023-05-05"))},
    ),
    min_size=2,
    max_size=4,
)


def told(rows: list[Row]) -> list[Report]:
    """Reports of one ship's voyage, each on the word of a body of its own."""
    found = []
    for n, row in enumerate(rows, start=1):
        report = Report(f"d{n}", f"Post {n}")
        report.tell(giver=PARTIES[0], recipient=PARTIES[1], cargo=ARMS, vehicle=ANGARA, by=[BODIES[n % 4]], **row)
        found.append(report)
    return found


def transfers(reports: list[Report], families: tuple[Family, ...] = ()) -> tuple[Transfer, ...]:
    documents, claims = written(*reports)
    return reconcile(documents, families, claims)[0]


def independence(found: tuple[Transfer, ...]) -> dict[tuple[str, str], int]:
    """The most witnesses of each value, by role and label."""
    most: defaultdict[tuple[str, str], int] = defaultdict(int)
    for transfer in found:
        for role, fact in transfer.facts.items():
            for value in fact.values:
                most[role, value.label] = max(most[role, value.label], len(value.witnesses))
    return most


@quick
@given(plans)
def test_a_copy_never_raises_independence(plan: Plan) -> None:
    documents, claims = reports(plan)
    last = documents[-1]
    copy = msgspec.structs.replace(last, id="d99", key="d99", outlet="The Copyist")
    copied = tuple(
        msgspec.structs.replace(claim, id=f"x{n}", document="d99")
        for n, claim in enumerate(claims)
        if claim.document == last.id
    )
    edge = Edge(last.id, "d99", "copy", "the same words")
    family = Family("f1", "copy", (last.id, "d99"), "the same words", (edge,), last.id, "it was first")
    before = independence(reconcile(documents, (), claims)[0])
    after = independence(reconcile((*documents, copy), (family,), (*claims, *copied))[0])
    assert all(after[value] <= before[value] for value in after)


ALLOWED: dict[Verdict, set[Verdict]] = {
    "single": {"single", "repeated", "refined", "agreed"},
    "repeated": {"repeated", "agreed"},
    "refined": {"refined", "agreed"},
    "agreed": {"agreed"},
    "conflicting": {"conflicting", "agreed"},
}


@quick
@given(rows)
def test_an_independent_report_that_agrees_never_lowers_a_verdict(plan: list[Row]) -> None:
    before = transfers(told(plan))
    agreeing = Report("d9", "The Further Post")
    agreeing.tell(
        giver=PARTIES[0], recipient=PARTIES[1], cargo=ARMS, vehicle=ANGARA, by=[says("Port of Norport")], **plan[0]
    )
    after = transfers([*told(plan), agreeing])
    (one,), (other,) = before, after
    for role, fact in one.facts.items():
        assert other.facts[role].verdict in ALLOWED[fact.verdict], role


@quick
@given(rows, st.integers(min_value=0, max_value=3))
def test_taking_a_report_away_takes_exactly_its_support(plan: list[Row], number: int) -> None:
    reports = told(plan)
    gone = reports[number % len(reports)]
    left = [report for report in reports if report is not gone]
    (before,), (after,) = transfers(reports), transfers(left)
    for role, fact in before.facts.items():
        stay = {v.label: set(v.documents) - {gone.id} for v in fact.values if set(v.documents) != {gone.id}}
        assert (
            {v.label: set(v.documents) for v in after.facts[role].values} == stay if stay else role not in after.facts
        )


@quick
@given(plans)
def test_the_same_input_twice_is_one_witness(plan: Plan) -> None:
    documents, claims = reports(plan)
    twice = tuple(msgspec.structs.replace(claim, id=f"x{n}") for n, claim in enumerate(claims))
    before = independence(reconcile(documents, (), claims)[0])
    after = independence(reconcile(documents, (), (*claims, *twice))[0])
    assert all(after[value] <= before[value] for value in after)
