"""The lines of a page, told quickly: what is shown, in English, and never more work than the page is long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyclerk.read import crude_lines

STORY = "The freighter Halcyon carried barley from Port Vale to Easthaven, and the harbour office wrote it down."


def test_what_is_shown_is_taken_line_by_line() -> None:
    page = f"<html><head><title>x</title></head><body><p>{STORY}</p><div>The <b>second</b> {STORY.lower()}</div></body>"
    assert crude_lines(page.encode()) == [STORY, f"The second {STORY.lower()}"]


def test_scripts_styles_and_short_lines_are_no_lines() -> None:
    page = f"<script>var a = '{STORY}';</script><STYLE>{STORY}</STYLE ><li>Sport</li><p>{STORY}"
    assert crude_lines(page.encode()) == [STORY]


def test_entities_and_other_encodings_are_read() -> None:
    page = f"<p>{STORY} Caf&eacute; &amp; co.</p>"
    assert crude_lines(page.encode())[0].endswith("Café & co.")
    assert crude_lines(f"<p>{STORY} Café</p>".encode("latin-1"), "iso-8859-1")[0].endswith("Café")


def test_a_page_in_another_language_has_none() -> None:
    text = "Der Frachter brachte die Gerste in den Hafen, und niemand schrieb es auf, denn es regnete die ganze Nacht."
    assert crude_lines(f"<p>{text}</p>".encode()) == []


def test_a_text_is_read_as_one() -> None:
    assert crude_lines(f"{STORY} <b>\n".encode(), markup=False) == [f"{STORY} <b>"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 500_000,
        "<script" * 100_000,
        "<script>" + "</scrip" * 100_000,
        "<p " * 200_000,
        "&" * 500_000,
        "<p" + " a" * 400_000,
    ],
)
def test_a_hostile_page_takes_little_time(hostile: str) -> None:
    start = time.perf_counter()
    crude_lines(hostile.encode())
    assert time.perf_counter() - start < 20


@given(st.binary(max_size=2_000))
def test_any_bytes_have_lines(body: bytes) -> None:
    assert all(line.strip() for line in crude_lines(body))
