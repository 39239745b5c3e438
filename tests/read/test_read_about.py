"""What a document says of itself, put together, also from odd input."""

import time

from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.read.about import Evidence, about

ARTICLE = "Barley ship reaches Easthaven\nThe ship brought barley from Port Vale, the harbour office said on Friday."


def evidence(article: str = ARTICLE, **fields: str) -> Evidence:
    lines = article.split("\n")
    return Evidence(article=article, headline=lines[0], lines=lines, at=0, **fields)


def test_an_agency_as_author_in_the_data_is_a_credit_and_no_person() -> None:
    found = about(evidence(author="Reuters", site="The Vale Post"))
    assert found.author is None
    assert [(credit.name, credit.kind) for credit in found.credits] == [("Reuters", "agency")]


def test_the_publisher_itself_as_author_is_its_staff() -> None:
    assert about(evidence(author="The Vale Post", site="The Vale Post")).author == "staff"
    assert about(evidence(author="BBC News", url="https://www.bbc.com/news/1")).author == "staff"
    assert about(evidence(author="ValePost", url="https://valepost.example/1")).author == "staff"


def test_what_a_page_does_not_say_stays_unknown() -> None:
    found = about(evidence())
    assert (found.outlet, found.author, found.dateline, found.credits) == (None, None, None, ())
    assert found.title == "Barley ship reaches Easthaven"


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read(article: str, author: str, title: str, site: str) -> None:
    found = about(evidence(article, author=author, title=title, site=site, url=site, sender=author))
    assert found.author is None or found.author.strip()


def test_long_odd_pages_take_no_time() -> None:
    began = time.process_time()
    for unit in ("By A and ", "© ", "(", "SEOUL, ", "A - ", "12 ", "Source: A, "):
        about(evidence("\n".join([unit * 2_000, unit * 30] * 50), author=unit * 500, title=unit * 500))
    assert time.process_time() - began < 4.0
