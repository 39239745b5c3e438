"""Searches for satellite images, and what found images could show."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sense_dossiers import voyage

from tallyclerk.config import ScenesSettings
from tallyclerk.errors import SensorError
from tallyclerk.resources.sensors import find_collection, sensors, things_of
from tallyclerk.sense import Scenes, scenes
from tallyclerk.sense.scenes.box import box, circle, covered, footprint

AROUND_NAJIN = [[[129.5, 41.5], [131.0, 41.5], [131.0, 43.0], [129.5, 43.0], [129.5, 41.5]]]


def item(
    id: str = "i1", collection: str | None = "sentinel-2-l2a", properties: dict[str, Any] | None = None
) -> dict[str, Any]:
    known = {"datetime": "2023-09-09T02:10:00Z", "eo:cloud_cover": 12.5, **(properties or {})}
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": id,
        **({"collection": collection} if collection else {}),
        "geometry": {"type": "Polygon", "coordinates": AROUND_NAJIN},
        "bbox": [129.5, 41.5, 131.0, 43.0],
        "properties": {k: v for k, v in known.items() if v is not None},
        "links": [],
        "assets": {},
    }


def found(folder: Path, *items: Any, **settings: Any) -> Scenes:
    path = folder / "items.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(items)}), encoding="utf-8")
    return scenes(voyage(), [path], ScenesSettings(**settings))


def verdict(shown: Scenes, place: str = "Najin") -> tuple[str, str]:
    searches = {search.id: search for search in shown.searches}
    mine = next(s for s in shown.shown if searches[s.search].place == place)
    return mine.verdict, "; ".join(reason.words for reason in mine.reasons)


def test_each_place_gets_a_search_with_box_days_and_cloud_for_optical_only() -> None:
    shown = scenes(voyage())
    assert [(s.place, s.sensor) for s in shown.searches] == [
        ("Najin", "radar"),
        ("Najin", "optical"),
        ("Dunay", "radar"),
        ("Dunay", "optical"),
    ]
    radar, optical = shown.searches[:2]
    west, south, east, north = radar.body["bbox"]
    assert west < 130.28308 < east
    assert south < 42.25559 < north
    assert north - south == pytest.approx(20 / 110.5, rel=0.01)
    assert radar.body["datetime"] == "2023-09-06T10:00:00Z/2023-10-02T13:59:59Z"
    assert "query" not in radar.body  # radar items state no cloud, and would all be lost
    assert optical.body["query"] == {"eo:cloud_cover": {"lte": 40.0}}
    assert optical.with_filter
    assert optical.with_filter["filter"]["args"] == [{"property": "eo:cloud_cover"}, 40.0]
    assert optical.claims[0].role == "origin"


def test_what_cannot_be_searched_for_is_named_with_the_reason() -> None:
    assert scenes(voyage(precision="region")).not_searched[0].reason.startswith("it is only known as a region")
    assert {left.reason for left in scenes(voyage(None)).not_searched} == {"the reports give no days for it"}


def test_collections_that_are_not_known_are_searched_without_cloud() -> None:
    shown = scenes(voyage(), settings=ScenesSettings(collections="my-own, sentinel-2-l2a"))
    assert [(s.sensor, s.body["collections"]) for s in shown.searches[:2]] == [
        ("any", ["my-own"]),
        ("optical", ["sentinel-2-l2a"]),
    ]
    with pytest.raises(SensorError, match="no collection"):
        scenes(voyage(), settings=ScenesSettings(collections=" , "))


def test_a_clear_image_of_the_day_could_show_the_ship(tmp_path: Path) -> None:
    told, why = verdict(found(tmp_path, item()))
    assert told == "could show"
    assert "covers Najin and the 10 km around" in why
    assert "ship (100 × 16 m) 4.0 pixels across: seen" in why


@pytest.mark.parametrize(
    ("properties", "expected", "words"),
    [
        ({"datetime": "2023-08-01T02:00:00Z"}, "could not", "before the claimed days"),
        ({"datetime": "2023-12-01T02:00:00Z"}, "could not", "after the claimed days"),
        ({"eo:cloud_cover": 93}, "cannot tell", "93 % cloud in the scene"),
        ({"eo:cloud_cover": None}, "cannot tell", "how cloudy"),
        ({"view:sun_elevation": -12}, "could not", "at night"),
        ({"gsd": 60}, "could not", "0.7 pixels across: not seen"),
        ({"gsd": 3}, "could show", "perhaps which it is"),
        ({"gsd": "nonsense"}, "could show", "that of sentinel-2-l2a"),
        (
            {
                "datetime": None,
                "start_datetime": "2023-09-01T00:00:00Z",
                "end_datetime": "2023-09-08T00:00:00Z",
            },
            "could show",
            "within the claimed days",
        ),
    ],
)
def test_days_light_and_pixels_decide(properties: dict[str, Any], expected: str, words: str, tmp_path: Path) -> None:
    given_item = item(properties=properties)
    if properties.get("datetime", "") is None:
        given_item["properties"]["datetime"] = None
    told, why = verdict(found(tmp_path, given_item))
    assert told == expected
    assert words in why


def test_radar_sees_at_night_and_through_clouds(tmp_path: Path) -> None:
    radar = item(collection="sentinel-1-grd", properties={"eo:cloud_cover": None, "view:sun_elevation": -30})
    assert verdict(found(tmp_path, radar))[0] == "could show"


def test_an_image_of_elsewhere_could_not(tmp_path: Path) -> None:
    told, why = verdict(found(tmp_path, item()), place="Dunay")
    assert told == "could not"
    assert "does not reach Dunay" in why


def test_an_image_of_an_unknown_kind_leaves_it_open(tmp_path: Path) -> None:
    told, why = verdict(found(tmp_path, item(collection=None, properties={"eo:cloud_cover": None})))
    assert told == "cannot tell"
    assert "radar or optical" in why


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"type": "Feature"}, "item 1: is not a STAC item"),
        ("text", "item 1: is not a STAC item"),
        (None, "item 1: is not a STAC item"),
        ({**item(), "properties": {"datetime": "yesterday"}}, "item 1: is not a STAC item"),
    ],
)
def test_what_is_no_item_is_named_and_stops_nothing(broken: Any, words: str, tmp_path: Path) -> None:
    shown = found(tmp_path, broken, item("good"))
    assert words in shown.unread[0]
    assert {s.item for s in shown.shown} == {"good"}


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [130, 42]},
        {"type": "Polygon", "coordinates": [[[1, 2]]]},
        {"type": "Polygon", "coordinates": "here"},
        {"type": "Polygon", "coordinates": [[[130 + n / 1e5, 42 + n % 2] for n in range(10_050)]]},
        {"type": "MultiPolygon", "coordinates": [[[[[[[[[[1]]]]]]]]]]},
    ],
)
def test_a_footprint_that_cannot_be_used_leaves_it_open(geometry: Any, tmp_path: Path) -> None:
    shown = found(tmp_path, {**item(), "geometry": geometry})
    assert shown.unread or verdict(shown)[0] == "cannot tell"


def test_files_that_hold_no_items_are_refused(tmp_path: Path) -> None:
    for content, words in (
        ("[1, 2]", "is not JSON with an object"),
        ('{"type": "Feature", "x": NaN}', "is not JSON"),
        ('{"type": "Catalog"}', "holds no STAC items"),
        ('{"type": "FeatureCollection", "features": 3}', "holds no STAC items"),
        ("[" * 100_000, "is not JSON"),
    ):
        path = tmp_path / "items.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(SensorError, match=words):
            scenes(voyage(), [path])
    with pytest.raises(SensorError, match="and 2 are read"):
        found(tmp_path, item(), item(), item(), max_items=2)
    with pytest.raises(SensorError, match="is larger than 50 bytes"):
        found(tmp_path, item(), max_bytes=50)
    with pytest.raises(SensorError, match="cannot be read"):
        scenes(voyage(), [tmp_path / "none.json"])


def test_items_without_pystac_say_what_to_install_and_searches_need_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pystac", None)
    assert scenes(voyage()).searches
    with pytest.raises(SensorError, match=r"pip install 'tallyclerk\[stac\]'"):
        found(tmp_path, item())


def test_a_single_item_is_a_file_of_items_too(tmp_path: Path) -> None:
    path = tmp_path / "item.json"
    path.write_text(json.dumps(item()), encoding="utf-8")
    assert verdict(scenes(voyage(), [path]))[0] == "could show"


def test_a_box_across_the_antimeridian_has_its_west_east_of_its_east() -> None:
    west, _, east, _ = box(52.9, 179.95, 20)
    assert west > 179
    assert east < -179
    assert box(89.99, 10, 20)[0::2] == [-180.0, 180.0]


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0.1, 300))
def test_a_box_holds_its_circle_and_stays_on_earth(lat: float, lon: float, radius: float) -> None:
    west, south, east, north = box(lat, lon, radius)
    assert -90 <= south <= north <= 90
    assert -180 <= west <= 180
    assert -180 <= east <= 180
    for x, y in circle(lat, lon, radius):
        assert south - 1e-4 <= y <= north + 1e-4
        turned = (x + 180) % 360 - 180
        inside = (
            west - 1e-4 <= turned <= east + 1e-4 if west <= east else turned >= west - 1e-4 or turned <= east + 1e-4
        )
        assert inside or abs(abs(turned) - 180) < 1e-4


@pytest.mark.parametrize(
    "ring",
    [
        [[179, 50], [-179, 50], [-179, 54], [179, 54], [179, 50]],  # jumps the antimeridian
        [[179, 50], [181, 50], [181, 54], [179, 54], [179, 50]],
        [[-181, 50], [-179, 50], [-179, 54], [-181, 54], [-181, 50]],
    ],
)
def test_footprints_cover_both_sides_of_the_antimeridian_however_they_are_written(ring: list[list[float]]) -> None:
    shape = footprint({"type": "Polygon", "coordinates": [ring]})
    assert covered(shape, [(179.5, 52), (-179.5, 52), (0.0, 52), (177.0, 52)]) == [True, True, False, False]


def test_ten_metre_pixels_show_ships_and_neither_railcars_nor_containers() -> None:
    limit = sensors().pixels.seen
    assert {t.name for t in sensors().objects if t.across / 10 >= limit} == {"ship", "aircraft"}
    assert {t.name for t in sensors().objects if t.across / 0.5 >= limit} == {t.name for t in sensors().objects}


def test_the_table_of_sensors_names_what_its_examples_speak_of() -> None:
    for thing in sensors().objects:
        assert any(word in thing.example.lower() for word in thing.words), thing.name
        assert thing in things_of(None, thing.words[:1])
        assert all(thing in things_of(mode, ()) for mode in thing.modes)
    for collection in sensors().collections:
        assert find_collection(collection.id) == collection
        assert collection.example
    assert [t.name for t in things_of(None, ())] == ["ship"]
