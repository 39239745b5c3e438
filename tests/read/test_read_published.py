"""When a page was published, what that rests on, and what is refused."""

import time
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.read.published import Dating, PageFacts, date_page, iso_interval
from tallyclerk.read.stamps import dates_in, is_date_line, split_stamp
from tallyclerk.resources.page_dates import lexicon, page_dates

HEAD = "Barley ship reaches Easthaven"
BODY = "The freighter brought barley from Port Vale, the harbour office said on Friday."


def page(*lines: str, url: str | None = None, headline: str = HEAD, elsewhere: tuple[str, ...] = ()) -> Dating:
    at = lines.index(headline) if headline in lines else 0
    article = "\n".join(lines[at:])
    return date_page(PageFacts(url=url, lines=lines, headline=at, article=article, elsewhere=elsewhere))


def days(dating: Dating) -> tuple[str, str] | None:
    published = dating.published
    return (str(published.earliest), str(published.latest)) if published else None


def test_what_the_input_states_counts_most() -> None:
    facts = PageFacts(stated="2024-03-05T10:00:00Z", url="https://x.example/2023/01/02/a", lines=(HEAD,))
    dating = date_page(facts)
    assert days(dating) == ("2024-03-05", "2024-03-05")
    assert dating.published is not None
    assert dating.published.basis == "stated with the input"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-03", ("2024-03-01", "2024-03-31")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("5 March 2024", ("2024-03-05",) * 2),
    ],
)
def test_an_imprecise_date_stays_an_interval(stated: str, expected: tuple[str, str]) -> None:
    assert days(date_page(PageFacts(stated=stated))) == expected


@pytest.mark.parametrize("stated", ["soon", "2024-13-45", "99999", "Tuesday", ""])
def test_a_stated_date_that_is_none_is_not_taken(stated: str) -> None:
    dating = date_page(PageFacts(stated=stated, lines=(HEAD,)))
    assert dating.published is None
    assert [entry.text for entry in dating.refused] == [stated] * bool(stated)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/2023/10/14/barley", ("2023-10-14", "2023-10-14")),
        ("https://x.example/world/barley-20190510-p51.html", ("2019-05-10", "2019-05-10")),
        ("https://x.example/military/201907151076247580-barley", ("2019-07-15", "2019-07-15")),
        ("https://x.example/news/2022/08/barley", ("2022-08-01", "2022-08-31")),
        ("https://x.example/news/20221", None),
        ("https://x.example/item/19991332/", None),
    ],
)
def test_the_address_dates_a_page(url: str, expected: tuple[str, str] | None) -> None:
    assert days(page(HEAD, BODY, url=url)) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published May 14, 2019 8:29 PM by The Bulletin", "2019-05-14"),
        ("26.05.2023 15:15", "2023-05-26"),
        ("18.07.2019 - 10:28", "2019-07-18"),
        ("- Aug 1, 2022", "2022-08-01"),
        ("Updated 16/10/2020 at 10:12 GMT", "2020-10-16"),
        ("(Source: Wire; published July 25, 2019)", "2019-07-25"),
        ("Опубликовано 5 марта 2024", "2024-03-05"),
    ],
)
def test_a_date_under_the_headline_is_taken_and_quoted(line: str, day: str) -> None:
    dating = page(HEAD, line, BODY)
    assert days(dating) == (day, day)
    assert dating.published is not None
    assert line in dating.published.basis


def test_a_dateline_with_its_year_dates_the_page() -> None:
    assert days(page(HEAD, "May 11, 2019 - On Thursday the harbour office spoke of barley.")) == ("2019-05-11",) * 2


def test_a_date_whose_order_is_open_is_an_interval_that_says_so() -> None:
    dating = page(HEAD, "Published 05/06/2020", BODY)
    assert days(dating) == ("2020-05-06", "2020-06-05")
    assert dating.published is not None
    assert "order of day and month is open" in dating.published.basis


def test_a_page_clock_beside_the_weather_is_refused() -> None:
    dating = page("7.3 C", "Monday, December 4, 2023", HEAD, BODY)
    assert dating.published is None
    assert [(entry.text, "page clock beside the weather" in entry.reason) for entry in dating.refused] == [
        ("Monday, December 4, 2023", True)
    ]


def test_a_page_clock_above_the_headline_is_refused_and_the_date_below_it_taken() -> None:
    dating = page("Thursday, Feb 25", HEAD, "18.07.2019 - 10:28", BODY)
    assert days(dating) == ("2019-07-18", "2019-07-18")
    assert dating.refused[0].text == "Thursday, Feb 25"


def test_a_render_time_is_refused() -> None:
    dating = page(HEAD, BODY, "Render Time: 2025-01-10 07:02:17")
    assert dating.published is None
    assert "made for its reader" in dating.refused[0].reason


def test_dates_of_events_are_no_publication_dates() -> None:
    dating = page(HEAD, "The ship left on 5 March 2019 and came in on 9 March 2019, the office said.")
    assert dating.published is None
    assert "2019-03-09" in dating.notes[0]


