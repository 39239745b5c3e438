"""PDFs as a user has them: wrapped lines, running heads, scans, locks, and files made to hurt."""

import io
import time

import pytest
from format_papers import assembled, pdf, stream
from pypdf import PdfReader, PdfWriter

from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread
from tallyclerk.read.formats import Unpacked, unpacked

TOLD = [
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to",
    "Easthaven, the harbour office said on Friday. The grain was loaded onto trains",
    "at Easthaven and taken to a depot near the border, where inspec-",
    "tors counted the long-",
    "range wagons twice.",
]
MORE = [
    "A second voyage of the same ship is planned for the month of May, and the",
    "owners did not say who had ordered it or who would pay for it in the end.",
]
ONE_PARAGRAPH = (
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven, the harbour office said on "
    "Friday. The grain was loaded onto trains at Easthaven and taken to a depot near the border,"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"


def opened(body: bytes, settings: ReadSettings | None = None) -> Unpacked | Unread:
    raw = Raw(key="a", source="a.pdf", body=body, media_type="application/pdf")
    return unpacked(raw, settings or ReadSettings())


def read(body: bytes, settings: ReadSettings | None = None) -> Unpacked:
    found = opened(body, settings)
    assert isinstance(found, Unpacked), found
    return found


def refused(body: bytes) -> str:
    start = time.process_time()
    found = opened(body)
    assert time.process_time() - start < 5
    assert isinstance(found, Unread)
    assert found.source == "a.pdf"
    return found.reason


def test_lines_broken_by_the_page_are_one_paragraph_again() -> None:
    found = read(pdf([["Barley ship reaches port", "", *TOLD, "", *MORE]]))
    title, _, first, _, second = found.text.split("\n")
    assert title == "Barley ship reaches port"
    assert first.startswith(ONE_PARAGRAPH)
    assert second == " ".join(MORE)
    assert not found.is_markup


def test_an_indent_begins_a_paragraph_where_no_gap_does() -> None:
    found = read(pdf([[*MORE, "  " + TOLD[0], *TOLD[1:]]]))
    assert found.text.split("\n")[0] == " ".join(MORE)


def test_a_broken_word_is_mended_where_that_is_safe_and_a_compound_is_left() -> None:
    told = [*TOLD, "", "The inspectors found long-range wagons, a long train, and a range of goods."]
    text = read(pdf([told])).text
    assert "where inspectors counted" in text
    assert "the long-range wagons twice" in text


def test_numbers_at_a_line_end_keep_their_hyphen() -> None:
    text = read(
        pdf([["An aircraft of the type Il-", "76 brought the crates to the field near Port Vale on Friday."]])
    ).text
    assert "type Il-76 brought" in text


def test_a_sentence_runs_on_over_the_end_of_a_page_and_its_heads_are_set_aside() -> None:
    ports = ["Port Vale", "Easthaven", "Norwick", "Southmere"]
    told = [
        [f"The ship left {port} and carried many tonnes of barley over the sea to", f"the mills of {port}, said"]
        for port in ports
    ]
    pages = [["The Harbour Post  2 May 2031", "", *told[n], "", f"Page {n + 1} of 4"] for n in range(4)]
    found = read(pdf(pages))
    assert "Harbour Post" not in found.text
    assert "Page" not in found.text
    assert {piece.reason for piece in found.removed} == {"repeated at the head or foot of pages"}
    assert [piece.text for piece in found.removed] == [
        "The Harbour Post 2 May 2031",
        "Page 1 of 4 / Page 2 of 4 / Page 3 of 4 / Page 4 of 4",
    ]
    assert len(found.text.split("\n")) == 4


def test_a_title_of_the_properties_counts_only_if_the_text_bears_it_out() -> None:
    info = "/Title (Barley ship reaches port) /Author (Jane Clerk) /CreationDate (D:20310502101500+02'00')"
    found = read(pdf([["Barley ship reaches port", "", *TOLD]], info))
    assert (found.title, found.author) == ("Barley ship reaches port", "Jane Clerk")
    assert found.date == "2031-05-02T10:15:00+02:00"
    assert (found.date_place, found.date_kind) == ("the PDF's creation date", "created")
    junk = read(pdf([TOLD], "/Title (Microsoft Word - final_v2.doc)"))
    assert junk.title is None
    assert any("final_v2.doc" in note for note in junk.notes)


def test_a_scan_says_that_it_needs_ocr() -> None:
    assert "run OCR" in refused(pdf([[], []]))


@pytest.mark.parametrize("password", ["", "harbour"])
def test_a_lock_without_password_opens_and_another_is_told(password: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([TOLD]))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    if password:
        assert "locked with a password" in refused(out.getvalue())
    else:
        assert "Halcyon" in read(out.getvalue()).text


def test_a_long_document_is_read_up_to_the_bound_and_says_so() -> None:
    found = read(pdf([TOLD] * 12), ReadSettings(max_chars=1_000))
    assert any("of 12 pages were read" in note for note in found.notes)
    assert len(found.text) < 2_000


def test_pages_that_are_broken_are_told_and_the_others_read() -> None:
    whole = pdf([TOLD, MORE])
    # The first page's stream becomes an unknown kind.
    broken = whole.replace(b"/Filter /FlateDecode", b"/Filter /FlateDecodX", 1)
    found = read(broken)
    assert any(note.startswith("page 1 could not be read") for note in found.notes)
    assert "second voyage" in found.text


def tree(*objects: bytes) -> bytes:
    """A file whose page tree is made of these objects, from the second on."""
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *objects])


