"""How sure and how far along the reports of one transfer tell it."""

from __future__ import annotations

from builders import ARMS, NORLAND, SOUTHLAND, Report, says, written
from tallyclerk.model import Attribution, Certainty, Family, Stage, Transfer
from tallyclerk.reconcile import reconcile


def told(
    id: str, certainty: Certainty, by: Attribution, stage: Stage = "delivered", family: str | None = None
) -> Report:
    """A report of one claim."""
    report = Report(id, f"Outlet {id}", family=family)
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, certainty=certainty, stage=stage, by=[by])
    return report


def transfer(*reports: Report, families: tuple[Family, ...] = ()) -> Transfer:
    """The first transfer of some reports."""
    documents, claims = written(*reports)
    return reconcile(documents, families, claims)[0][0]


def test_a_report_that_makes_a_fact_of_anothers_allegation_is_flagged() -> None:
    kirby = says("White House")
    found = transfer(told("d1", "alleged", kirby), told("d2", "alleged", kirby), told("d3", "asserted", kirby))
    (conflict,) = found.conflicts
    assert conflict.kind == "certainty drift"
    assert "d3 Outlet d3 as a fact" in conflict.reason
    assert "d1 Outlet d1 and d2 Outlet d2 as an allegation" in conflict.reason
    assert "on the word of White House" in conflict.reason


def test_two_origins_may_be_sure_to_different_degrees() -> None:
    found = transfer(
        told("d1", "alleged", says("White House")), told("d2", "asserted", says("Turkish Defence Ministry"))
    )
    assert found.conflicts == ()


def test_a_report_that_knows_only_the_plan_is_superseded() -> None:
    ministry = says("Turkish Defence Ministry")
    found = transfer(told("d1", "asserted", ministry, "planned"), told("d2", "asserted", ministry))
    assert [conflict.kind for conflict in found.conflicts] == ["superseded"]
    assert "d1 Outlet d1 tells it as planned" in found.conflicts[0].reason


def test_a_copy_that_leaves_out_the_denial_is_flagged() -> None:
    family = Family("f1", "copy", ("d1", "d2"), "")
    ministry = says("Turkish Defence Ministry")
    whole, cut = told("d1", "asserted", ministry, family="f1"), told("d2", "asserted", ministry, family="f1")
    whole.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, certainty="denied", by=[says("Kremlin")])
    found = transfer(whole, cut, families=(family,))
    assert [conflict.kind for conflict in found.conflicts] == ["denial dropped"]
    assert "d2 Outlet d2" in found.conflicts[0].reason