def test_a_month_and_day_without_any_year_stay_unknown_with_a_note() -> None:
    dating = page(HEAD, "ISTANBUL, July 5 (Wire) - The ship left on July 3 with barley.")
    assert dating.published is None
    assert "no year" in dating.notes[0]


RECENT = "In recent weeks barley went to Easthaven; between Sept. 7 and Oct. 1 two ships were unloaded, he said Friday."


def test_a_year_is_inferred_from_an_edition_beside_the_article_and_says_so() -> None:
    dating = page(
        HEAD, RECENT, elsewhere=("- Singers to open 2023 World Chess Championship", "Plant to open from 2025")
    )
    assert days(dating) == ("2023-10-01", "2023-11-01")
    assert dating.published is not None
    assert '"2023 World Chess Championship"' in dating.published.basis
    assert '"In recent weeks"' in dating.published.basis
    assert dating.published.basis.startswith("inferred")


@pytest.mark.parametrize(
    "elsewhere",
    [("Plant to open from 2025",), ("2002, when the town won the World Cup",), ("2022 Polar Games", "2023 Chess Cup")],
)
def test_other_years_beside_the_article_infer_nothing(elsewhere: tuple[str, ...]) -> None:
    assert page(HEAD, RECENT, elsewhere=elsewhere).published is None


def test_without_words_of_recency_nothing_is_inferred() -> None:
    article = "Between Sept. 7 and Oct. 1 two ships were unloaded, he said Friday."
    assert page(HEAD, article, elsewhere=("2023 Chess Cup",)).published is None


def test_a_day_that_lies_ahead_is_no_latest_event() -> None:
    article = RECENT + " A third ship is expected on Oct. 20."
    assert days(page(HEAD, article, elsewhere=("2023 Chess Cup",))) == ("2023-10-01", "2023-11-01")


