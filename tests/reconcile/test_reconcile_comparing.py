"""How two values of one role stand to each other."""

from __future__ import annotations

import pytest

from builders import amount, body, cargo, country, land, place, ship, when
from tallyclerk.model import QuantityValue, Value, VehicleValue
from tallyclerk.reconcile.labels import label_of
from tallyclerk.reconcile.relations import compare


def _plain(value: float, unit: str | None = None, bound: str = "exact") -> QuantityValue:
    return amount(f"{value} {unit}", value, unit, bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "standing", "kind"),
    [
        (_plain(73, "railcars", "at_least"), _plain(73, "railcars", "at_least"), "same", None),
        (_plain(73, "railcars", "at_least"), _plain(73, "railcars", "about"), "close", "bound drift"),
        (_plain(1000, "containers", "at_least"), _plain(1000, None, "at_least"), "same", None),
        (_plain(2100, "rifles", "at_least"), _plain(2116, "rifles"), "close", "rounding"),
        (_plain(26000, "tonnes"), _plain(26527, "tonnes"), "close", "rounding"),
        (_plain(17600, "pounds"), _plain(8, "tonnes"), "close", "unit"),
        (_plain(1000, "containers", "at_least"), _plain(1200, "containers"), "wider", None),
        (_plain(450, "tanks"), _plain(100, "tanks", "at_least"), "narrower", None),
        (_plain(50000, "tanks"), _plain(100, "tanks", "at_least"), "different", None),
        (_plain(14, "tanks"), _plain(18, "tanks"), "different", None),
        (_plain(18, "tanks"), _plain(40, "containers"), "unlike", None),
        (_plain(0, "tanks"), _plain(0, "tanks"), "same", None),
    ],
)
def test_quantities(a: Value, b: Value, standing: str, kind: str | None) -> None:
    found = compare(a, b)
    assert (found.standing, found.kind) == (standing, kind)


def test_a_rate_and_a_total_do_not_compare() -> None:
    rate = QuantityValue(text="300 containers a trip", start=0, end=21, value=300, unit="container", per="trip")
    assert compare(rate, _plain(300, "container")).standing == "unlike"
    assert compare(rate, rate).standing == "same"
    assert label_of(rate) == "300 containers per trip"


def test_a_unit_conflict_shows_its_arithmetic() -> None:
    found = compare(_plain(8, "tonnes"), _plain(17600, "pounds"))
    assert "17,600 pounds = 7.983 tonnes, against 8 tonnes; 0.2% apart" in found.why


def test_a_rounding_names_the_rounder_figure() -> None:
    found = compare(_plain(26527, "tonnes"), _plain(26000, "tonnes"))
    assert found.why.startswith("26,000 tonnes is the rounder figure")
    assert "527 (2.0%)" in found.why


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (when("5 October", "2023-10-05"), when("Oct. 5", "2023-10-05"), "same"),
        (when("October", "2023-10-01", "2023-10-31"), when("5 October", "2023-10-05"), "wider"),
        (when("5 October", "2023-10-05"), when("6 October", "2023-10-06"), "different"),
        (when("1-10 May", "2023-05-01", "2023-05-10"), when("5-20 May", "2023-05-05", "2023-05-20"), "close"),
        (when("since May", "2023-05-01", None), when("lately", None), "unlike"),
        (when("lately", None), when("Lately", None), "same"),
    ],
)
def test_dates(a: Value, b: Value, standing: str) -> None:
    assert compare(a, b).standing == standing


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (country("Iran", "IR"), country("Iran", "IR", "Tehran"), "same"),
        (country("Iran", "IR"), body("Iranian navy", "IR"), "wider"),
        (body("Iranian navy", "IR"), body("Iranian customs", "IR"), "close"),
        (country("Iran", "IR"), country("Oman", "OM"), "different"),
        (land("Ghana", "GH"), place("Accra", "GH"), "wider"),
        (place("Odesa", "UA", "Odessa"), place("Odesa", "UA"), "same"),
        (place("Primorsky Krai", "RU", precision="region"), place("Dunay", "RU", region="Primorsky Krai"), "wider"),
        (place("Accra", "GH", lat=5.56, lon=-0.2), place("Kotoka", "GH", lat=5.6, lon=-0.17), "close"),
        (place("Accra", "GH", lat=5.56, lon=-0.2), place("Kumasi", "GH", lat=6.69, lon=-1.62), "different"),
        (place("Accra", "GH", "near Accra", lat=5.56, lon=-0.2), place("Tema", "GH", lat=5.67, lon=0.0), "close"),
        (ship("Angara", "MV Angara"), ship("Angara"), "same"),
        (ship("Angara", imo="9179842"), ship("Angora", imo="9179842"), "same"),
        (ship("Angara"), ship("Maria"), "different"),
        (VehicleValue(text="a freighter", start=0, end=11, name="freighter", mode="sea"), ship("Angara"), "wider"),
        (cargo("weapons"), cargo("tanks"), "wider"),
        (cargo("coal"), cargo("rifles"), "different"),
        (cargo("containers"), cargo("rifles"), "unlike"),
    ],
)
def test_parties_places_vehicles_and_goods(a: Value, b: Value, standing: str) -> None:
    assert compare(a, b).standing == standing
    turned = {"wider": "narrower", "narrower": "wider"}.get(standing, standing)
    assert compare(b, a).standing == turned


def test_two_readings_of_one_wording_are_one_place() -> None:
    one = place("Gaza", "PS", gazetteer_id="geonames:1")
    other = place("Gaza Governorate", "PS", "Gaza", gazetteer_id="geonames:2", precision="region")
    assert compare(one, other).standing == "same"


def test_fuel_is_no_other_cargo_than_gas_or_diesel() -> None:
    assert compare(cargo("fuel"), cargo("natural gas")).standing == "wider"
    assert compare(cargo("diesel"), cargo("fuel")).standing == "narrower"
