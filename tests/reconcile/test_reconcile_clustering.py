"""Which claims become one transfer, which are kept apart, and which are linked."""

from __future__ import annotations

from typing import Any

import msgspec

from builders import ARMS, NORLAND, SOUTHLAND, Report, amount, cargo, country, land, place, says, ship, when, written
from tallyclerk.model import Leg, Transfer
from tallyclerk.reconcile import reconcile

IRAN = country("Iran", "IR")
YEMEN = country("Yemen", "YE")
GERMANY = country("Germany", "DE")
UKRAINE = country("Ukraine", "UA")
NAVY = says("US Navy")


def transfers(*reports: Report) -> tuple[Transfer, ...]:
    """The transfers that some reports come to."""
    documents, claims = written(*reports)
    return reconcile(documents, (), claims)[0]


def told(*found: Transfer) -> list[tuple[str, ...]]:
    """The claims of each transfer."""
    return [transfer.claims for transfer in found]


def test_two_reports_of_one_delivery_are_one_transfer() -> None:
    one, two = Report("d1"), Report("d2")
    one.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("Leopard 2 tanks"), quantity=amount("18", 18, "tanks"))
    two.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("battle tanks"), quantity=amount("eighteen", 18, "tanks"))
    (transfer,) = transfers(one, two)
    assert transfer.documents == ("d1", "d2")
    assert "same giver (Germany)" in transfer.steps[0]
    assert "same quantity (18 tanks)" in transfer.steps[0]


def test_different_seizures_are_not_a_conflict() -> None:
    one, two, three = Report("d1"), Report("d2"), Report("d3")
    for report, number, day in ((one, 1500, "2016-03-28"), (two, 2116, "2023-01-06"), (three, 1400, None)):
        about: dict[str, Any] = {"date": when("that day", day)} if day else {}
        report.tell(
            giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), quantity=amount(f"{number:,}", number, "rifles"),
            stage="seized", by=[NAVY], **about,
        )  # fmt: skip
    found = transfers(one, two, three)
    assert len(found) == 3
    assert not any(fact.conflicts for transfer in found for fact in transfer.facts.values())


def test_one_report_of_two_quantities_tells_two_transfers() -> None:
    report = Report("d1")
    report.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("tanks"), quantity=amount("18 tanks", 18, "tanks"))
    report.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("tanks"), quantity=amount("3 tanks", 3, "tanks"))
    assert len(transfers(report)) == 2


def test_another_giver_is_another_transfer() -> None:
    report = Report("d1")
    report.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("Leopard tanks"))
    report.tell(giver=country("Portugal", "PT"), recipient=UKRAINE, cargo=cargo("Leopard tanks"))
    assert len(transfers(report)) == 2


def test_opposite_directions_never_meet() -> None:
    report = Report("d1")
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("oil"), vehicle=ship("Pallas"))
    report.tell(
        giver=YEMEN, recipient=IRAN, cargo=cargo("coffee"), vehicle=ship("Pallas"), words="It returned with coffee"
    )
    first, second = transfers(report)
    assert [(link.kind, link.transfer) for link in second.links] == [("returns", first.id)]
    assert "same ship" in second.links[0].reason


def test_a_leg_without_parties_joins_the_transfer_of_its_report() -> None:
    report = Report("d1")
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), destination=place("Hodeidah", "YE"))
    report.tell(cargo=cargo("crates"), origin=place("Hodeidah", "YE"), destination=place("Sanaa", "YE"))
    (transfer,) = transfers(report)
    assert "goes on from the other at Hodeidah" in transfer.steps[0]


def test_a_part_worded_as_such_is_linked_and_no_conflict() -> None:
    one = Report("d1")
    one.tell(
        giver=IRAN,
        recipient=YEMEN,
        cargo=cargo("rifles"),
        quantity=amount("over 900 crates", 900, "crates", "at_least"),
    )
    one.tell(
        cargo=cargo("rifles"), quantity=amount("200 crates", 200, "crates"), words="One load was to hold 200 crates"
    )
    whole, part = transfers(one)
    assert whole.claims == ("c1",)
    assert [(link.kind, link.transfer) for link in part.links] == [("part_of", "t1")]
    assert "200 crates of at least 900 crates: worded as a part" in part.links[0].reason
    assert not whole.facts["quantity"].conflicts


def test_parts_of_one_whole_with_one_quantity_are_one_part() -> None:
    one, two = Report("d1"), Report("d2")
    for report in (one, two):
        report.tell(
            giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), quantity=amount("900 crates", 900, "crates"),
            date=when("in May", "2023-05-01", "2023-05-31"),
        )  # fmt: skip
    one.tell(quantity=amount("200 crates", 200, "crates"), cargo=cargo("crates"), words="one load")
    two.tell(quantity=amount("about 200 crates", 200, "crates", "about"), cargo=cargo("crates"), recipient=YEMEN,
             date=when("on 3 May", "2023-05-03"))  # fmt: skip
    whole, part = transfers(one, two)
    assert part.documents == ("d1", "d2")
    assert part.links[0].transfer == whole.id


