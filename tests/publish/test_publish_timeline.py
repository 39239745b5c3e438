from datetime import date, timedelta
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from publish_story import dossier

from tallyclerk.publish.records import Records
from tallyclerk.publish.text_box import text_width
from tallyclerk.publish.ticks import SIZE, ticks
from tallyclerk.publish.timeline import Timeline, timeline


def story_timeline() -> Timeline:
    records = Records(dossier())
    found = timeline(records, records.transfers["t1"])
    assert found
    return found


def test_events_stand_apart_from_statements_and_publications() -> None:
    lanes = {lane.title: [row.bar.label for row in lane.rows] for lane in story_timeline().boards[0].lanes}
    assert list(lanes) == ["Events", "Statements", "Publication"]
    assert "Leg by sea: Rajin to Dunay" in lanes["Events"]
    assert lanes["Statements"] == ["John Kirby (White House): “Friday”"]
    assert lanes["Publication"] == ["Eastern Wire (d2)", "Harbour Courier (d1)"]


def test_an_open_end_is_open() -> None:
    rows = [row for lane in story_timeline().boards[0].lanes for row in lane.rows]
    (rail,) = [row for row in rows if "rail" in row.bar.label]
    assert (rail.open_left, rail.open_right) == (False, True)
    assert rail.bar.when == "7 September 2023 or later"


def test_rows_lie_on_the_board_and_do_not_touch() -> None:
    for board in story_timeline().boards:
        rows = [row for lane in board.lanes for row in lane.rows]
        assert all(0 <= row.left < row.right <= board.width for row in rows)
        assert all(other.y - one.y >= 20 for one, other in pairwise(rows))
        assert rows[-1].y < board.height


def test_a_transfer_with_nothing_but_publications_has_no_timeline() -> None:
    records = Records(dossier())
    assert timeline(records, records.transfers["t2"]) is None


def test_days_at_the_ends_of_the_calendar_are_drawn() -> None:
    story = dossier()
    legs = tuple(
        msgspec.structs.replace(leg, earliest=first, latest=last)
        for leg, (first, last) in zip(story.transfers[0].legs, ((date.min, date.max), (None, date.max)), strict=True)
    )
    transfer = msgspec.structs.replace(story.transfers[0], legs=legs)
    assert timeline(Records(msgspec.structs.replace(story, transfers=(transfer,))), transfer)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 60000))
def test_labels_of_the_axis_never_touch(first: date, days: int) -> None:
    last = min(first + timedelta(days=days), date(2200, 1, 1))
    per_day = 500 / ((last - first).days + 1)
    found = ticks(first, last, lambda day: (day - first).days * per_day, 500)
    for one, other in pairwise(found):
        assert one.x + text_width(one.label, SIZE) <= other.x
