"""Country lines: outlines for maps, distances to a border, distances along the ellipsoid."""

from __future__ import annotations

import pytest

from tallyclerk.errors import UngroundedPlace
from tallyclerk.gazetteer import lookup
from tallyclerk.gazetteer.borders import (
    country_at,
    distance_to_country_km,
    distance_to_land_border_km,
    outlines,
    within,
)
from tallyclerk.gazetteer.geodesy import distance_km, points_km
from tallyclerk.model import PlaceValue


def test_a_degree_of_the_equator_is_about_111_km() -> None:
    assert points_km(0, 0, 0, 1) == pytest.approx(111.32, abs=0.01)


def test_a_place_without_coordinates_cannot_be_measured_from() -> None:
    nowhere = PlaceValue(text="Nowhere", start=0, end=7, name="Nowhere")
    with pytest.raises(UngroundedPlace, match="Nowhere"):
        distance_km(nowhere, lookup("Paris")[0])


@pytest.mark.parametrize(
    ("lat", "lon", "country"), [(48.85, 2.35, "FR"), (55.75, 37.6, "RU"), (0.0, -30.0, None), (65.0, 179.0, "RU")]
)
def test_country_at_a_point(lat: float, lon: float, country: str | None) -> None:
    assert country_at(lat, lon) == country


def test_inside_a_country_the_distance_to_it_is_nothing() -> None:
    assert distance_to_country_km(48.85, 2.35, "FR") == (0.0, (48.85, 2.35))


def test_distance_to_a_country_is_that_to_its_nearest_point() -> None:
    km, (lat, lon) = distance_to_country_km(51.13, 1.31, "FR")  # Dover
    assert km == pytest.approx(34, abs=2)
    assert points_km(51.13, 1.31, lat, lon) == pytest.approx(km, abs=0.05)
    assert not within(51.13, 1.31, "FR")


def test_distances_of_an_inland_depot_town() -> None:
    tikhoretsk = lookup("Tikhoretsk")[0]
    to_ukraine, _ = distance_to_country_km(tikhoretsk.lat, tikhoretsk.lon, "UA")
    assert to_ukraine == pytest.approx(201, abs=2)
    assert distance_km(tikhoretsk, lookup("Kerch")[0]) == pytest.approx(290, abs=2)


def test_a_land_border_leaves_coasts_out_and_an_island_state_has_none() -> None:
    lisbon = distance_to_land_border_km(38.72, -9.14, "PT")
    assert lisbon is not None
    assert 150 < lisbon.km < 250
    assert distance_to_land_border_km(64.1, -21.9, "IS") is None


def test_an_unknown_country_is_an_error() -> None:
    with pytest.raises(KeyError):
        distance_to_country_km(0, 0, "ZZ")


def test_outlines_are_clipped_to_the_box() -> None:
    found = outlines(5, 45, 16, 48)
    assert {"CH", "AT", "IT"} <= {outline.country for outline in found}
    points = [point for outline in found for ring in outline.rings for point in ring]
    assert all(5 <= lon <= 16 and 45 <= lat <= 48 for lon, lat in points)


def test_a_box_over_the_date_line_keeps_its_parts_together() -> None:
    points = [point for outline in outlines(170, 50, -160, 70) for ring in outline.rings for point in ring]
    assert min(lon for lon, _ in points) >= 170
    assert max(lon for lon, _ in points) <= 200


def test_an_empty_box_is_refused() -> None:
    with pytest.raises(ValueError, match="empty box"):
        outlines(10, 50, 20, 50)
