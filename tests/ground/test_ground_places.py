"""Places: the words around a name decide which place it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.gazetteer import lookup
from tallyclerk.ground.context import context_of
from tallyclerk.ground.place import ground_place, ground_places
from tallyclerk.ground.wording import read_wording
from tallyclerk.model import Document, Mention, PlaceValue


def place(text: str, wording: str) -> PlaceValue:
    start = text.index(wording)
    mention = Mention(text=wording, start=start, end=start + len(wording))
    return ground_place(mention, context_of(document(text)))


def document(text: str) -> Document:
    return Document(id="d1", key="d1", sha256="0" * 64, text=text)


@pytest.mark.parametrize(
    ("text", "wording", "name", "country"),
    [
        ("It unloaded at the port of Tripoli in northern Lebanon.", "port of Tripoli", "Tripoli", "LB"),
        ("It unloaded at Tripoli, Libya, on Monday.", "Tripoli", "Tripoli", "LY"),
        ("She left Georgetown, Guyana, with rice.", "Georgetown", "Georgetown", "GY"),
        ("The Greek port of Alexandroupoli took the tanks.", "Alexandroupoli", "Alexandroupoli", "GR"),
        ("Iran's Bushehr received the reactor.", "Bushehr", "Bushehr", "IR"),
        ("The cargo left Valencia in Venezuela.", "Valencia", "Valencia", "VE"),
        ("The cargo left Valencia for Spain.", "Valencia", "Valencia", "ES"),
        ("The plane landed at Incirlik Airbase in Turkey.", "Incirlik Airbase", "Incirlik Air Base", "TR"),
        ("Grain went through the Strait of Hormuz.", "Strait of Hormuz", "Strait of Hormuz", None),
    ],
)
def test_what_the_text_says_holds_a_place_decides(text: str, wording: str, name: str, country: str | None) -> None:
    value = place(text, wording)
    assert (value.name, value.country) == (name, country)
    assert value.lat is not None


def test_the_country_that_a_text_speaks_of_decides_where_nothing_holds_the_name() -> None:
    assert place("Ukraine shipped wheat. Ukrainian officials in Odessa said so.", "Odessa").country == "UA"


def test_a_famous_name_that_cannot_be_meant_is_read_as_its_namesake() -> None:
    value = place(
        "The crates went to the town of Danube in Primorsky Krai in the far east of Russia.", "town of Danube"
    )
    assert (value.name, value.country, value.region) == ("Dunay", "RU", "Primorsky Krai")
    assert value.mistranslation == "Dunaj"
    assert value.readings[0].name == "Danube"
    assert "Dunaj" in (value.note or "")


def test_the_same_rule_holds_for_other_names() -> None:
    value = place("The train stopped in Belgrade in Belgorod Oblast.", "Belgrade")
    assert value.mistranslation == "Belgorod"
    assert (value.name, value.country) == ("Belgorod", "RU")


def test_a_famous_name_where_it_belongs_is_no_mistranslation() -> None:
    value = place("Barges on the Danube in Romania carried grain.", "Danube")
    assert value.mistranslation is None
    assert value.precision == "water"


def test_a_namesake_in_the_region_is_no_mistranslation() -> None:
    value = place("A fire broke out in Paris in Texas.", "Paris")
    assert (value.country, value.region, value.mistranslation) == ("US", "Texas", None)


def test_a_misspelt_name_in_a_stated_country_is_read_with_a_note() -> None:
    value = place("The cargo of the ship was meant for Biera, Mozambique.", "Biera")
    assert value.name == "Beira"
    assert "letter" in (value.note or "")


def test_near_a_place_is_a_site_with_that_place_as_its_name() -> None:
    value = place("It lay in an ammunition depot near Voronezh.", "ammunition depot near Voronezh")
    assert (value.name, value.precision) == ("Voronezh", "site")
    assert "near Voronezh" in (value.note or "")


def test_an_adjective_alone_is_the_country() -> None:
    value = place("The ship was stopped in Indonesian waters.", "Indonesian waters")
    assert (value.name, value.precision) == ("Indonesia", "country")


def test_an_unknown_place_in_a_known_region_gets_the_region_and_says_so() -> None:
    value = place("The depot of Qwrtzplk in Krasnodar Krai burned.", "Qwrtzplk")
    assert (value.name, value.country, value.precision) == ("Qwrtzplk", "RU", "region")
    assert "no gazetteer" in (value.note or "")


def test_an_unknown_place_stays_ungrounded_and_says_why() -> None:
    value = place("They met at Qwrtzplk.", "Qwrtzplk")
    assert value.lat is None
    assert value.note


@pytest.mark.parametrize(
    ("text", "wording", "name"),
    [
        ("Crates left Najin in North Korea.", "Najin", "Najin"),
        ("Crates left the port of Rajin.", "port of Rajin", "Najin"),
        ("North Korean crates left Rason.", "Rason", "Najin"),
        ("It docked in Dunay, Russia.", "Dunay", "Dunay"),
        ("It docked at Dunai, a Russian port.", "Dunai", "Dunay"),
        ("It docked in Dunaj in Primorsky Krai.", "Dunaj", "Dunay"),
        ("It docked in the town of Danube in Primorsky Krai.", "town of Danube", "Dunay"),
    ],
)
def test_all_spellings_of_a_place_are_that_place(text: str, wording: str, name: str) -> None:
    value = place(text, wording)
    same = [found for found in lookup(name) if found.id == value.gazetteer_id]
    assert same
    assert value.name == name


def test_a_famous_river_at_a_city_of_its_own_is_the_river() -> None:
    value = place("Barges lay on the Danube at Vienna.", "Danube")
    assert (value.name, value.precision, value.mistranslation) == ("Danube", "water", None)


def test_a_small_seat_of_a_region_of_its_name_is_the_town_unless_the_region_is_asked_for() -> None:
    assert place("North Korean crates left Rason.", "Rason").precision == "settlement"
    assert place("Factories of North Korea's Rason region closed.", "Rason region").precision == "region"


@pytest.mark.parametrize("wording", ["coast", "largest port"])
def test_a_common_noun_is_no_place(wording: str) -> None:
    assert place(f"It was seen off the {wording} again.", wording).lat is None


def test_england_is_a_region_and_not_the_kingdom() -> None:
    assert place("The lorries left England.", "England").precision == "region"


def test_places_of_one_text_help_each_other() -> None:
    text = "The truck drove from Decatur to Birmingham and on to Huntsville."
    mentions = [
        Mention(text=name, start=text.index(name), end=text.index(name) + len(name))
        for name in ("Decatur", "Birmingham", "Huntsville")
    ]
    values = ground_places(mentions, context_of(document(text)))
    assert {values[mention].country for mention in mentions} == {"US"}


@pytest.mark.parametrize(
    ("text", "names", "asks", "relation"),
    [
        ("the Mozambican port of Beira", "Beira", "port", "is"),
        ("Batumi Port of Georgia", "Batumi", "port", "is"),
        ("military air base near the capital Ankara", "Ankara", "airport", "near"),
        ("ammunition depots in Tikhoretsk", "Tikhoretsk", "site", "in"),
        ("off the coast of Oman", "Oman", None, "near"),
    ],
)
def test_a_wording_is_taken_apart(text: str, names: str, asks: str | None, relation: str) -> None:
    read = read_wording(text)
    assert names in read.names
    assert (read.asks, read.relation) == (asks, relation)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_wording_can_be_grounded(text: str) -> None:
    value = ground_place(Mention(text=text, start=0, end=len(text)), context_of(document(text)))
    assert value.text == text


@pytest.mark.parametrize(
    "text", ["A " * 5_000, "in the of " * 3_000, "North " * 4_000, "port of the " * 3_000, "," * 20_000]
)
def test_long_odd_text_is_read_in_time(text: str) -> None:
    wording = text[:400].strip()
    start = text.index(wording)
    mention = Mention(text=wording, start=start, end=start + len(wording))
    assert ground_place(mention, context_of(document(text))).text == wording
