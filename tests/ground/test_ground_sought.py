"""Values that one report of a transfer gives, looked for in the text of another."""

from __future__ import annotations

from typing import Any

from builders import NORLAND, SOUTHLAND, Report, amount, cargo, place, says, ship, when, written
from tallyclerk.ground import seek
from tallyclerk.model import Claim, QuantityValue, Transfer
from tallyclerk.reconcile import reconcile

COAL = cargo("coal")
MERSIN = place("Mersin", "TR")


def after(words: str, **told: Any) -> tuple[Claim, Transfer]:
    """The claim of a report that holds some words, and the transfer, once another report gives some values."""
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    rest: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": COAL}
    one.tell(**rest, **told, by=[says("White House")])
    other.tell(**rest, by=[says("Turkish Defence Ministry")], words=words)
    documents, claims = written(one, other)
    found = seek(documents, claims, reconcile(documents, (), claims)[0])
    (transfer,) = reconcile(documents, (), found)[0]
    return found[1], transfer


TONNES = amount("more than 3,400 tonnes", 3400, "tonne", "at_least")


def test_an_amount_that_another_report_gives_is_found_with_its_own_bound() -> None:
    claim, transfer = after("Up to 3,400 tonnes were weighed.", quantity=TONNES)
    (found,) = claim.roles["quantity"]
    assert isinstance(found, QuantityValue)
    assert (found.text, found.bound) == ("Up to 3,400 tonnes", "at_most")
    assert claim.sought == ("quantity",)
    assert "quantity" in claim.borrowed
    assert [conflict.kind for conflict in transfer.facts["quantity"].conflicts] == ["bound drift"]


def test_what_was_only_looked_up_is_no_witness() -> None:
    _, transfer = after("More than 3,400 tonnes were weighed.", quantity=TONNES)
    fact = transfer.facts["quantity"]
    assert fact.values[0].documents == ("d1", "d2")
    assert fact.values[0].independence == "1 origin, 1 document"
    assert fact.verdict == "single"


def test_another_number_another_unit_or_a_capacity_is_not_taken() -> None:
    for words in ("The ship can carry 3,400 tonnes.", "It cost 3,400 dollars.", "They weighed 3,410 tonnes."):
        assert "quantity" not in after(words, quantity=TONNES)[0].roles


def test_a_ship_and_a_day_are_found_by_their_names() -> None:
    claim, _ = after(
        "The Halcyon was seen on the 9th of May.", vehicle=ship("Halcyon"), date=when("9 May", "2023-05-09")
    )
    assert claim.roles["vehicle"][0].text == "Halcyon"
    assert claim.roles["date"][0].text == "9th of May"


def test_a_place_is_found_only_where_something_is_in_it_or_comes_from_it() -> None:
    assert "origin" in after("It was loaded in Mersin.", origin=MERSIN)[0].roles
    assert "origin" not in after("Mersin denied it.", origin=MERSIN)[0].roles


def test_a_report_with_a_value_of_its_own_is_left_alone() -> None:
    one, other = Report("d1"), Report("d2")
    rest: dict[str, Any] = {"giver": NORLAND, "recipient": SOUTHLAND, "cargo": COAL}
    one.tell(**rest, quantity=TONNES)
    other.tell(**rest, quantity=amount("3,000 tonnes", 3000, "tonne"), words="Up to 3,400 tonnes.")
    documents, claims = written(one, other)
    assert seek(documents, claims, reconcile(documents, (), claims)[0]) == claims
