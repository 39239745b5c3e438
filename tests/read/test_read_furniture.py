"""Articles told from page furniture where the markup is gone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.read.normalise import normalised
from tallyclerk.read.plain import Reading, read_plain
from tallyclerk.resources.furniture import Entry, groups, phrase_of, phrases

BODY = (
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven, the harbour office said.",
    "It left on Monday with a crew of nineteen, and its papers were in order, according to the harbour office.",
    "The barley was loaded onto trains at Easthaven and taken to a depot near the border within two days.",
)


def read(*lines: str, url: str | None = None) -> Reading:
    return read_plain(normalised("\n".join(lines)), url)


def reason_of(reading: Reading, start: str) -> str:
    return next(piece.reason for piece in reading.removed if piece.text.startswith(start))


@pytest.mark.parametrize("entry", [entry for group in groups() for entry in group.patterns], ids=lambda e: e.example)
def test_each_phrase_fits_its_example_and_spares_its_neighbour(entry: Entry) -> None:
    def is_furniture(line: str) -> bool:
        return any(phrase.fits(line, len(line.split())) for phrase in phrases())

    assert is_furniture(entry.example)
    assert entry.spares is None or not is_furniture(entry.spares)


def test_every_pattern_earns_its_own_example() -> None:
    entries = [entry for group in groups() for entry in group.patterns]
    for phrase, entry in zip(phrases(), entries, strict=True):
        assert phrase.fits(entry.example, len(entry.example.split())), entry.pattern


def test_an_article_without_furniture_stays_whole() -> None:
    reading = read("Barley ship reaches Easthaven", "", *BODY)
    assert reading.text == "\n".join(("Barley ship reaches Easthaven", "", *BODY))
    assert reading.removed == ()


def test_blank_lines_stay_where_furniture_went_between() -> None:
    reading = read(BODY[0], "", "- Advertisement -", "", BODY[1])
    assert reading.text == f"{BODY[0]}\n\n{BODY[1]}"


def test_menus_above_the_headline_go_and_the_headline_stays() -> None:
    reading = read("Harbour Herald", "World", "Most Popular", "Barley ship reaches Easthaven from Port Vale", "", *BODY)
    assert reading.text.startswith("Barley ship reaches Easthaven")
    assert reading.headline == "Barley ship reaches Easthaven from Port Vale"
    assert len(reading.removed) == 3


def test_the_address_helps_to_know_a_headline_of_other_words() -> None:
    reading = read("Our sponsors this week", "Full load", *BODY, url="https://x.example/news/full-load")
    assert reading.headline == "Full load"


def test_a_byline_goes_and_a_speaker_named_in_the_text_stays() -> None:
    lines = ("Remarks on the barley ship at Port Vale", "Ada Berg", "Minister Corin Hale")
    reading = read(*lines, *BODY, "Minister Hale thanked the crew and the port for their work.")
    assert "Ada Berg" not in reading.text
    assert "Minister Corin Hale" in reading.text


def test_headlines_stuck_together_go() -> None:
    mashed = (
        "Two hurt in quarry slide[Morning notesShares open higher on barley newsMinister visits flooded townsHarbour"
    )
    assert reason_of(read(*BODY, mashed), "Two hurt").startswith("headlines of other stories")


def test_names_with_inner_capitals_do_no_harm() -> None:
    line = "The watchers at MarineTraffic and at TankerTrackers said that the ship had left the port of LaSalle"
    assert line in read(*BODY, line + ".").text


def test_teasers_after_the_article_go() -> None:
    teasers = ("More articles", "Minister calls for calm as strike looms", "Three hurt in quarry slide", "World 17:00")
    reading = read(*BODY, *teasers)
    assert reading.text == "\n".join(BODY)
    assert len(reading.removed) == 4


def test_a_list_of_other_stories_within_the_article_ends_at_its_next_sentence() -> None:
    reading = read(BODY[0], "Read also", "Minister calls for calm as strike looms", BODY[1], BODY[2])
    assert reading.text == "\n".join(BODY)


def test_a_caption_with_a_credit_stuck_to_it_goes() -> None:
    lines = (
        "Halcyon carried barley from Port Vale to Easthaven",
        BODY[0],
        "Halcyon carried 4,000 tonnes of barley from Port Vale to Easthavenharbour office",
        *BODY[1:],
    )
    reading = read(*lines)
    assert "Easthavenharbour" not in reading.text
    assert "caption" in reason_of(reading, "Halcyon carried 4,000")


@pytest.mark.parametrize(
    "caption",
    [
        "Image credit: Port Vale Press",
        "The Halcyon at the pier in Port Vale.Credit:VP/Agence",
        "Halcyon loading barley at Port Vale, March 14, 2018 (PVP)",
        "Port office photo via AP Sacks of barley on the deck of the Halcyon.",
        "The Halcyon leaves the pier. Photo: Reuters",
    ],
)
def test_captions_with_credits_go(caption: str) -> None:
    reading = read(BODY[0], caption, *BODY[1:])
    assert reading.text == "\n".join(BODY)


def test_lines_in_another_script_or_language_go() -> None:
    turkish = "Arpa yüklü gemi dün akşam saatlerinde limana ulaştı ve yükünü hemen boşaltmaya başladı."
    reading = read(BODY[0], "Перекладачка:", turkish, "곡물 운반선 이스트헤이븐 도착", *BODY[1:])
    assert reading.text == "\n".join(BODY)


def test_an_article_in_another_language_is_read_in_its_own() -> None:
    body = (
        "Das Frachtschiff Halcyon hat nach Angaben der Hafenbehörde viertausend Tonnen Gerste nach Osthafen gebracht.",
        "Die Ladung wurde dort auf Züge umgeladen und innerhalb von zwei Tagen in ein Lager nahe der Grenze gefahren.",
    )
    reading = read(*body, "Lesen Sie auch: Streik im Hafen")
    assert reading.text == "\n".join(body)
    assert reading.tongue.code == "de"


def test_repeats_go() -> None:
    reading = read("Barley ship reaches Easthaven", "Barley ship reaches Easthaven", *BODY)
    assert reading.text.count("Barley ship reaches") == 1


def test_a_stamp_before_the_first_words_goes_alone() -> None:
    reading = read(f"date 2024-03-05 {BODY[0]}", *BODY[1:])
    assert reading.text == "\n".join(BODY)
    assert reading.stamp == "date 2024-03-05"
    assert reason_of(reading, "date 2024") == "crawl or publication stamp"


def test_a_dateline_with_an_agency_and_a_closing_credit_stay() -> None:
    reading = read("Barley ship reaches Easthaven", "Port Vale • UNN", *BODY, "(Yonhap)", "— AP")
    assert not reading.removed


def test_a_subheading_and_a_cut_off_last_line_stay() -> None:
    cut = "The harbour office added that a second ship with barley from Port Vale would reach the town of Easthaven on"
    reading = read(BODY[0], "Trains were waiting", *BODY[1:], cut)
    assert not reading.removed


def test_a_page_without_running_text_keeps_its_table() -> None:
    table = ("Cargo manifest", "BRL 400.5", "WHT 310.0", "OAT 120.2", "RYE 88.1", "Total 918.8")
    reading = read(*table, "Skip to main content")
    assert reading.text == "\n".join(table)
    assert not reading.has_body


def test_rates_beside_an_article_go() -> None:
    reading = read("AED 3.6", "AFN 68.2", "ALL 93.9", "AMD 390.7", "Barley ship reaches Easthaven", *BODY)
    assert reading.text.startswith("Barley ship")


def test_nothing_of_a_page_is_lost() -> None:
    lines = ("Skip to main content", "Barley ship reaches Easthaven", "By Ada Berg", *BODY, "Share this article")
    reading = read(*lines)
    assert sorted([*reading.text.split("\n"), *(piece.text for piece in reading.removed)]) == sorted(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet='aA .,-•|:()[]{}1’"пф中', max_size=60), max_size=12))
def test_any_lines_are_parted_without_loss(lines: list[str]) -> None:
    text = normalised("\n".join(lines))
    reading = read_plain(text)
    parts = [*reading.text.split("\n"), *(piece.text for piece in reading.removed)]
    assert sorted(part for part in parts if part) == sorted(line for line in text.split("\n") if line)


@pytest.mark.parametrize("unit", ["a", "-", "A.", "a,", "{a:b;", "Photo", "By A", "(ap", "a|", ".photo:", "1.1.2020 "])
def test_odd_long_lines_take_no_time(unit: str) -> None:
    line = (unit * 1_000)[:990]
    read("warm up the models", *BODY)
    began = time.process_time()
    read(line, *BODY, line + "x")
    assert time.process_time() - began < 1.0


def test_lines_of_signs_take_no_time() -> None:
    start = time.process_time()
    assert not any(phrase_of("(" * 900 + f"x{number}", 1) for number in range(5_000))
    assert time.process_time() - start < 1
