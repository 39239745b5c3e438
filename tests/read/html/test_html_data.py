"""What a page of HTML says of itself, and that what it says stays within bounds."""

from __future__ import annotations

import json
from datetime import date

from html_pages import HEADLINE, TOLD, article, page, paragraphs, read

from tallyclerk.read.html.data import PageData, page_data
from tallyclerk.read.html.tree import parse


def data_of(head: str, body: str = "") -> PageData:
    tree, _ = parse(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>")
    return page_data(tree)


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_linked_data_give_dates_authors_section_and_headline() -> None:
    told = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2031-05-04T10:00:00+02:00",
        "dateModified": "2031-05-06",
        "author": [{"name": "Jane Clerk"}, {"name": "John Roe"}],
        "articleSection": "Harbour",
        "publisher": {"name": "Harbour Post"},
    }
    data = data_of(linked({"@graph": [{"@type": "WebSite", "name": "x"}, told]}))
    assert data.dates == (("2031-05-04T10:00:00+02:00", "datePublished"),)
    assert data.modified == (("2031-05-06", "dateModified"),)
    assert data.authors == ("Jane Clerk", "John Roe")
    assert (data.section, data.site, data.title) == ("Harbour", "Harbour Post", HEADLINE)


def test_meta_elements_give_the_same() -> None:
    data = data_of(
        '<meta property="article:published_time" content="2031-05-04"><meta name="author" content="Jane Clerk">'
        '<meta property="article:modified_time" content="2031-05-05"><meta property="article:section" content="Sea">'
        '<meta property="og:site_name" content="Harbour Post"><meta http-equiv="content-language" content="de-AT">'
    )
    assert data.dates == (("2031-05-04", "article:published_time"),)
    assert data.modified == (("2031-05-05", "article:modified_time"),)
    assert (data.authors, data.section, data.site, data.language) == (("Jane Clerk",), "Sea", "Harbour Post", "de")


def test_microdata_and_links_give_author_and_date() -> None:
    data = data_of("", '<b itemprop="author">Jane Clerk</b><i itemprop="datePublished" content="2031-05-04">May</i>')
    assert data.authors == ("Jane Clerk",)
    assert data.dates == (("2031-05-04", "itemprop datePublished"),)
    assert data_of("", '<a rel="author" href="/jane">Jane Clerk</a>').authors == ("Jane Clerk",)


def test_of_several_times_outside_of_the_article_none_is_its_date() -> None:
    clock = '<time datetime="2031-05-04">now</time>'
    assert data_of("", clock).dates == (("2031-05-04", "time"),)
    assert data_of("", clock * 2).dates == ()
    inner = f'{clock}<article><time datetime="2031-05-01">1 May</time></article>'
    assert data_of("", inner).dates == (("2031-05-01", "time"),)


def test_broken_and_wrapped_linked_data_do_not_stop_the_page() -> None:
    broken = '<script type="application/ld+json">{"headline": "Half</script>'
    wrapped = '<script type="application/ld+json">//<![CDATA[\n{"headline": "Whole\nline"};\n//]]></script>'
    assert data_of(broken + wrapped).headline == "Whole\nline"


def test_what_a_page_says_of_itself_is_bounded() -> None:
    long = "a" * 20_000
    people = [{"name": f"Person {n} {long}"} for n in range(9)]
    data = data_of(
        linked({"@type": "NewsArticle", "author": people, "datePublished": long})
        + f'<meta property="og:site_name" content="{long}"><meta name="{long}" content="{long}">'
        + '<time datetime="2031-05-04">x</time>' * 1_000
    )
    assert len(data.authors) <= 5
    assert max(map(len, data.authors)) <= 200
    assert len(data.dates[0][0]) <= 500
    assert len(data.site or "") <= 500


def test_page_data_reach_the_document() -> None:
    head = linked({"@type": "NewsArticle", "datePublished": "2031-05-04", "author": {"name": "Jane Clerk"}})
    document = read(page(article(paragraphs(*TOLD)), head))
    assert document.author == "Jane Clerk"
    assert document.title == HEADLINE
    assert document.published is not None
    assert document.published.earliest == date(2031, 5, 4)


def test_language_is_that_of_the_text_not_what_a_page_declares() -> None:
    document = read(page(article(paragraphs(*TOLD))).replace('lang="en"', 'lang="fr"'))
    assert document.language == "en"
