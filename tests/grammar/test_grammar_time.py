"""Times in running text: which words are a time, and how far it goes."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.grammar.calendar import Written, meaning
from tallyclerk.grammar.time import find_times, parse_time
from tallyclerk.resources.time import Entry, time_words


def days(text: str, written: date, future: bool = False) -> str:
    """First and last day of the phrase, as in the lexicon's `expect`; open ends reach no farther than the words."""
    expression = parse_time(text)
    assert expression is not None, text
    found = meaning(expression.node, Written(written, future))
    assert found is not None, text
    return f"{found.start or ''}/{found.latest or ''}"


@pytest.mark.parametrize("entry", time_words().entries(), ids=lambda entry: entry.example)
def test_every_word_of_the_lexicon_means_what_its_example_says(entry: Entry) -> None:
    first, last = entry.expect.split("/")
    got_first, got_last = days(entry.example, time_words().written).split("/")
    assert got_first == first
    assert got_last in (last, "")  # "since" has no last day of its own
    assert find_times(entry.example)


@pytest.mark.parametrize(
    "wording",
    [
        "between September 7 and October 1",
        "Sept. 7-8",
        "from mid-August to last Saturday",
        "late on February 18",
        "the week of October 2",
        "Wednesday 29 December",
        "Monday, March 27, 2023",
        "Tuesday (January 10)",
        "27 August 2013",
        "7-8 September 2023",
        "between January 1, 2022, and March 20, 2023",
        "between at least 2016 and 2018",
        "between May 2022 and March 2023",
        "the past five years",
        "the end of last week",
        "until at least April 2020",
        "Friday of last week",
        "October last year",
        "18.07.2019",
        "2023-10-05",
        "26/05/2023",
        "late January",
        "that September",
        "36 hours ago",
    ],
)
def test_a_time_is_found_as_far_as_it_goes(wording: str) -> None:
    assert [found.text for found in find_times(f"It happened, they say, {wording}, at sea.")] == [wording]


@pytest.mark.parametrize(
    "text",
    [
        "The ship may arrive.",
        "Prime Minister May spoke.",
        "They march on the capital. March on!",
        "the 7th Fleet",
        "the second battery",
        "2,000 rifles and 2016 crates",
        "in 2000 tonnes",
        "$2016",
        "a fall in prices",
        "post-2014 models",
        "February 30",
        "31/02/2023",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text) == ()


def test_a_summit_of_last_month_is_not_after_last_month() -> None:
    assert [found.text for found in find_times("It rose after last month's summit.")] == ["last month"]


def test_prepositions_without_meaning_stay_outside() -> None:
    (found,) = find_times("It left on Friday.")
    assert found.text == "Friday"
    parsed = parse_time("on Friday")
    assert parsed is not None
    assert parsed.node == found.node


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between December 20 and January 5", "2022-12-20/2023-01-05"),
        ("between September 7 and October 1, 2022", "2022-09-07/2022-10-01"),
        ("from November 2021 to February", "2021-11-01/2022-02-28"),
        ("Feb. 29", "2020-02-29/2020-02-29"),
        ("Wednesday 5 October", "2022-10-05/2022-10-05"),
        ("October 20", "2023-10-20/2023-10-20"),
        ("November 20", "2022-11-20/2022-11-20"),
        ("last November", "2022-11-01/2022-11-30"),
        ("this September", "2023-09-01/2023-09-30"),
        ("the weekend", "2023-10-07/2023-10-08"),
        ("5/6/2023", "2023-05-06/2023-06-05"),
    ],
)
def test_days_without_a_year_lie_near_the_day_of_writing(text: str, expected: str) -> None:
    assert days(text, date(2023, 10, 13)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Sunday", "2023-10-15/2023-10-15"),
        ("October 5", "2023-10-05/2023-10-05"),
        ("in March", "2024-03-01/2024-03-31"),
        ("from October 20 to November 2", "2023-10-20/2023-11-02"),
        ("last Friday", "2023-10-06/2023-10-06"),
    ],
)
def test_with_a_future_cue_days_lie_ahead(text: str, expected: str) -> None:
    assert days(text, date(2023, 10, 13), future=True) == expected


def test_a_range_that_ends_before_it_begins_means_no_days() -> None:
    expression = parse_time("between October 2023 and March 2022")
    assert expression is not None
    assert meaning(expression.node, Written(date(2023, 10, 13))) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_written_dates_read_back(day: date) -> None:
    month, name = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    for wording in (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{name}, {month} {day.day}, {day.year}",
        f"{name} {day.day} {month} {day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ):
        (found,) = find_times(wording)
        assert found.text == wording
        assert days(wording, date(2000, 1, 1)) == f"{day}/{day}"


_PIECES = (
    "between September 7 and October 1 , from mid - August to last Saturday Friday 2023 2016 the week of in recent "
    "weeks two days ago since until April by May 18.07.2019 26 / 05 early late first half past five years ( ) . next "
    "month Sept"
)
_WORDS = st.sampled_from(_PIECES.split())


@given(
    st.lists(_WORDS, max_size=25),
    st.sampled_from([" ", "", "\n"]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 1, 1)),
)
def test_spans_reread_never_overlap_and_intervals_are_never_reversed(words: list[str], gap: str, written: date) -> None:
    text = gap.join(words)
    last = 0
    for found in find_times(text):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.text
        last = found.end
        for future in (False, True):
            interval = meaning(found.node, Written(written, future))
            assert interval is None or not interval.reversed


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in find_times(text):
        assert text[found.start : found.end] == found.text
        meaning(found.node, Written(date(2023, 10, 13)))
    parse_time(text)


@given(st.dates(min_value=date(1, 1, 1), max_value=date.max))
def test_the_edges_of_the_calendar_raise_nothing(written: date) -> None:
    for text in (
        "last decade",
        "next year",
        "in recent years",
        "on Friday",
        "October 5",
        "900 years ago",
        "the coming weeks",
    ):
        expression = parse_time(text)
        assert expression is not None
        for future in (False, True):
            meaning(expression.node, Written(written, future))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in three weeks", "2023-10-31/2023-11-06"),
        ("in two days", "2023-10-15/2023-10-15"),
        ("within two days", "2023-10-14/2023-10-15"),
        ("the next three days", "2023-10-14/2023-10-16"),
        ("16. Nov. 2016", "2016-11-16/2016-11-16"),
    ],
)
def test_what_lies_ahead_is_counted_from_tomorrow(text: str, expected: str) -> None:
    assert days(text, date(2023, 10, 13)) == expected


def test_weekend_needs_a_word_that_makes_it_a_time() -> None:
    assert [time.text for time in find_times("It sailed on weekend, as weekend sailors do.")] == ["weekend"]
