"""Which publisher a page is of, and its title without the publisher's name."""

import time

import pytest

from tallyclerk.read.publisher import Signs, clean_title, outlet_from
from tallyclerk.resources.publisher import copyright_line, publisher_words


def test_the_order_of_trust_is_stated_address_site_title_copyright_sender() -> None:
    signs = Signs(
        stated="Vale Desk",
        url="https://www.reuters.com/x",
        sites=("BBC News",),
        title="Ship leaves | The Guardian",
        lines=("© 2023 The Vale Post",),
        sender="Hill Courier <desk@hill.example>",
    )
    assert outlet_from(signs) == "Vale Desk"
    fields = {name: getattr(signs, name) for name in signs.__struct_fields__}
    expected = ["Reuters", "BBC", "The Guardian", "The Vale Post", "Hill Courier", None]
    for name, outlet in zip(("stated", "url", "sites", "title", "lines", "sender"), expected, strict=True):
        fields[name] = () if name in ("sites", "lines") else None
        assert outlet_from(Signs(**fields)) == outlet


@pytest.mark.parametrize(
    ("site", "outlet"),
    [
        ("AP News", "Associated Press"),
        ("Vale Post | All that moves in the vale", "Vale Post"),
        ("@valepost", "valepost"),
        ("Home", None),
        ("https://valepost.example", None),
    ],
)
def test_a_site_is_named_by_the_table_or_without_its_motto(site: str, outlet: str | None) -> None:
    assert outlet_from(Signs(url="https://valepost.example/1", sites=(site,))) == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Copyright 2021 Vale Gazette, all rights reserved", "Vale Gazette"),
        ("© 2023 Valeport Ltd", "Valeport Ltd"),
        ("© 2023 Someone Else Ltd", None),
        ("© 2023 AFP", None),
        ("Photo © Jane Doe", None),
    ],
)
def test_a_copyright_line_counts_where_press_or_address_bear_it_out(line: str, outlet: str | None) -> None:
    url = "https://valeportltd.example/1" if "Valeport" in line else "https://x.example/1"
    assert outlet_from(Signs(url=url, lines=(line,))) == outlet


def test_the_copyright_pattern_fits_its_example() -> None:
    match = copyright_line().search(publisher_words().copyright_example.text)
    assert match is not None
    assert match["name"] == publisher_words().copyright_example.name


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Ship leaves port - The Guardian", "Ship leaves port"),
        ("Ship leaves port | World | The Vale Post", "Ship leaves port | World"),
        ("The Vale Post - Ship leaves port", "Ship leaves port"),
        ("Ship &amp; train  leave\nport | valepost.example", "Ship & train leave port"),
        ("Grain deal - what we know", "Grain deal - what we know"),
        ("Ship leaves Vale – Post office closed", "Ship leaves Vale – Post office closed"),
        ("Reuters", "Reuters"),
        ("", None),
    ],
)
def test_a_title_loses_its_publisher_and_nothing_else(title: str, clean: str | None) -> None:
    assert clean_title(title, "The Vale Post", "https://www.valepost.example/1") == clean


@pytest.mark.parametrize("unit", ["© ", "copyright 2023 ", " | ", " - ", "© 2023 A "])
def test_long_odd_titles_and_lines_take_no_time(unit: str) -> None:
    began = time.process_time()
    outlet_from(Signs(title=unit * 5_000, lines=(unit * 5_000, unit * 30), sites=(unit * 5_000,)))
    clean_title(unit * 5_000, "x", None)
    assert time.process_time() - began < 1.0
