"""Half-open intervals and their EDTF."""

from __future__ import annotations

from datetime import date

import pytest

from tallyclerk.grammar.interval import Interval, edtf, hull, months, one_day, years


@pytest.mark.parametrize(
    ("interval", "written"),
    [
        (one_day(date(2023, 10, 5)), "2023-10-05"),
        (months(2023, 10), "2023-10"),
        (years(2023), "2023"),
        (Interval(date(2023, 9, 7), date(2023, 10, 2)), "2023-09-07/2023-10-01"),
        (Interval(date(2022, 5, 1), date(2023, 4, 1)), "2022-05/2023-03"),
        (Interval(date(2016, 1, 1), date(2019, 1, 1)), "2016/2018"),
        (Interval(None, date(2020, 5, 1)), "../2020-04"),
        (Interval(date(2022, 8, 1), None), "2022-08/.."),
        (Interval(None, None), ""),
    ],
)
def test_edtf_is_as_coarse_as_the_interval(interval: Interval, written: str) -> None:
    assert edtf(interval) == written


def test_one_unknown_day_of_several_is_a_set() -> None:
    assert edtf(Interval(date(2023, 9, 29), date(2023, 10, 28)), one_of=True) == "[2023-09-29..2023-10-27]"


def test_a_hull_keeps_open_ends() -> None:
    assert hull(Interval(None, date(2023, 1, 2)), months(2023, 5)) == Interval(None, date(2023, 6, 1))


def test_months_count_on_into_other_years() -> None:
    assert months(2023, 14) == months(2024, 2)
    assert months(2023, 0) == months(2022, 12)
