"""Bytes to text: marks, declarations by transport and page, detection, and what is told when they disagree."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.model import MediaType
from tallyclerk.read.decode import decoded
from tallyclerk.resources.encodings import Encoding, encoding_of, encodings

TALE = "Судно «Гальциона» привезло зерно в порт. Его перегрузили в вагоны."
GERMAN = "Das Schiff brachte Gerste für die Mühlen nach Süden, sagte der Hafenmeister."
HTML: MediaType = "text/html"
PLAIN: MediaType = "text/plain"


@pytest.mark.parametrize("encoding", encodings(), ids=lambda encoding: encoding.codec)
def test_each_label_of_an_encoding_reads_its_example(encoding: Encoding) -> None:
    assert bytes.fromhex(encoding.hex).decode(encoding.codec) == encoding.example
    for label in encoding.labels:
        assert label == label.lower()
        assert encoding_of(label.upper()) == encoding


@pytest.mark.parametrize("label", ["utf-7", "zlib", "rot13", "unicode_escape", "punycode", "base64", "nonsense"])
def test_codecs_that_are_no_encodings_of_pages_are_not_followed(label: str) -> None:
    assert encoding_of(label) is None
    text, note = decoded(f"<meta charset={label}><p>{GERMAN}".encode("cp1252"), HTML)
    assert GERMAN in text
    assert f"declared as {label!r}" in (note or "")


def test_the_transport_counts_before_the_page() -> None:
    body = f'<meta charset="koi8-r"><p>{TALE}'.encode("cp1251", errors="replace")
    text, note = decoded(body, HTML, "windows-1251")
    assert TALE in text
    assert note is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        "<?xml version='1.0' encoding='windows-1251'?>",
    ],
)
def test_the_page_declares_where_the_transport_does_not(head: str) -> None:
    text, note = decoded(f"{head}<p>{TALE}".encode("cp1251"), HTML)
    assert TALE in text
    assert note is None


def test_latin_1_means_windows_1252_as_on_the_web() -> None:
    text, _ = decoded('<meta charset="iso-8859-1"><p>He said \x93yes\x94'.encode("latin-1"), HTML)
    assert "“yes”" in text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_counts_most(mark: bytes) -> None:
    name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decoded(mark + TALE.encode(name), PLAIN, "koi8-r") == (TALE, None)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", [TALE, GERMAN])
def test_utf_16_without_its_mark_is_found(name: str, words: str) -> None:
    text, note = decoded(words.encode(name), PLAIN)
    assert text == words
    assert "UTF-16" in (note or "")


def test_a_stray_zero_does_not_make_it_utf_16() -> None:
    assert decoded((GERMAN + "\0" + GERMAN).encode(), PLAIN)[0] == GERMAN + "\0" + GERMAN


def test_valid_utf_8_stays_utf_8_whatever_is_declared() -> None:
    assert decoded(f'<meta charset="gb2312"><p>{TALE}'.encode(), HTML, "iso-8859-1")[0].endswith(TALE)


def test_seven_bit_japanese_is_read_as_declared_although_it_passes_for_ascii() -> None:
    words = "貨物船が港に着いた"
    assert decoded(words.encode("iso2022_jp"), PLAIN, "iso-2022-jp") == (words, None)


def test_utf_8_that_was_cut_in_the_middle_of_a_letter_is_utf_8() -> None:
    assert decoded(TALE.encode()[:-2], PLAIN)[0] == TALE[:-2]


def test_a_declaration_that_fails_is_told_and_the_next_one_tried() -> None:
    text, note = decoded(f'<meta charset="windows-1251"><p>{TALE}'.encode("cp1251"), HTML, "utf-8")
    assert TALE in text
    assert "it is declared as utf-8, but is not" in (note or "")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (TALE, "cp1251"),
        (TALE.replace("«", "").replace("»", ""), "koi8-r"),
        (GERMAN, "cp1252"),
        ("Gemi güneydeki değirmenlere arpa getirdi, dedi liman başkanı. Sonra vagonlar doğuya gitti.", "cp1254"),
        ("貨物船が港に着いた。大麦を四千トン積んでいた。", "cp932"),
        ("货船抵达港口，装载了四千吨大麦。铁路把它运到边境。", "gb18030"),
        ("화물선이 항구에 도착했다. 보리 사천 톤을 싣고 있었다.", "cp949"),
    ],
)
def test_an_encoding_that_nobody_declares_is_detected(words: str, encoding: str) -> None:
    text, note = decoded(words.encode(encoding), PLAIN)
    assert text == words
    assert "seems likely" in (note or "")


def test_a_few_broken_bytes_do_not_cost_the_declaration() -> None:
    body = f'<meta charset="shift_jis"><p>{"貨物船" * 40}'.encode("cp932") + b"\x81\xff"
    text, note = decoded(body, HTML)
    assert "貨物船" * 40 in text
    assert "broken shift_jis" in (note or "")


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16", "gb2312", "iso-2022-jp", "x", "hz", ""]))
def test_any_bytes_under_any_label_become_text(body: bytes, label: str) -> None:
    for media_type in (PLAIN, HTML):
        text, _ = decoded(body, media_type, label)
        assert isinstance(text, str)


@given(st.text(max_size=200).filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_all_utf_8_comes_back_as_it_was(text: str) -> None:
    if "\x1b" not in text and "~{" not in text:
        assert decoded(text.encode("utf-8", errors="ignore"), PLAIN)[0] == text.encode(errors="ignore").decode()
