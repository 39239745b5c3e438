"""Which part of a page of HTML is taken for the article, and what becomes of the rest."""

from __future__ import annotations

import json

import pytest
from html_pages import FOOT, HEADLINE, MENU, TOLD, article, given, page, paragraphs, read, reasons

from tallyclerk.model import Unread


def linked(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def test_article_stays_with_its_headline_and_without_menu_and_foot() -> None:
    document = read(page(article(paragraphs(*TOLD))))
    assert document.text.split("\n") == [HEADLINE, *TOLD]
    assert reasons(document)["World"] == "menu, by the structure of the page"
    assert reasons(document)["© Harbour Post. All rights reserved."] == "foot of the page"


def test_dateline_and_lead_stay() -> None:
    dateline = "PORT VALE (Reuters) — A barley ship has reached Easthaven after three days at sea, officials said."
    lead = "<p class='lead'><strong>A long wait for barley ends at the eastern quay this week.</strong></p>"
    document = read(page(article(lead, paragraphs(dateline, *TOLD))))
    assert dateline in document.text
    assert "A long wait for barley ends" in document.text


def test_paragraph_with_place_in_an_element_of_its_own_stays_whole() -> None:
    first = f"<p><span class='location'>PORT VALE</span> <span>—</span> {TOLD[0]}</p>"
    assert f"PORT VALE — {TOLD[0]}" in read(page(article(first, paragraphs(*TOLD[1:])))).text


def test_article_parted_by_an_advertisement_stays_whole() -> None:
    promotion = (
        "<aside><p>Advertisement. Buy a boat at the boat fair, the best place for boats of all kinds.</p></aside>"
    )
    document = read(page(article(paragraphs(*TOLD[:2]), promotion, paragraphs(*TOLD[2:]))))
    assert document.text.split("\n") == [HEADLINE, *TOLD]


def test_quotations_lists_and_tables_stay() -> None:
    quotation = (
        "<blockquote><p>“We have waited for this ship since March,” said the master of the harbour.</p></blockquote>"
    )
    items = "<ul><li>4,000 tonnes of barley for the mills of the east</li><li>200 tonnes of oats for horses</li></ul>"
    table = "<table><tr><th>Cargo</th><th>Tonnes</th></tr><tr><td>Barley</td><td>4,000</td></tr></table>"
    text = read(page(article(paragraphs(*TOLD[:2]), quotation, items, paragraphs(*TOLD[2:]), table))).text
    assert "We have waited for this ship since March" in text
    assert "200 tonnes of oats for horses" in text
    assert "Barley" in text.split("\n")[-1]
    assert "4,000" in text.split("\n")[-1]


def test_live_blog_keeps_all_its_entries() -> None:
    entries = "".join(
        f"<div class='entry'><h2>{hour}:00 News from the quay</h2><p>At {hour} the harbour office said that {hour} "
        "more trucks had left the quay with barley for the eastern mills.</p></div>"
        for hour in range(9, 19)
    )
    text = read(page(article(paragraphs(TOLD[0]), entries))).text
    assert all(f"At {hour} the harbour office said" in text for hour in range(9, 19))


def test_another_article_on_the_page_is_not_taken_in() -> None:
    other = (
        "The town council of Milbrook will plant forty lime trees along the road to the station next spring, it said."
    )
    teaser = f"<article class='teaser'><h3><a href='/t'>Trees for Milbrook</a></h3><p>{other}</p></article>"
    document = read(page(f"<main>{article(paragraphs(*TOLD))}</main><section>{teaser * 3}</section>"))
    assert TOLD[-1] in document.text
    assert other not in document.text
    assert other in reasons(document)


def test_comments_of_readers_are_left_out_with_a_reason() -> None:
    said = "I have worked at this quay for thirty years and never saw so much barley in one place, believe me."
    comments = (
        f"<section id='comments' class='comments'><h3>Comments</h3><div class='comment'><p>{said}</p></div></section>"
    )
    document = read(page(article(paragraphs(*TOLD)) + comments))
    assert said not in document.text
    assert said in reasons(document)


def test_caption_is_left_out_with_a_reason() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The Halcyon off Port Vale. Photo: J. Clerk</figcaption></figure>"
    document = read(page(article(figure, paragraphs(*TOLD))))
    assert reasons(document)["The Halcyon off Port Vale. Photo: J. Clerk"] == "picture credit or caption"


def test_links_to_other_stories_within_the_article_go_with_their_label() -> None:
    links = [f"<p><a href='/{n}'>Another story of the harbour, number {n}</a></p>" for n in range(3)]
    document = read(page(article(paragraphs(*TOLD[:2]), "<p>More stories</p>", *links, paragraphs(*TOLD[2:]))))
    assert document.text.split("\n") == [HEADLINE, *TOLD]
    assert reasons(document)["Another story of the harbour, number 1"]
    assert reasons(document)["More stories"]


def test_headline_stands_once_although_the_page_shows_it_twice() -> None:
    body = f"<h1>{HEADLINE}</h1>{paragraphs(HEADLINE, *TOLD)}"
    assert read(page(f"<article>{body}</article>")).text.count(HEADLINE) == 1


def test_removed_pieces_are_told_in_the_order_of_the_page() -> None:
    figure = "<figure><figcaption>The quay at dawn</figcaption></figure>"
    document = read(page(article(paragraphs(*TOLD[:2]), figure, paragraphs(*TOLD[2:]))))
    told = [piece.text for piece in document.removed]
    order = ["Home", "World", "Sport", "The quay at dawn", "© Harbour Post. All rights reserved."]
    assert [text for text in told if text in order] == order


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='color: red; display : none'><p>{}</p></div>",
        "<p hidden>{}</p>",
        "<p style='visibility:hidden'>{}</p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<script>var a = '{}'</script>",
        "<!-- {} -->",
    ],
)
def test_what_the_page_hides_is_in_neither_text_nor_removed(hidden: str) -> None:
    unseen = "The hidden cargo of glass beads was never on board of this ship at all, nobody said."
    document = read(page(article(paragraphs(*TOLD[:2]), hidden.format(unseen), paragraphs(*TOLD[2:]))))
    assert TOLD[-1] in document.text
    assert "glass beads" not in document.text
    assert "glass beads" not in str(document.removed)


