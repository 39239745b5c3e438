"""Tables of reports and addresses, as people and programs write them."""

import csv
import io
from pathlib import Path

import pytest
from acquire_taken import SHIP, pipe_in, put, taken
from hypothesis import given, settings
from hypothesis import strategies as st

TEXT = SHIP.decode()


def table(*rows: list[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_are_read_in_any_dialect(tmp_path: Path, delimiter: str, encoding: str) -> None:
    heading = ["ID", "Text", "Outlet", "note", "Published"]
    rows = ["7", f'He said, "no; {TEXT}"\nand left', "Hafenbote Köln", "x", "2024-02-03"], ["8", TEXT, "", "", ""]
    body = table(heading, *rows, delimiter=delimiter, encoding=encoding)
    path = put(tmp_path, "pages.csv", body)
    found, unread = taken(path)
    assert [(raw.key, raw.source) for raw in found] == [("7", f"{path}:2"), ("8", f"{path}:4")]
    assert found[0].body.decode() == f'He said, "no; {TEXT}"\nand left'
    assert (found[0].outlet, found[0].published, found[1].outlet) == ("Hafenbote Köln", "2024-02-03", None)
    assert not unread


def test_a_table_of_tabs_and_one_of_a_single_column_are_read(tmp_path: Path) -> None:
    found, _ = taken(
        put(tmp_path, "a.tsv", table(["html", "url"], ["<p>A, B; C", "https://a.example"], delimiter="\t"))
    )
    assert (found[0].media_type, found[0].body, found[0].url) == ("text/html", b"<p>A, B; C", "https://a.example")
    found, _ = taken(put(tmp_path, "b.csv", table(["text"], [TEXT], [TEXT + "!"])))
    assert [raw.key for raw in found] == ["b-2", "b-3"]


def test_the_line_that_spreadsheets_put_above_the_heading_is_heeded(tmp_path: Path) -> None:
    found, unread = taken(put(tmp_path, "a.csv", b"sep=;\r\nid;text\r\n1;" + SHIP + b"\r\n"))
    assert ([raw.key for raw in found], unread) == (["1"], [])


def test_an_old_encoding_is_detected_where_the_table_begins_in_it(tmp_path: Path) -> None:
    text = (
        "Das Schiff lief mit zweihundert Behältern für die Fähre in Königsberg ein. Für die Häfen wäre größer besser."
    )
    (raw,), _ = taken(put(tmp_path, "a.csv", table(["id", "text"], ["1", text], encoding="latin-1")))
    assert raw.body.decode() == text


def test_a_cell_in_another_encoding_keeps_its_own_bytes(tmp_path: Path) -> None:
    rows = [[str(number), TEXT] for number in range(1_200)]
    body = table(["id", "text"], *rows) + b"last,Hafen K\xf6nigsberg\r\n"
    found, _ = taken(put(tmp_path, "a.csv", body))
    assert found[-1].body == b"Hafen K\xf6nigsberg"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"id,body\n1,A ship\n", "without a column `text`, `html` or `url`; its first line has `id`, `body`"),
        (b"id,text\n", "no rows under its heading"),
        (b"id,text\n\n , \n", "no rows under its heading"),
        (b"id,text\n1,\n", "neither `text` nor `html` nor `url`"),
        (b"id,text\n1,A ship, a train\n", "3 cells, but the heading has 2"),
        (b"id,url\n1,javascript:alert(1)\n", "not an address"),
        (b"id,text\n1,A \x00ship\n", "binary"),
        (b",".join(b"c%d" % n for n in range(200_000))[:190_000] + b"\n", "a table begins with its column names"),
        (b"id,text\n1," + b"A" * 300_000 + b"\n", "too large or its quotes are not closed"),
        (b'id,text\n1,"never closed\n' + b"A ship, and more\n" * 20_000, "too large or its quotes are not closed"),
        (b"A" * 300_000, "too large"),
    ],
)
def test_a_bad_table_is_told_with_the_mend(tmp_path: Path, body: bytes, words: str) -> None:
    found, (unread,) = taken(put(tmp_path, "bad.csv", body))
    assert not found
    assert words in unread.reason


def test_reading_goes_on_behind_a_giant_cell(tmp_path: Path) -> None:
    body = table(["id", "text"], ["1", TEXT], ["2", "A long line\n" * 40_000], ["3", TEXT])
    path = put(tmp_path, "a.csv", body)
    found, (unread,) = taken(path)
    assert [raw.key for raw in found] == ["1", "3"]
    assert unread.source == f"{path}:3"
    assert "lines 3 to 40003 were not read" in unread.reason


def test_a_table_on_standard_input_is_known_by_its_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, table(["id", "text"], ["1", TEXT]))
    (raw,), _ = taken("-")
    assert (raw.key, raw.source) == ("1", "standard input:2")


@settings(max_examples=60)
@given(st.binary(max_size=500))
def test_no_bytes_under_a_heading_end_the_reading(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = put(tmp_path_factory.mktemp("t"), "a.csv", b"id,text,url\n" + body)
    found, unread = taken(path)
    assert found or unread or not body.strip()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_that_breaks_off_in_a_letter_is_read(tmp_path: Path, encoding: str) -> None:
    body = "\ufeffid,text\n1,The ship left.\n".encode(encoding)[:-1]
    raws, unread = taken(put(tmp_path, "a.csv", body))
    assert [raw.key for raw in raws] == ["1"]
    assert not unread
