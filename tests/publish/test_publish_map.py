import math
from itertools import combinations, pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_story import dossier

from tallyclerk.model import Conflict, Leg
from tallyclerk.publish.maps import Map, draw, route
from tallyclerk.publish.maps.frame import NARROW, WIDE, fit
from tallyclerk.publish.maps.land import ground
from tallyclerk.publish.maps.outlines import NATURAL_EARTH, CountryRing, Detail, World, country_ring, disputed
from tallyclerk.publish.maps.projection import Lambert, great_circle
from tallyclerk.publish.maps.route import Rival, Route, Spot, Step
from tallyclerk.publish.records import Records
from tallyclerk.resources.disputed import disputes

LONS = st.floats(-180, 180, allow_nan=False)
LATS = st.floats(-89, 89, allow_nan=False)
# Half the world as two blunt countries: these tests are about lines and labels, not coasts.
SQUARES = (
    country_ring("AA", "Westland", [(20.0, 30.0), (20.0, 60.0), (80.0, 60.0), (80.0, 30.0)]),
    country_ring("BB", "Eastland", [(80.0, 30.0), (80.0, 60.0), (140.0, 60.0), (140.0, 30.0)]),
)


def world(*rings: CountryRing) -> World:
    return World(lambda detail: rings, lambda detail: ())


BLUNT = world(*SQUARES)


def spot(name: str, lon: float, lat: float) -> Spot:
    return Spot(name, lon, lat, "settlement", "XX")


def step(number: int, start: Spot, end: Spot, mode: str = "sea") -> Step:
    return Step(number, mode, "", start.name, end.name, "", "asserted", start, end)


def story_map() -> Map:
    records = Records(dossier())
    found = draw(route(records, records.transfers["t1"]), BLUNT)
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
    shown = ground([fit([(179.0, -15.0), (-179.0, -15.0)], WIDE)], world(island)).lands
    assert len(shown) == 1
    assert len(shown[0].rings) == 1


def test_a_country_elsewhere_is_not_drawn() -> None:
    assert ground([fit([(-60.0, -30.0)], WIDE)], BLUNT).lands == ()


def test_the_legs_of_the_story_are_drawn_and_the_short_one_enlarged() -> None:
    drawn = story_map()
    assert [line.mode for line in drawn.sheet.drawings[0].lines] == ["rail"]
    assert drawn.detail
    assert [line.mode for line in drawn.detail.drawings[0].lines] == ["sea"]
    assert drawn.detail_title == "Rajin – Dunay"
    assert {line for label in drawn.detail.drawings[0].labels for line in label.lines} >= {"Rajin", "Dunay"}


def test_labels_of_the_story_do_not_overlap() -> None:
    assert_clear(story_map())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(20, 40), st.floats(30, 45)), min_size=2, max_size=12, unique=True))
def test_labels_never_overlap_however_close_the_places(points: list[tuple[float, float]]) -> None:
    spots = tuple(spot(f"Place number {n}", *p) for n, p in enumerate(points))
    steps = tuple(step(n, a, b) for n, (a, b) in enumerate(pairwise(spots), start=1))
    drawn = draw(Route(steps, spots, ()), BLUNT)
    assert drawn
    assert_clear(drawn)


def test_there_and_back_are_two_lines() -> None:
    a, b = spot("A", 30.0, 40.0), spot("B", 50.0, 40.0)
    drawn = draw(Route((step(1, a, b), step(2, b, a)), (a, b), ()), BLUNT)
    assert drawn
    first, second = drawn.sheet.drawings[0].lines
    assert math.dist(first.middle, second.middle) > 10


def test_a_claim_that_is_not_asserted_makes_its_leg_dashed() -> None:
    story = dossier()
    claims = tuple(c for c in story.claims if c.id != "c7")
    transfer = msgspec.structs.replace(story.transfers[0], claims=("c1", "c2", "c3"))
    records = Records(msgspec.structs.replace(story, claims=claims, transfers=(transfer,)))
    way = route(records, transfer)
    assert [s.certainty for s in way.steps] == ["asserted", "alleged"]
    drawn = draw(way, BLUNT)
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
    assert draw(Route((), (), ()), BLUNT) is None


def test_the_true_outlines_of_the_world_are_drawn() -> None:
    records = Records(dossier())
    drawn = draw(route(records, records.transfers["t1"]), NATURAL_EARTH)
    assert drawn
    named = {line for label in drawn.sheet.drawings[0].countries for line in label.lines}
    assert {"RUSSIA", "CHINA", "MONGOLIA"} <= named
    assert drawn.detail
    assert {land.country for land in drawn.detail.ground.lands} == {"CN", "KP", "RU"}
    assert sum(len(land.path) for sheet in (drawn.sheet, drawn.detail) for land in sheet.ground.lands) < 90_000
    assert_clear(drawn)


