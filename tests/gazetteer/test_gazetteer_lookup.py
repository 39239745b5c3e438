"""Looking names up in the prebuilt index."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.errors import ResourceError
from tallyclerk.gazetteer import INDEX, is_place, lookup, near_names, settlements_of, store
from tallyclerk.gazetteer.sources import centroid, is_latin, middle
from tallyclerk.gazetteer.store import edits


def test_an_alternate_name_finds_the_place_under_its_main_name() -> None:
    assert lookup("Kiev")[0].name == "Kyiv"
    assert lookup("Rajin")[0].id == lookup("Najin")[0].id


def test_case_diacritics_and_article_do_not_count() -> None:
    assert lookup("lome") == lookup("Lomé")
    assert lookup("the Caspian Sea")[0].precision == "water"


def test_main_names_come_first_and_then_the_larger_place() -> None:
    places = lookup("Tripoli")
    assert places[0].country == "LY"
    assert "LB" in {place.country for place in places}


@pytest.mark.parametrize(
    ("name", "precision", "country"),
    [
        ("Primorsky Krai", "region", "RU"),
        ("Krasnodarskiy kray", "region", "RU"),
        ("Odessa region", "region", "UA"),
        ("North Korea", "country", "KP"),
        ("Kotoka International Airport", "airport", "GH"),
        ("Strait of Hormuz", "water", None),
        ("Vostochny Cosmodrome", "site", "RU"),
        ("Kozmino", "port", "RU"),
    ],
)
def test_every_kind_of_place_is_there(name: str, precision: str, country: str | None) -> None:
    assert (precision, country) in {(place.precision, place.country) for place in lookup(name)}


def test_a_port_city_knows_that_it_has_a_port() -> None:
    assert lookup("Rotterdam")[0].port
    assert not lookup("Kathmandu")[0].port


def test_no_place_is_no_error() -> None:
    assert not is_place("Qwrtzplk")
    assert lookup("") == ()
    assert lookup("x" * 5_000) == ()


@given(st.text(max_size=60))
def test_any_text_may_be_looked_up(text: str) -> None:
    assert isinstance(lookup(text), tuple)


def test_near_names_are_one_letter_away_and_in_the_country() -> None:
    assert "beira" in near_names("Biera", "MZ")
    assert near_names("Rom", "IT") == ()


@pytest.mark.parametrize(
    ("a", "b", "distance"), [("biera", "beira", 1), ("abc", "abc", 0), ("abcd", "abc", 1), ("a", "xyz", 2)]
)
def test_edits_count_swaps_once(a: str, b: str, distance: int) -> None:
    assert edits(a, b, 1) == distance


def test_settlements_of_a_country_come_from_a_population_on() -> None:
    towns = settlements_of("IS", 10_000)
    assert towns
    assert all(town.country == "IS" and town.population >= 10_000 for town in towns)


def test_a_missing_index_names_the_command_that_builds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(store, "INDEX", tmp_path / "none.sqlite")
    store._connection.cache_clear()
    store.lookup.cache_clear()
    try:
        with pytest.raises(ResourceError, match=r"python -m tallyclerk\.gazetteer\.build"):
            lookup("Nowhere at all")
    finally:
        store._connection.cache_clear()


def test_the_index_keeps_latin_names_only_and_stays_small() -> None:
    assert INDEX.stat().st_size < 60_000_000
    connection = sqlite3.connect(f"file:{INDEX}?mode=ro", uri=True)
    other = connection.execute("SELECT count(*) FROM name WHERE folded GLOB '*[а-яα-ω]*'").fetchone()[0]
    assert other < 50  # a few small places have no Latin main name
    connection.close()
    assert is_latin("Rasŏn")
    assert not is_latin("Дунай")


def test_the_middle_of_points_on_both_sides_of_the_date_line_is_there() -> None:
    lat, lon = middle([(0.0, 179.0, 1.0), (0.0, -179.0, 1.0)])
    assert lat == 0.0
    assert abs(abs(lon) - 180.0) < 0.01


def test_the_centroid_of_a_square_is_its_middle() -> None:
    assert centroid([(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)])[1:] == (1.0, 1.0)
