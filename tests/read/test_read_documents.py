"""Raw bytes to numbered documents: what a user sees of each, also where the bytes are bad."""

import json
from collections.abc import Iterator, Sequence

import msgspec
import pytest

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw, Unread
from tallyclerk.read import read_all

BODY = (
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven, the harbour office said.\n"
    "The barley was loaded onto trains at Easthaven and taken to a depot near the border within two days."
)
HEAD = "Barley ship reaches Easthaven"
NO_LIMITS = ReadSettings()
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))


def raw(body: str | bytes, **fields: str) -> Raw:
    data = body.encode() if isinstance(body, str) else body
    values = {"key": "a", "source": "a.txt", "body": data, "media_type": "text/plain", **fields}
    return msgspec.convert(values, Raw)


def read(raws: Sequence[Raw], settings: ReadSettings | None = None) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    return read_all(raws, settings or ReadSettings(), lambda done, total: None)


def one(body: str | bytes, limits: ReadSettings = NO_LIMITS, /, **fields: str) -> Document:
    (document,), unread = read([raw(body, **fields)], limits)
    assert not unread
    return document


def page(inner: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{inner}</body></html>"


def html(inner: str, head: str = "", **fields: str) -> Document:
    return one(page(inner, head), media_type="text/html", **fields)


def test_numbers_follow_keys_not_the_order_of_input() -> None:
    raws = [raw(f"{HEAD} {key}\n{BODY}", key=key, source=key) for key in ("c", "a", "b")]
    forward, _ = read(raws)
    backward, _ = read(raws[::-1])
    assert [(document.id, document.key) for document in forward] == [("d1", "a"), ("d2", "b"), ("d3", "c")]
    assert forward == backward


def test_progress_is_told_for_each_report() -> None:
    seen: list[tuple[int, int]] = []
    raws = [raw(BODY + str(n), key=str(n)) for n in range(3)]
    read_all(raws, ReadSettings(), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_same_report_given_twice_is_read_once_and_says_so() -> None:
    (document,), _ = read([raw(BODY, source="one/a.txt"), raw(BODY, key="a-2", source="two/a.txt")])
    assert document.key == "a"
    assert "the same bytes also came as two/a.txt; read once" in document.notes


def test_which_of_two_same_reports_came_first_makes_no_difference() -> None:
    raws = [raw(BODY, source="two/a.txt", key="a-2", listed="2024-03-05"), raw(BODY, source="one/a.txt")]
    assert read(raws) == read(raws[::-1])
    assert read(raws)[0][0].published is None


def test_reports_are_taken_one_by_one() -> None:
    taken: list[int] = []

    def coming() -> Iterator[Raw]:
        for number in range(3):
            taken.append(number)
            yield raw(f"{HEAD}\n{BODY} {number}.", key=str(number))

    seen: list[tuple[int, int]] = []
    read_all(coming(), ReadSettings(), lambda done, total: seen.append((len(taken), done)))
    assert seen == [(1, 1), (2, 2), (3, 3)]


def test_the_same_words_at_another_outlet_are_a_report_of_their_own() -> None:
    documents, _ = read([raw(BODY, outlet="X"), raw(BODY, key="b", outlet="Y")])
    assert [document.outlet for document in documents] == ["X", "Y"]


def test_a_plain_page_gets_title_outlet_language_and_hash() -> None:
    document = one(f"{HEAD}\n{BODY}", url="https://www.reuters.com/world/barley-ship-reaches-easthaven")
    assert (document.title, document.outlet, document.language) == (HEAD, "Reuters", "en")
    assert document.text.startswith(HEAD)
    assert len(document.sha256) == 64


def test_what_a_row_states_wins() -> None:
    stated = {"outlet": "The Vale Post", "title": "Barley", "language": "DE", "published": "2024-03-05"}
    document = one(f"{HEAD}\n{BODY}", url="https://www.reuters.com/x", **stated)
    assert (document.outlet, document.title, document.language) == ("The Vale Post", "Barley", "de")
    assert document.published is not None
    assert str(document.published.earliest) == "2024-03-05"


def test_an_unknown_address_leaves_the_outlet_unknown() -> None:
    assert one(BODY, url="https://vale-post.example/1").outlet is None
    assert one(BODY, url="http://[broken").outlet is None


def test_a_first_header_date_is_refused_and_the_day_left_unknown() -> None:
    document = one(f"7.3 C\nMonday, December 4, 2023\n\n{HEAD}\n\n{BODY}")
    assert document.published is None
    assert [entry.text for entry in document.refused_dates] == ["Monday, December 4, 2023"]
    assert document.text.startswith(HEAD)


def test_characters_are_made_plain_before_spans_are_taken() -> None:
    document = one("Barley\u00a0ship \u200breaches East\u00adhaven\r\n\r\n\r\n\r\n" + BODY.replace("\n", "\r\n"))
    assert document.text == f"{HEAD}\n\n{BODY}"


def test_a_long_text_is_cut_at_a_line_and_says_so() -> None:
    text = "\n".join(f"{number}: {BODY}" for number in range(100))
    document = one(text, ReadSettings(max_chars=1_000))
    assert len(document.text) <= 1_000
    assert document.text.endswith(".")
    assert any("cut" in note for note in document.notes)


def test_text_too_short_to_tell_its_language_says_so() -> None:
    document = one("MV Halcyon, 40 t")
    assert document.language == "en"
    assert any("cannot be told" in note for note in document.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read_without_a_note(encoding: str) -> None:
    document = one((HEAD + "\n" + BODY + " Ünal.").encode(encoding))
    assert document.text.startswith(HEAD)
    assert document.notes == ()


def test_broken_utf8_is_read_with_a_note() -> None:
    body = f"{HEAD} – {BODY} “Done”, said Ünal.".encode()
    document = one(body.replace("“".encode(), b"\xe2\x80", 1))
    assert "said Ünal." in document.text
    assert any("broken utf-8: 1 place" in note for note in document.notes)


def test_an_old_encoding_is_guessed_with_a_note() -> None:
    text = "Судно «Гальцион» доставило в порт четыре тысячи тонн ячменя, сообщила портовая служба в понедельник утром."
    document = one(text.encode("cp1251"))
    assert "доставило" in document.text
    assert any("read as cp1251" in note for note in document.notes)


def test_an_encoding_that_a_page_declares_is_used() -> None:
    body = page(f"<h1>Hafen Königsberg</h1>{PARAGRAPHS}", '<meta charset="iso-8859-1">').encode("latin-1")
    document = one(body, media_type="text/html")
    assert "Königsberg" in document.text


@pytest.mark.parametrize("body", ["\u200b\u200b \n", "- Advertisement -\nSkip to main content"])
def test_a_report_without_an_article_is_told_and_the_others_are_served(body: str) -> None:
    documents, (unread,) = read([raw(body, key="x", source="x.txt"), raw(BODY, key="y")])
    assert [document.key for document in documents] == ["y"]
    assert unread.source == "x.txt"


FULL = (
    "<header><nav><a href='/'>Home</a> <a href='/w'>World</a></nav></header>"
    f"<main><article><h1>{HEAD}</h1><p class='lead'>A ship with barley has come in at Easthaven, says its port.</p>"
    f"{PARAGRAPHS}<p>The harbour office expects more ships with barley before the end of the season at Port Vale.</p>"
    "</article></main><aside><h3>Most read</h3><ul><li>Minister calls for calm as the strike looms</li></ul></aside>"
    "<footer>© The Vale Post. All rights reserved.</footer>"
)


def test_a_page_of_html_gives_its_article_and_sets_the_rest_aside() -> None:
    document = html(FULL)
    assert document.text.startswith(HEAD)
    for line in (*BODY.split("\n"), "A ship with barley has come in"):
        assert line in document.text
    assert "Minister calls" not in document.text
    removed = " ".join(piece.text for piece in document.removed)
    assert "Minister calls for calm" in removed
    assert "All rights reserved" in removed


def test_a_page_of_html_says_its_title_site_and_day() -> None:
    data = {"@graph": [{"@type": "NewsArticle", "headline": HEAD, "datePublished": "2024-03-05T08:00:00+01:00"}]}
    head = (
        f"<meta property='og:site_name' content='The Vale Post'><script type='application/ld+json'>{json.dumps(data)}"
    )
    document = html(FULL, head + "</script>")
    assert (document.title, document.outlet) == (HEAD, "The Vale Post")
    assert document.published is not None
    assert str(document.published.earliest) == "2024-03-05"
    assert document.published.basis == "the page's own data (datePublished)"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-05T08:00:00Z">',
        '<meta name="date" content="5 March 2024">',
    ],
)
def test_meta_elements_date_a_page(head: str) -> None:
    document = html(FULL, head)
    assert document.published is not None
    assert str(document.published.earliest) == "2024-03-05"


def test_a_time_element_dates_a_page() -> None:
    document = html(FULL.replace("<p class", "<time datetime='2024-03-05T08:00'>5 March</time><p class", 1))
    assert document.published is not None
    assert str(document.published.earliest) == "2024-03-05"


def test_a_clock_in_the_header_does_not_date_a_page() -> None:
    clocks = "<time datetime='2025-01-01'>1</time><time datetime='2025-01-02'>2</time>"
    assert html(clocks + FULL).published is None


@pytest.mark.parametrize(
    "broken",
    [
        FULL.replace("</p>", "").replace("</article>", ""),
        FULL + "</div></div><p>&nosuch; &#xZZ; <b><i></b></i>",
        "<p " * 50 + FULL,
        "<?xml version='1.0' encoding='utf-8'?>" + FULL,
        FULL.replace("<main>", "<script>var a = '<p>';</script><main><!-- <p> -->"),
    ],
)
def test_malformed_html_still_gives_its_article(broken: str) -> None:
    document = one(broken, media_type="text/html")
    assert BODY.split("\n", maxsplit=1)[0] in document.text


def test_broken_linked_data_does_no_harm() -> None:
    document = html(FULL, "<script type='application/ld+json'>{\"datePublished\": </script>")
    assert document.published is None


def test_a_page_whose_structure_says_nothing_falls_back_to_its_visible_text() -> None:
    document = html("<footer>Ship in.</footer><script>hidden()</script>")
    assert document.text == "Ship in."
    assert any("all the text that it shows was read" in note for note in document.notes)


@pytest.mark.parametrize("body", ["<html></html>", "<div>" * 5_000, "<script>var a = 1;</script>", "<!-- a -->"])
def test_html_that_shows_nothing_is_told(body: str) -> None:
    _, (unread,) = read([raw(body, media_type="text/html", source="a.html")])
    assert unread.source == "a.html"
    assert "shows no text" in unread.reason


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = one(bomb + page(FULL + "<p>&b;&b;</p>"), media_type="text/html")
    assert "aaaaaaaaaa" not in document.text


def test_a_report_names_author_place_and_agency() -> None:
    body = BODY.replace("The freighter", "SEOUL, Oct. 13 (Yonhap) -- The freighter", 1)
    document = one(f"{HEAD}\nBy Jane Doe\n{body}\n(with files from AP)", url="https://valepost.example/1")
    assert (document.author, document.dateline) == ("Jane Doe", "SEOUL")
    assert [(credit.name, credit.kind) for credit in document.credits] == [
        ("Yonhap", "agency"),
        ("Associated Press", "contribution"),
    ]


def test_a_report_in_another_language_is_kept_and_says_that_it_is_not_read() -> None:
    document = one(
        "Das Schiff wurde im Hafen mit viertausend Tonnen Gerste beladen, teilte die Behörde am Montag mit, und fuhr "
        "danach weiter nach Süden in die offene See."
    )
    assert document.language == "de"
    assert "not read for claims: language German (de)" in document.notes


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = f"<meta property='og:title' content='{HEAD} - The Vale Post'>"
    head += "<meta property='og:site_name' content='The Vale Post'>"
    document = html(FULL, head)
    assert (document.title, document.outlet) == (HEAD, "The Vale Post")
