import math
from collections.abc import Sequence
from itertools import combinations, pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_story import dossier

from tallyclerk.model import Leg
from tallyclerk.publish.maps import Map, draw, route
from tallyclerk.publish.maps.frame import NARROW, WIDE, fit
from tallyclerk.publish.maps.land import land
from tallyclerk.publish.maps.outlines import CountryRing, Detail, country_ring
from tallyclerk.publish.maps.projection import Lambert, great_circle
from tallyclerk.publish.maps.route import Route, Spot, Step
from tallyclerk.publish.records import Records

LONS = st.floats(-180, 180, allow_nan=False)
LATS = st.floats(-89, 89, allow_nan=False)
# Half the world as two blunt countries: these tests are about lines and labels, not coasts.
SQUARES = (
    country_ring("AA", "Westland", [(20.0, 30.0), (20.0, 60.0), (80.0, 60.0), (80.0, 30.0)]),
    country_ring("BB", "Eastland", [(80.0, 30.0), (80.0, 60.0), (140.0, 60.0), (140.0, 30.0)]),
)


def squares(detail: Detail) -> Sequence[CountryRing]:
    return SQUARES


def spot(name: str, lon: float, lat: float) -> Spot:
    return Spot(name, lon, lat, "settlement", "XX")


def step(number: int, start: Spot, end: Spot, mode: str = "sea") -> Step:
    return Step(number, mode, "", start.name, end.name, "", "asserted", start, end)


def story_map() -> Map:
    records = Records(dossier())
    found = draw(route(records, records.transfers["t1"]), squares)
    assert found
    return found


def assert_clear(drawn: Map) -> None:
    for board in drawn.drawings:
        boxes = [label.box for label in (*board.labels, *board.countries)]
        assert not [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]
        assert all(box.inside(board.width, board.height, 0) for box in boxes)


@given(LONS, LATS, LONS, LATS)
def test_projection_goes_there_and_back(lon: float, lat: float, lon0: float, lat0: float) -> None:
    projection = Lambert(lat0, lon0)
    back = projection.inverse(*projection.forward(lon, lat))
    if back:
        assert back[1] == pytest.approx(lat, abs=1e-4)
        assert math.cos(math.radians(back[0] - lon)) == pytest.approx(1, abs=1e-6)


@given(st.lists(st.tuples(LONS, LATS), min_size=1, max_size=8))
def test_a_frame_holds_all_its_points(points: list[tuple[float, float]]) -> None:
    frame = fit(points, WIDE)
    assert frame.scale > 0
    assert WIDE.lowest <= frame.height <= WIDE.highest
    for x, y in (frame.px(*p) for p in points):
        assert -1 <= x <= frame.width + 1
        assert -1 <= y <= frame.height + 1


def test_a_frame_over_the_date_line_is_narrow() -> None:
    frame = fit([(178.0, -17.0), (-176.0, -18.0)], NARROW)
    assert abs(frame.px(178.0, -17.0)[0] - frame.px(-176.0, -18.0)[0]) < NARROW.width
    assert 1 / frame.scale < 10


def test_a_great_circle_ends_where_it_should() -> None:
    way = great_circle((10.0, 50.0), (130.0, 40.0), 10)
    assert way[0] == pytest.approx((10.0, 50.0))
    assert way[-1] == pytest.approx((130.0, 40.0))
    assert len(way) == 11


def test_land_over_the_date_line_stays_one_shape() -> None:
    island = country_ring("CC", "Island", [(175.0, -10.0), (-175.0, -10.0), (-175.0, -20.0), (175.0, -20.0)])
    shown = land(fit([(179.0, -15.0), (-179.0, -15.0)], WIDE), lambda detail: [island])
    assert len(shown) == 1
    assert len(shown[0].rings) == 1


def test_a_country_elsewhere_is_not_drawn() -> None:
    assert land(fit([(-60.0, -30.0)], WIDE), squares) == ()


def test_the_legs_of_the_story_are_drawn_and_the_short_one_enlarged() -> None:
    drawn = story_map()
    assert [line.mode for line in drawn.boards[0].lines] == ["rail"]
    assert [line.mode for line in drawn.detail[0].lines] == ["sea"]
    assert drawn.detail_title == "Rajin – Dunay"
    assert {line for label in drawn.detail[0].labels for line in label.lines} >= {"Rajin", "Dunay"}


def test_labels_of_the_story_do_not_overlap() -> None:
    assert_clear(story_map())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(20, 40), st.floats(30, 45)), min_size=2, max_size=12, unique=True))
def test_labels_never_overlap_however_close_the_places(points: list[tuple[float, float]]) -> None:
    spots = tuple(spot(f"Place number {n}", *p) for n, p in enumerate(points))
    steps = tuple(step(n, a, b) for n, (a, b) in enumerate(pairwise(spots), start=1))
    drawn = draw(Route(steps, spots, ()), squares)
    assert drawn
    assert_clear(drawn)


def test_there_and_back_are_two_lines() -> None:
    a, b = spot("A", 30.0, 40.0), spot("B", 50.0, 40.0)
    drawn = draw(Route((step(1, a, b), step(2, b, a)), (a, b), ()), squares)
    assert drawn
    first, second = drawn.boards[0].lines
    assert math.dist(first.middle, second.middle) > 10


def test_a_claim_that_is_not_asserted_makes_its_leg_dashed() -> None:
    story = dossier()
    claims = tuple(c for c in story.claims if c.id != "c7")
    transfer = msgspec.structs.replace(story.transfers[0], claims=("c1", "c2", "c3"))
    records = Records(msgspec.structs.replace(story, claims=claims, transfers=(transfer,)))
    way = route(records, transfer)
    assert [s.certainty for s in way.steps] == ["asserted", "alleged"]
    drawn = draw(way, squares)
    assert drawn
    assert drawn.is_unsure


def test_a_place_without_coordinates_is_named_as_missing_and_not_drawn() -> None:
    story = dossier()
    legs = (Leg(mode="road", origin="Dunay", destination="Nowhere Known"),)
    transfer = msgspec.structs.replace(story.transfers[0], legs=legs)
    way = route(Records(msgspec.structs.replace(story, transfers=(transfer,))), transfer)
    assert way.missing == ("Nowhere Known",)
    assert not way.steps[0].drawable


def test_without_any_place_there_is_no_map() -> None:
    assert draw(Route((), (), ()), squares) is None


def test_the_true_outlines_of_the_world_are_drawn() -> None:
    from tallyclerk.publish.maps.outlines import country_rings

    records = Records(dossier())
    drawn = draw(route(records, records.transfers["t1"]), country_rings)
    assert drawn
    named = {line for label in drawn.boards[0].countries for line in label.lines}
    assert {"RUSSIA", "CHINA", "MONGOLIA"} <= named
    assert {land.country for land in drawn.detail[0].lands} == {"CN", "KP", "RU"}
    assert sum(len(land.path) for board in drawn.drawings for land in board.lands) < 250_000
    assert_clear(drawn)
