"""Loads against carriers and containers, ships against places and days, reports against their own day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import NORLAND, SOUTHLAND, Report, amount, cargo, place, ship, when, written
from tallyclerk.check import check
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer import lookup
from tallyclerk.model import Check, Leg, PlaceValue
from tallyclerk.reconcile import reconcile

CRATES = amount("1,000 containers", 1000, "container")
ARMS = cargo("munitions")


def spot(name: str, country: str, text: str | None = None) -> PlaceValue:
    """A place as the gazetteer has it."""
    found = next(p for p in lookup(name) if p.country == country and p.precision not in ("region", "country"))
    return place(name, country, text, lat=found.lat, lon=found.lon, gazetteer_id=found.id, precision=found.precision)


def checks(*reports: Report) -> tuple[Check, ...]:
    """All checks of what some reports tell."""
    documents, claims = written(*reports)
    transfers, _ = reconcile(documents, (), claims)
    return check(documents, claims, transfers, CheckSettings())


def told(words: str, **roles: Any) -> Report:
    report = Report("d1", "The Post", "2024-04-01")
    report.tell(**{"giver": NORLAND, "recipient": SOUTHLAND, "cargo": ARMS, "words": words, **roles})
    return report


def only(kind: str, found: tuple[Check, ...]) -> Check:
    (check,) = [check for check in found if check.kind == kind]
    return check


def test_a_thousand_containers_in_one_ship_of_three_hundred_need_four_loadings() -> None:
    found = only("capacity", checks(told("It is a 300-container ship.", quantity=CRATES, vehicle=ship("Halcyon"))))
    assert found.verdict == "cannot judge"
    assert found.inputs["loadings"] == 4
    assert "1,000 / 300 containers = 3.33, so 4 loadings" in found.arithmetic
    assert "300-container" in found.explanation


def test_a_load_that_fits_needs_one_loading() -> None:
    found = only("capacity", checks(told("She can carry 1,200 containers.", quantity=CRATES, vehicle=ship("Halcyon"))))
    assert (found.verdict, found.inputs["loadings"]) == ("possible", 1)


@pytest.mark.parametrize(("last", "verdict"), [("2024-03-02", "implausible"), ("2024-03-28", "possible")])
def test_the_days_that_the_reports_leave_decide_whether_the_loadings_fit(last: str, verdict: str) -> None:
    ends: dict[str, Any] = {"origin": spot("Batumi", "GE"), "destination": spot("Istanbul", "TR")}
    leg = Leg(mode="sea", vehicle="Halcyon", origin="Batumi", destination="Istanbul")
    days = when("in March", "2024-03-01", last)
    report = told("A 300-container ship.", quantity=CRATES, vehicle=ship("Halcyon"), date=days, legs=[leg], **ends)
    found = only("capacity", checks(report))
    assert found.verdict == verdict
    assert "7 × " in found.arithmetic


def test_two_ships_share_the_loadings() -> None:
    ships = [ship("Halcyon"), ship("Kestrel")]
    found = only("capacity", checks(told("Each is a 300-container ship.", quantity=CRATES, vehicle=ships)))
    assert "2 voyages of each of 2 carriers" in found.arithmetic


def test_a_load_that_is_no_capacity_is_not_checked() -> None:
    assert not [k for k in checks(told("It is told.", quantity=CRATES)) if k.kind == "capacity"]


@pytest.mark.parametrize(("tonnes", "verdict"), [(20_000, "possible"), (90_000, "implausible")])
def test_no_container_holds_more_than_it_may_weigh(tonnes: int, verdict: str) -> None:
    weight = amount(f"{tonnes:,} tonnes", tonnes, "tonne")
    found = only("weight", checks(told("It is told.", quantity=[CRATES, weight])))
    assert found.verdict == verdict
    assert f"{tonnes / 1000:.1f} t each" in found.arithmetic


def test_one_ship_in_two_places_at_once_is_implausible() -> None:
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    rest: dict[str, Any] = {"cargo": ARMS, "vehicle": ship("Halcyon")}
    one.tell(**rest, origin=spot("Mumbai", "IN"), date=when("1 March", "2024-03-01"))
    other.tell(**rest, destination=spot("Rotterdam", "NL"), date=when("3 March", "2024-03-03"))
    found = only("presence", checks(one, other))
    assert found.verdict == "implausible"
    assert "Mumbai on 2024-03-01, Rotterdam on 2024-03-03" in found.arithmetic
    assert len(found.claims) == 2


def test_a_ship_that_has_the_time_is_nowhere_at_once() -> None:
    one, other = Report("d1", "The Post"), Report("d2", "The Herald")
    rest: dict[str, Any] = {"cargo": ARMS, "vehicle": ship("Halcyon")}
    one.tell(**rest, origin=spot("Mumbai", "IN"), date=when("1 March", "2024-03-01"))
    other.tell(**rest, destination=spot("Rotterdam", "NL"), date=when("30 March", "2024-03-30"))
    assert not [k for k in checks(one, other) if k.kind == "presence"]


def test_a_forty_knot_cargo_ship_is_implausible() -> None:
    ends: dict[str, Any] = {"origin": spot("Batumi", "GE"), "destination": spot("Istanbul", "TR")}
    day = date(2024, 3, 1)
    leg = Leg(mode="sea", vehicle="Halcyon", origin="Batumi", destination="Istanbul", earliest=day, latest=day)
    slow = only("speed", checks(told("It is told.", vehicle=ship("Halcyon"), legs=[leg], **ends)))
    assert slow.verdict == "possible"  # some 1,050 km in a whole day: 44 km/h, 24 knots
    knots = 40 * 1.852 * 24
    assert knots > CheckSettings().sea_kmh * 24
    far: dict[str, Any] = {"origin": spot("Mumbai", "IN"), "destination": spot("Jebel Ali", "AE")}
    leg = Leg(mode="sea", vehicle="Halcyon", origin="Mumbai", destination="Jebel Ali", earliest=day, latest=day)
    fast = only("speed", checks(told("It is told.", vehicle=ship("Halcyon"), legs=[leg], **far)))
    assert fast.verdict == "implausible"
    assert float(fast.inputs["least_kmh"] or 0) >= 40 * 1.852


def test_a_voyage_that_only_the_straight_line_allows_cannot_be_judged() -> None:
    ends: dict[str, Any] = {"origin": spot("Murmansk", "RU"), "destination": spot("Beihai", "CN")}
    leg = Leg(
        mode="sea",
        vehicle="Halcyon",
        origin="Murmansk",
        destination="Beihai",
        earliest=date(2024, 3, 1),
        latest=date(2024, 3, 12),
    )
    found = only("speed", checks(told("It is told.", vehicle=ship("Halcyon"), legs=[leg], **ends)))
    assert found.verdict == "cannot judge"
    assert "shorter way than the usual sea lanes" in found.explanation


@pytest.mark.parametrize(
    ("name", "country", "verdict"), [("Istanbul", "TR", "possible"), ("Tashkent", "UZ", "implausible")]
)
def test_a_leg_by_sea_ends_where_ships_come(name: str, country: str, verdict: str) -> None:
    leg = Leg(mode="sea", vehicle="Halcyon", destination=name)
    found = checks(told("It is told.", vehicle=ship("Halcyon"), destination=spot(name, country), legs=[leg]))
    assert only("water", found).verdict == verdict


def test_a_report_dated_before_what_it_tells_as_done_is_implausible() -> None:
    report = told("It is told.", date=when("9 May", "2024-05-09"))
    found = only("order", checks(report))
    assert found.verdict == "implausible"
    assert "d1 published 2024-04-01 < 2024-05-09" in found.arithmetic
    plan = Report("d1", "The Post", "2024-04-01")
    plan.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, date=when("9 May", "2024-05-09"), stage="planned")
    assert not [k for k in checks(plan) if k.kind == "order"]
