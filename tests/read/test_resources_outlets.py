"""The table of publishers: every row is found by its example, and no name belongs to two."""

from collections import Counter

import pytest

from tallyclerk.resources.folding import fold
from tallyclerk.resources.outlets import names_agency, outlet_named, outlet_of, outlets
from tallyclerk.resources.speech import is_outlet


def test_every_publisher_is_known_by_its_example() -> None:
    for outlet in outlets():
        found = outlet_of(outlet.example) if "://" in outlet.example else outlet_named(outlet.example)
        assert found == outlet


def test_every_publisher_is_known_by_its_name_its_aliases_and_its_domains() -> None:
    for outlet in outlets():
        assert [outlet_named(name) for name in (outlet.name, *outlet.aliases)] == [outlet] * (1 + len(outlet.aliases))
        assert all(outlet_of(f"https://en.{domain}/x") == outlet for domain in outlet.domains)


def test_no_name_and_no_domain_belongs_to_two_publishers() -> None:
    names = Counter(name for outlet in outlets() for name in {fold(name) for name in (outlet.name, *outlet.aliases)})
    domains = Counter(domain for outlet in outlets() for domain in outlet.domains)
    assert [name for name, count in (names + domains).items() if count > 1] == []


def test_countries_are_codes_and_owners_of_state_media_are_named() -> None:
    assert all(outlet.country is None or outlet.country.isupper() for outlet in outlets())
    assert all(len(outlet.country or "XX") == 2 for outlet in outlets())
    known = outlet_named("RIA Novosti")
    assert known is not None
    assert (known.owner, known.state) == ("Rossiya Segodnya", True)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("AP", "Associated Press"),
        ("the Associated Press", "Associated Press"),
        ("Agence France-Presse", "AFP"),
        ("Tass", "TASS"),
        ("www.reuters.com", "Reuters"),
        ("ap", None),
        ("App", None),
        ("tass", None),
        ("The Vale Post", None),
        ("", None),
        ("x" * 5_000, None),
    ],
)
def test_names_are_looked_up_by_the_way_they_are_written(name: str, known: str | None) -> None:
    found = outlet_named(name)
    assert (found.name if found else None) == known


def test_a_domain_is_not_found_within_another() -> None:
    assert outlet_of("https://notreuters.com/x") is None
    assert outlet_of("http://[broken") is None


def test_only_the_press_speaks_as_an_outlet() -> None:
    assert is_outlet("Reuters")
    assert not is_outlet("Maersk")
    assert not is_outlet("White House")


def test_a_dateline_of_an_agency_is_known_by_alias_too() -> None:
    assert names_agency("DUBAI (AP)")
    assert not names_agency("Photo by the port")
