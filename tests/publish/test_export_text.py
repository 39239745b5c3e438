from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from publish_hostile import PAYLOAD

from tallyclerk.publish.export import text
from tallyclerk.publish.words import BIDI_CONTROLS, UNSHOWABLE

ANYTHING = st.text(st.characters(), max_size=60) | st.just(PAYLOAD)


@settings(deadline=None)
@given(ANYTHING)
def test_a_label_is_one_bounded_line_that_steers_nothing(written: str) -> None:
    for shown, limit in ((text.label(written * 20), text.LABEL), (text.passage(written * 99), text.PASSAGE)):
        assert len(shown) <= limit
        assert len(shown.splitlines()) <= 1
        assert not UNSHOWABLE.search(shown)
        assert not BIDI_CONTROLS.search(shown)
        shown.encode()


def test_what_is_cut_says_so() -> None:
    assert text.label("x" * 301).endswith("x…")
    assert text.label("x" * 300) == "x" * 300
    assert text.label(None) == ""


def test_an_article_keeps_its_lines() -> None:
    assert text.article("one\ntwo\x00 \u202ethree") == "one\ntwo\ufffd three"


def test_only_addresses_of_pages_are_given() -> None:
    assert text.address("https://example.org/a?b=c") == "https://example.org/a?b=c"
    for bad in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", "//x", "", None):
        assert text.address(bad) == ""