def test_boards_of_a_map_share_one_ground() -> None:
    drawn = story_map()
    below = drawn.sheet.ground
    for board in drawn.sheet.drawings:
        scale, right, down = (float(board.transform[7:-1].split()[n]) for n in (0, 4, 5))
        frame = fit(
            [(130.283, 42.256), (40.119, 45.853), (132.335, 42.879)],
            WIDE if board.board == "wide" else NARROW,
            [35.0] * 3,
        )
        x, y = below.base.px(130.283, 42.256)
        assert (x * 2 * scale + right, y * 2 * scale + down) == pytest.approx(frame.px(130.283, 42.256), abs=1.5)


def test_a_disputed_border_is_dashed_named_and_told() -> None:
    line = disputed("Noman's Ridge", "claimed by both", [(80.0, 38.0), (80.0, 42.0), (80.0, 46.0)])
    a, b = spot("A", 70.0, 40.0), spot("B", 90.0, 44.0)
    land = World(lambda detail: SQUARES, lambda detail: (line,))
    drawn = draw(Route((step(1, a, b),), (a, b), ()), land)
    assert drawn
    assert [(border.name, border.why) for border in drawn.borders] == [("Noman's Ridge", "claimed by both")]
    for board in drawn.sheet.drawings:
        assert ("Noman's Ridge", "disputed") in [label.lines for label in board.labels]
    assert_clear(drawn)


def test_a_disputed_border_elsewhere_is_not_drawn() -> None:
    line = disputed("Far Away", "claimed by both", [(-80.0, 38.0), (-80.0, 42.0)])
    a, b = spot("A", 70.0, 40.0), spot("B", 90.0, 44.0)
    drawn = draw(Route((step(1, a, b),), (a, b), ()), World(lambda detail: SQUARES, lambda detail: (line,)))
    assert drawn
    assert drawn.borders == ()


@pytest.mark.parametrize("detail", ["10m", "50m"])
def test_every_entry_of_disputed_yaml_finds_its_line(detail: Detail) -> None:
    found = {line.name for line in NATURAL_EARTH.disputed(detail)}
    assert found == {dispute.name for dispute in disputes()}


def test_crimea_is_cut_to_its_neck() -> None:
    (line,) = (item for item in NATURAL_EARTH.disputed("10m") if item.name == "Crimea")
    west, south, east, north = line.box
    assert 33 < west < east < 35.1
    assert 45.6 < south < north < 46.4


def test_of_two_places_that_cannot_both_be_true_the_weaker_is_in_the_second_tone() -> None:
    story = dossier()
    whole = story.transfers[0]
    claim = story.claims[0]
    fact = whole.facts["destination"]
    labels = tuple(value.label for value in fact.values)
    assert len(labels) > 1
    clash = Conflict(kind="genuine", between=labels[:2], reason="they differ")
    legs = tuple(Leg(mode="sea", origin="Rajin", destination=label) for label in labels[:2])
    facts = {**whole.facts, "destination": msgspec.structs.replace(fact, conflicts=(clash,))}
    changed = msgspec.structs.replace(whole, facts=facts, legs=legs, claims=(claim.id, *whole.claims[1:]))
    way = route(Records(msgspec.structs.replace(story, transfers=(changed,))), changed)
    assert [s.rival for s in way.steps] == [False, True]


def test_a_mistaken_reading_is_told_and_drawn_where_the_map_shows_it() -> None:
    rival = Rival("Danube", "Dunay", "named by the words", (75.0, 42.0))
    far = Rival("Elsewhere", "Dunay", "named by the words", (-75.0, -42.0))
    a, b = spot("A", 70.0, 40.0), spot("B", 90.0, 44.0)
    drawn = draw(Route((step(1, a, b),), (a, b), (), (rival, far)), BLUNT)
    assert drawn
    for board in drawn.sheet.drawings:
        assert [dot.look for dot in board.dots].count("left") == 1
        assert ("Danube", "not taken for Dunay") in [label.lines for label in board.labels]


def test_a_town_has_a_ring_where_the_map_is_close_enough_to_show_it() -> None:
    a, b, far = spot("A", 70.0, 40.0), spot("B", 70.6, 40.2), spot("C", 130.0, 50.0)
    near, wide = (draw(Route((step(1, a, end),), (a, end), ()), BLUNT) for end in (b, far))
    assert near
    assert wide
    assert near.is_spread
    assert not wide.is_spread


def test_a_ship_name_cannot_turn_the_letters_of_its_label() -> None:
    a, b = spot("A", 70.0, 40.0), spot("B", 90.0, 44.0)
    sailed = msgspec.structs.replace(step(1, a, b), vehicle="\u202eARAGNA\u202c")
    drawn = draw(Route((sailed,), (a, b), ()), BLUNT)
    assert drawn
    assert ("1  by sea", "ARAGNA") in [label.lines for label in drawn.sheet.drawings[0].labels]
