"""Whatever becomes of a good file, it is read or refused, and nothing else comes out."""

import pytest
from format_papers import core, docx, paragraph, pdf, table
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.config import ReadSettings
from tallyclerk.model import MediaType, Raw, Unread
from tallyclerk.read.formats import Unpacked, unpacked

TOLD = "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven."
MAIL = (
    "From: a <a@b.example>\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>x\n"
    f"--B\nContent-Type: text/plain; format=flowed\n\n{TOLD} \n> quoted\n--B--\n"
)
GOOD: dict[MediaType, bytes] = {
    "text/plain": TOLD.encode("utf-16"),
    "text/html": f"<meta charset=koi8-r><p>{TOLD}".encode(),
    "message/rfc822": MAIL.encode(),
    "multipart/related": MAIL.replace("mixed", "related").encode(),
    "application/pdf": pdf([["Barley ship", "", TOLD], [TOLD]], "/Title (x) /CreationDate (D:2031)"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx(
        paragraph(TOLD) + table(("a", "b")), {"docProps/core.xml": core("a", "b", "2031-05-04T10:00:00Z")}
    ),
}
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=9), st.integers(0, 9)), min_size=1, max_size=8)


@pytest.mark.parametrize("media_type", GOOD)
@given(changes=CHANGES)
@settings(max_examples=80, deadline=None)
def test_a_file_that_was_changed_anywhere_is_read_or_refused(
    media_type: MediaType, changes: list[tuple[float, bytes, int]]
) -> None:
    body = GOOD[media_type]
    for share, piece, over in changes:
        at = int(share * len(body))
        body = body[:at] + piece + body[at + over :]
    found = unpacked(Raw(key="a", source="a", body=body, media_type=media_type), ReadSettings())
    assert isinstance(found, Unpacked | Unread)


@pytest.mark.parametrize("media_type", GOOD)
def test_a_file_cut_off_anywhere_is_read_or_refused(media_type: MediaType) -> None:
    body = GOOD[media_type]
    for end in range(0, len(body), max(1, len(body) // 60)):
        raw = Raw(key="a", source="a", body=body[:end], media_type=media_type)
        assert isinstance(unpacked(raw, ReadSettings()), Unpacked | Unread)


@pytest.mark.parametrize("media_type", GOOD)
def test_the_same_bytes_give_the_same_text(media_type: MediaType) -> None:
    raw = Raw(key="a", source="a", body=GOOD[media_type], media_type=media_type)
    assert unpacked(raw, ReadSettings()) == unpacked(raw, ReadSettings())


@pytest.mark.parametrize("media_type", list(GOOD)[2:])
def test_what_is_larger_than_the_bound_is_not_opened(media_type: MediaType) -> None:
    raw = Raw(key="a", source="a", body=GOOD[media_type], media_type=media_type)
    found = unpacked(raw, ReadSettings(max_bytes=100))
    assert isinstance(found, Unread)
    assert "too large" in found.reason
