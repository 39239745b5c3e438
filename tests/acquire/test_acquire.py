"""What a user meets who names files, folders or standard input, good and bad."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from tallyclerk.acquire import acquire
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

SMALL = ReadSettings(max_bytes=2_000)


def taken(*sources: str | Path, settings: ReadSettings = SMALL) -> tuple[list[Raw], list[Unread]]:
    items = list(acquire(sources, settings))
    return [item for item in items if isinstance(item, Raw)], [item for item in items if isinstance(item, Unread)]


def rows(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_text_file_is_taken_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "report.txt"
    page.write_bytes(b"A ship came in.\r\n")
    (raw,), unread = taken(page)
    assert (raw.key, raw.source, raw.body, raw.media_type) == (
        "report",
        str(page),
        b"A ship came in.\r\n",
        "text/plain",
    )
    assert not unread


@pytest.mark.parametrize("name", ["page.html", "page.htm", "PAGE.HTML"])
def test_html_is_known_by_its_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<p>A ship came in.</p>")
    (raw,), _ = taken(tmp_path / name)
    assert raw.media_type == "text/html"


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A ship came in.")
    found, unread = taken(tmp_path)
    assert [raw.key for raw in found] == ["a", "b", "d"]
    assert not unread


def test_a_file_of_another_kind_in_a_folder_is_listed_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    _, (unread,) = taken(tmp_path)
    assert unread.source.endswith("map.png")
    assert "not a kind of file that is read (.png)" in unread.reason
    assert ".jsonl" in unread.reason


def test_keys_that_clash_get_a_number(tmp_path: Path) -> None:
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(f"A ship came to port {folder}.")
    found, _ = taken(tmp_path)
    assert [raw.key for raw in found] == ["report", "report-2", "report-3"]


def test_a_row_gives_all_that_it_states(tmp_path: Path) -> None:
    row = {"id": 7, "text": "A ship came in.", "url": "https://x.example/a", "outlet": "X", "title": "T"}
    row |= {"published": "2024-02-03", "language": "en", "story": "ignored"}
    (raw,), _ = taken(rows(tmp_path / "pages.jsonl", row))
    assert (raw.key, raw.url, raw.outlet, raw.title) == ("7", "https://x.example/a", "X", "T")
    assert (raw.published, raw.language) == ("2024-02-03", "en")
    assert raw.source.endswith("pages.jsonl:1")


def test_a_row_may_hold_html(tmp_path: Path) -> None:
    (raw,), _ = taken(rows(tmp_path / "pages.jsonl", {"id": "a", "html": "<p>A ship</p>"}))
    assert (raw.media_type, raw.body) == ("text/html", b"<p>A ship</p>")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "a"}', "neither `text` nor `html`"),
        ('{"id": "a", "text": "  "}', "neither `text` nor `html`"),
        ('{"text": "A ship"}', "has no `id`"),
        ('{"id": "", "text": "A ship"}', "`id` is empty"),
        ('{"id": "a", "text": 5}', "in `text`"),
        ('["a", "b"]', "expected `object`"),
        ("null", "expected `object`"),
        ("A ship came in.", "not JSON"),
        ('{"id": "a", "text": "A sh', "not JSON"),
        ('{"id": "a", "text": "\\ud800"}', "not JSON"),
        ('{"id": "a", "x": ' + "[" * 900, "not JSON"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_the_others_are_served(tmp_path: Path, line: str, words: str) -> None:
    path = rows(tmp_path / "pages.jsonl", {"id": "x", "text": "A ship"}, line, {"id": "y", "text": "A train"})
    found, (unread,) = taken(path)
    assert [raw.key for raw in found] == ["x", "y"]
    assert unread.source == f"{path}:2"
    assert words in unread.reason


def test_a_row_over_the_bound_is_not_read_and_the_next_one_is(tmp_path: Path) -> None:
    path = rows(tmp_path / "p.jsonl", {"id": "x", "text": "A" * 5_000}, {"id": "y", "text": "A train"})
    found, (unread,) = taken(path)
    assert [raw.key for raw in found] == ["y"]
    assert unread.source.endswith(":1")
    assert "too large" in unread.reason


def test_rows_in_another_encoding_are_told(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes('{"id": "x", "text": "Hafen Königsberg"}'.encode("latin-1"))
    _, (unread,) = taken(path)
    assert "not JSON in UTF-8" in unread.reason


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'\xef\xbb\xbf\n{"id": "x", "text": "A ship"}\n\n')
    found, unread = taken(path)
    assert [raw.key for raw in found] == ["x"]
    assert not unread


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_of_rows_without_rows_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(content)
    _, (unread,) = taken(path)
    assert "empty" in unread.reason


def test_rows_come_in_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'{"id": "x", "text": "A ship"}\nno json\n'))
    monkeypatch.setattr(sys, "stdin", stream)
    (raw,), (unread,) = taken("-")
    assert (raw.key, raw.source) == ("x", "standard input:1")
    assert unread.source == "standard input:2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"A ship\x00\x01\x02 came", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"x" * 3_000, "too large: 3,000 bytes, and at most 2,000 are read"),
    ],
)
def test_a_file_that_is_no_text_is_told_with_the_mend(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("A ship came in.")
    found, (unread,) = taken(tmp_path)
    assert [raw.key for raw in found] == ["good"]
    assert unread.source.endswith("bad.txt")
    assert words in unread.reason


def test_a_fifty_megabyte_text_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    _, (unread,) = taken(huge, settings=ReadSettings())
    assert "too large: 50,000,000 bytes" in unread.reason
    assert "max_bytes" in unread.reason


def test_wide_encodings_are_no_binaries(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_text("A ship came in.", encoding="utf-16")
    found, unread = taken(tmp_path / "wide.txt")
    assert len(found) == 1
    assert not unread


def test_missing_paths_and_odd_names_are_told(tmp_path: Path) -> None:
    _, unread = taken(tmp_path / "no such.txt", "bad\0name.txt", "x" * 5_000 + ".txt")
    assert "no such file or folder" in unread[0].reason
    assert len(unread) == 3


def test_a_folder_named_like_a_file_is_read_as_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "reports.txt"
    folder.mkdir()
    (folder / "a.txt").write_text("A ship came in.")
    found, _ = taken(folder)
    assert [raw.key for raw in found] == ["a"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    _, (unread,) = taken(tmp_path)
    assert "no files" in unread.reason


def test_a_loop_of_folders_ends_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text("A ship came in.")
    (tmp_path / "inner" / "up").symlink_to(tmp_path, target_is_directory=True)
    found, (unread,) = taken(tmp_path)
    assert [raw.key for raw in found] == ["a"]
    assert "link back to a folder" in unread.reason


def test_folders_that_link_to_each_other_are_read_once(tmp_path: Path) -> None:
    for name in "abcdef":
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"Ship {name} came in.")
        for other in "abcdef":
            (tmp_path / name / f"to-{other}").symlink_to(tmp_path / other, target_is_directory=True)
    found, unread = taken(tmp_path)
    assert sorted(raw.key for raw in found) == list("abcdef")
    assert len(unread) < 60


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    _, (unread,) = taken(tmp_path)
    assert "leads back to itself" in unread.reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, (unread,) = taken(tmp_path / "pipe.txt")
    assert "not a regular file" in unread.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A ship came in.")
    (tmp_path / "secret.txt").chmod(0)
    _, (unread,) = taken(tmp_path / "secret.txt")
    assert "no permission" in unread.reason


def test_a_refusal_of_the_system_is_put_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("A ship came in.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, (unread,) = taken(tmp_path / "secret.txt")
    assert "no permission" in unread.reason
