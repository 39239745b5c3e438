"""Each kind of conflict, with its reason in words, and each verdict."""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    ARMS,
    NORLAND,
    SOUTHLAND,
    Report,
    amount,
    body,
    cargo,
    country,
    land,
    place,
    says,
    ship,
    when,
    written,
)
from tallyclerk.model import Conflict, Fact, Family, PlaceValue, Role, Value
from tallyclerk.reconcile import reconcile

GHANA = country("Ghana", "GH")
CORN = cargo("corn")
PALLAS = ship("Pallas")


def fact(role: Role, *reports: Report, families: tuple[Family, ...] = ()) -> Fact:
    """One fact of the first transfer that some reports come to."""
    documents, claims = written(*reports)
    transfers, _ = reconcile(documents, families, claims)
    assert len(transfers) == 1, [transfer.title for transfer in transfers]
    return transfers[0].facts[role]


def two(role: Role, a: Value, b: Value, **more: Value) -> Fact:
    """The fact of two reports that differ in one role, each on the word of its own government."""
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    rest: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": ARMS, **more}
    one.tell(**{**rest, role: a}, by=[says("White House")])
    other.tell(**{**rest, role: b}, by=[says("Turkish Defence Ministry")])
    return fact(role, one, other)


def only(found: Fact) -> Conflict:
    """The one conflict of a fact."""
    (conflict,) = found.conflicts
    return conflict


def test_bound_drift_is_one_conflict_over_all_bounds() -> None:
    reports = []
    for n, (text, bound) in enumerate((("at least 73", "at_least"), ("about 73", "about"), ("up to 73", "at_most"))):
        report = Report(f"d{n}")
        quantity = amount(text, 73, "railcars", bound)  # type: ignore[arg-type]
        report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=quantity, by=[says("Beyond Parallel")])
        reports.append(report)
    found = fact("quantity", *reports)
    assert only(found).kind == "bound drift"
    assert set(only(found).between) == {"at least 73 railcars", "about 73 railcars", "at most 73 railcars"}
    assert "“up to 73” (d2)" in only(found).reason
    assert found.verdict == "refined"


def test_a_figure_and_a_rounder_one_do_not_confirm_each_other() -> None:
    found = two("quantity", amount("2,700 tons", 2700, "tonne"), amount("2,750 tonnes", 2750, "tonne"), cargo=CORN)
    assert only(found).kind == "rounding"
    assert "2,700" in only(found).reason
    assert found.verdict == "refined"
    assert "do not contradict each other, but differ" in found.explanation


def test_units_are_converted_before_they_are_compared() -> None:
    found = two("quantity", amount("8 tonnes", 8, "tonnes"), amount("17,600 pounds", 17600, "pounds"), cargo=CORN)
    assert only(found).kind == "unit"
    assert "The Post" in only(found).reason
    assert found.verdict == "refined"


def test_a_plan_is_superseded_by_what_came_of_it() -> None:
    report = Report("d1")
    fourteen, eighteen = amount("14 tanks", 14, "tanks"), amount("18 tanks", 18, "tanks")
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=fourteen, stage="planned")
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=eighteen)
    found = fact("quantity", report)
    assert only(found).kind == "superseded"
    assert "“14 tanks” is what was planned" in only(found).reason
    assert found.verdict == "single"


def test_a_later_plan_supersedes_an_earlier_one() -> None:
    one, later = Report("d1", published="2023-01-20"), Report("d2", published="2023-02-20")
    for report, number in ((one, 14), (later, 18)):
        quantity = amount(f"{number} tanks", number, "tanks")
        report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=quantity, stage="planned")
    assert only(fact("quantity", one, later)).between == ("14 tanks", "18 tanks")


def test_another_leg_is_no_contradiction() -> None:
    one, other = Report("d1"), Report("d2")
    sea: dict[str, Any] = {"origin": place("Najin", "KP"), "destination": place("Dunay", "RU")}
    rail: dict[str, Any] = {"origin": place("Dunay", "RU"), "destination": place("Tikhoretsk", "RU")}
    one.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, **sea)
    other.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, **sea)
    other.tell(cargo=cargo("containers"), **rail)
    found = fact("destination", one, other)
    assert only(found).kind == "other leg"
    assert "it goes on from Dunay" in only(found).reason
    assert found.verdict == "repeated"


