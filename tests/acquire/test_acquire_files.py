"""Files of all kinds, with true and lying names, packed and damaged."""

import gzip
import io
import os
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from acquire_taken import SHIP, pipe_in, put, taken
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.acquire.kinds import Unfit, kind_of
from tallyclerk.acquire.names import safe_name

PAGE = b"<!DOCTYPE html><html><body><p>" + SHIP + b"</p></body></html>"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/ship\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html\r\n\r\n" + PAGE + b"\r\n--b--\r\n"
)
MAIL = b"From: a@a.example\r\nTo: b@b.example\r\nSubject: Ship\r\nMessage-ID: <1@a.example>\r\n\r\n" + SHIP
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph(SHIP.decode())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/"), body)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("page (1).htm", PAGE, "text/html"),
        ("Seite.XHTML", b'<?xml version="1.0"?>\n<!-- saved -->\n' + PAGE, "text/html"),
        ("report.PDF", PDF, "application/pdf"),
        ("saved.mhtml", MHTML, "multipart/related"),
        ("saved.mht", MHTML, "multipart/related"),
        ("mail.eml", MAIL, "message/rfc822"),
        ("bericht über schiff.docx", word(), DOCX),
        ("船.txt", SHIP, "text/plain"),
    ],
)
def test_each_kind_of_report_is_taken_whole_with_its_media_type(
    tmp_path: Path, name: str, body: bytes, media_type: str
) -> None:
    path = put(tmp_path, name, body)
    (raw,), unread = taken(path)
    assert (raw.body, raw.media_type, raw.source, raw.key) == (body, media_type, str(path), path.stem)
    assert not unread


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("page.txt", PAGE, "text/html"),
        ("page.html", MHTML, "multipart/related"),
        ("page.html", PDF, "application/pdf"),
        ("page.html", SHIP, "text/plain"),
        ("report.pdf", PAGE, "text/html"),
        ("report.pdf", b"junk before\n" + PDF, "application/pdf"),
        ("report.doc", word(), DOCX),
        ("report.doc", PAGE, "text/html"),
        ("message.txt", MAIL, "message/rfc822"),
        ("report.dat", SHIP, "text/plain"),
        ("report", SHIP, "text/plain"),
        ("report.dat", b"<div class=x>" + SHIP + b"</div>", "text/html"),
        ("notes.txt", b"From: me\nSubject: the ship\n\n" + SHIP, "text/plain"),
        ("route.txt", b"From Rajin to Dunay 2023\nRoute: by sea. " + SHIP, "text/plain"),
        ("riff.txt", b"RIFF is the name of the ship. " + SHIP, "text/plain"),
        ("wide.txt", SHIP.decode().encode("utf-16"), "text/plain"),
    ],
)
def test_bytes_count_more_than_the_name(tmp_path: Path, name: str, body: bytes, media_type: str) -> None:
    (raw,), unread = taken(put(tmp_path, name, body))
    assert (raw.media_type, raw.body) == (media_type, body)
    assert not unread


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600), "save it as .docx"),
        ("report.rtf", rb"{\rtf1\ansi A ship}", "save it as .docx"),
        ("report.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "save it as .docx"),
        ("table.xlsx", zipped(xl__workbook=b"x"), "save the sheet as .csv"),
        ("talk.pptx", zipped(**{"ppt__presentation.xml": b"x"}), "save it as .pdf"),
        ("pages.zip", zipped(**{"a.txt": SHIP}), "unpack it first"),
        ("pages.docx", zipped(**{"a.txt": SHIP}), "unpack it first"),
        ("pages.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), "unpack it first"),
        ("pages.dat", b"a.txt".ljust(257, b"\0") + b"ustar\x00" + bytes(300), "tar"),
        ("inbox.mbox", b"From a@a.example Mon Feb  5 10:00:00 2024\nFrom: a@a.example\n\nA ship", "as .eml"),
        ("report.pdf", b"\x00\x01\x02 damaged", "download it again"),
        ("report.docx", SHIP, "no Office file"),
        ("crawl.warc", SHIP, "does not begin with a WARC record"),
        ("layout.xml", b"<?xml version='1.0'?><layout/>", "no RSS or Atom feed"),
        ("style.css", b"body { color: red }", "not a kind of file that is read (.css)"),
        ("data.json", b'{"a": 1}', "not a kind of file that is read (.json)"),
        ("photo.dat", b"\xff\xd8\xff\xe0" + bytes(20), "a picture"),
        ("zero.pdf", b"", "empty"),
    ],
)
def test_what_is_no_report_is_told_with_the_mend(tmp_path: Path, name: str, body: bytes, words: str) -> None:
    put(tmp_path, name, body)
    put(tmp_path, "zz.txt", SHIP)
    found, (unread,) = taken(tmp_path)
    assert [raw.key for raw in found] == ["zz"]
    assert unread.source == str(tmp_path / name)
    assert words in unread.reason


