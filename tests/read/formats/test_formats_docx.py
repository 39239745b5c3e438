"""Word files: order of text, tables, what python-docx leaves out, and packages made to hurt."""

import zipfile

import pytest
from format_papers import WORD, core, docx, paragraph, table

from tallyclerk.config import ReadSettings
from tallyclerk.model import MediaType, Raw, Unread
from tallyclerk.read.formats import Unpacked, unpacked

KIND: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = "The freighter Halcyon carried 4,000 tonnes of barley."
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def opened(body: bytes) -> Unpacked | Unread:
    return unpacked(Raw(key="a", source="a.docx", body=body, media_type=KIND), ReadSettings())


def read(body: bytes) -> Unpacked:
    found = opened(body)
    assert isinstance(found, Unpacked), found
    return found


def refused(body: bytes) -> str:
    found = opened(body)
    assert isinstance(found, Unread), found
    return found.reason


def test_paragraphs_and_tables_come_in_their_order() -> None:
    body = paragraph("Head") + table(("Port", "Tonnes"), ("Vale", "4,000")) + paragraph(LINE)
    assert read(docx(body)).text.split("\n") == ["Head", "Port | Tonnes", "Vale | 4,000", LINE]


def test_a_table_within_a_table_is_one_row_of_it() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('Out')}{table(('in', 'side'))}</w:tc></w:tr></w:tbl>"
    assert read(docx(inner)).text == "Out | in | side"


def test_content_controls_links_and_insertions_are_read_and_deletions_are_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
        f"<w:p><w:ins>{run.format('Put in')}</w:ins><w:del><w:r><w:delText>taken out</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run.format(' and linked')}</w:hyperlink><w:r><w:tab/><w:t>far.</w:t></w:r></w:p>"
    )
    assert read(docx(body)).text.split("\n") == ["In a control.", "Put in and linked far."]


def test_notes_are_read_and_page_heads_set_aside() -> None:
    parts = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{paragraph("Says the port.")}</w:footnotes>',
        "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph("The Harbour Post")}</w:hdr>',
    }
    links = f'<Relationship Id="f" Type="{LINKS}/footnotes" Target="footnotes.xml"/>'
    links += f'<Relationship Id="h" Type="{LINKS}/header" Target="header1.xml"/>'
    found = read(docx(paragraph(LINE), parts, links=links))
    assert found.text.split("\n") == [LINE, "Says the port."]
    assert [(piece.text, piece.reason) for piece in found.removed] == [
        ("The Harbour Post", "head or foot of the pages")
    ]


def test_properties_give_author_and_a_weak_date() -> None:
    parts = {"docProps/core.xml": core("Barley ship", "Jane Clerk", "2031-05-02T10:15:00Z")}
    found = read(docx(paragraph("Barley ship") + paragraph(LINE), parts))
    assert (found.title, found.author, found.date_kind) == ("Barley ship", "Jane Clerk", "created")
    assert (found.date or "").startswith("2031-05-02")


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = '<!DOCTYPE w:document [<!ENTITY a "boom">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb += '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = opened(docx(paragraph(f"{LINE} &j; &x;"), head=bomb))
    text = found.text if isinstance(found, Unpacked) else found.reason
    assert "boom" not in text
    assert "root:" not in text


def test_outer_links_are_not_followed() -> None:
    links = f'<Relationship Id="x" Type="{LINKS}/footnotes" TargetMode="External" Target="http://127.0.0.1:9/x"/>'
    assert read(docx(paragraph(LINE), links=links)).text == LINE


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old .doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"PK\x03\x04 nothing", "not a .docx"),
        (docx(paragraph(LINE))[:-40], "not a .docx"),
        (docx(paragraph(LINE), {"word/document.xml": "<w:document"}), "not a .docx that can be read"),
        (docx(paragraph(LINE), {"word/document.xml": "<x>" * 100_000}), "not a .docx that can be read"),
        (docx(paragraph("")), "no text"),
        (docx(paragraph(LINE), {"word/big.xml": b"<a>" + bytes(200_000_000)}), "at most"),
        (docx(paragraph(LINE), {f"word/{n}.txt": "" for n in range(2_100)}), "at most"),
    ],
    ids=range(9),
)
def test_what_is_no_readable_docx_says_why_and_what_to_do(body: bytes, word: str) -> None:
    assert word in refused(body)


def test_a_table_of_contents_that_lies_about_sizes_gains_nothing() -> None:
    honest = docx(paragraph(LINE), {"word/document.xml": b"<a>" + b"x" * 30_000_000 + b"</a>"})
    liar = honest.replace((30_000_007).to_bytes(4, "little"), (300).to_bytes(4, "little"))
    assert liar != honest
    assert "not a .docx that can be read" in refused(liar)


def test_paths_out_of_the_archive_are_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "extract", lambda *args: written.append(args))
    monkeypatch.setattr(zipfile.ZipFile, "extractall", lambda *args: written.append(args))
    link = f'<Relationship Id="x" Type="{LINKS}/footnotes" Target="../../../evil.xml"/>'
    body = docx(paragraph(LINE), {"../../evil.xml": "<a/>"}, links=link)
    found = opened(body)
    assert isinstance(found, Unpacked | Unread)
    assert not written