def test_departure_and_arrival_are_two_ends() -> None:
    one, other = Report("d1"), Report("d2")
    one.tell(cargo=CORN, vehicle=PALLAS, origin=place("Odesa", "UA"), date=when("on 1 August", "2022-08-01"))
    other.tell(cargo=CORN, vehicle=PALLAS, destination=place("Mersin", "TR"), date=when("on 11 August", "2022-08-11"))
    assert fact("date", one, other).conflicts == ()


def test_a_day_given_for_the_arrival_that_others_give_for_the_departure_is_of_another_leg() -> None:
    odesa, mersin = place("Odesa", "UA"), place("Mersin", "TR")
    first, eleventh = when("on 1 August", "2022-08-01"), when("on 11 August", "2022-08-11")
    reports = [Report(f"d{n}") for n in (1, 2, 3)]
    reports[0].tell(cargo=CORN, vehicle=PALLAS, origin=odesa, date=first)
    reports[1].tell(cargo=CORN, vehicle=PALLAS, destination=mersin, date=eleventh)
    reports[2].tell(cargo=CORN, vehicle=PALLAS, destination=mersin, date=first)
    found = fact("date", *reports)
    assert only(found).kind == "other leg"
    assert "d1 tells “on 1 August” of setting out" in only(found).reason


def test_two_spellings_of_a_place_are_an_alias() -> None:
    found = two("origin", place("Odesa", "UA", "Odessa"), place("Odesa", "UA", "the port of Odesa"), cargo=CORN)
    assert only(found).kind == "alias"
    assert set(only(found).between) == {"Odessa", "the port of Odesa"}
    assert found.verdict == "agreed"


def test_a_longer_form_of_a_name_is_no_alias() -> None:
    assert not two("origin", place("Odesa", "UA", "the port of Odesa"), place("Odesa", "UA"), cargo=CORN).conflicts


def test_names_of_a_country_are_no_alias() -> None:
    assert not two("giver", country("North Korea", "KP", "Pyongyang"), country("North Korea", "KP", "DPRK")).conflicts


def test_a_mistranslation_names_both_forms_and_what_they_share() -> None:
    wrong = place("Dunay", "RU", "Danube", mistranslation="Dunaj")
    found = two("destination", wrong, place("Dunay", "RU"))
    conflict = only(found)
    assert (conflict.kind, conflict.between) == ("mistranslation", ("Danube", "Dunay"))
    assert "“Danube” (d1) and “Dunay” (d2) are one place" in conflict.reason
    assert "“Dunaj”" in conflict.reason
    assert found.values[0].value.text == "Dunay"
    assert found.verdict == "agreed"


@pytest.mark.parametrize(
    ("role", "right", "wrong", "slip"),
    [
        ("quantity", amount("17,061", 17061, "crates"), amount("17,601", 17601, "crates"), "two digits are swapped"),
        ("date", when("May 26", "2023-05-26"), when("April 26", "2023-04-26"), "the same day of another month"),
    ],
)
def test_a_slip_in_retelling_one_source_is_a_rewrite_error(role: Role, right: Value, wrong: Value, slip: str) -> None:
    one, other = Report("d1"), Report("d2")
    for report, value in ((one, right), (other, wrong)):
        roles: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": ARMS, role: value}
        report.tell(**roles, by=[says("White House")])
    found = fact(role, one, other)
    assert only(found).kind == "rewrite error"
    assert slip in only(found).reason
    assert found.verdict != "conflicting"


def test_a_copy_that_departs_from_its_fellows_is_a_rewrite_error() -> None:
    one, copy = Report("d1", family="f1"), Report("d2", family="f1")
    for report, number in ((one, 90), (copy, 60)):
        quantity = amount(f"{number} crates", number, "crates")
        report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=quantity)
    found = fact("quantity", one, copy, families=(Family("f1", "copy", ("d1", "d2")),))
    assert only(found).kind == "rewrite error"