def test_members_of_a_series_follow_each_other() -> None:
    report = Report("d1")
    turkey, russia = country("Turkey", "TR"), country("Russia", "RU")
    report.tell(giver=russia, recipient=turkey, cargo=cargo("missile system"), words="The first battery came")
    report.tell(
        giver=russia, recipient=turkey, cargo=cargo("missile system"), words="The second battery has begun to come"
    )
    _, second = transfers(report)
    assert [(link.kind, link.reason) for link in second.links] == [("follows", "battery 2 after battery 1")]


def test_far_apart_events_are_two_transfers() -> None:
    one, two = Report("d1"), Report("d2")
    one.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), date=when("in May", "2021-05-01", "2021-05-31"))
    two.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), date=when("in June", "2023-06-01", "2023-06-30"))
    assert len(transfers(one, two)) == 2


def test_a_plan_of_unknown_goods_is_not_what_is_happening() -> None:
    report = Report("d1")
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("aircraft"), stage="planned")
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("material"), certainty="possible")
    assert len(transfers(report)) == 2


def test_a_plan_and_its_fulfilment_in_another_number_are_linked() -> None:
    report = Report("d1")
    report.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("tanks"), date=when("in May", "2022-05-01", "2022-05-31"),
                stage="planned", certainty="asserted")  # fmt: skip
    report.tell(
        giver=GERMANY, recipient=UKRAINE, cargo=cargo("tanks"), date=when("in March", "2023-03-01", "2023-03-31")
    )
    found = {transfer.status: transfer for transfer in transfers(report)}
    assert [(link.kind, link.transfer) for link in found["delivered"].links] == [("fulfils", found["planned"].id)]


def test_a_denial_joins_what_it_denies_and_supports_nothing() -> None:
    report = Report("d1")
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), quantity=amount("900", 900, "rifles"), by=[NAVY])
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("arms"), certainty="denied", by=[says("Iran", "country")])
    (transfer,) = transfers(report)
    assert transfer.claims == ("c1", "c2")
    assert all("c2" not in value.claims for fact in transfer.facts.values() for value in fact.values)
    assert transfer.certainty == "asserted"
    assert transfer.summary.endswith("; Iran denies it.")


def test_who_says_that_a_ship_never_left_is_not_said_to_deny_the_delivery() -> None:
    def finding(frame: str) -> str:
        one, other = Report("d1", "The Post"), Report("d2", "The Herald")
        one.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, by=[says("White House")])
        other.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, by=[says("Iran", "country")], certainty="denied")
        documents, claims = written(one, other)
        framed = (claims[0], msgspec.structs.replace(claims[1], frame=frame))
        return reconcile(documents, (), framed)[0][0].summary

    assert "Iran denies it" in finding("send")
    assert "denies" not in finding("leave")


def test_a_denial_alone_is_a_denied_transfer() -> None:
    report = Report("d1")
    report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("arms"), certainty="denied", by=[says("Iran", "country")])
    (transfer,) = transfers(report)
    assert (transfer.status, transfer.certainty) == ("denied", "denied")
    assert "denied" in transfer.summary


def test_a_ship_named_alike_joins_reports_that_share_nothing_else() -> None:
    one, two = Report("d1"), Report("d2")
    one.tell(cargo=cargo("corn"), vehicle=ship("Pallas"), origin=place("Odesa", "UA"))
    two.tell(cargo=cargo("grain"), vehicle=ship("Pallas", "MV Pallas"), destination=land("Lebanon", "LB"))
    assert len(transfers(one, two)) == 1


def test_one_report_that_counts_tanks_and_vehicles_tells_two_transfers() -> None:
    report = Report("d1")
    report.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("tanks"), quantity=amount("18 tanks", 18, "tanks"))
    vehicles = amount("40 vehicles", 40, "vehicles")
    report.tell(giver=GERMANY, recipient=UKRAINE, cargo=cargo("armoured vehicles"), quantity=vehicles)
    assert len(transfers(report)) == 2


def test_by_sea_and_by_air_are_two_ways_but_rail_goes_on_from_a_port() -> None:
    for mode, count in (("air", 2), ("rail", 1)):
        one, two = Report("d1"), Report("d2")
        one.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), legs=[Leg(mode="sea", origin="Iran")])
        two.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), legs=[Leg(mode=mode, origin="Iran")])  # type: ignore[arg-type]
        assert len(transfers(one, two)) == count


def test_a_denial_joins_the_transfer_of_its_own_report() -> None:
    one, two = Report("d1"), Report("d2")
    for report, number in ((one, 2100), (two, 1400)):
        quantity = amount(f"{number}", number, "rifles")
        report.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("rifles"), quantity=quantity, stage="seized")
    two.tell(giver=IRAN, recipient=YEMEN, cargo=cargo("arms"), certainty="denied")
    assert {transfer.documents: len(transfer.claims) for transfer in transfers(one, two)} == {("d1",): 1, ("d2",): 2}


def test_no_claims_give_no_transfers() -> None:
    assert reconcile((), (), ()) == ((), ())
