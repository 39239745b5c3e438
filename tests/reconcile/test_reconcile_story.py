"""A whole story: two retellings of one disclosure, with two legs, a part, a mistaken name and goods going back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from builders import Report, amount, cargo, country, land, place, says, ship, when, written
from tallyclerk.model import Document, Leg, Origin, Transfer, VehicleValue
from tallyclerk.reconcile import reconcile

KOREA, RUSSIA = country("North Korea", "KP"), country("Russia", "RU")
NAJIN = place("Rajin", "KP", "Najin", precision="port", region="Rason")
DUNAY = place("Dunay", "RU", region="Primorsky Krai")
DANUBE = place("Dunay", "RU", "Danube", region="Primorsky Krai", mistranslation="Dunaj")
DEPOT = place("Tikhoretsk", "RU", region="Krasnodar Krai")
MONTH = when("between 7 September and 1 October", "2023-09-07", "2023-10-01")
KIRBY = says("John Kirby", "person", "National Security Council")
SEA = Leg(mode="sea", vehicle="container ship", origin="Rajin", destination="Dunay")
RAIL = Leg(mode="rail", origin="Dunay", destination="Tikhoretsk")


def retelling() -> Report:
    """The rewrite: a mistaken town, no ship's name, no day of its own."""
    report = Report("d1", "The Eastern Courier")
    freighter = VehicleValue(text="a container ship", start=0, end=16, name="container ship", mode="sea", flag="RU")
    report.tell(
        giver=KOREA, recipient=RUSSIA, cargo=cargo("military equipment and ammunition"), by=[KIRBY],
        quantity=amount("more than 1,000 containers", 1000, "containers", "at_least"),
    )  # fmt: skip
    report.tell(giver=KOREA, recipient=RUSSIA, cargo=cargo("containers"), date=MONTH, by=[says("White House")])
    report.tell(cargo=cargo("weapons"), origin=NAJIN, destination=DANUBE, vehicle=freighter, legs=[SEA])
    report.tell(cargo=cargo("containers"), origin=DANUBE, destination=DEPOT, legs=[RAIL])
    report.tell(quantity=amount("300 containers", 300, "containers"), words="One load was to hold 300 containers")
    return report


def wire() -> Report:
    """The wire report, with the ship's name, and goods that may go back."""
    report = Report("d2", "The Herald")
    angara = ship("Angara", "MV Angara", flag="RU")
    days: dict[str, Any] = {"earliest": date(2023, 9, 7), "latest": date(2023, 10, 1)}
    report.tell(
        giver=KOREA, recipient=RUSSIA, cargo=cargo("military equipment and munitions"),
        quantity=amount("over 1,000 containers", 1000, "containers", "at_least"),
        by=[says("a White House official", "anonymous")],
    )  # fmt: skip
    report.tell(
        cargo=cargo("containers"), origin=NAJIN, destination=DUNAY, vehicle=angara, date=MONTH,
        legs=[Leg(mode="sea", vehicle="Angara", origin="Rajin", destination="Dunay", **days)], by=[says("White House")],
    )  # fmt: skip
    report.tell(cargo=cargo("containers"), destination=DEPOT, legs=[RAIL])
    report.tell(
        quantity=amount("about 300 containers", 300, "containers", "about"), origin=NAJIN, recipient=RUSSIA,
        date=when("7-8 September", "2023-09-07", "2023-09-08"), words="a shipment of about 300 containers",
    )  # fmt: skip
    report.tell(giver=RUSSIA, recipient=KOREA, cargo=cargo("material"), certainty="possible", by=[KIRBY])
    report.tell(cargo=cargo("containers"), destination=land("North Korea", "KP", "the North"), by=[KIRBY])
    return report


@pytest.fixture(scope="module")
def story() -> tuple[tuple[Transfer, ...], tuple[Origin, ...], Sequence[Document]]:
    documents, claims = written(retelling(), wire())
    return *reconcile(documents, (), claims), documents


Story = tuple[tuple[Transfer, ...], tuple[Origin, ...], Sequence[Document]]


def test_one_main_transfer_a_possible_return_and_a_part(story: Story) -> None:
    main, back, part = story[0]
    assert main.title == "North Korea to Russia: military equipment and ammunition"
    assert (main.certainty, main.status, main.documents) == ("asserted", "delivered", ("d1", "d2"))
    assert (back.title, back.certainty) == ("Russia to North Korea: material", "possible")
    assert part.documents == ("d1", "d2")
    assert [(link.kind, link.transfer) for link in part.links] == [("part_of", "t1")]


def test_the_quantity_is_repeated_not_agreed(story: Story) -> None:
    fact = story[0][0].facts["quantity"]
    assert fact.verdict == "repeated"
    assert fact.explanation == "2 documents state this, both rest on one origin: White House"
    assert [value.label for value in fact.values] == ["at least 1,000 containers"]
    assert not fact.conflicts


def test_the_mistaken_town_is_shown_as_such(story: Story) -> None:
    kinds = [conflict.kind for conflict in story[0][0].facts["destination"].conflicts]
    assert kinds == ["mistranslation", "other leg"]


def test_the_legs_run_along_the_route(story: Story) -> None:
    sea, rail = story[0][0].legs
    assert sea == Leg(
        mode="sea",
        vehicle="Angara",
        origin="Rajin",
        destination="Dunay",
        earliest=date(2023, 9, 7),
        latest=date(2023, 10, 1),
    )
    assert rail == RAIL


def test_there_is_one_origin(story: Story) -> None:
    (origin,) = story[1]
    assert (origin.name, origin.documents, origin.independent) == ("White House", ("d1", "d2"), True)
    assert "John Kirby speaks for it" in origin.reason


def test_the_summary_says_it_in_one_sentence(story: Story) -> None:
    assert story[0][0].summary == (
        "North Korea delivered at least 1,000 containers of military equipment and ammunition to Russia, "
        "by sea from Rajin to Dunay on the Angara and on by rail to Tikhoretsk, "
        "between 7 September and 1 October 2023, according to the White House (1 origin, 2 documents)."
    )
    assert story[0][1].summary.startswith("Russia possibly delivered material to North Korea")


def test_a_value_shows_words_of_its_first_document(story: Story) -> None:
    texts = {document.id: document.text for document in story[2]}
    values = [v for transfer in story[0] for fact in transfer.facts.values() for v in fact.values]
    assert all(texts[v.documents[0]][v.value.start : v.value.end] == v.value.text for v in values)
