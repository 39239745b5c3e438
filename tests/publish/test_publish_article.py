from hypothesis import given
from hypothesis import strategies as st
from publish_story import dossier

from tallyclerk.model import Span
from tallyclerk.publish.article import Mark, Token, marks, paragraphs


def shown(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[Token, ...], ...]:
    found = [Mark(Span(*span), "x", quote=False) for span in spans]
    return paragraphs("d1", text, sorted(found, key=lambda m: (m.span.start, -m.span.end)))


def marked(stream: tuple[Token, ...]) -> list[tuple[str, str]]:
    """Each opened span's anchor with the text inside it."""
    opened: list[list[str]] = []
    found: list[list[str]] = []
    for token in stream:
        if token.kind == "open":
            opened.append([token.anchor, ""])
            found.append(opened[-1])
        elif token.kind == "close":
            opened.pop()
        else:
            for item in opened:
                item[1] += token.text
    assert not opened
    return [(anchor, text) for anchor, text in found]


def test_a_span_is_marked_and_anchored() -> None:
    (stream,) = shown("Ten crates left.", [(0, 10)])
    assert marked(stream) == [("d1-0-10", "Ten crates")]


def test_a_span_inside_another_nests() -> None:
    (stream,) = shown("Ten crates left.", [(0, 10), (4, 10)])
    assert marked(stream) == [("d1-0-10", "Ten crates"), ("d1-4-10", "crates")]


def test_spans_that_cross_are_cut_and_keep_one_anchor_each() -> None:
    (stream,) = shown("Ten crates left.", [(0, 10), (4, 15)])
    assert marked(stream) == [("d1-0-10", "Ten crates"), ("d1-4-15", "crates"), ("", " left")]


def test_a_span_over_a_line_end_goes_on_in_the_next_paragraph() -> None:
    first, second = shown("one two\nthree four", [(4, 13)])
    assert marked(first) == [("d1-4-13", "two")]
    assert marked(second) == [("", "three")]


def test_blank_lines_give_no_paragraph() -> None:
    assert len(shown("one\n\n \ntwo", [])) == 2


def test_every_span_of_the_story_is_anchored_once() -> None:
    story = dossier()
    for document in story.documents:
        found = marks(c for c in story.claims if c.document == document.id)
        anchors = [t.anchor for p in paragraphs(document.id, document.text, found) for t in p if t.anchor]
        assert sorted(anchors) == sorted({f"{document.id}-{m.span.start}-{m.span.end}" for m in found})


SPANS = st.lists(
    st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda p: (p[0], min(p[0] + p[1], 40))), max_size=12
)


@given(st.text(alphabet="ab \n", min_size=40, max_size=40), SPANS)
def test_no_text_is_lost_and_marks_nest(text: str, spans: list[tuple[int, int]]) -> None:
    streams = shown(text, spans)
    for stream in streams:
        marked(stream)
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(t.text for t in stream if t.kind == "text") for stream in streams] == lines
