"""Port calls, gaps and meetings on a made track."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from ais_made import DUNAY, MEETING, NAJIN, SEA, SHIP, TANKER, Row, other_rows, ship_rows, still, straight
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.config import SenseSettings
from tallyclerk.sense.ais import Position
from tallyclerk.sense.calls import Spot, find_calls
from tallyclerk.sense.gaps import find_gaps
from tallyclerk.sense.meetings import Near, find_meetings
from tallyclerk.sense.track import Course, course_of, knots_for, rough_km

DEFAULTS = SenseSettings()
CLAIMED = (Spot("Najin", 42.25559, 130.28308, claimed=True), Spot("Dunay", 42.87879, 132.33542, claimed=True))


def positions(rows: list[Row], mmsi: str | None = None) -> list[Position]:
    return [Position(m, int(t.timestamp()), lat, lon, k) for m, t, lat, lon, k, *_ in rows if mmsi in (None, m)]


def course(rows: list[Row], mmsi: str | None = None) -> Course:
    return course_of(positions(rows, mmsi), DEFAULTS.max_knots)


def at(hours: float) -> datetime:
    return datetime(2023, 9, 6, tzinfo=UTC) + timedelta(hours=hours)


def rows_of(points: object, knots: float) -> list[Row]:
    return [(SHIP, time, lat, lon, knots, "", "") for time, lat, lon in points]  # type: ignore[attr-defined]


def test_a_made_track_has_its_two_port_calls_and_its_gap() -> None:
    track = course(ship_rows())
    calls = find_calls(track, CLAIMED, DEFAULTS)
    assert [call.spot.name for call in calls] == ["Najin", "Dunay"]
    assert [(call.end - call.start) / 3600 for call in calls] == [48, 24]
    gaps = find_gaps(track, CLAIMED, DEFAULTS)
    assert [gap.seconds / 3600 for gap in gaps] == [30]
    assert gaps[0].km == pytest.approx(99, abs=1)
    assert gaps[0].knots == pytest.approx(99.3 / 1.852 / 30, abs=0.1)  # the way across it over the time across it


def test_ports_are_known_without_any_claim() -> None:
    calls = find_calls(course(ship_rows()), (), DEFAULTS)
    assert calls[0].spot.name == "Najin"
    assert not calls[0].spot.claimed
    assert "Dunay" not in [call.spot.name for call in calls]  # no port of the gazetteer


def test_a_short_stop_a_stop_far_from_ports_and_a_slow_passage_are_no_calls() -> None:
    short = course(rows_of(still(NAJIN, at(0), 0.5, 5), 0.1))
    afar = course(rows_of(still((40.0, 134.0), at(0), 30), 0.1))
    passing = course(rows_of(straight((42.1, 130.2), (42.4, 130.4), at(0), 8), 3.0))
    assert [find_calls(track, CLAIMED, DEFAULTS) for track in (short, afar, passing)] == [(), (), ()]


def test_a_ship_that_shifts_its_berth_makes_one_call() -> None:
    quay = (NAJIN[0] + 0.03, NAJIN[1])
    rows = [
        *rows_of(still(NAJIN, at(0), 10), 0.0),
        *rows_of(straight(NAJIN, quay, at(10.5), 1, 10), 3.0),
        *rows_of(still(quay, at(12), 10), 0.0),
    ]
    calls = find_calls(course(rows), CLAIMED, DEFAULTS)
    assert [(call.end - call.start) / 3600 for call in calls] == [22]


def test_a_ship_that_leaves_and_comes_back_makes_two() -> None:
    rows = [
        *rows_of(still(NAJIN, at(0), 10), 0.0),
        *rows_of(straight(NAJIN, SEA, at(10.5), 6), 7.0),
        *rows_of(straight(SEA, NAJIN, at(17), 6), 7.0),
        *rows_of(still(NAJIN, at(24), 10), 0.0),
    ]
    assert len(find_calls(course(rows), CLAIMED, DEFAULTS)) == 2


def test_where_no_speed_was_sent_it_follows_from_the_positions() -> None:
    rows = [(m, t, lat, lon, None, i, n) for m, t, lat, lon, _, i, n in ship_rows()]
    calls = find_calls(course(rows), CLAIMED, DEFAULTS)  # type: ignore[arg-type]
    assert [call.spot.name for call in calls] == ["Najin", "Dunay"]


def test_silence_at_a_quay_is_no_gap() -> None:
    rows = [*rows_of(still(NAJIN, at(0), 5), 0.0), *rows_of(still(NAJIN, at(40), 5), 0.0)]
    assert find_gaps(course(rows), CLAIMED, DEFAULTS) == ()


def test_a_ship_that_is_seldom_heard_has_gaps_only_beyond_its_habit() -> None:
    seldom = course(rows_of(straight((35.0, 130.0), (35.0, 150.0), at(0), 100, 300), 10.0))
    assert find_gaps(seldom, (), DEFAULTS) == ()  # every five hours, so seven are no gap
    rows = [
        *rows_of(straight((35.0, 130.0), (35.0, 140.0), at(0), 50, 300), 10.0),
        *rows_of(straight((35.0, 142.0), (35.0, 150.0), at(57), 40, 300), 10.0),
    ]
    assert find_gaps(course(rows), (), DEFAULTS) == ()


def test_two_ships_meet_at_sea_and_one_that_passes_does_not() -> None:
    others = {mmsi: course(other_rows(), mmsi) for mmsi in (TANKER, "412333444")}
    found = find_meetings(course(ship_rows()), others, CLAIMED, DEFAULTS)
    assert [meeting.other for meeting in found] == [TANKER]
    assert found[0].closest == pytest.approx(0.19, abs=0.04)
    assert (found[0].end - found[0].start) / 3600 == pytest.approx(4, abs=0.1)


def test_a_meeting_is_the_same_from_the_other_side() -> None:
    ship, tanker = course(ship_rows()), course(other_rows(), TANKER)
    one = find_meetings(ship, {TANKER: tanker}, CLAIMED, DEFAULTS)[0]
    two = find_meetings(tanker, {SHIP: ship}, CLAIMED, DEFAULTS)[0]
    assert (one.start, one.end, one.closest, one.times) == (two.start, two.end, two.closest, two.times)


def test_ships_side_by_side_in_a_port_do_not_meet() -> None:
    one = rows_of(still(NAJIN, at(0), 10), 0.0)
    two = [(TANKER, t, lat + 0.001, lon, 0.0, "", "") for _, t, lat, lon, *_ in one]
    assert find_meetings(course(one), {TANKER: course(two)}, CLAIMED, DEFAULTS) == ()


def test_all_that_a_meeting_rests_on_is_near() -> None:
    near = Near([course(ship_rows())], DEFAULTS)
    tanker = [p for p in positions(other_rows(), TANKER) if abs(p.lat - MEETING[0]) < 0.01]
    assert tanker
    assert all(near.may_meet(p) for p in tanker)
    assert not near.may_meet(Position(TANKER, tanker[0].time, 10.0, 10.0, 0.0))


def test_a_position_where_no_ship_gets_to_and_back_from_is_left_out() -> None:
    rows = ship_rows()
    stray = (SHIP, rows[20][1] + timedelta(minutes=10), 10.0, 100.0, 0.0, "", "")
    track = course([*rows, stray])
    assert track.jumps == 1
    assert len(track.fixes) == len(rows)


def test_a_meeting_across_the_antimeridian_has_its_middle_there() -> None:
    one = [(SHIP, t, lat, lon, 0.3, "", "") for t, lat, lon in still((10.0, 179.999), at(0), 5)]
    two = [(TANKER, t, lat, -179.999, 0.3, "", "") for _, t, lat, _, *_ in one]
    found = find_meetings(course(one), {TANKER: course(two)}, (), DEFAULTS)
    assert len(found) == 1
    assert abs(found[0].lon) > 179.9


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 60))
def test_neither_order_nor_repeats_of_positions_matter(seed: int, repeats: int) -> None:
    rows = ship_rows()
    chance = random.Random(seed)  # noqa: S311
    mixed = [*rows, *chance.choices(rows, k=repeats)]
    chance.shuffle(mixed)
    assert course(mixed) == course(rows)


def test_rough_distance_is_near_the_true_one_and_speed_follows() -> None:
    assert rough_km(*NAJIN, *DUNAY) == pytest.approx(183, rel=0.01)
    assert rough_km(0.0, 179.9, 0.0, -179.9) == pytest.approx(22.2, abs=0.1)
    assert knots_for(18.52, 3600) == pytest.approx(10)
    assert knots_for(1, 0) == float("inf")
