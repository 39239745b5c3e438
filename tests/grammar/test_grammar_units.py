"""Units: names, kinds, conversion and what compares with what."""

from __future__ import annotations

import pytest

from tallyclerk.grammar.units import comparable, convert, to_base, unit_kind, unit_of


def test_a_unit_is_found_in_a_longer_noun_phrase() -> None:
    for wording, name in (
        ("AK-47 assault rifles", "rifle"),
        ("rounds of ammunition", "round"),
        ("freight cars", "railcar"),
    ):
        unit = unit_of(wording)
        assert unit is not None
        assert unit.name == name
    assert unit_of("launchers") is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("tonne", "pounds", True),
        ("railcars", "wagons", True),
        ("tonne", "litre", False),
        ("US dollar", "euro", False),
        ("container", "railcar", False),
        ("rocket launchers", "launcher", True),
        ("launchers", "tonnes", False),
        (None, None, True),
        (None, "tonne", False),
    ],
)
def test_what_compares(a: str | None, b: str | None, same: bool) -> None:
    assert comparable(a, b) is same
    assert comparable(b, a) is same


def test_mass_volume_and_length_convert() -> None:
    assert convert(17_600, "pounds", "tonnes") == pytest.approx(7.983, abs=0.001)
    assert convert(1, "barrel", "litres") == pytest.approx(158.987, abs=0.001)
    assert convert(290, "km", "miles") == pytest.approx(180.2, abs=0.1)
    assert convert(12, "wagons", "railcars") == 12
    assert convert(5, "containers", "tonnes") is None
    assert convert(5, "launchers", "tonnes") is None


def test_the_base_unit_is_named() -> None:
    assert to_base(1.6, "tonnes") == (1600.0, "kilogram")
    assert to_base(2, "containers") is None
    assert unit_kind("per cent") == "share"
    assert unit_kind(None) is None


def test_a_plain_ton_counts_as_the_metric_one() -> None:
    assert to_base(1, "ton") == to_base(1, "tonne")
