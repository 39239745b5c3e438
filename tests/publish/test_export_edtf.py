from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_story import dossier

from tallyclerk.model import DateValue, Dossier, Leg, Published
from tallyclerk.publish.export import edtf

_DAY = r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?"
EDTF = re.compile(rf"{_DAY}|(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)|\[{_DAY}(?:\.\.|,){_DAY}\]")
"""What the specification calls a date (level 1 has years that are not known), an interval (level 1 has open ends), and
a set of which one is true (level 2)."""

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        (date(2023, 9, 7), date(2023, 9, 7), "2023-09-07"),
        (date(2023, 9, 7), date(2023, 10, 1), "2023-09-07/2023-10-01"),
        (date(2023, 9, 7), None, "2023-09-07/.."),
        (None, date(2023, 10, 1), "../2023-10-01"),
        (None, None, ""),
    ],
)
def test_an_open_end_is_said(earliest: date | None, latest: date | None, written: str) -> None:
    assert edtf.interval(earliest, latest) == written
    assert edtf.of_leg(Leg(earliest=earliest, latest=latest)) == written


def test_a_publication_is_one_day_of_several_not_all_of_them() -> None:
    assert edtf.of_publication(Published(date(2023, 10, 13), date(2023, 10, 15), "")) == "[2023-10-13..2023-10-15]"
    assert edtf.of_publication(Published(date(2023, 10, 13), date(2023, 10, 13), "")) == "2023-10-13"
    assert edtf.of_publication(None) == ""


def test_a_month_stays_a_month() -> None:
    month = DateValue(text="May", start=0, end=3, earliest=date(2021, 5, 1), latest=date(2021, 5, 31), edtf="2021-05")
    assert edtf.of_value(month) == "2021-05"


@settings(deadline=None)
@given(DAYS | st.none(), DAYS | st.none())
def test_every_interval_is_edtf(earliest: date | None, latest: date | None) -> None:
    written = edtf.interval(earliest, latest)
    assert EDTF.fullmatch(written) or (earliest is None and latest is None)


def test_every_date_of_the_example_is_edtf(najin_dossier: Dossier) -> None:
    values = [
        v
        for claim in najin_dossier.claims
        for v in claim.roles.get("date", ())
        if isinstance(v, DateValue) and edtf.of_value(v)
    ]
    assert values
    assert [edtf.of_value(v) for v in values if not EDTF.fullmatch(edtf.of_value(v))] == []
    assert [d.id for d in dossier().documents if not EDTF.fullmatch(edtf.of_publication(d.published))] == []
