"""Attribution chains followed to their roots, and who counts as a witness."""

from __future__ import annotations

import msgspec

from builders import ARMS, NORLAND, SOUTHLAND, Report, amount, cargo, says, written
from tallyclerk.model import Attribution, Fact, Family, Origin
from tallyclerk.reconcile import reconcile

TONS = amount("40 tons", 40, "tons")


def told(*by: Attribution, id: str = "d1", outlet: str | None = None, family: str | None = None) -> Report:
    """A report of one claim on somebody's word."""
    report = Report(id, outlet, family=family)
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=TONS, by=by)
    return report


def origins(*reports: Report, families: tuple[Family, ...] = ()) -> tuple[Fact, tuple[Origin, ...]]:
    """The quantity's fact and all origins."""
    documents, claims = written(*reports)
    transfers, found = reconcile(documents, families, claims)
    return transfers[0].facts["quantity"], found


def test_two_bodies_of_two_countries_agree() -> None:
    fact, found = origins(told(says("White House")), told(says("Turkish Defence Ministry"), id="d2"))
    assert fact.verdict == "agreed"
    assert fact.values[0].independence == "2 independent origins"
    assert {origin.name for origin in found} == {"White House", "Turkish Defence Ministry"}


def test_one_report_that_names_two_bodies_does_not_confirm_itself() -> None:
    report = told(says("White House"))
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=TONS, by=[says("Turkish Defence Ministry")])
    fact, _ = origins(report)
    assert fact.verdict == "single"
    assert fact.values[0].independence == "1 document, which names White House and Turkish Defence Ministry"
    assert "one report cannot confirm itself" in fact.explanation


def test_copies_of_one_text_that_name_two_bodies_do_not_confirm_each_other() -> None:
    family = Family("f1", "copy", ("d1", "d2"), "")
    fact, _ = origins(
        told(says("White House"), family="f1"),
        told(says("Turkish Defence Ministry"), id="d2", family="f1"),
        families=(family,),
    )
    assert fact.verdict == "repeated"


def test_two_reports_that_both_name_two_bodies_have_two_witnesses() -> None:
    both = [told(says("White House"), id=id) for id in ("d1", "d2")]
    for report in both:
        report.tell(
            giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=TONS, by=[says("Turkish Defence Ministry")]
        )
    fact, _ = origins(*both)
    assert fact.values[0].independence == "2 independent origins"


def test_a_source_carried_over_from_other_sentences_is_no_second_witness() -> None:
    carried = msgspec.structs.replace(says("Turkish Defence Ministry"), carried=True)
    fact, found = origins(told(says("White House")), told(carried, id="d2"))
    assert fact.verdict == "repeated"
    assert len(found) == 2


def test_one_government_speaks_with_one_voice() -> None:
    kirby = says("John Kirby", "person", "US National Security Council")
    official = says("a White House official", "anonymous")
    fact, (origin,) = origins(told(kirby), told(official, id="d2"), told(says("US", "country"), id="d3"))
    assert fact.verdict == "repeated"
    assert (origin.name, origin.kind, origin.documents) == ("White House", "body", ("d1", "d2", "d3"))
    assert "John Kirby speaks for it" in origin.reason
    assert fact.explanation == "3 documents state this, all rest on one origin: White House"


def test_an_agency_passes_on_what_a_body_says() -> None:
    wire = says("Newswire", "agency")
    fact, found = origins(told(wire, says("White House")), told(says("White House"), id="d2"))
    by_name = {origin.name: origin for origin in found}
    assert fact.verdict == "repeated"
    assert by_name["Newswire"].rests_on == (by_name["White House"].id,)
    assert not by_name["Newswire"].independent


def test_a_cited_outlet_rests_on_what_its_own_report_cites() -> None:
    wire = told(says("White House"), outlet="Newswire")
    citing = told(says("Newswire", "agency"), id="d2", outlet="The Post")
    fact, _ = origins(wire, citing)
    assert fact.verdict == "repeated"
    assert fact.values[0].independence == "1 origin, 2 documents"


