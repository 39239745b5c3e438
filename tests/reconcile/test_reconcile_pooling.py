"""Claims that say too little one by one, put together by all that their reports say."""

from __future__ import annotations

from builders import NORLAND, Report, amount, cargo, place, ship, when, written
from tallyclerk.model import Transfer
from tallyclerk.reconcile import reconcile
from tallyclerk.reconcile.subjects import subjects

UREA = cargo("urea")
NAMES = "The buyer is Rasheed Nitrogen, Fatuma Abdalla told Coastline. Mwinyi Said of Bandari confirmed 7,450 bags."


def transfers(*reports: Report) -> tuple[Transfer, ...]:
    documents, claims = written(*reports)
    return reconcile(documents, (), claims)[0]


def told(names: str, n: int) -> Report:
    report = Report(f"d{n}", f"Post {n}")
    report.tell(cargo=UREA, quantity=amount("450 tonnes", 450, "tonne"), words=names)
    return report


def test_reports_of_one_matter_are_one_transfer_by_goods_and_amount() -> None:
    assert len(transfers(told(NAMES, 1), told(NAMES.replace("told", "assured"), 2))) == 1


def test_the_same_goods_and_amount_in_reports_of_two_matters_are_two_transfers() -> None:
    other = "The seller is Umut Eli, Selin Kaptan told Levant. Kassala of Gedaref confirmed 3,400 bags."
    assert len(transfers(told(NAMES, 1), told(other, 2))) == 2


def test_one_matter_alone_makes_no_transfer_of_two() -> None:
    one, two = Report("d1", "Post 1"), Report("d2", "Post 2")
    one.tell(cargo=UREA, words=NAMES)
    two.tell(cargo=cargo("rifles"), words=NAMES)
    assert len(transfers(one, two)) == 2


def test_what_two_sentences_say_together_joins_them_to_a_third() -> None:
    one, two = Report("d1", "Post 1"), Report("d2", "Post 2")
    one.tell(giver=NORLAND, cargo=UREA, vehicle=ship("Halcyon"))
    one.tell(
        giver=NORLAND, destination=place("Easthaven", "RU"), date=when("9 May", "2023-05-09"), vehicle=ship("Halcyon")
    )
    two.tell(cargo=UREA, destination=place("Easthaven", "RU"), date=when("9 May", "2023-05-09"))
    assert len(transfers(one, two)) == 1


def test_countries_days_and_small_numbers_are_no_telling_names() -> None:
    report = Report("d1", "The Harbour Post")
    report.lines.append(
        "On Friday Russia sent 40 crates to Easthaven. Later in May the Harbour office of Mikhail Orlov counted 1,240."
    )
    names = subjects([report.document])["d1"]
    assert {"easthaven", "mikhail", "orlov"} <= names
    assert not names & {"friday", "russia", "may", "40", "later", "on", "harbour"}


def test_a_name_that_most_reports_have_tells_none_apart() -> None:
    reports = [Report(f"d{n}") for n in range(12)]
    for n, report in enumerate(reports):
        report.lines.append(f"The minister met Mikhail Orlov and said that Halcyon{n} sailed.")
    found = subjects([report.document for report in reports])
    assert all("orlov" not in names for names in found.values())
    assert "halcyon3" in found["d3"]
