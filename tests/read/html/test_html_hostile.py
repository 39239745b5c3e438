"""Pages made to hurt: each is read within seconds, and what was not looked at is told."""

from __future__ import annotations

import re
import time

import pytest
from html_pages import TOLD, article, given, page, paragraphs, read
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from tallyclerk.model import Document
from tallyclerk.read.html.blocks import blocks_of, squeezed
from tallyclerk.read.html.tree import parse

SECONDS = 5.0


def _rows(row: str, count: int) -> str:
    return "".join(row.format(n) for n in range(count))


LINE = "<p>Sentence {} of the barley ship that came to the harbour of Port Vale.</p>"
CASES = {
    "deep": "<div>" * 100_000 + paragraphs(*TOLD),
    "deep tables": "<table><tr><td>" * 30_000 + paragraphs(*TOLD),
    "many tags": "<b>" * 1_000_000 + TOLD[0],
    "open formats": "<b><i><a>" * 330_000 + TOLD[0],
    "zero bytes": ("<p>" + TOLD[0] + "\0" * 50) * 2_000,
    "giant attribute": '<p class="' + "x " * 2_000_000 + '">' + TOLD[0],
    "many attributes": "<p " + "a=b " * 500_000 + ">" + TOLD[0],
    "broken nesting": "<p><b><i></p></b><table><p></table></i><li></ul>" * 3_000 + paragraphs(*TOLD),
    "links": "<p>" + TOLD[0] + _rows('<a href="/{0}">link {0}</a> ', 200_000),
    "many lines": "<article>" + _rows(LINE, 28_000),
    "siblings": "<p>" + "x<br>" * 70_000,
    "inline siblings": "<article><p>" + "<span>word</span> " * 19_000,
    "dates in one line": "<article><p>" + "3 May 2031 " * 300_000,
    "signs": "<p>" + "&x " * 2_600_000,
    "pieces": "<article>" + ("<p>PLACE <span></span>" + TOLD[0] * 300 + "</p>") * 180,
    "comments": "<!-- x -->" * 149_000 + TOLD[0],
    "linked lists": '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + TOLD[0],
    "linked lines": '<script type="application/ld+json">{"articleBody":"' + "a \\n" * 120_000 + '"}</script>' + TOLD[0],
}


@pytest.mark.parametrize("name", CASES)
def test_hostile_page_ends_soon(name: str) -> None:
    start = time.process_time()
    given(CASES[name])
    assert time.process_time() - start < SECONDS


def test_deep_nesting_is_flattened_and_the_page_says_so() -> None:
    document = read(CASES["deep"])
    assert all(text in document.text for text in TOLD)
    assert any("nested deeper" in note for note in document.notes)


def test_page_with_too_many_tags_or_lines_says_what_was_looked_at() -> None:
    assert any("150,000 tags" in note for note in read(paragraphs(*TOLD) + CASES["many tags"]).notes)
    notes = " ".join(read(CASES["many lines"]).notes)
    assert "5,000 lines" in notes
    assert "20,000 elements" in notes
    assert any("3,000 others" in note for note in read("<article>" + _rows(LINE, 4_000)).notes)


def test_page_that_is_too_long_says_so_but_pictures_within_it_do_not_count() -> None:
    picture = '<img src="data:image/png;base64,' + "iVBOR" * 1_200_000 + '">'
    document = read(page(picture + article(paragraphs(*TOLD))))
    assert all(text in document.text for text in TOLD)
    assert not any("cut" in note for note in document.notes)
    assert any("was cut" in note for note in read(article(paragraphs(*TOLD)) + "<i>x</i> y " * 500_000).notes)


def test_zero_bytes_and_broken_nesting_cost_no_sentence() -> None:
    document = read("<article>\0<p><b>" + "</p><p><i>".join(TOLD) + "</b></div></table>\0")
    assert all(text in document.text for text in TOLD)


def test_no_entity_is_expanded_and_no_file_is_read() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY z SYSTEM "file:///etc/passwd">]>'
    document = read(f"{doctype}<html><body>{paragraphs(*TOLD, 'Here &a; and &z; stand for themselves in a sentence.')}")
    assert "boom" not in document.text
    assert "root:" not in str(document)


WORDS = st.sampled_from(
    [*TOLD, "Barley", "Read more", "Photo: J. Clerk", "—", "x", "3 May 2031", "<", "&amp;", "船が港に着いた。"]
)
TAGS = st.sampled_from(
    ["p", "div", "article", "nav", "aside", "h1", "h2", "ul", "li", "table", "tr", "td", "a", "span"]
)
PARTS = st.sampled_from(["blockquote", "b", "figure", "figcaption", "footer", "form", "button", "section", "label"])
EMPTY = st.sampled_from(["<br>", "<hr>", "</p>", "</div>", "<p hidden>", "<!-- c -->", "\0", "<td>", "<li>"])
MARKUP = st.recursive(
    WORDS | EMPTY,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>", TAGS | PARTS, st.lists(inner, max_size=5)
    ),
    max_leaves=25,
)


@settings(max_examples=100, deadline=None)
@over(MARKUP)
def test_nothing_that_a_page_shows_is_lost(markup: str) -> None:
    """Every block of it stands in the text or among what was removed, in whatever way the page was read."""
    found = given("\ufeff" + markup)  # the mark of UTF-8, since a zero byte in a few others looks like UTF-16
    tree, _ = parse(markup)
    if not isinstance(found, Document) or tree is None:
        return
    told = "\n".join((found.text, *(piece.text for piece in found.removed)))
    words = set(re.findall(r"\w+", told.replace("|", " ")))
    for block in blocks_of(tree)[0]:
        assert words.issuperset(re.findall(r"\w+", block.text)), block.text
        assert len(block.key) < 100 or block.key in squeezed(told), block.text
