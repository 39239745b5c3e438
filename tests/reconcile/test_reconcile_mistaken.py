"""Differences explained by what another report says: a capacity, an older count, the page's date, the way round."""

from __future__ import annotations

from typing import Any

import pytest

from builders import ARMS, NORLAND, SOUTHLAND, Report, amount, cargo, place, says, ship, when, written
from tallyclerk.model import Conflict, Fact, Transfer, Value
from tallyclerk.reconcile import reconcile
from tallyclerk.reconcile.tables import Mistaken, tables

COAL = cargo("coal")
VALE, HAVEN = place("Port Vale", "KP"), place("Easthaven", "RU")


def transfers(*reports: Report) -> tuple[Transfer, ...]:
    documents, claims = written(*reports)
    return reconcile(documents, (), claims)[0]


def only(found: Fact) -> Conflict:
    (conflict,) = found.conflicts
    return conflict


def two(role: str, right: Value, wrong: Value, words: str, **more: Value) -> Fact:
    """The fact of two reports of which the first, beside the right value, holds some words of something else."""
    one, other = Report("d1", "The Post", "2023-05-09"), Report("d2", "The Herald", "2023-05-12")
    rest: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": COAL, **more}
    one.tell(**{**rest, role: right}, by=[says("White House")], words=words)
    other.tell(**{**rest, role: wrong}, by=[says("Turkish Defence Ministry")])
    (transfer,) = transfers(one, other)
    return transfer.facts[role]  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The bulk carrier can carry 38,000 tonnes.", "capacity"),
        ("A first estimate had put it at 38,000 tonnes.", "superseded"),
        ("Last year the same ship brought 38,000 tonnes to the port of Westhaven.", "other leg"),
    ],
)
def test_a_figure_that_another_report_tells_of_something_else(words: str, kind: str) -> None:
    fact = two("quantity", amount("27,300 tonnes", 27300, "tonne"), amount("38,000 tonnes", 38000, "tonne"), words)
    conflict = only(fact)
    assert (conflict.kind, conflict.between) == (kind, ("38,000 tonnes", "27,300 tonnes"))
    assert "d1 tells “38,000 tonnes” of something else" in conflict.reason


def test_the_day_of_another_leg_in_another_report() -> None:
    found = two("date", when("24 May", "2023-05-24"), when("30 May", "2023-05-30"), "A second train left on May 30.")
    assert only(found).kind == "other leg"


def test_the_page_date_given_for_the_event() -> None:
    found = two("date", when("7 May", "2023-05-07"), when("12 May", "2023-05-12"), "It is told.")
    conflict = only(found)
    assert conflict.kind == "page date"
    assert "the day on which d2 The Herald was published" in conflict.reason


def test_an_event_of_the_day_of_publication_is_no_mistake_where_others_give_a_later_day() -> None:
    found = two("date", when("9 May", "2023-05-09"), when("11 May", "2023-05-11"), "It is told.")
    assert only(found).kind == "genuine"


def test_one_number_with_units_that_are_not_each_other() -> None:
    found = two("quantity", amount("84,200 tonnes", 84200, "tonne"), amount("84,200 barrels", 84200, "barrel"), "Told.")
    conflict = only(found)
    assert conflict.kind == "unit"
    assert found.verdict != "agreed"


def test_a_round_number_of_two_things_is_no_slip() -> None:
    found = two("quantity", amount("200 tonnes", 200, "tonne"), amount("200 litres", 200, "litre"), "Told.")
    assert found.conflicts == ()


def test_places_told_the_other_way_round() -> None:
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    rest: dict[str, Any] = {"cargo": COAL, "quantity": amount("640 tonnes", 640, "tonne"), "vehicle": ship("Halcyon")}
    one.tell(**rest, origin=VALE, destination=place("Oldport", "KP"), by=[says("White House")])
    other.tell(**rest, origin=place("Oldport", "KP"), destination=VALE, by=[says("Turkish Defence Ministry")])
    (transfer,) = transfers(one, other)
    assert [only(transfer.facts[role]).kind for role in ("origin", "destination")] == ["direction", "direction"]


def test_parties_told_the_other_way_round_are_two_transfers_that_say_so() -> None:
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    rest: dict[str, Any] = {"cargo": COAL, "quantity": amount("640 tonnes", 640, "tonne")}
    one.tell(**rest, giver=NORLAND, recipient=SOUTHLAND, by=[says("White House")])
    other.tell(**rest, giver=SOUTHLAND, recipient=NORLAND, by=[says("Turkish Defence Ministry")])
    found = transfers(one, other)
    assert [[c.kind for c in transfer.conflicts] for transfer in found] == [["direction"], ["direction"]]
    assert "from North Korea to Russia" in found[0].conflicts[0].reason


def test_goods_that_go_back_are_no_mistake() -> None:
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    amount_ = amount("640 tonnes", 640, "tonne")
    rest: dict[str, Any] = {"cargo": COAL}
    one.tell(**rest, quantity=amount_, giver=NORLAND, recipient=SOUTHLAND)
    other.tell(**rest, quantity=amount_, giver=SOUTHLAND, recipient=NORLAND, words="In return it got coal.")
    assert all("direction" not in [c.kind for c in transfer.conflicts] for transfer in transfers(one, other))


def test_a_fact_without_a_source_that_others_have_from_one_and_leave_open() -> None:
    reports = [Report(f"d{n}", f"Post {n}") for n in (1, 2, 3)]
    rest: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": ARMS}
    for report in reports[:2]:
        report.tell(**rest, by=[says("White House")], certainty="alleged")
    reports[2].tell(**rest)
    (transfer,) = transfers(*reports)
    (conflict,) = [c for c in transfer.conflicts if "names no source" in c.reason]
    assert conflict.kind == "certainty drift"
    assert conflict.reason.startswith("d3 Post 3 tells as a fact")


@pytest.mark.parametrize("entry", tables().elsewhere, ids=lambda entry: entry.kind)
def test_the_words_around_a_figure_tell_what_it_is_of(entry: Mistaken) -> None:
    wrong = {"superseded": amount("1,900 kilograms", 1900, "kilogram")}.get(
        entry.kind, amount("180,000 doses", 180000, "dose")
    )
    right = amount(f"{wrong.value * 1.6:,.0f} {wrong.unit}s", wrong.value * 1.6, wrong.unit)
    assert only(two("quantity", right, wrong, entry.example)).kind == entry.kind
