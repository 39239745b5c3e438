"""Whole web pages whose markup is gone: the article among menus, galleries, comments and other stories."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.read.normalise import normalised
from tallyclerk.read.plain import Reading, read_plain

HEADLINE = "Barley ship Halcyon reaches Easthaven from Port Vale"
URL = "https://herald.example/world/barley-ship-halcyon-reaches-easthaven"
ARTICLE = (
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven, the harbour office said.",
    "It left on Monday with a crew of nineteen, and its papers were in order, according to the harbour office.",
    "The barley was loaded onto trains at Easthaven and taken to a depot near the border within two days.",
    "A second ship with barley for the same depot is waiting off Port Vale until the storm has passed, it said.",
)
MENU = tuple(
    f"* {name}"
    for name in ("World", "Opinion", "Weather", "Markets", "Books", "Travel", "Jobs", "Homes", "Cars", "Pets")
)
FOOTER = tuple(
    f"* {name} desk" for name in ("About", "Contact", "Careers", "Privacy", "Terms", "Archive", "Advertising", "Help")
)


def page(*middle: str) -> str:
    """A page as a renderer of HTML writes it: blank lines between blocks, lists with signs."""
    return normalised("\n".join((*MENU, "", *(f"{line}\n" for line in middle), *FOOTER)))


def read(*middle: str, url: str | None = URL) -> Reading:
    return read_plain(page(*middle), url)


def lines_of(reading: Reading) -> list[str]:
    return [line for line in reading.text.split("\n") if line]


def test_of_a_whole_page_the_headline_and_the_article_stay() -> None:
    reading = read(HEADLINE, *ARTICLE)
    assert lines_of(reading) == [HEADLINE, *ARTICLE]
    assert reading.headline == HEADLINE


def test_the_lead_between_headline_and_article_stays_and_the_byline_goes() -> None:
    lead = "The barley is bound for a depot near the border, the harbour office says."
    reading = read(HEADLINE, lead, "By Ada Berg - 11/19/19 06:56 AM", *ARTICLE)
    assert lines_of(reading) == [HEADLINE, lead, *ARTICLE]


@pytest.mark.parametrize(
    "opener",
    [
        "3 thoughts on “Barley ship reaches Easthaven”",
        "Leave a Reply",
        "Comments",
        "Kommentare (12)",
        "34 responses to this",
    ],
)
def test_what_readers_write_is_not_the_article(opener: str) -> None:
    comments = [
        line
        for n in range(6)
        for line in (
            f"{n}. harbour_rat says:",
            "I have seen that ship so often from my own window that I would not trust a word they say about it.",
        )
    ]
    assert lines_of(read(HEADLINE, *ARTICLE, opener, *comments)) == [HEADLINE, *ARTICLE]


def test_beginnings_of_other_stories_with_their_dates_go() -> None:
    others = [
        line
        for n, name in enumerate(("Hale", "Quill", "Moss", "Thorn", "Reed", "Finch"), start=1)
        for line in (
            f"Minister {name} opens the flower show",
            f"November {n}, 2019",
            "The flower show in the town park was opened by a minister yesterday, and many came to see it bloom.",
        )
    ]
    assert lines_of(read(HEADLINE, *ARTICLE, *others)) == [HEADLINE, *ARTICLE]


def test_teasers_above_the_headline_of_the_address_go() -> None:
    teasers = [
        f"* Minister {n} opens the flower show in the town park and says that it will bloom until ..." for n in "ABCDE"
    ]
    assert lines_of(read(*teasers, HEADLINE, *ARTICLE)) == [HEADLINE, *ARTICLE]


def test_a_list_with_numbers_right_below_the_article_is_a_part_of_it() -> None:
    days = tuple(f"June {n} – {place}" for n, place in ((9, "West Vale"), (10, "Upper Quay"), (14, "Old Easthaven")))
    text = page(HEADLINE, *ARTICLE, "Days of departure:", "\n".join(days))
    reading = read_plain(text, URL)
    assert all(day in reading.text for day in days)


def test_a_headline_of_another_story_between_paragraphs_goes() -> None:
    teaser = "Flower Show Opens: Minister Promises Blooms Until Late Autumn For All"
    reading = read(HEADLINE, *ARTICLE[:2], teaser, *ARTICLE[2:])
    assert lines_of(reading) == [HEADLINE, *ARTICLE]
    assert {piece.reason for piece in reading.removed if piece.text == teaser} == {"headline of another story"}


def test_the_captions_of_a_gallery_go() -> None:
    caption = "The Halcyon lies at the pier of Port Vale while barley is loaded into her holds by two cranes."
    gallery = (
        "Image 1 of 2",
        caption,
        "Photo: Ada Berg, VP",
        "Image 2 of 2",
        f"{caption} Again.",
        "Photo: Tom Hale, VP",
    )
    assert lines_of(read(HEADLINE, *gallery, *ARTICLE)) == [HEADLINE, *ARTICLE]


def test_a_caption_that_shares_a_block_with_its_credit_goes() -> None:
    block = "Cranes stand idle over the old quay in the rain.\nAda Berg/Vale Press/Getty Images"
    assert lines_of(read(HEADLINE, *ARTICLE[:2], block, *ARTICLE[2:])) == [HEADLINE, *ARTICLE]


def test_who_wrote_the_article_goes_though_it_speaks_in_sentences() -> None:
    bio = "Ada Berg has written of ships and of those who sail in them for twenty years from her home in the hills."
    reading = read(HEADLINE, "Ada Berg", *ARTICLE, "Ada Berg", bio)
    assert lines_of(reading) == [HEADLINE, *ARTICLE]


def test_a_question_that_an_interview_asks_again_and_again_stays() -> None:
    question = "What did you see at the pier of Port Vale?"
    answers = [line for paragraph in ARTICLE for line in (question, paragraph)]
    assert lines_of(read(HEADLINE, *answers)) == [HEADLINE, *answers]


def test_text_in_wrapped_lines_stays_whole() -> None:
    """A PDF or an e-mail breaks its sentences into lines, whose shape says nothing."""
    wrapped = (
        "Cargo report of the harbour office",
        "The freighter Halcyon carried 4,000 tonnes of barley",
        "from Port Vale to Easthaven, the harbour office said",
        "on Tuesday, and its papers were in order according to",
        "the same office, which has looked at each of them in",
        "turn since the spring of last year. The second ship is",
        "waiting off Port Vale until the storm has passed. Her",
        "papers are with the agent, who will hand them over as",
        "soon as the ship has been cleared by the pilot.",
        "Port Vale, 3 May",
    )
    reading = read_plain(normalised("\n".join(wrapped * 3)), None)
    assert set(wrapped) <= set(lines_of(reading))


@pytest.mark.parametrize("times", [1, 4, 12])
def test_a_clean_article_is_left_alone(times: int) -> None:
    lines = [HEADLINE, *(f"{line[:-1]}, report {n}." for n in range(times) for line in ARTICLE)]
    reading = read_plain("\n\n".join(lines), URL)
    assert lines_of(reading) == lines
    assert reading.removed == ()


def test_reading_what_was_read_changes_nothing() -> None:
    once = read(HEADLINE, "By Ada Berg", *ARTICLE, "Comments", "1. harbour_rat says:", "I saw it.")
    again = read_plain(once.text, URL)
    assert again.text == once.text
    assert again.removed == ()


PIECES = st.sampled_from(
    [
        *ARTICLE,
        *MENU[:4],
        HEADLINE,
        "",
        "Comments",
        "Related stories",
        "By Ada Berg",
        "May 3, 2019",
        "Image 1 of 2",
        "Photo: VP",
        "___",
        "1 Halcyon  40  12",
        "中文新闻",
        "Ein ganz anderer Satz in einer anderen Sprache steht hier.",
        "e" * 900,
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from([None, URL]))
def test_every_line_of_any_page_is_kept_or_removed_with_a_reason_and_in_order(
    pieces: list[str], url: str | None
) -> None:
    text = normalised("\n".join(pieces))
    reading = read_plain(text, url)
    removed = [piece.text for piece in reading.removed]
    given_lines = [line for line in text.split("\n") if line]
    assert sorted([*lines_of(reading), *removed]) == sorted(given_lines)
    assert all(piece.reason for piece in reading.removed)
    for part in (lines_of(reading), removed):
        rest = iter(given_lines)
        assert all(line in rest for line in part)


@pytest.mark.parametrize("line", ["a " * 200_000, "Image 1 of " * 3_000, "1 " * 100_000, "A, " * 50_000, "é" * 100_000])
def test_giant_lines_take_little_time(line: str) -> None:
    read(HEADLINE, *ARTICLE)
    began = time.process_time()
    read(HEADLINE, *ARTICLE, line.strip(), line.strip() + ".")
    assert time.process_time() - began < 3.0


def test_a_long_page_takes_little_time() -> None:
    began = time.process_time()
    read(*(f"{line[:-1]}, report {n}." for n in range(500) for line in (*ARTICLE, "Item * 1", "A Capital Label.")))
    assert time.process_time() - began < 5.0
