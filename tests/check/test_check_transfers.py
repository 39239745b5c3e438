"""Checks of transfers: distance, speed, order in time, stated distances."""

from __future__ import annotations

from datetime import date

import pytest

from tallyclerk.check import check
from tallyclerk.check.stated import statement_of
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer import lookup
from tallyclerk.model import Check, Claim, Document, Fact, FactValue, Leg, Mention, PlaceValue, Span, Transfer


def value(name: str, text: str = "", country: str | None = None) -> PlaceValue:
    found = next(p for p in lookup(name) if country is None or p.country == country)
    start = text.index(name) if text else 0
    return PlaceValue(
        text=name,
        start=start,
        end=start + len(name),
        name=found.name,
        lat=found.lat,
        lon=found.lon,
        country=found.country,
        region=found.region,
        precision=found.precision,
    )


def run(text: str, places: list[PlaceValue], legs: tuple[Leg, ...] = ()) -> tuple[Check, ...]:
    document = Document(id="d1", key="d1", sha256="0" * 64, text=text)
    claim = Claim(
        id="c1",
        document="d1",
        status="delivered",
        stage="delivered",
        certainty="asserted",
        roles={"destination": tuple(places)},
        quote=Span(0, len(text)),
    )
    transfer = Transfer(
        id="t1",
        title="A to B",
        summary="",
        status="delivered",
        certainty="asserted",
        claims=("c1",),
        documents=("d1",),
        origins=(),
        legs=legs,
        facts={
            "destination": Fact(id="t1.destination", verdict="single", explanation="", values=tuple(_facts(places)))
        },
    )
    return check([document], [claim], [transfer], CheckSettings())


def _facts(places: list[PlaceValue]) -> list[FactValue]:
    return [
        FactValue(value=place, label=place.name, claims=("c1",), documents=("d1",), origins=(), independence="")
        for place in places
    ]


def leg(start: str, end: str, days: tuple[str, str] | None = None, mode: str = "sea") -> Leg:
    earliest, latest = (date.fromisoformat(day) for day in days) if days else (None, None)
    return Leg(mode=mode, origin=start, destination=end, earliest=earliest, latest=latest)  # type: ignore[arg-type]


def test_a_leg_shows_its_distance() -> None:
    found = run("Batumi to Istanbul", [value("Batumi"), value("Istanbul")], (leg("Batumi", "Istanbul"),))
    assert [(k.id, k.kind, k.verdict) for k in found] == [
        ("k1", "distance", "possible"),
        ("k2", "water", "possible"),
        ("k3", "water", "possible"),
    ]
    assert found[0].inputs["km"] == pytest.approx(1050, abs=30)
    assert found[0].claims == ("c1",)


def test_a_speed_that_no_ship_makes_is_implausible() -> None:
    days = ("2024-03-01", "2024-03-01")
    found = run("Mumbai to Rotterdam", [value("Mumbai"), value("Rotterdam")], (leg("Mumbai", "Rotterdam", days),))
    speed = next(k for k in found if k.kind == "speed")
    assert speed.verdict == "implausible"
    assert "limit 55 km/h" in speed.arithmetic


def test_the_widest_window_gives_the_benefit_of_the_doubt() -> None:
    days = ("2024-03-01", "2024-03-31")
    found = run("Mumbai to Rotterdam", [value("Mumbai"), value("Rotterdam")], (leg("Mumbai", "Rotterdam", days),))
    assert next(k for k in found if k.kind == "speed").verdict == "possible"


def test_a_country_is_no_point_to_measure_from() -> None:
    found = run("Batumi to Turkey", [value("Batumi"), value("Turkey")], (leg("Batumi", "Turkey"),))
    assert [k.verdict for k in found if k.kind == "distance"] == ["cannot judge"]


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (("2024-03-01", "2024-03-05"), ("2024-03-06", "2024-03-09"), "possible"),
        (("2024-03-10", "2024-03-12"), ("2024-03-01", "2024-03-04"), "implausible"),
        (("2024-03-10", "2024-03-12"), None, "cannot judge"),
    ],
)
def test_goods_leave_a_place_no_sooner_than_they_set_out_for_it(
    first: tuple[str, str], second: tuple[str, str] | None, verdict: str
) -> None:
    legs = (leg("Batumi", "Istanbul", first), leg("Istanbul", "Beirut", second))
    found = run("a", [value("Batumi"), value("Istanbul"), value("Beirut", country="LB")], legs)
    assert next(k for k in found if k.kind == "order").verdict == verdict


def test_a_stated_distance_that_fits_the_nearest_border() -> None:
    text = "The crates went to Voronezh, about 190 km from the Ukrainian border."
    (found,) = run(text, [value("Voronezh", text)])
    assert (found.kind, found.verdict) == ("border", "possible")


