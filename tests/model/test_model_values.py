"""Spans, mentions and typed values: what they refuse, how people are shown them, and their way through JSON."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.model import (
    CargoValue,
    DateValue,
    Mention,
    PartyValue,
    PlaceValue,
    Published,
    QuantityValue,
    Reading,
    Span,
    Value,
    VehicleValue,
)

VALUES: list[Value] = [
    CargoValue(text="the coal", start=3, end=11, name="coal", kinds=("coal", "fuel")),
    QuantityValue(text="up to 40 tonnes", start=0, end=15, value=40, unit="tonnes", bound="at_most"),
    QuantityValue(text="2.5 t", start=0, end=5, value=2.5, unit="t", note="long or short is not said"),
    DateValue(text="in May", start=9, end=15, earliest=date(2024, 5, 1), latest=date(2024, 5, 31), edtf="2024-05"),
    PlaceValue(
        text="Danube",
        start=1,
        end=7,
        name="Dunay",
        lat=42.88,
        lon=132.33,
        country="RU",
        precision="settlement",
        readings=(Reading(name="Vienna", why="no port of that region"),),
    ),
    PartyValue(text="Norland", start=0, end=7, name="Norland", kind="country"),
    VehicleValue(text="MV Halcyon", start=0, end=10, name="Halcyon", mode="sea", kind="ship", count=1),
    Mention(text="there", start=0, end=5),
]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (-3, -1)])
def test_a_span_that_marks_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end)


@given(st.text(min_size=1), st.data())
def test_a_span_gives_the_wording_that_it_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wording = Span(start, end).of(text)
    assert wording == text[start:end]
    assert Mention(text=wording, start=start, end=end).label == wording


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 5).holds(Span(3, 5))
    assert not Span(3, 5).holds(Span(0, 5))


@pytest.mark.parametrize(("text", "start", "end"), [("coal", 0, 3), ("coal", -4, 0), ("", 2, 2), ("coal", 9, 5)])
def test_a_mention_whose_span_does_not_fit_its_wording_is_refused(text: str, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Mention(text=text, start=start, end=end)
    with pytest.raises(ValueError, match="does not fit"):
        CargoValue(text=text, start=start, end=end, name="coal")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{type(value).__name__}-{value.text}")
def test_a_value_comes_back_from_json_as_it_was(value: Value) -> None:
    encoded = msgspec.json.encode(value)
    assert msgspec.json.decode(encoded, type=Value) == value
    assert msgspec.json.encode(msgspec.json.decode(encoded, type=Value)) == encoded


def test_json_that_breaks_a_span_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="does not fit"):
        msgspec.json.decode(b'{"type": "cargo", "text": "coal", "start": 0, "end": 9, "name": "coal"}', type=Value)


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        VALUES[0].text = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (
            QuantityValue(text="x", start=0, end=1, value=1000, unit="containers", bound="at_least"),
            "at least 1,000 con",
        ),
        (QuantityValue(text="x", start=0, end=1, value=1000, bound="at_most"), "at most 1,000"),
        (QuantityValue(text="x", start=0, end=1, value=40, unit="tanks", bound="about"), "about 40 tanks"),
        (QuantityValue(text="x", start=0, end=1, value=3, high=5, unit="ships"), "3 to 5 ships"),
        (DateValue(text="x", start=0, end=1, earliest=date(2024, 5, 1), latest=date(2024, 5, 1)), "2024-05-01"),
        (DateValue(text="x", start=0, end=1, earliest=date(2024, 5, 1)), "2024-05-01 to …"),
        (DateValue(text="x", start=0, end=1, latest=date(2024, 5, 1)), "… to 2024-05-01"),
        (DateValue(text="recently", start=0, end=8), "recently"),
        (VALUES[0], "coal"),
        (VALUES[4], "Dunay"),
        (VALUES[5], "Norland"),
        (VALUES[6], "Halcyon"),
    ],
)
def test_the_label_says_bound_number_and_name_in_words(value: Value, label: str) -> None:
    assert value.label.startswith(label)


def test_a_publication_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="lies before"):
        Published(date(2024, 5, 2), date(2024, 5, 1), "byline")
    assert Published(date(2024, 5, 1), date(2024, 5, 1), "byline").basis == "byline"
