"""E-mails: which form is read, what is quoted, what is attached, and messages that are broken or made to hurt."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread
from tallyclerk.read.formats import Unpacked, unpacked

TOLD = "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven, the harbour office said."
HEAD = "From: Jane Clerk <jane@vale.example>\nSubject: Barley ship\nDate: Fri, 2 May 2031 10:15:00 +0200\n"


def opened(body: str | bytes) -> Unpacked | Unread:
    data = body.encode() if isinstance(body, str) else body
    return unpacked(Raw(key="a", source="a.eml", body=data, media_type="message/rfc822"), ReadSettings())


def read(body: str | bytes) -> Unpacked:
    found = opened(body)
    assert isinstance(found, Unpacked), found
    return found


def parts(kind: str, *inner: str) -> str:
    return (
        f"{HEAD}Content-Type: multipart/{kind}; boundary=B\n\n" + "".join(f"--B\n{one}\n" for one in inner) + "--B--\n"
    )


def plain(text: str, more: str = "") -> str:
    return f"{HEAD}Content-Type: text/plain; charset=utf-8{more}\n\n{text}"


def nested(depth: int) -> str:
    return "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))


def test_headers_give_title_author_and_when_it_was_sent() -> None:
    found = read(plain(TOLD))
    assert (found.text, found.title, found.author) == (TOLD, "Barley ship", "Jane Clerk")
    assert (found.date, found.date_place) == ("2031-05-02T10:15:00+02:00", "the e-mail's Date header")
    assert found.date_kind == "sent"


def test_a_known_publisher_is_known_by_its_address() -> None:
    found = read("From: Reuters <alerts@mail.reuters.com>\nSubject: x\n\n" + TOLD)
    assert (found.author, found.outlet) == (None, "Reuters")


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("=?utf-8?B?0KHRg9C00L3Qvg==?= in port", "Судно in port"),
        ("=?windows-1251?Q?=D1=F3=E4=ED=EE?=", "Судно"),
        ("=?nonsense?Q?barley?=", "barley"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
        ("a\n broken line", "a broken line"),
    ],
)
def test_subjects_come_in_many_encodings(field: str, title: str) -> None:
    assert read(f"Subject: {field}\n\n{TOLD}").title == title


def test_raw_bytes_in_a_header_are_read_as_what_they_are() -> None:
    assert read("Subject: Судно в порту\n\n".encode() + TOLD.encode()).title == "Судно в порту"


def test_a_date_that_is_none_is_kept_as_it_stands() -> None:
    assert read(f"Date: some day in May\nSubject: x\n\n{TOLD}").date == "some day in May"


def test_the_html_form_is_read_where_it_has_the_content() -> None:
    page = f"<html><head><style>{'p{}' * 500}</style></head><body><p>{TOLD}</p></body></html>"
    found = read(parts("alternative", f"Content-Type: text/plain\n\n{TOLD}", f"Content-Type: text/html\n\n{page}"))
    assert found.is_markup
    assert TOLD in found.text


def test_the_plain_form_is_read_where_the_html_form_is_an_empty_shell() -> None:
    page = "<html><head><style>" + "p{}" * 500 + "</style></head><body><img src=x></body></html>"
    found = read(parts("alternative", f"Content-Type: text/plain\n\n{TOLD}", f"Content-Type: text/html\n\n{page}"))
    assert (found.text, found.is_markup) == (TOLD, False)


def test_quoted_printable_and_base64_are_undone_in_their_charset() -> None:
    text = (
        "Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable\n\n=D1=F3=E4=ED=EE"
    )
    assert read(HEAD + text).text == "Судно"
    text = "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n89XEzs8="
    assert read(HEAD + text).text == "Судно"


def test_attachments_are_named_and_not_read() -> None:
    found = read(
        parts(
            "mixed",
            f"Content-Type: text/plain\n\n{TOLD}",
            'Content-Type: application/pdf; name="manifest.pdf"\nContent-Disposition: attachment\n\nx',
            "Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nsecret notes",
            "Content-Type: message/rfc822\n\nSubject: older\n\nolder text",
        )
    )
    assert found.text == TOLD
    assert found.notes == ('3 attachments: manifest.pdf, notes.txt, e-mail "older"',)


def test_text_before_and_after_a_picture_is_all_read() -> None:
    picture = "Content-Type: image/png\nContent-ID: <p>\n\nx"
    found = read(parts("mixed", f"Content-Type: text/plain\n\n{TOLD}", picture, "Content-Type: text/plain\n\nMore."))
    assert found.text == f"{TOLD}\n\nMore."
    assert not found.notes


def test_flowed_lines_run_on_and_hard_ones_do_not() -> None:
    found = read(plain("The freighter carried \nbarley to \nEasthaven.\nIt left.\n-- \nJane", "; format=flowed"))
    assert found.text == "The freighter carried barley to Easthaven.\nIt left.\n--\nJane"


def test_lines_broken_at_a_width_are_paragraphs_again() -> None:
    words = (TOLD + " ") * 3
    lines = [words[at : at + 70] for at in range(0, len(words), 70)]
    wrapped = "\n".join(line.strip() for line in lines if " " in line)
    assert "\n" not in read(plain(wrapped)).text.strip()


def test_a_quotation_that_closes_a_letter_is_set_aside_with_its_lead() -> None:
    own = f"{TOLD} It was loaded onto trains there. The wagons left on Sunday for the mills in the north of the land."
    found = read(plain(f"{own}\n\nOn Thursday, Tom wrote:\n> What do you know\n> of the barley?\n\nJane"))
    assert found.text.split("\n") == [own, "", "", "Jane"]
    (piece,) = found.removed
    assert piece.text == "On Thursday, Tom wrote:\nWhat do you know\nof the barley?"
    assert piece.reason == "quoted from an earlier e-mail"


@pytest.mark.parametrize(
    "text",
    [
        f"For your files.\n\n> {TOLD}\n> It left.",
        f"{TOLD} {TOLD}\n> Is it true?\nYes, it is.\n> When?\nOn Sunday.",
        f"{TOLD} {TOLD}\n\n-----Original Message-----\nFrom: Tom\n\nIt left.",
    ],
)
def test_what_is_passed_on_or_answered_between_stays(text: str) -> None:
    found = read(plain(text))
    assert not found.removed
    assert TOLD in found.text
    assert ">" not in found.text


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (parts("mixed", "Content-Type: application/pdf; name=a.pdf\n\nx"), "no text in the e-mail itself; 1 attach"),
        ("just a text without any header", "does not begin with header lines"),
        ("Subject: x\n\n", "no text"),
        ("Subject: x\n\n" + "\n" * 700_000, "lines"),
        (nested(500), "parts that hold parts"),
        ('Content-Type: text/plain; a="' + ";" * 2_000_000 + '"\n\nx', "longer than real ones"),
    ],
    ids=range(6),
)
def test_what_cannot_be_read_says_why_at_once(body: str, word: str) -> None:
    start = time.monotonic()
    found = opened(body)
    assert isinstance(found, Unread)
    assert word in found.reason
    assert time.monotonic() - start < 3


def test_the_deepest_nesting_that_is_read_is_read_fast() -> None:
    start = time.monotonic()
    assert TOLD in read(f"{nested(50)}Content-Type: text/plain\n\n{TOLD}\n" + "x\n" * 100_000).text
    assert time.monotonic() - start < 4


def test_brackets_without_end_in_a_sender_do_not_cost_the_letter() -> None:
    assert read(f"From: {'(' * 900}\nSubject: x\n\n{TOLD}").text == TOLD


def test_a_charset_in_parts_does_not_cost_the_letter() -> None:
    assert "Halcyon" in read(f"Content-Type: text/plain; charset*0*=utf-8''%\n\n\u0436 {TOLD}").text


FIELDS = st.sampled_from(
    ["Content-Type", "Subject", "From", "Date", "Content-Transfer-Encoding", "Content-Disposition"]
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["multipart/mixed; boundary=B", "text/html; charset=x", "base64", "=?a?B?b?="]),
)


@given(st.lists(st.tuples(FIELDS, VALUES), max_size=6), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_message_is_read_or_refused(fields: list[tuple[str, str]], text: str) -> None:
    body = "".join(f"{name}: {value}\n" for name, value in fields) + f"\n--B\n\n{text}\n--B--"
    assert isinstance(opened(body.encode("utf-8", errors="replace")), Unpacked | Unread)