def drawing(content: bytes) -> bytes:
    """A file with one page of these operators."""
    return tree(b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", FONT, PAGE.encode(), stream(content))


def packed(inner: bytes, *, plain: bool = False) -> bytes:
    """A file whose catalogue lies in a stream of objects, compressed or not."""
    head, facts = b"%PDF-1.7\n", "/Type /ObjStm /N 1 /First 4"
    raw = f"<< {facts} /Length {len(inner) + 4} >>\nstream\n1 0 ".encode() + inner + b"\nendstream"
    body = head + b"2 0 obj\n%s\nendobj\n" % (raw if plain else stream(b"1 0 " + inner, facts))
    places = b"\0\0\0\0\xff\2\0\0\2\0"
    for place in (len(head), len(body)):
        places += b"\1" + place.to_bytes(3, "big") + b"\0"
    table = b"<< /Type /XRef /Size 4 /W [1 3 1] /Root 1 0 R /Length 20 >>\nstream\n%s\nendstream" % places
    return body + b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, len(body))


MANY = b"<< /Type /Catalog /A [" + (b"[" + b"()" * 90_000 + b"]") * 50 + b"] >>"
NASTY = {
    "9 MB of objects in a stream": packed(MANY),
    "9 MB of objects in a plain stream": packed(MANY, plain=True),
    "no PDF at all": b"%PDF-1.7\nnothing here",
    "cut off": pdf([TOLD])[:300],
    "a page tree that is its own child": tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "an object that refers to itself": tree(b"2 0 R"),
    "a count that lies": tree(b"<< /Type /Pages /Kids [] /Count 2147483647 >>"),
    "a table that leads to itself": pdf([[]]).replace(b"trailer\n<<", b"trailer\n<< /Prev 9"),
    "deep lists": tree(b"[" * 200_000),
    "a stream that unpacks to 40 MB": drawing(b"q " * 20_000_000),
    "endless operators": drawing(b"BT (x) Tj ET " * 500_000),
}


def test_objects_that_are_packed_in_a_stream_are_read() -> None:
    assert "it has no pages" in refused(packed(b"<< /Type /Catalog /Pages << /Type /Pages /Kids [] /Count 0 >> >>"))


@pytest.mark.parametrize("name", NASTY)
def test_a_file_made_to_hurt_is_refused_within_seconds(name: str) -> None:
    assert refused(NASTY[name])
