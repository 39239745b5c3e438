"""Times of a claim, under a day of writing that may be known, uncertain or unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.grammar.time import find_times
from tallyclerk.ground.event_days import counted_from
from tallyclerk.ground.time import Reference, ground_date, ground_date_in, reference_of, resolve
from tallyclerk.model import DateValue, Document, Mention, Published, Refused, Removed
from tallyclerk.resources.time import EventLink, Recurrence, time_words

TUESDAY = Reference(date(2023, 1, 10), date(2023, 1, 10), "the day of publication")
OCTOBER = Reference(date(2023, 10, 1), date(2023, 10, 31), "publication in October")


def mention(text: str, inside: str = "") -> Mention:
    start = inside.index(text) if inside else 0
    return Mention(text=text, start=start, end=start + len(text))


def ground(text: str, reference: Reference | None, future: bool = False) -> DateValue:
    return ground_date(mention(text), reference, future=future)


def document(text: str, **fields: object) -> Document:
    return Document(id="d1", key="k", sha256="0" * 64, text=text, **fields)  # type: ignore[arg-type]


def span(value: DateValue) -> tuple[str | None, str | None]:
    return (
        value.earliest.isoformat() if value.earliest else None,
        value.latest.isoformat() if value.latest else None,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "edtf"),
    [
        ("October 5, 2023", "2023-10-05", "2023-10-05", "2023-10-05"),
        ("in March 2018", "2018-03-01", "2018-03-31", "2018-03"),
        ("between at least 2016 and 2018", "2016-01-01", "2018-12-31", "2016/2018"),
        ("until April 2020", None, "2020-04-30", "../2020-04"),
    ],
)
def test_what_the_words_state_needs_no_day_of_writing(text: str, earliest: str | None, latest: str, edtf: str) -> None:
    found = ground(text, None)
    assert (*span(found), found.edtf, found.inferred) == (earliest, latest, edtf, ())


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Last Friday", "2023-01-06", "2023-01-06"),
        ("on Friday", "2023-01-06", "2023-01-06"),
        ("Tuesday", "2023-01-10", "2023-01-10"),
        ("In November", "2022-11-01", "2022-11-30"),
        ("in recent weeks", "2022-11-29", "2023-01-10"),
        ("since August", "2022-08-01", "2023-01-10"),
        ("36 hours ago", "2023-01-08", "2023-01-09"),
    ],
)
def test_what_the_words_leave_out_comes_from_the_day_of_writing_and_says_so(
    text: str, earliest: str, latest: str
) -> None:
    found = ground(text, TUESDAY)
    assert span(found) == (earliest, latest)
    assert len(found.inferred) == 1
    assert found.inferred[0].endswith("the day of publication")


def test_a_weekday_under_an_uncertain_day_of_writing_stays_an_interval() -> None:
    found = ground("on Friday", OCTOBER)
    assert span(found) == ("2023-09-29", "2023-10-27")
    assert found.edtf == "[2023-09-29..2023-10-27]"
    assert found.note is not None


def test_a_day_that_every_possible_day_of_writing_agrees_on_is_certain() -> None:
    reference = Reference(date(2023, 10, 1), date(2023, 12, 4), "the page")
    found = ground("between September 7 and October 1", reference)
    assert (*span(found), found.edtf) == ("2023-09-07", "2023-10-01", "2023-09-07/2023-10-01")
    assert found.inferred == ("the year 2023 from the page",)


def test_without_a_day_of_writing_no_year_is_made_up() -> None:
    found = ground("October 5", None)
    assert (*span(found), found.edtf) == (None, None, "XXXX-10-05")
    assert found.note is not None
    assert "year is not stated" in found.note
    assert ground("between Sept. 7 and Oct. 1", None).edtf == "XXXX-09-07/XXXX-10-01"
    assert span(ground("last month", None)) == (None, None)


def test_a_month_is_the_whole_month() -> None:
    assert span(ground("in September", OCTOBER)) == ("2023-09-01", "2023-09-30")
    assert span(ground("in September", TUESDAY)) == ("2022-09-01", "2022-09-30")


def test_what_is_no_time_says_so() -> None:
    found = ground("soon", TUESDAY)
    assert (span(found), found.edtf) == ((None, None), "")
    assert found.note == "no time that can be read"


def test_a_weekday_that_does_not_fit_its_date_is_noted() -> None:
    assert ground("Monday, October 5, 2023", None).note == "the weekday is not that of the date"
    assert ground("Thursday, October 5, 2023", None).note is None
    near = ground("Monday (January 6)", TUESDAY)
    assert (span(near), near.note) == (("2023-01-06", "2023-01-06"), "the weekday is not that of the date")


def test_a_plan_looks_ahead_where_the_sentence_does_not_say() -> None:
    text = "Loading on Sunday. The first part arrived on Sunday."
    sunday = mention("Sunday", text)
    again = Mention(text="Sunday", start=text.rindex("Sunday"), end=text.rindex("Sunday") + 6)
    assert span(ground_date_in(text, sunday, TUESDAY)) == ("2023-01-08", "2023-01-08")
    assert span(ground_date_in(text, sunday, TUESDAY, planned=True)) == ("2023-01-15", "2023-01-15")
    assert span(ground_date_in(text, again, TUESDAY, planned=True)) == ("2023-01-08", "2023-01-08")


def test_a_reversed_range_has_no_days() -> None:
    found = ground("between October 2023 and March 2022", TUESDAY)
    assert span(found) == (None, None)
    assert found.note is not None


def test_the_sentence_shows_what_lies_ahead() -> None:
    text = "The systems will be loaded on Sunday, an official said on Monday. On Thursday a second ship will sail."
    assert span(ground_date_in(text, mention("Sunday", text), TUESDAY)) == ("2023-01-15", "2023-01-15")
    assert span(ground_date_in(text, mention("Monday", text), TUESDAY)) == ("2023-01-09", "2023-01-09")
    assert span(ground_date_in(text, mention("Thursday", text), TUESDAY)) == ("2023-01-12", "2023-01-12")


def test_that_september_is_in_the_year_named_before() -> None:
    text = "The cargo reached the port in November 2013. That September the ship had left."
    found = ground_date_in(text, mention("That September", text), TUESDAY)
    assert span(found) == ("2013-09-01", "2013-09-30")
    assert ground("that September", TUESDAY).edtf == "XXXX-09"


def test_a_day_of_publication_is_the_reference() -> None:
    day = date(2023, 10, 13)
    found = reference_of(document("It left on Friday.", published=Published(day, day, "a date line")))
    assert found is not None
    assert (found.earliest, found.latest) == (day, day)
    assert "a date line" in found.basis


def test_a_page_clock_is_an_end_and_the_days_reported_are_the_other() -> None:
    refused = (Refused("Monday, December 4, 2023", "a page clock: it shows the day of the visit"),)
    found = reference_of(
        document("Crates were moved between September 7 and October 1, he said on Friday.", refused_dates=refused)
    )
    assert found is not None
    assert (found.earliest, found.latest) == (date(2023, 10, 1), date(2023, 12, 4))
    assert "December 4" in found.basis
    assert "October 1" in found.basis


def test_a_wide_publication_is_narrowed_by_what_the_text_reports() -> None:
    published = Published(date(2023, 10, 1), date(2023, 10, 31), "the month in the address")
    found = reference_of(document("Pictures of October 20 show wagons.", published=published))
    assert found is not None
    assert (found.earliest, found.latest) == (date(2023, 10, 20), date(2023, 10, 31))


def test_a_weekday_with_its_date_fixes_the_year() -> None:
    refused = (Refused("4 May 2024", "a page clock: it shows the day of the visit"),)
    text = "On Wednesday 29 December officers found the load. In October there was another."
    reference = reference_of(document(text, refused_dates=refused))
    assert reference is not None
    assert span(ground("Wednesday 29 December", reference)) == ("2021-12-29", "2021-12-29")


def test_a_full_date_in_the_text_gives_years_but_no_weekdays() -> None:
    reference = reference_of(
        document("An image of October 5, 2023 shows wagons. In September they met. On Friday he spoke.")
    )
    assert reference is not None
    assert reference.loose
    assert span(ground("in September", reference)) == ("2023-09-01", "2023-09-30")
    assert span(ground("on Friday", reference)) == (None, None)


def test_a_text_that_looks_far_back_is_not_dated_by_it() -> None:
    assert (
        reference_of(
            document("The ship left on 23 September 2013 and was given up in early 2014. It blew up on Tuesday.")
        )
        is None
    )


def test_the_rest_of_the_page_can_give_the_year() -> None:
    removed = (Removed("Rails 2023 exhibition opens\nNew line to run from 2025\n© 2026 The Herald", "teasers"),)
    reference = reference_of(document("Crates were moved on Oct. 1, he said Friday.", removed=removed))
    assert reference is not None
    assert reference.earliest == date(2023, 10, 1)
    assert "Rails 2023" in reference.basis


def test_what_nothing_dates_has_no_reference() -> None:
    assert reference_of(document("The crates were moved on October 1.")) is None


def test_a_reference_is_never_reversed() -> None:
    with pytest.raises(ValueError, match="lies before"):
        Reference(date(2023, 2, 1), date(2023, 1, 1), "")


_PHRASES = st.sampled_from(
    [
        "on Friday",
        "last Friday",
        "October 5",
        "in September",
        "late January",
        "between Sept. 7 and Oct. 1",
        "since August",
        "by Monday",
        "last month",
        "in recent weeks",
        "two weeks ago",
        "earlier this month",
        "some time next week",
        "Wednesday 29 December",
        "from mid-August to last Saturday",
        "the first half of this year",
        "Feb. 29",
    ]
)


@given(_PHRASES, st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 900), st.booleans())
def test_days_are_never_reversed_and_hold_what_a_day_within_the_reference_gives(
    text: str, first: date, width: int, future: bool
) -> None:
    last = date.fromordinal(first.toordinal() + width)
    wide = ground(text, Reference(first, last, "a page"), future)
    assert wide.earliest is None or wide.latest is None or wide.earliest <= wide.latest
    for day in (first, date.fromordinal(first.toordinal() + width // 2), last):
        narrow = ground(text, Reference(day, day, "a page"), future)
        if wide.earliest and wide.latest and narrow.earliest and narrow.latest:
            assert wide.earliest <= narrow.earliest
            assert narrow.latest <= wide.latest


def test_a_page_without_a_day_is_of_about_the_day_of_a_post_that_it_embeds() -> None:
    removed = (Removed("Sevkiyat bugün başladı. — Bakanlık (@bakanlik) August 27, 2019", "another language"),)
    page = document("The ministry says that the shipment resumed today.", removed=removed)
    reference = reference_of(page)
    assert reference is not None
    found = ground_date_in(page.text, mention("today", page.text), reference)
    assert span(found) == ("2019-08-27", "2019-08-28")
    assert any("the latest post on the page" in line for line in found.inferred)


@pytest.mark.parametrize("entry", time_words().event_links, ids=lambda entry: entry.words)
def test_a_time_counted_from_an_event_has_the_days_that_the_text_gives_the_event(entry: EventLink) -> None:
    (found,) = [time for time in find_times(entry.example) if counted_from(time.node)]
    value = ground_date_in(entry.example, mention(found.text, entry.example), OCTOBER)
    assert span(value) == tuple(entry.expect.split("/"))
    assert any("in the text" in line for line in value.inferred)


def test_an_event_that_the_text_does_not_date_gives_no_days() -> None:
    text = "Two days after the summit the ship left. The summit was a success."
    found = ground_date_in(text, mention("Two days after the summit", text), TUESDAY)
    assert span(found) == (None, None)
    assert "summit" in (found.note or "")


def test_two_dates_beside_an_event_do_not_say_which_is_its_own() -> None:
    text = "It left a day after the raid. Before the raid of May 3, 2022 there was one on April 2, 2022."
    assert span(ground_date_in(text, mention("a day after the raid", text), TUESDAY)) == (None, None)


def test_a_noun_that_is_no_event_counts_nothing() -> None:
    assert find_times("It was found two days after the ship.") == ()


@pytest.mark.parametrize("entry", [*time_words().every, *time_words().often], ids=lambda entry: entry.words)
def test_a_time_that_comes_again_says_how_often_and_has_no_days(entry: Recurrence) -> None:
    (found,) = find_times(entry.example)
    value = ground_date_in(entry.example, mention(found.text, entry.example), OCTOBER)
    assert (value.repeats, span(value)) == (entry.expect, (None, None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry ran three times a week.", "3 times a week"),
        ("It sails on Fridays.", "every Friday"),
        ("Every other Tuesday a train leaves.", "every 2 Tuesdays"),
        ("Each September a ship calls.", "every September"),
    ],
)
def test_no_day_is_made_of_a_weekday_or_month_that_comes_again(text: str, expected: str) -> None:
    (found,) = find_times(text)
    value = ground_date_in(text, mention(found.text, text), OCTOBER)
    assert (value.repeats, span(value)) == (expected, (None, None))


@pytest.mark.parametrize("text", ["They carry 300 tonnes every day.", "Friday's train left.", "It came once."])
def test_a_rate_or_a_possessive_is_no_time_that_comes_again(text: str) -> None:
    times = find_times(text)
    assert all(resolve(time, OCTOBER).repeats is None for time in times)
