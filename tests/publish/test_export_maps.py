"""GeoJSON as shapely reads it, and KML as fastkml does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import fastkml
import fastkml.validator
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from publish_hostile import hostile
from publish_story import dossier
from shapely.geometry import shape

from tallyclerk.model import Dossier, Observation, PlaceValue, Sensed
from tallyclerk.publish.export.geojson import to_geojson
from tallyclerk.publish.export.kml import NAMESPACE, to_kml
from tallyclerk.publish.export.lines import between, cut
from tallyclerk.publish.words import BIDI_CONTROLS

POINTS = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


def features(story: Dossier) -> dict[str, Any]:
    """Features by id."""
    return {feature["id"]: feature for feature in json.loads(to_geojson(story))["features"]}


def placemarks(story: Dossier, tmp_path: Path) -> dict[str, Any]:
    """Placemarks by id, as fastkml reads a file that fits the schema of KML 2.2."""
    path = tmp_path / "dossier.kml"
    path.write_bytes(to_kml(story))
    assert fastkml.validator.validate(file_to_validate=path)
    document: Any
    (document,) = fastkml.KML.parse(path).features
    return {mark.id: mark for folder in document.features for mark in folder.features}


def moved(story: Dossier, name: str, lat: float | None, lon: float | None) -> Dossier:
    """The story with a place of the main transfer's facts elsewhere, or nowhere."""
    content = msgspec.to_builtins(story)
    for transfer in content["transfers"]:
        for value in (v["value"] for fact in transfer["facts"].values() for v in fact["values"]):
            if value.get("name") == name:
                value |= {"lat": lat, "lon": lon}
    return msgspec.convert(content, Dossier)


def test_places_and_legs_are_where_the_dossier_has_them() -> None:
    found = features(dossier())
    assert len(found) == len(json.loads(to_geojson(dossier()))["features"])
    point = shape(found["t1.origin.1"]["geometry"])
    assert (point.x, point.y) == (130.283, 42.256)
    leg = shape(found["t1.leg1"]["geometry"])
    assert leg.geom_type == "LineString"
    assert leg.coords[0] == (130.283, 42.256)
    assert leg.coords[-1] == (132.335, 42.879)
    assert shape(found["t1.leg2"]["geometry"]).is_valid


def test_a_place_brings_its_verdict_its_support_and_its_words() -> None:
    place = features(dossier())["t1.destination.2"]["properties"]
    assert (place["name"], place["role"], place["verdict"], place["rank"]) == ("Dunay", "destination", "conflicting", 2)
    assert (place["independence"], place["independent_origins"], place["credibility"]) == (
        "1 origin, 2 documents",
        1,
        3,
    )
    assert (place["precision"], place["competing"]) == ("settlement", True)
    assert [c["kind"] for c in place["conflicts"]] == ["mistranslation", "other leg"]
    quote = next(q for q in place["quotes"] if q["wording"] == "Danube")
    assert "to the town of Danube in Primorsky Krai" in quote["text"]
    assert quote["outlet"] == "Harbour Courier"
    assert quote["published_edtf"] == "[2023-10-13..2023-12-04]"


def test_another_reading_is_a_feature_with_the_reason_against_it() -> None:
    story = dossier()
    danube = story.claim("c2").roles["destination"][0]
    main = story.transfers[0]
    fact = main.facts["destination"]
    values = (fact.values[0], msgspec.structs.replace(fact.values[1], value=danube, documents=("d1", "d2")))
    facts = {**main.facts, "destination": msgspec.structs.replace(fact, values=values)}
    found = features(msgspec.structs.replace(story, transfers=(msgspec.structs.replace(main, facts=facts),)))
    reading = found["t1.destination.2.reading1"]
    assert reading["geometry"] is None
    assert reading["properties"]["note"] == "a river, and not in Primorsky Krai"


def test_days_are_edtf_and_an_open_end_stays_open(tmp_path: Path) -> None:
    found, marks = features(dossier()), placemarks(dossier(), tmp_path)
    assert found["t1.leg1"]["properties"]["edtf"] == "2023-09-07/2023-10-01"
    assert found["t1.leg2"]["properties"]["edtf"] == "2023-09-07/.."
    assert str(marks["t1.leg1"].times.begin) == "2023-09-07"
    assert str(marks["t1.leg1"].times.end) == "2023-10-01"
    assert marks["t1.leg2"].times.end is None


