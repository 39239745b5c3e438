"""E-mail with reports attached, harmless and hostile."""

import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from acquire_taken import SHIP, put, taken
from test_acquire_files import DOCX, PAGE, PDF, word


def message(*attachments: tuple[str | None, str, bytes], subject: str = "The ship") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@a.example", "me@b.example", subject
    mail["Date"], mail["Message-ID"] = "Sat, 03 Feb 2024 04:05:06 +0000", "<1@a.example>"
    mail.set_content(SHIP.decode())
    for name, media_type, body in attachments:
        mail.add_attachment(body, *media_type.split("/"), filename=name)
    return mail


def test_a_message_and_each_report_attached_to_it_are_taken(tmp_path: Path) -> None:
    mail = message(
        ("report.pdf", "application/pdf", PDF),
        ("Bericht über das Schiff.docx", "application/octet-stream", word()),
        ("page.html", "text/html", PAGE),
        (None, "application/pdf", PDF),
    )
    path = put(tmp_path, "mail.eml", mail.as_bytes())
    found, unread = taken(path)
    assert [raw.key for raw in found] == [
        "mail", "mail!report", "mail!Bericht über das Schiff", "mail!page", "mail!part 4",
    ]  # fmt: skip
    assert found[0].body == mail.as_bytes()
    assert [raw.media_type for raw in found[1:]] == ["application/pdf", DOCX, "text/html", "application/pdf"]
    assert found[1].source == f"{path}!report.pdf"
    assert not unread


def test_text_and_html_of_the_message_itself_are_no_attachments(tmp_path: Path) -> None:
    mail = message()
    mail.add_alternative(PAGE.decode(), subtype="html")
    found, unread = taken(put(tmp_path, "mail.eml", mail.as_bytes()))
    assert (len(found), unread) == (1, [])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("../../etc/passwd", "mail!passwd"),
        ("C:\\temp\\report.txt", "mail!report"),
        ("/etc/passwd", "mail!passwd"),
        ("..", "mail!part 1"),
        ("a\x00\x1b[31mb.txt", "mail!a [31mb"),
        ("x" * 5_000 + ".txt", None),
    ],
)
def test_the_name_of_an_attachment_leads_nowhere(tmp_path: Path, name: str, key: str | None) -> None:
    raw = message(("NAME", "text/plain", SHIP)).as_bytes().replace(b'"NAME"', b'"' + name.encode() + b'"')
    path = put(tmp_path, "mail.eml", raw)
    found, _ = taken(path)
    assert key is None or found[1].key == key
    inner = found[1].source.removeprefix(f"{path}!")
    assert "/" not in inner
    assert inner.isprintable()
    assert len(inner) <= 90


def test_attached_messages_are_opened_three_deep(tmp_path: Path) -> None:
    mail = message(("deepest.txt", "text/plain", SHIP))
    for level in range(4):
        outer = message(subject=f"level {level}")
        outer.add_attachment(mail)
        mail = outer
    found, unread = taken(put(tmp_path, "mail.eml", mail.as_bytes()))
    assert [raw.media_type for raw in found] == ["message/rfc822"] * 4
    assert any("deep are not read" in item.reason for item in unread)


def test_what_cannot_be_read_is_told_and_pictures_in_the_text_together(tmp_path: Path) -> None:
    mail = message(("table.xlsx", "application/octet-stream", b"PK\x03\x04" + b"xl/workbook"))
    for number in range(3):
        mail.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", cid=f"<{number}>", disposition="inline")
    found, unread = taken(put(tmp_path, "mail.eml", mail.as_bytes()))
    assert len(found) == 1
    assert ["save the sheet as .csv" in item.reason for item in unread] == [True, False]
    assert unread[1].reason.endswith("not read: 3")


def test_a_thousand_parts_within_parts_take_no_time(tmp_path: Path) -> None:
    nest = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level) for level in range(1_000)
    )
    body = b"From: a@a.example\r\nTo: b@b.example\r\nMessage-ID: <1@a>\r\nMIME-Version: 1.0\r\n" + nest + SHIP
    begin = time.process_time()
    found, (unread,) = taken(put(tmp_path, "mail.eml", body))
    assert len(found) == 1
    assert "parts within parts" in unread.reason
    assert time.process_time() - begin < 2


def test_a_thousand_attachments_are_bounded(tmp_path: Path) -> None:
    mail = message(*((f"{number}.txt", "text/plain", b"Ship %d" % number) for number in range(250)))
    found, (unread,) = taken(put(tmp_path, "mail.eml", mail.as_bytes()))
    assert len(found) == 201
    assert "only 200" in unread.reason


def test_attachments_that_unpack_to_much_are_bounded(tmp_path: Path) -> None:
    import gzip

    packed = gzip.compress(SHIP * 2_000)
    mail = message(*((f"{number}.txt.gz", "application/gzip", packed) for number in range(5)))
    found, unread = taken(put(tmp_path, "mail.eml", mail.as_bytes()))
    assert len(found) == 2
    assert all("take over" in item.reason for item in unread)


def test_broken_headers_and_transfer_codings_are_no_crash(tmp_path: Path) -> None:
    lines = [
        b"From: a@a.example",
        b"To: b@b.example",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/mixed; boundary=x",
        b"",
        b"--x",
        b"Content-Type: text/plain; charset=nonsense; name*=utf-99''%FF",
        b"Content-Disposition: attachment",
        b"Content-Transfer-Encoding: base64",
        b"",
        b"!!!not base64!!!",
        b"--x",
        b"Content-Type: ;;;/;",
        b"Content-Disposition: attachment; filename==?utf-8?b?//=?=",
        b"",
        b"A ship",
        b"--x--",
    ]
    body = b"\r\n".join(lines)
    found, unread = taken(put(tmp_path, "mail.eml", body))
    assert len(found) + len(unread) == 3


def test_a_field_of_thousands_of_parameters_takes_no_time(tmp_path: Path) -> None:
    field = "Content-Type: multipart/mixed; " + "format=flowed; " * 12_000 + 'boundary="B"\n\n'
    begin = time.process_time()
    _, unread = taken(
        put(tmp_path, "mail.eml", (f"Subject: x\n{field}--B\nContent-Type: text/plain\n\nx\n--B--\n").encode())
    )
    assert time.process_time() - begin < 5
    assert "headers of its parts are longer" in unread[0].reason