def test_notice_that_asks_for_consent_is_not_taken_for_the_article() -> None:
    notice = paragraphs(
        "We and our partners store and read cookies on your device to show you personalised ads and content.",
        "You can change your cookie settings at any time, or withdraw your consent in our privacy policy.",
        "Accept all cookies or manage your choices for each of the purposes that our partners name below.",
    )
    document = read(page(f"<article>{notice * 3}</article><div class='story'>{paragraphs(*TOLD)}</div>"))
    assert TOLD[0] in document.text
    assert "store and read cookies" not in document.text
    assert "store and read cookies" in str(document.removed)


def test_page_with_nothing_but_a_consent_notice_does_not_give_it_for_an_article_unsaid() -> None:
    notice = "We and our partners store and read cookies on your device to show you personalised ads and content."
    found = given(f"<html><body><div>{paragraphs(notice) * 5}</div></body></html>")
    assert isinstance(found, Unread) or any("consent" in note for note in found.notes)


def test_article_that_stands_only_in_the_page_data_is_read_and_said_to_be() -> None:
    head = linked(headline=HEADLINE, articleBody="\n".join(TOLD))
    document = read(page("<div id='app'><p>Please turn on scripts.</p></div>", head))
    assert document.text.split("\n") == [HEADLINE, *TOLD]
    assert any("articleBody" in note for note in document.notes)
    assert "Please turn on scripts." in reasons(document)


def test_markup_within_the_page_data_is_not_shown() -> None:
    document = read(page("<p>Loading</p>", linked(articleBody=paragraphs(*TOLD))))
    assert TOLD[1] in document.text
    assert "<p>" not in document.text


def test_page_that_a_script_would_fill_is_told_apart_from_an_article() -> None:
    found = given("<html><body><div id='root'></div><script>render()</script></body></html>")
    assert isinstance(found, Unread)
    assert "save it again once it has loaded" in found.reason


def test_page_without_an_article_by_structure_says_that_all_was_read() -> None:
    many = "".join(f"<div><span>{text}</span></div>" for text in TOLD) + "<i></i>" * 3_001
    document = read(page(f"<div>{many}</div>"))
    assert all(text in document.text for text in TOLD)
    assert any("all the text that it shows was read" in note and "3,000" in note for note in document.notes)


def test_page_that_is_not_free_says_so() -> None:
    document = read(page(article(paragraphs(*TOLD)), linked(isAccessibleForFree=False)))
    assert any("not free to read" in note for note in document.notes)


def test_page_without_any_markup_of_articles_is_read() -> None:
    body = f"{MENU}<table><tr><td><font size=2>{paragraphs(*TOLD)}</font></td></tr></table>{FOOT}"
    assert all(text in read(f"<html><body>{body}").text for text in TOLD)