def test_a_stated_distance_that_fits_disputed_territory_only() -> None:
    text = "The crates went to Tikhoretsk, roughly 290 kilometers from the Ukrainian border."
    (found,) = run(text, [value("Tikhoretsk", text)])
    assert found.verdict == "cannot judge"
    assert found.inputs["computed_km"] == pytest.approx(201, abs=2)
    assert found.inputs["other_km"] == pytest.approx(290, abs=2)
    assert "201 km" in found.arithmetic
    assert "Kerch in Crimea" in found.arithmetic
    assert "does not fit the nearest border" in found.explanation


def test_a_stated_distance_that_fits_nothing_is_implausible() -> None:
    text = "The crates went to Tikhoretsk, 900 miles from the border with Ukraine."
    (found,) = run(text, [value("Tikhoretsk", text)])
    assert found.verdict == "implausible"
    assert "1,448 km (900 mile)" in found.arithmetic


def test_a_bound_is_kept() -> None:
    text = "The crates went to Tikhoretsk, more than 100 km from the Ukrainian border."
    assert run(text, [value("Tikhoretsk", text)])[0].verdict == "possible"


def test_a_stated_distance_to_a_place() -> None:
    text = "The crates went to Tikhoretsk, 120 km from Krasnodar."
    (found,) = run(text, [value("Tikhoretsk", text)])
    assert (found.kind, found.verdict) == ("distance", "possible")


def test_a_distance_from_a_country_goes_to_its_nearest_point_and_to_no_town_that_has_its_name_too() -> None:
    assert any(place.precision == "settlement" and place.country == "ES" for place in lookup("Ukraine"))
    text = "The crates went to Tikhoretsk, less than 300 kilometers from Ukraine."
    (found,) = run(text, [value("Tikhoretsk", text)])
    assert (found.kind, found.verdict) == ("border", "possible")
    assert "201 km to the nearest point of Ukraine" in found.arithmetic


def test_a_distance_from_a_country_may_follow_recognition_too() -> None:
    text = "The crates went to Tikhoretsk, roughly 290 kilometers from Ukraine."
    (found,) = run(text, [value("Tikhoretsk", text)])
    assert found.verdict == "cannot judge"
    assert "Kerch in Crimea" in found.arithmetic


def test_a_distance_from_a_country_that_fits_nothing_is_implausible() -> None:
    text = "The crates went to Tikhoretsk, 900 km from Ukraine."
    assert run(text, [value("Tikhoretsk", text)])[0].verdict == "implausible"


def test_a_town_with_its_countrys_name_may_be_meant() -> None:
    inside = "The crates went to Ali Sabieh, 67 km from Djibouti."
    (found,) = run(inside, [value("Ali Sabieh", inside)])
    assert (found.kind, found.verdict) == ("distance", "possible")
    outside = "The crates went to Addis Ababa, 560 km from Djibouti."
    assert run(outside, [value("Addis Ababa", outside)])[0].verdict == "cannot judge"


@pytest.mark.parametrize(
    "text",
    [
        "The crates went to Kharkiv, 40 km from Ukraine.",
        "The crates went to Tikhoretsk, 300 km from Crimea.",
        "The crates went to Tikhoretsk, 600 km from the Black Sea.",
    ],
)
def test_no_town_stands_in_for_an_area(text: str) -> None:
    assert run(text, [value(text.split()[4].rstrip(","), text)]) == ()


def test_a_city_known_by_the_name_of_its_state_is_measured() -> None:
    text = "The crates went to Philadelphia, 130 km from New York."
    (found,) = run(text, [value("Philadelphia", text, country="US")])
    assert (found.verdict, "New York City" in found.arithmetic) == ("possible", True)


def test_two_wordings_of_one_statement_are_one_check() -> None:
    text = (
        "It went to Voronezh, about 190 km from the Ukrainian border, "
        "that is about 190 kilometres from the border with Ukraine."
    )
    assert len(run(text, [value("Voronezh", text)])) == 1


@pytest.mark.parametrize(
    ("text", "line", "target"),
    [
        ("roughly 290 kilometers from the Ukrainian border", "border", "Ukraine"),
        ("approximately 290 km from the border with Ukraine", "border", "Ukraine"),
        ("20 miles off the coast of Oman", "coast", "Oman"),
        ("less than 5 km from China's border", "border", "China"),
        ("less than 300 kilometers from Ukraine", "country", "Ukraine"),
        ("some 80 km south of the UAE", "country", "United Arab Emirates"),
        ("40 km south of Kyiv's outskirts", "place", "Kyiv"),
    ],
)
def test_wordings_of_stated_distances(text: str, line: str, target: str) -> None:
    told = statement_of(Mention(text=text, start=10, end=10 + len(text)))
    assert told is not None
    assert (told.line, told.target, told.start) == (line, target, 10)


@pytest.mark.parametrize(
    "text",
    [
        "290 containers from Ukraine",
        "five kilometres of cable",
        "km from the border",
        "1 km " * 3_000,
        "9,000 km to Russia",
        "300 km from Ukraine's capital",
        "300 km from the capital of Ukraine",
    ],
)
def test_what_is_no_stated_distance(text: str) -> None:
    assert statement_of(Mention(text=text, start=0, end=len(text))) is None


def test_no_transfers_no_checks() -> None:
    assert check([], [], []) == ()