def test_outlets_that_cite_only_each_other_establish_nothing() -> None:
    one = told(says("The Post", "outlet"), outlet="The Herald")
    two = told(says("The Herald", "outlet"), id="d2", outlet="The Post")
    fact, _ = origins(one, two)
    assert fact.verdict == "repeated"
    assert fact.values[0].independence.startswith("independence not established")


def test_pictures_released_by_a_government_are_the_governments_word() -> None:
    fact, found = origins(told(says("White House"), says("SkyPix", "imagery")), told(says("White House"), id="d2"))
    assert fact.verdict == "repeated"
    assert fact.values[0].origins == tuple(origin.id for origin in found if origin.name == "White House")


def test_an_imagery_provider_that_speaks_is_a_witness() -> None:
    fact, _ = origins(told(says("White House")), told(says("SkyPix", "imagery"), id="d2"))
    assert fact.verdict == "agreed"


def test_unnamed_sources_are_never_counted() -> None:
    fact, (origin,) = origins(told(says("a security source", "anonymous")), told(says("sources", "anonymous"), id="d2"))
    assert fact.verdict == "repeated"
    assert not origin.independent
    assert "without a name" in fact.values[0].independence


def test_what_a_report_says_without_a_source_rests_on_its_one_source() -> None:
    report = told(says("White House"))
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=cargo("munitions"))
    _, (origin,) = origins(report)
    assert "what d1 says without a source is counted here too" in origin.reason


def test_an_outlet_that_does_not_say_is_no_witness() -> None:
    fact, found = origins(told(outlet="The Post"), told(id="d2", outlet="The Herald"))
    assert fact.verdict == "repeated"
    assert [origin.independent for origin in found] == [False, False]
    assert "The Post" in {origin.name for origin in found}
    assert "d1 does not say where it has it from" in fact.values[0].independence


def test_two_reports_of_one_outlet_are_one_origin() -> None:
    _, found = origins(told(outlet="The Post"), told(id="d2", outlet="the post"))
    assert len(found) == 1


def test_copies_are_one_witness() -> None:
    copies = Family("f1", "copy", ("d1", "d2"))
    _, found = origins(
        told(outlet="The Post", family="f1"), told(id="d2", outlet="The Herald", family="f1"), families=(copies,)
    )
    assert len(found) == 1
    assert found[0].documents == ("d1", "d2")


def test_a_person_speaks_for_the_body_named_beside_them() -> None:
    one = told(says("Turkish Defence Ministry"), says("Hulusi Akar", "person"))
    two = told(says("Hulusi Akar", "person"), id="d2")
    fact, found = origins(one, two)
    assert fact.verdict == "repeated"
    assert [origin.name for origin in found] == ["Turkish Defence Ministry"]


def test_an_office_of_unknown_country_counts_with_the_one_government() -> None:
    fact, found = origins(told(says("Dutch customs")), told(says("prosecutors"), id="d2"))
    assert fact.verdict == "repeated"
    assert [origin.name for origin in found] == ["Dutch customs"]


def test_an_office_beside_two_governments_is_no_witness() -> None:
    reports = [
        told(says(name), id=f"d{n}") for n, name in enumerate(("Dutch customs", "Turkish police", "the ministry"))
    ]
    fact, found = origins(*reports)
    assert fact.values[0].independence == "2 independent origins"
    assert "may be one that is counted already" in next(o.reason for o in found if not o.independent)


def test_one_body_on_two_occasions_is_two_origins() -> None:
    one, two = Report("d1"), Report("d2")
    one.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, by=[says("White House")])
    two.tell(cargo=cargo("cocaine"), quantity=TONS, by=[says("White House")])
    documents, claims = written(one, two)
    _, found = reconcile(documents, (), claims)
    assert [(origin.name, origin.documents) for origin in found] == [("White House", ("d1",)), ("White House", ("d2",))]


def test_origins_are_ordered_by_documents() -> None:
    reports = [told(says("SkyPix", "imagery"), id="d1")]
    reports += [told(says("White House"), id=f"d{n}") for n in (2, 3)]
    _, found = origins(*reports)
    assert [(origin.id, origin.name) for origin in found] == [("o1", "White House"), ("o2", "SkyPix")]
