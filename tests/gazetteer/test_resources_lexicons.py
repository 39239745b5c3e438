"""The lexicons of parties, goods, vehicles, places and exonyms: every example holds."""

from __future__ import annotations

import pytest

from tallyclerk.resources.cargo import CargoClass, cargo_class, cargo_classes, cargo_compatible
from tallyclerk.resources.exonyms import Exonym, exonyms, find_exonyms
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import (
    PartyEntry,
    country_entries,
    find_body,
    find_party,
    find_relatives,
    parties,
)
from tallyclerk.resources.place_words import place_words
from tallyclerk.resources.places import country_points, press_names, region_names, supplement
from tallyclerk.resources.vehicles import (
    find_prefix,
    find_vehicle_noun,
    named_vehicles,
    ship_prefixes,
    vehicle_kind,
    vehicle_kinds,
    vehicle_models,
)


def test_no_two_parties_have_one_number_in_wikidata() -> None:
    numbers = [entry.wikidata for entry in parties() if entry.wikidata]
    assert len(numbers) == len(set(numbers)) > 50


@pytest.mark.parametrize("entry", [e for e in parties() if e.example and not e.needs], ids=lambda e: e.id)
def test_each_body_is_found_by_all_its_names_and_its_example_names_it(entry: PartyEntry) -> None:
    names = (entry.name, *entry.aliases)
    assert any(fold(name) in fold(entry.example) for name in (*names, *entry.adjectives))
    found = find_party(entry.name)
    assert found is not None
    assert found.entry.id == entry.id


def test_each_country_is_found_by_name_and_adjective() -> None:
    for iso, entry in country_entries().items():
        found = find_party(entry.name)
        assert found is not None
        assert found.entry.country == iso
        assert found.via == "name"
        for adjective in entry.adjectives:
            assert find_party(adjective) is not None


@pytest.mark.parametrize(
    ("name", "id", "via"),
    [
        ("the DPRK", "iso:KP", "alias"),
        ("N. Korean", "iso:KP", "adjective"),
        ("Tehran", "iso:IR", "capital"),
        ("the White House", "body:white-house", "seat"),
        ("US", "iso:US", "alias"),
        ("Ukraine's", "iso:UA", "name"),
        ("the North", "iso:KP", "relative"),
    ],
)
def test_a_party_tells_which_way_it_was_found(name: str, id: str, via: str) -> None:
    found = find_party(name)
    assert found is not None
    assert (found.entry.id, found.via) == (id, via)


@pytest.mark.parametrize("word", ["us", "who", "turkey", "", "Qwrtzplk"])
def test_common_words_are_no_parties(word: str) -> None:
    assert find_party(word) is None


def test_an_office_of_a_country_is_a_body_of_it() -> None:
    found = find_body("the Dutch customs")
    assert found is not None
    assert (found.entry.name, found.entry.country, found.via) == ("Dutch customs", "NL", "office")
    assert find_body("the Dutch cheese") is None


def test_a_relative_name_may_mean_several_countries() -> None:
    assert {entry.country for entry in find_relatives("Korean")} == {"KP", "KR"}


@pytest.mark.parametrize("entry", cargo_classes(), ids=lambda entry: entry.id)
def test_each_class_of_goods_knows_its_example(entry: CargoClass) -> None:
    assert entry.id in cargo_class(entry.example)


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("containers of military equipment and munitions", ("arms", "goods", "ammunition")),
        ("Leopard 2 A6", ("tanks", "military vehicles", "arms", "goods")),
        ("oil tanker", ()),
        ("ammunition depot", ()),
        ("transfer window", ()),
        (
            "2,750 tonnes of ammonium nitrate",
            ("ammonium nitrate", "fertiliser", "explosives", "chemicals", "arms", "goods"),
        ),
    ],
)
def test_the_end_of_a_phrase_decides_its_class(phrase: str, kinds: tuple[str, ...]) -> None:
    assert cargo_class(phrase) == kinds


def test_goods_are_compatible_with_their_wider_classes_only() -> None:
    assert cargo_compatible(cargo_class("shells"), cargo_class("weapons"))
    assert not cargo_compatible(cargo_class("coal"), cargo_class("wheat"))
    assert cargo_compatible((), cargo_class("wheat"))


def test_each_kind_make_and_prefix_of_vehicle_knows_its_example() -> None:
    for kind in vehicle_kinds().values():
        noun = find_vehicle_noun(kind.example)
        assert noun is not None
        assert noun.kind == kind
    for model in vehicle_models():
        found = find_vehicle_noun(model.example)
        assert found is not None
        assert found.kind.id == model.kind
    for prefix in ship_prefixes():
        read = find_prefix(prefix.example)
        assert read is not None
        assert read[0] == prefix


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("MV Halcyon", ("cargo ship", "sea")),
        ("lorries", ("truck", "road")),
        ("fighter jets", None),
        ("the ship's cargo", None),
    ],
)
def test_the_head_of_a_phrase_decides_whether_it_is_a_vehicle(phrase: str, kind: tuple[str, str] | None) -> None:
    assert vehicle_kind(phrase) == kind


def test_names_that_a_text_introduces_as_ships() -> None:
    text = (
        "The freighter Halcyon met M/V Northern Star. A dhow named Al Noor sank. The ship Russia sent. Ship on Monday."
    )
    assert named_vehicles(text) == ("Halcyon", "Northern Star", "Al Noor")


def test_names_behind_a_flag_a_size_or_a_year_are_ships() -> None:
    text = (
        "The Panama-flagged Halcyon met the 2019-built Borealis and the 158,600-dwt Al Noor near the LNG carrier Dawn. "
        "Two more tankers, Meteor, Orion and Vega, left. "
        "The carrier Norland Airways flew on; the Russian-built Kalashnikov did not. With a barge alongside, all left."
    )
    assert named_vehicles(text) == (
        *("Halcyon", "Borealis", "Al Noor", "Dawn"),
        *("Meteor", "Orion", "Vega"),
    )


@pytest.mark.parametrize("entry", exonyms(), ids=lambda entry: entry.name)
def test_each_exonym_is_found_by_all_its_names(entry: Exonym) -> None:
    assert all(entry in find_exonyms(name) for name in (entry.name, *entry.names))
    assert any(fold(name) in fold(entry.example) for name in (entry.name, *entry.names))


def test_supplements_are_well_formed() -> None:
    places = supplement()
    assert len({fold(place.name) for place in places}) == len(places)
    assert all(-90 <= place.lat <= 90 and -180 <= place.lon <= 180 for place in places)
    assert all(place.country is None or place.country in country_entries() or place.country == "IO" for place in places)
    assert all(code[2] == "." for code in region_names())
    assert all(press_names().values())
    assert set(country_points()) <= set(country_entries())


def test_each_wrapper_of_places_is_in_its_example() -> None:
    for wrapper in place_words().wrappers:
        assert any(noun in wrapper.example for noun in wrapper.nouns)