def test_a_leg_over_the_antimeridian_is_cut_there(tmp_path: Path) -> None:
    story = moved(moved(dossier(), "Rajin", 51.0, 178.0), "Dunay", 52.0, -176.0)
    leg = shape(features(story)["t1.leg1"]["geometry"])
    assert leg.geom_type == "MultiLineString"
    assert [abs(part.coords[-1 if n == 0 else 0][0]) for n, part in enumerate(leg.geoms)] == [180.0, 180.0]
    assert placemarks(story, tmp_path)["t1.leg1"].geometry.geom_type == "MultiLineString"


@settings(deadline=None)
@given(POINTS, POINTS)
def test_no_line_leaves_the_map_or_jumps_across_it(start: tuple[float, float], end: tuple[float, float]) -> None:
    for line in between(start, end):
        assert len(line) >= 2
        for (lon, lat), (next_lon, _) in pairwise(line):
            assert abs(lon) <= 180
            assert abs(lat) <= 90
            assert abs(next_lon - lon) <= 180


def test_a_cut_keeps_both_ends() -> None:
    (west, east) = cut([(179.0, 10.0), (-179.0, 20.0)])
    assert west == ((179.0, 10.0), (180.0, 15.0))
    assert east == ((-180.0, 15.0), (-179.0, 20.0))


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_a_place_without_coordinates_on_earth_has_no_geometry(
    lat: float | None, lon: float | None, tmp_path: Path
) -> None:
    story = moved(dossier(), "Rajin", lat, lon)
    assert features(story)["t1.origin.1"]["geometry"] is None
    assert "t1.origin.1" not in placemarks(story, tmp_path)


def test_what_sensors_saw_is_there_with_its_moments(tmp_path: Path) -> None:
    seen = Observation(
        id="s1",
        track="k1",
        kind="port call",
        start=datetime(2023, 9, 7, 4, tzinfo=UTC),
        end=datetime(2023, 9, 8, tzinfo=UTC),
        lat=42.2,
        lon=130.3,
        place="Rajin",
        transfers=("t1",),
        arithmetic="20 hours within 2 km",
        explanation="It was there; it says nothing of the cargo.",
        inputs={},
    )
    story = msgspec.structs.replace(dossier(), sensed=Sensed(observations=(seen,)))
    feature = features(story)["t1.s1"]
    assert shape(feature["geometry"]).x == 130.3
    assert feature["properties"]["start"] == "2023-09-07T04:00:00+00:00"
    assert placemarks(story, tmp_path)["t1.s1"].times.begin.dt == seen.start


def test_both_hold_the_example(najin_dossier: Dossier, tmp_path: Path) -> None:
    located = {id for id, feature in features(najin_dossier).items() if feature["geometry"]}
    assert set(placemarks(najin_dossier, tmp_path)) == located
    places = [
        v.value
        for t in najin_dossier.transfers
        for fact in t.facts.values()
        for v in fact.values
        if isinstance(v.value, PlaceValue) and v.value.lat is not None
    ]
    assert len([id for id in located if "leg" not in id and "reading" not in id]) == len(places)
    assert to_geojson(najin_dossier) == to_geojson(najin_dossier)


def test_hostile_text_is_data_in_geojson() -> None:
    written = to_geojson(hostile())
    assert not BIDI_CONTROLS.search(written.decode())
    assert b"\\u00" not in written
    place = features(hostile())["t1.origin.1"]["properties"]
    assert place["name"].startswith("<script>alert(1)</script>")
    assert "\n" not in place["name"]
    assert all(quote["url"] == "" for quote in place["quotes"])


def test_hostile_text_is_data_in_kml(tmp_path: Path) -> None:
    marks = placemarks(hostile(), tmp_path)
    root = etree.fromstring(to_kml(hostile()))
    assert len(root.findall(f".//{{{NAMESPACE}}}Placemark")) == len(marks) > 0
    assert b"<!ENTITY" not in to_kml(hostile())
    assert not BIDI_CONTROLS.search(to_kml(hostile()).decode())
    for element in root.iter(f"{{{NAMESPACE}}}name", f"{{{NAMESPACE}}}value"):
        assert "<" not in (element.text or "")
    for element in root.iter(f"{{{NAMESPACE}}}description"):  # which viewers show as HTML
        shown = html.fragment_fromstring(element.text, create_parent="div")
        assert {child.tag for child in shown.iterdescendants()} <= {"br"}
        assert "<script>alert(1)</script>" in shown.text_content()
