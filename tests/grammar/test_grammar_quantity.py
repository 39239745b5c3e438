"""Quantities in running text: what is found, where, with which bound and unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.grammar.quantity import find_quantities, parse_quantity
from tallyclerk.grammar.rates import rate_of
from tallyclerk.resources.quantity import Entry, Rate, quantity_words


@pytest.mark.parametrize("entry", quantity_words().entries(), ids=lambda entry: entry.example)
def test_every_word_of_the_lexicon_reads_as_its_example_says(entry: Entry) -> None:
    found = parse_quantity(entry.example)
    assert found is not None
    assert (found.value, found.bound, found.unit) == (entry.expect.value, entry.expect.bound, entry.expect.unit)


@pytest.mark.parametrize("rate", quantity_words().rates, ids=lambda rate: rate.example)
def test_every_rate_reads_as_its_example_says(rate: Rate) -> None:
    found = find_quantities(rate.example)[-1]
    assert rate_of(rate.example, found.start, found.end) == rate.expect


@pytest.mark.parametrize(
    "text",
    [
        "It sent 300 containers a year ago.",
        "There were ten trucks each carrying flour.",
        "It sent 300 containers of shells.",
        "Each trip is long. It took 300 containers",
        "On a trip it took 300 containers.",
    ],
)
def test_a_total_is_no_rate(text: str) -> None:
    found = find_quantities(text)[-1]
    assert rate_of(text, found.start, found.end) is None


@pytest.mark.parametrize(
    ("text", "wording", "value", "bound", "unit"),
    [
        (
            "They sent more than 1,000 containers of shells.",
            "more than 1,000 containers",
            1000,
            "at_least",
            "container",
        ),
        ("Over 2,100 assault rifles", "Over 2,100", 2100, "at_least", None),
        ("at least some 300 tonnes", "at least some 300 tonnes", 300, "at_least", "tonne"),
        ("up to about 300 tonnes", "up to about 300 tonnes", 300, "at_most", "tonne"),
        ("roughly 40 of them", "roughly 40", 40, "about", None),
        ("India sent six lakh vials", "six lakh", 600_000, "exact", None),
        ("a 12 500 ton carrier", "12 500 ton", 12_500, "exact", "ton"),
        ("a 70-ton load", "70-ton", 70, "exact", "ton"),
        ("hundreds of thousands of shells", "hundreds of thousands of shells", 100_000, "at_least", "shell"),
        ("two and a half tonnes", "two and a half tonnes", 2.5, "exact", "tonne"),
        ("half a million barrels", "half a million barrels", 500_000, "exact", "barrel"),
        ("a million and a half barrels", "a million and a half barrels", 1_500_000, "exact", "barrel"),
        ("US $2 990 000", "US $2 990 000", 2_990_000, "exact", "US dollar"),
        ("nearly $5bn", "nearly $5bn", 5_000_000_000, "at_most", "US dollar"),
        ("1.356 billion won", "1.356 billion won", 1_356_000_000, "exact", "won"),
        ("6,00,000 doses", "6,00,000 doses", 600_000, "exact", "dose"),
        ("three cargo planes", "three", 3, "exact", None),
        ("a raise over six years", "six years", 6, "exact", "year"),
        ("more than six years", "more than six years", 6, "at_least", "year"),
        ("one hundred and five wagons", "one hundred and five wagons", 105, "exact", "railcar"),
        ("One load of shells", "One", 1, "exact", None),
    ],
)
def test_a_quantity_is_its_bound_number_and_unit(
    text: str, wording: str, value: float, bound: str, unit: str | None
) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.value, found.bound, found.unit) == (wording, value, bound, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("six to ten wagons", 6, 10),
        ("between 20 and 30 wagons", 20, 30),
        ("20-30 wagons", 20, 30),
        ("20–30 wagons", 20, 30),
        ("2 to 3 million tonnes", 2_000_000, 3_000_000),
        ("$3m to $4m", 3_000_000, 4_000_000),
    ],
)
def test_a_range_has_both_ends(text: str, low: int, high: int) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.high, found.text) == (low, high, text)


@pytest.mark.parametrize(
    "text",
    [
        "the S-400 system",
        "an AK-47",
        "Leopard 2 tanks",
        "a Leopard 2A6",
        "the F-35",
        "the 5th Fleet",
        "the 14th plane",
        "in 2013",
        "on October 5",
        "October 5, 2023",
        "two days ago",
        "at 0700 GMT",
        "about 1800 GMT",
        "at 10:27",
        "IMO No. 8905490",
        "page 12",
        "Resolution 2231",
        "flight 370",
        "Kim, 44, said",
        "aged 60",
        "a .50-caliber gun",
        "no one",
        "1. Containers",
        "12345678901234567890",
    ],
)
def test_names_dates_times_and_ages_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_count_before_a_model_name_is_the_count_alone() -> None:
    assert [found.value for found in find_quantities("1,500 AK-47 rifles and 18 Leopard 2A6 tanks")] == [1500, 18]
    assert [found.value for found in find_quantities("All 18 Leopard 2 tanks and 40 Marder 1 vehicles")] == [18, 40]


def test_the_span_of_the_number_is_inside_the_span_of_the_quantity() -> None:
    text = "They counted more than 1,000 containers there."
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == found.text
    assert text[found.number_start : found.number_end] == "1,000"


def test_a_phrase_that_is_only_a_number_is_taken_at_its_word() -> None:
    found = parse_quantity("2016")
    assert found is not None
    assert found.value == 2016
    assert parse_quantity("military equipment") is None
    assert parse_quantity("") is None


@given(st.integers(min_value=1, max_value=10**12))
def test_formatted_numbers_read_back(value: int) -> None:
    for wording in (f"{value:,} tonnes", f"{value:,}".replace(",", " ") + " tonnes", f"{value} tonnes"):
        (found,) = find_quantities(wording)
        assert (found.value, found.text) == (value, wording)


@given(st.decimals(min_value="0.1", max_value="9999.9", places=1))
def test_decimals_with_a_magnitude_read_back(value: object) -> None:
    (found,) = find_quantities(f"about {value} million barrels")
    assert found.value == pytest.approx(float(str(value)) * 1_000_000)
    assert found.bound == "about"


_PIECES = (
    "more than 1,000 containers , of S - 400 two million and a half between 20 to 30 $ 5 bn up tonnes 2016 October "
    "nearly hundreds dozens . % one ( Leopard ’s km – 7 x"
)
_WORDS = st.sampled_from(_PIECES.split())


@given(st.lists(_WORDS, max_size=25), st.sampled_from([" ", "", "\n"]))
def test_spans_reread_and_never_overlap(words: list[str], gap: str) -> None:
    text = gap.join(words)
    last = 0
    for found in find_quantities(text):
        assert last <= found.start <= found.number_start < found.number_end <= found.end
        assert text[found.start : found.end] == found.text
        assert found.high is None or found.high > found.value
        last = found.end


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text
    parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("a 45-year-old ship", 45, "age"),
        ("one of the largest", 1, "member"),
        ("half of the 60,000 tonnes", 0.5, "share"),
        ("almost half the load", 0.5, "share"),
        ("two-thirds of it", 2 / 3, "share"),
        ("a quarter of the containers", 0.25, "share"),
    ],
)
def test_ages_members_and_shares_are_told_from_amounts(text: str, value: float, kind: str) -> None:
    first = find_quantities(text)[0]
    assert first.value == pytest.approx(value)
    assert first.kind == kind


@pytest.mark.parametrize("text", ["half a million", "half an hour later", "the third of May", "a third shipment"])
def test_other_halves_and_thirds_are_no_share(text: str) -> None:
    assert not any(quantity.kind == "share" for quantity in find_quantities(text))


def test_two_numbers_in_a_row_are_a_range() -> None:
    (found,) = find_quantities("three or four ships")
    assert (found.value, found.high) == (3, 4)
    assert [quantity.value for quantity in find_quantities("three or ten ships")] == [3, 10]


@pytest.mark.parametrize("text", ["The S&P 500 fell.", "an iPhone 14 Pro", "men aged 18 to 34"])
def test_indexes_models_and_spans_of_age_are_no_amounts(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "wording", "bound"),
    [
        ("Norland will hand over 28 of its tanks.", "28", "exact"),
        ("It was handing over over 300 rifles.", "over 300 rifles", "at_least"),
        ("The rebels turned over 40 trucks.", "40 trucks", "exact"),
        ("The loads add up to 480,000 tonnes.", "480,000 tonnes", "exact"),
        ("They brought over 300 tonnes.", "over 300 tonnes", "at_least"),
    ],
)
def test_the_particle_of_a_verb_is_no_bound(text: str, wording: str, bound: str) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.bound) == (wording, bound)


def test_the_letter_of_a_make_is_no_unit() -> None:
    (found,) = find_quantities("Norland sent 22 M109 howitzers to Southland.")
    assert (found.text, found.unit) == ("22", None)