def test_a_weekday_that_belies_the_year_stops_the_inference() -> None:
    article = "In recent weeks barley went to Easthaven; a ship came in on Wednesday, Oct. 4."
    assert page(HEAD, article, elsewhere=("2023 Chess Cup",)).published is not None
    dating = page(HEAD, article, elsewhere=("2022 Chess Cup",))
    assert dating.published is None
    assert "do not fit 2022" in dating.notes[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Monday, December 4, 2023", True),
        ("Updated 16/10/2020 at 10:12 GMT", True),
        ("Thursday, Feb 25", True),
        ("July 21, 2016", True),
        ("December 2023", False),
        ("The ship left on July 21, 2016", False),
        ("7.3 C", False),
        ("March of the barley farmers 2016", False),
        ("31.02.2020", False),
    ],
)
def test_lines_that_are_only_a_date_are_known(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_stamps_are_split_only_from_the_very_beginning() -> None:
    assert split_stamp("date 2023-10 Barley came in.") == ("date 2023-10", "Barley came in.")
    assert split_stamp("Up to date 2023-10-01 figures") == (None, "Up to date 2023-10-01 figures")
    assert split_stamp("date 2023-10-05") == ("date 2023-10-05", "")


def test_impossible_days_are_no_dates() -> None:
    assert list(dates_in("2023-02-30, 45.10.2020, 13/13/2020, June 31, 2020")) == []
    assert iso_interval("2023-02-30") is None
    assert iso_interval("2024-02-29") == (date(2024, 2, 29),) * 2


def test_the_words_of_recency_fit_their_examples() -> None:
    for entry, (pattern, _) in zip(lexicon().recency, page_dates().recency, strict=True):
        assert pattern.search(entry.example), entry.pattern


@pytest.mark.parametrize("unit", ["1.1.2020 ", "May 1 ", "1-", "may ", "2020-", "1 de ", "September,,, "])
def test_long_odd_lines_are_searched_in_no_time(unit: str) -> None:
    began = time.process_time()
    list(dates_in(unit * 5_000))
    assert time.process_time() - began < 2.0


def dated(**fields: object) -> Dating:
    return date_page(msgspec.structs.replace(PageFacts(lines=(HEAD, BODY), article=f"{HEAD}\n{BODY}"), **fields))


def test_a_date_after_the_capture_is_impossible_and_the_next_one_is_taken() -> None:
    found = dated(
        structured=(("2031-01-01", "datePublished"),), url="https://x.example/2023/10/14/a", captured=date(2023, 11, 2)
    )
    assert days(found) == ("2023-10-14", "2023-10-14")
    assert [entry.text for entry in found.refused] == ["2031-01-01"]
    assert "after 2023-11-02, when the page already existed" in found.refused[0].reason


@pytest.mark.parametrize("text", ["1970-01-01T00:00:00Z", "1900-01-01"])
def test_the_beginning_of_a_calendar_stands_for_no_date(text: str) -> None:
    found = dated(structured=((text, "datePublished"),))
    assert found.published is None
    assert "have no date" in found.refused[0].reason


def test_a_later_change_is_told_from_publication() -> None:
    found = dated(structured=(("2024-04-30", "datePublished"),), modified=(("2024-05-02", "dateModified"),))
    assert days(found) == ("2024-04-30", "2024-04-30")
    assert found.refused[0].reason == "the page's own data (dateModified) says 2024-05-02: the page was updated then"


def test_a_change_alone_dates_a_page_and_says_so() -> None:
    found = dated(modified=(("2024-05-02", "dateModified"),))
    assert days(found) == ("2024-05-02", "2024-05-02")
    assert found.published is not None
    assert "the page was updated then" in found.published.basis


def test_a_moment_with_an_offset_keeps_the_day_of_its_writer() -> None:
    assert days(dated(structured=(("2024-03-05T01:00:00+09:00", "datePublished"),))) == ("2024-03-05", "2024-03-05")


@pytest.mark.parametrize(
    "moment", ["2023-10-14T02:10:00Z", "2023-10-14T02:10:00.000+00:00", "Sat Oct 14 2023 02:10:00 GMT+0000"]
)
def test_a_moment_in_universal_time_gives_way_to_the_publishers_own_day(moment: str) -> None:
    url = "https://x.example/2023/10/13/a"
    found = dated(structured=((moment, "datePublished"),), url=url)
    assert days(found) == ("2023-10-13", "2023-10-13")
    assert "within a day" in found.refused[0].reason
    assert "universal time" in found.refused[0].reason
    local = dated(structured=(("2023-10-14T02:10:00+02:00", "datePublished"),), url=url)
    assert days(local) == ("2023-10-14", "2023-10-14")
    assert local.refused[0].text == "2023/10/13"


def test_two_others_that_agree_on_an_earlier_day_belie_the_data() -> None:
    data = (("2021-03-01", "datePublished"),)
    alone = dated(structured=data, url="https://x.example/2019/05/11/a")
    assert days(alone) == ("2021-03-01", "2021-03-01")
    both = dated(structured=data, url="https://x.example/2019/05/11/a", lines=(HEAD, "Published May 11, 2019", BODY))
    assert days(both) == ("2019-05-11", "2019-05-11")
    assert "two others agree" in both.refused[0].reason


def test_data_that_give_the_day_of_the_capture_give_way_to_an_earlier_day() -> None:
    found = dated(
        structured=(("2023-11-02", "datePublished"),), url="https://x.example/2023/10/14/a", captured=date(2023, 11, 2)
    )
    assert days(found) == ("2023-10-14", "2023-10-14")
    assert "made anew each time" in found.refused[0].reason


def test_a_feed_dates_its_entry() -> None:
    found = dated(listed="Fri, 13 Oct 2023 09:00:00 +0900")
    assert days(found) == ("2023-10-13", "2023-10-13")
    assert found.published is not None
    assert found.published.basis == "the feed that lists it"


def test_a_vague_date_ends_with_the_capture() -> None:
    found = dated(stated="2023", captured=date(2023, 11, 2))
    assert days(found) == ("2023-01-01", "2023-11-02")


def test_a_capture_alone_is_a_note_and_no_date() -> None:
    found = dated(captured=date(2023, 11, 2))
    assert found.published is None
    assert found.notes == ("published on or before 2023-11-02, when it was captured; nothing gives the day",)


def test_a_capture_soon_after_the_latest_dated_event_bounds_the_day() -> None:
    article = f"{HEAD}\nThe ship left on 20 October 2023, the office said."
    near = dated(article=article, captured=date(2023, 11, 2))
    assert days(near) == ("2023-10-20", "2023-11-02")
    far = dated(article=article, captured=date(2025, 11, 2))
    assert far.published is None
    assert "not before the latest dated event in the text, 2023-10-20" in far.notes[0]


def test_a_date_above_the_headline_that_is_the_day_of_publication_is_no_clock() -> None:
    lines = ("Friday 13 October 2023", HEAD, BODY)
    assert dated(lines=lines, headline=1, structured=(("2023-10-13", "datePublished"),)).refused == ()
    other = dated(lines=lines, headline=1, structured=(("2023-10-11", "datePublished"),))
    assert "page clock" in other.refused[0].reason


def test_the_address_may_name_its_month() -> None:
    assert days(dated(url="https://x.example/world/2019/nov/18/barley")) == ("2019-11-18", "2019-11-18")


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2090, 1, 1)), max_size=3),
    st.none() | st.dates(date(1995, 1, 1), date(2090, 1, 1)),
    st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_whatever_the_dates_none_is_lost_and_none_lies_after_the_capture(
    data: list[date], captured: date | None, address: date | None
) -> None:
    url = f"https://x.example/{address:%Y/%m/%d}/a" if address else None
    found = dated(structured=tuple((str(day), "datePublished") for day in data), url=url, captured=captured)
    told = {entry.text.replace("/", "-") for entry in found.refused}
    told |= {str(found.published.earliest)} if found.published else set()
    assert {str(day) for day in (*data, *((address,) if address else ()))} <= told
    if captured and found.published:
        assert found.published.earliest <= captured + timedelta(days=1)


@pytest.mark.parametrize(
    "line", ["5 ARALIK 2023", "3 MÄRZ 2024", "MAY 5", "5 de Março de 2024", "am 1.2.2024 um", "(2024/3/5)"]
)
def test_a_date_is_found_in_whatever_case_and_language_it_is_written(line: str) -> None:
    assert list(dates_in(line))
