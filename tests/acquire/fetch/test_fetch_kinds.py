"""What kind of thing came, by what the server says and what it sent."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.acquire.fetch.faults import Fault
from tallyclerk.acquire.fetch.kinds import charset_of, kind_of
from tallyclerk.acquire.fetch.raws import key_of
from tallyclerk.acquire.fetch.target import target

pytest_plugins = ("fetch_fixtures",)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = b"<!-- Brenholt Gazette --><?xml version='1.0'?>\n<html><p>Forty crates.</p></html>"


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "<w/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("declared", "body", "kind"),
    [
        ("text/html", PAGE, "text/html"),
        ("Application/XHTML+XML; charset=utf-8", PAGE, "text/html"),
        ("", PAGE, "text/html"),
        ("image/png", PAGE, "text/html"),
        ("text/plain", PAGE, "text/html"),
        ("text/html; charset=utf-16", b"\xff\xfe" + "<p>Forty crates.</p>".encode("utf-16-le"), "text/html"),
        ("text/html", b"Forty crates left.", "text/html"),
        ("text/plain", b"Forty crates left.", "text/plain"),
        ("application/octet-stream", b"Forty crates left.", "text/plain"),
        ("text/html", b"%PDF-1.7\n\0\0", "application/pdf"),
        ("application/pdf", b"\n%PDF-1.7\n", "application/pdf"),
        ("application/zip", zipped("word/document.xml"), DOCX),
        ("message/rfc822", b"Subject: crates\n\n<p>x</p>", "message/rfc822"),
        ("multipart/related; boundary=x", b"--x\n", "multipart/related"),
    ],
)
def test_the_kind_is_found(declared: str, body: bytes, kind: str) -> None:
    assert kind_of(declared, body) == kind


@pytest.mark.parametrize(
    ("declared", "body", "words"),
    [
        ("text/html", b"", "empty"),
        ("text/html", b"\xff\xd8\xff\xe0\0\0", "a picture, though the server calls it text/html"),
        ("application/zip", zipped("xl/workbook.xml"), "zip or office file"),
        ("text/plain", b"\0\1\2\3" * 9, "not text"),
        ("application/atom+xml", b"<feed xmlns='x'/>", "feed"),
        ("application/json", b"{}", "application/json"),
        ("application/pdf", b"Please log in", "application/pdf"),
        ("video/\x1b[31mmp4", b"words", "video/?[31mmp4"),
    ],
)
def test_what_is_not_read_is_named(declared: str, body: bytes, words: str) -> None:
    with pytest.raises(Fault) as fault:
        kind_of(declared, body)
    assert words in str(fault.value)


@given(st.text(max_size=200), st.binary(max_size=300) | st.just(b"<!--" * 2_000) | st.just(b" <?" * 2_000))
def test_any_answer_is_of_a_kind_or_a_fault(declared: str, body: bytes) -> None:
    try:
        words: str = kind_of(declared, body)
    except Fault as fault:
        words = str(fault)
    assert words.isprintable()


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ("text/html;Charset = 'windows-1251'", "windows-1251"),
        ("text/html", None),
        ("text/html; charset=", None),
    ],
)
def test_the_declared_encoding_is_found(declared: str, charset: str | None) -> None:
    assert charset_of(declared) == charset


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/2026/11/A-ship_came.html?page=2", "example.org-2026-11-a-ship_came-html-page-2"),
        ("https://example.org/ships/forty%20crates.php", "example.org-ships-forty-crates"),
        ("https://example.org/../../etc/", "example.org-etc"),
    ],
)
def test_a_key_can_be_read(url: str, key: str) -> None:
    assert key_of(target(url)) == key


def test_a_key_is_never_long_nor_a_path() -> None:
    key = key_of(target("https://example.org/%2e%2e%2f" + "long/" * 200))
    assert len(key) <= 100
    assert "/" not in key