def test_part_and_whole_in_one_transfer() -> None:
    one, other = Report("d1"), Report("d2")
    ways: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": ARMS, "vehicle": PALLAS}
    one.tell(**ways, quantity=amount("90 crates", 90, "crates"), date=when("in May", "2023-05-01", "2023-05-31"))
    other.tell(**ways, quantity=amount("50 crates", 50, "crates"), date=when("3 May", "2023-05-03"))
    assert only(fact("quantity", one, other)).kind == "part and whole"


def test_nothing_explains_a_genuine_conflict() -> None:
    found = two("date", when("20 November", "2013-11-20"), when("21 November", "2013-11-21"), vehicle=PALLAS)
    assert only(found).kind == "genuine"
    assert "1 day apart" in only(found).reason
    assert found.verdict == "conflicting"
    assert "d1 The Post says “20 November”, d2 The Herald says “21 November”" in found.explanation


def test_an_ungrounded_value_cannot_be_told_apart() -> None:
    unknown = place("Newtown", "GH", gazetteer_id=None)
    found = two("destination", place("Accra", "GH"), unknown, recipient=GHANA, cargo=CORN)
    assert only(found).kind == "cannot tell"
    assert found.verdict == "conflicting"


def test_two_ships_of_one_report_are_no_conflict() -> None:
    report = Report("d1")
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, vehicle=[ship("Angara"), ship("Maria")])
    assert not fact("vehicle", report).conflicts


def test_two_places_of_one_report_are_no_conflict() -> None:
    report = Report("d1")
    for town in ("Accra", "Kumasi"):
        report.tell(giver=NORLAND, recipient=GHANA, cargo=CORN, destination=place(town, "GH"))
    assert not fact("destination", report).conflicts


def test_refined_when_one_value_contains_the_other() -> None:
    found = two("destination", land("Russia", "RU"), place("Dunay", "RU"))
    assert found.verdict == "refined"
    assert found.explanation.startswith("Dunay is the narrower statement and fits Russia")


def test_refined_by_bound_and_by_party() -> None:
    more, exact = amount("over 1,000", 1000, "crates", "at_least"), amount("1,400", 1400, "crates")
    assert two("quantity", more, exact).verdict == "refined"
    assert two("giver", NORLAND, body("Korea Songi", "KP")).verdict == "refined"


def test_single_when_one_report_tells_it() -> None:
    report = Report("d1")
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, by=[says("White House")])
    found = fact("giver", report)
    assert found.verdict == "single"
    assert found.explanation == "1 document states this, it rests on one origin: White House"


def test_losing_values_stay_behind_better_supported_ones() -> None:
    reports = [Report(f"d{n}") for n in range(1, 4)]
    sources = ("White House", "Dutch customs", "Beyond Parallel")
    for report, number, source in zip(reports, (90, 90, 80), sources, strict=True):
        quantity = amount(f"{number} crates", number, "crates")
        report.tell(
            giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, vehicle=PALLAS, quantity=quantity, by=[says(source)]
        )
    found = fact("quantity", *reports)
    assert [value.label for value in found.values] == ["90 crates", "80 crates"]
    assert found.verdict == "conflicting"
    assert found.id == "t1.quantity"


def test_an_abbreviation_is_no_alias() -> None:
    short, long = body("World Central Kitchen", text="WCK"), body("World Central Kitchen")
    assert two("giver", short, long).conflicts == ()


def test_a_place_that_cannot_be_found_is_no_conflict_where_its_report_names_the_other_too() -> None:
    airfield = PlaceValue(text="Benina", start=0, end=6, name="Benina")
    one, other = Report("d1"), Report("d2")
    one.tell(cargo=CORN, giver=NORLAND, recipient=SOUTHLAND, destination=airfield, words="It is near Benghazi .")
    other.tell(cargo=CORN, giver=NORLAND, recipient=SOUTHLAND, destination=place("Benghazi", "LY"))
    assert fact("destination", one, other).conflicts == ()