@pytest.mark.parametrize("name", ["page.html.gz", "page.html", "page.gz", "PAGE.HTML.GZ"])
def test_gzip_is_undone_with_and_without_its_suffix(tmp_path: Path, name: str) -> None:
    (raw,), _ = taken(put(tmp_path, name, gzip.compress(PAGE, mtime=0)))
    assert (raw.body, raw.media_type, raw.key.lower()) == (PAGE, "text/html", "page")


def test_gzip_of_several_members_with_something_behind_is_read_as_gzip_reads_it(tmp_path: Path) -> None:
    body = gzip.compress(SHIP, mtime=0) + gzip.compress(b" And left.") + b"\0\0junk"
    (raw,), _ = taken(put(tmp_path, "a.txt.gz", body))
    assert raw.body == SHIP + b" And left."


def test_a_name_that_only_claims_gzip_does_no_harm(tmp_path: Path) -> None:
    (raw,), _ = taken(put(tmp_path, "a.txt.gz", SHIP))
    assert (raw.body, raw.key) == (SHIP, "a")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (gzip.compress(SHIP, mtime=0)[:-12], "ends early"),
        (gzip.compress(os.urandom(9_000), mtime=0)[:5_000], "ends early"),
        (gzip.compress(SHIP, mtime=0)[:12] + b"\xff" * 60, "is damaged"),
        (gzip.compress(gzip.compress(SHIP), mtime=0), "compressed twice"),
    ],
)
def test_damaged_gzip_is_told(tmp_path: Path, body: bytes, words: str) -> None:
    found, (unread,) = taken(put(tmp_path, "a.txt.gz", body))
    assert not found
    assert words in unread.reason


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.csv.gz", "bomb.html.gz", "bomb.xml.gz"])
def test_a_gzip_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = b"id,text\n" if ".csv" in name else b"<rss><item>" if ".xml" in name else b""
    body = engine.compress(head) + b"".join(engine.compress(b"A" * 1_000_000) for _ in range(25)) + engine.flush()
    found, (unread,) = taken(put(tmp_path, name, body))
    assert not found
    assert "too large" in unread.reason or "over 250 times its size" in unread.reason


def test_anything_may_come_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for body, media_type in ((PAGE, "text/html"), (SHIP, "text/plain"), (PDF, "application/pdf"), (word(), DOCX)):
        for sent in (body, gzip.compress(body, mtime=0)):
            pipe_in(monkeypatch, sent)
            (raw,), unread = taken("-")
            assert (raw.body, raw.media_type, raw.source) == (body, media_type, "standard input")
            assert not unread


def test_rows_longer_than_what_is_looked_at_come_whole_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SHIP.decode() * 1_500
    pipe_in(monkeypatch, b'{"id": "a", "text": "' + text.encode() + b'"}\n{"id": "b", "text": "A train"}')
    found, unread = taken("-")
    assert [(raw.key, len(raw.body)) for raw in found] == [("a", len(text)), ("b", 7)]
    assert not unread


def test_damaged_compressed_rows_keep_what_came_before(tmp_path: Path) -> None:
    rows = b"".join(b'{"id": "%d", "text": "%s"}\n' % (n, os.urandom(400).hex().encode()) for n in range(200))
    found, unread = taken(put(tmp_path, "rows.jsonl.gz", gzip.compress(rows, mtime=0)[:40_000]))
    assert len(found) > 50
    assert "ends early" in unread[-1].reason


@given(st.binary(max_size=400), st.sampled_from(["", ".txt", ".html", ".pdf", ".csv", ".warc", ".xml", ".docx"]))
def test_any_bytes_have_a_kind_or_a_reason(body: bytes, suffix: str) -> None:
    kind = kind_of(body, suffix)
    assert kind.reason if isinstance(kind, Unfit) else kind


@pytest.mark.parametrize("cut", [0, 1, 8, 9, 100, 3_000])
def test_gzip_cut_anywhere_is_read_whole_or_told(tmp_path: Path, cut: int) -> None:
    body = os.urandom(2_000).hex().encode()
    packed = gzip.compress(body, mtime=0)
    found, unread = taken(put(tmp_path, "a.txt.gz", packed[: max(0, len(packed) - cut)]))
    assert [raw.body for raw in found] == ([] if cut else [body])
    assert len(unread) == bool(cut)


@given(st.text(max_size=300))
def test_a_strangers_name_leads_nowhere(name: str) -> None:
    safe = safe_name(name)
    assert "/" not in safe
    assert "\\" not in safe
    assert safe.isprintable()
    assert not safe.startswith(".")
    assert len(safe) <= 80
