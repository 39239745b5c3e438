from __future__ import annotations

import gzip
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive_parts import (
    WARC,
    entry,
    findings,
    found,
    kept,
    manifest,
    note,
    page,
    poke,
    rechained,
    rewrite,
    sealed,
    splice,
)

from tallyclerk.archive import Archive, mend, verify_archive
from tallyclerk.archive.entries import sha256
from tallyclerk.errors import ArchiveError
from tallyclerk.model import Raw, Unread


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of six lines: opening (1), WARC file (2), page with its request (3), notes (4, 6), unread (5)."""
    kept(tmp_path, [page(1), note(2), Unread("pages.csv:7", "empty"), note(3)])
    return tmp_path


def stretch(folder: Path, number: int) -> tuple[int, int]:
    """Where the record of an entry starts and ends in its file."""
    line = entry(folder, number)
    return line["offset"], line["offset"] + line["length"]


def reports(folder: Path) -> list[Raw | Unread]:
    with Archive.read(folder) as archive:
        return list(archive.reports())


def test_a_whole_archive_has_no_findings_and_its_head_is_the_hash_of_its_last_line(folder: Path) -> None:
    report = verify_archive(folder)
    assert report.ok
    assert (report.entries, report.reports) == (6, 3)
    assert report.head == sha256(manifest(folder)[-1])
    assert verify_archive(folder) == report


# The four faults of the issue


def test_a_payload_that_was_changed_is_named_with_its_entry(folder: Path) -> None:
    start, end = stretch(folder, 4)
    record = gzip.decompress((folder / WARC).read_bytes()[start:end])
    splice(folder / WARC, start, end, gzip.compress(record.replace(b"Report 2", b"Report 9"), 6, mtime=0))
    finding = next(f for f in findings(folder) if f.kind == "altered payload")
    assert (finding.sequence, finding.record, finding.key) == (4, entry(folder, 4)["record"], "note-2")
    assert finding.place == f"{WARC}, byte {start}"
    assert "do not rely on them" in finding.words


def test_every_flipped_byte_of_a_warc_file_is_found_at_its_entry(folder: Path) -> None:
    whole = (folder / WARC).read_bytes()
    places = {number: stretch(folder, number) for number in (2, 3, 4, 6)}
    chosen = random.Random(3)  # noqa: S311 - not for secrets
    for offset in [0, 3, 8, 9, *sorted(chosen.sample(range(len(whole)), 150)), len(whole) - 1]:
        poke(folder / WARC, offset, 1 << chosen.randrange(8))
        hit = next(number for number, (start, end) in places.items() if start <= offset < end)
        assert {sequence for _, sequence in found(folder)} == {hit}, offset
        (folder / WARC).write_bytes(whole)


def test_a_record_that_is_missing_is_named_and_those_after_it_are_found_where_they_went(folder: Path) -> None:
    start, end = stretch(folder, 4)
    splice(folder / WARC, start, end)
    assert found(folder) == [("missing record", 4), ("moved record", 6)]


def test_the_last_record_missing_is_named(folder: Path) -> None:
    splice(folder / WARC, *stretch(folder, 6))
    assert found(folder) == [("missing record", 6)]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_an_edited_line_is_named(folder: Path, number: int) -> None:
    rewrite(
        folder, lambda lines: [*lines[: number - 1], lines[number - 1].replace(b"2026", b"2025", 1), *lines[number:]]
    )
    kinds = found(folder)
    assert kinds[0] == ("edited line", number)
    assert {sequence for _, sequence in kinds} == {number}
    with pytest.raises(ArchiveError, match=f"line {number}: is not as it was written; see `tallyclerk verify"):
        reports(folder)


def test_every_flipped_byte_of_a_manifest_is_found_at_its_line(folder: Path) -> None:
    whole = (folder / "manifest.jsonl").read_bytes()
    chosen = random.Random(4)  # noqa: S311 - not for secrets
    for offset in chosen.sample(range(len(whole) - 1), 150):
        poke(folder / "manifest.jsonl", offset, 1 << chosen.randrange(8))
        assert whole[:offset].count(b"\n") + 1 in {sequence for _, sequence in found(folder)}, offset
        (folder / "manifest.jsonl").write_bytes(whole)


def test_lines_in_another_order_are_named(folder: Path) -> None:
    rewrite(folder, lambda lines: [*lines[:3], lines[4], lines[3], lines[5]])
    assert [kind for kind, _ in found(folder)] == ["reordered line"]
    assert found(folder)[0][1] in (4, 5)


# Others


def test_a_line_moved_far_away_is_the_one_named(folder: Path) -> None:
    rewrite(folder, lambda lines: [*lines[:2], *lines[3:], lines[2]])
    assert found(folder) == [("reordered line", 3)]


def test_removed_and_repeated_lines_are_named(folder: Path) -> None:
    whole = manifest(folder)
    rewrite(folder, lambda lines: [*lines[:2], *lines[4:]])
    assert ("removed line", 3) in found(folder)
    assert "Entries 3 to 4 are missing" in next(f.words for f in findings(folder) if f.kind == "removed line")
    rewrite(folder, lambda _: [*whole[:4], whole[3], *whole[4:]])
    assert found(folder) == [("repeated line", 4)]
    rewrite(folder, lambda _: [])
    assert ("removed line", 1) in found(folder)


def test_an_edited_line_with_a_hash_made_good_breaks_the_chain_at_the_next(folder: Path) -> None:
    forged = sealed({**entry(folder, 5), "reason": "it never was"})
    rewrite(folder, lambda lines: [*lines[:4], forged, *lines[5:]])
    assert found(folder) == [("broken chain", 6)]


def test_the_last_lines_removed_are_seen_by_their_records_or_by_a_head_noted_elsewhere(folder: Path) -> None:
    head = verify_archive(folder).head
    splice(folder / WARC, *stretch(folder, 6))
    rewrite(folder, lambda lines: lines[:5])
    assert verify_archive(folder).ok
    assert found(folder, head=head) == [("other head", None)]


def test_a_noted_head_still_holds_when_the_archive_has_grown(folder: Path) -> None:
    head = verify_archive(folder).head
    with Archive.open(folder) as archive:
        archive.add(note(7))
    report = verify_archive(folder, head=head)
    assert report.ok
    assert report.notes == ("The head that was noted is that of line 6; 1 lines were added since.",)
    with pytest.raises(ArchiveError, match="is not a head"):
        verify_archive(folder, head="12")


def test_a_removed_line_leaves_a_record_without_an_entry(folder: Path) -> None:
    rewrite(folder, lambda lines: lines[:5])
    assert [kind for kind, _ in found(folder)] == ["unlisted record"]


def test_a_forged_archive_with_a_sound_chain_is_betrayed_by_its_ids_and_records(folder: Path) -> None:
    def change(line: dict[str, Any]) -> None:
        if line.get("key") == "note-2":
            line["title"] = "Never said"
        if line.get("key") == "note-1":
            line["url"] = "https://other.example/"

    rechained(folder, change)
    kinds = found(folder)
    assert ("false id", 4) in kinds
    assert ("false id", 3) in kinds
    assert ("contradiction", 3) in kinds
    assert "warc-target-uri" in next(f.words for f in findings(folder) if f.kind == "contradiction")
    assert [type(item) for item in reports(folder)] == [Unread, Unread, Unread, Raw]


@pytest.mark.parametrize(("name", "old", "new"), [
    ("warc-date", b"WARC-Date: 2026-03-01", b"WARC-Date: 2020-03-01"),
    ("warc-type", b"WARC-Type: resource", b"WARC-Type: metadata"),
    ("warc-target-uri", b"file:note-2", b"file:note-9"),
    ("content-type", b"text/plain", b"text/xhtml"),
])  # fmt: skip
def test_a_warc_field_that_contradicts_the_manifest_is_named(folder: Path, name: str, old: bytes, new: bytes) -> None:
    start, end = stretch(folder, 4)
    record = gzip.decompress((folder / WARC).read_bytes()[start:end]).replace(old, new)
    splice(folder / WARC, start, end, gzip.compress(record, 6, mtime=0))
    finding = next(f for f in findings(folder) if f.sequence == 4)
    assert finding.kind == "contradiction"
    assert name in finding.words


def test_a_damaged_member_does_not_hide_other_damage(folder: Path) -> None:
    start, _ = stretch(folder, 3)
    poke(folder / WARC, start + 200)
    splice(folder / WARC, stretch(folder, 6)[1] - 5, stretch(folder, 6)[1])
    rewrite(folder, lambda lines: [*lines[:4], lines[4].replace(b"empty", b"empti"), lines[5]])
    assert found(folder) == [("edited line", 5), ("damaged record", 3), ("damaged record", 6)]


def test_a_stretch_of_nothing_in_place_of_a_record_is_damage(folder: Path) -> None:
    start, end = stretch(folder, 4)
    splice(folder / WARC, start, end, bytes(end - start))
    assert found(folder) == [("damaged record", 4)]
    assert isinstance(reports(folder)[1], Unread)
    assert "its record in the archive cannot be read" in reports(folder)[1].reason  # type: ignore[union-attr]


def test_bytes_and_records_that_no_line_tells_of_are_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    kept(other, [note(8)])
    start, end = stretch(other, 3)
    foreign = (other / WARC).read_bytes()[start:end]
    with (folder / WARC).open("ab") as file:
        file.write(b"left over" + foreign)
    assert [kind for kind, _ in found(folder)] == ["stray bytes", "unlisted record"]
    (folder / "evidence-00002.warc.gz").write_bytes(foreign)
    assert found(folder)[-1] == ("unlisted file", None)


def test_a_missing_warc_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    kept(tmp_path, [note(n) for n in range(6)], max_file_bytes=600)
    (tmp_path / WARC).unlink()
    assert [(kind, sequence) for kind, sequence in found(tmp_path)] == [("missing file", 2)]
    assert any(isinstance(item, Raw) for item in reports(tmp_path))


@pytest.mark.parametrize(
    "name",
    [f"../{WARC}", "/etc/passwd", f"a/{WARC}", "..", f"{WARC}\n", f"{WARC}\0", "manifest.jsonl"],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inner"
    kept(folder, [note(1)])
    shutil.copy(folder / WARC, tmp_path / WARC)
    rechained(folder, lambda line: line.update(file=name) if "file" in line else None)
    assert found(folder)[:2] == [("edited line", 2), ("edited line", 3)]
    with pytest.raises(ArchiveError, match="is not as it was written"):
        reports(folder)


@pytest.mark.parametrize("what", ["link", "pipe", "folder"])
def test_what_is_not_a_file_of_the_folder_itself_is_not_opened(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "inner"
    kept(folder, [note(1)])
    (folder / WARC).rename(tmp_path / WARC)
    make: dict[str, Callable[[], None]] = {
        "link": lambda: (folder / WARC).symlink_to(tmp_path / WARC),
        "pipe": lambda: os.mkfifo(folder / WARC),
        "folder": (folder / WARC).mkdir,
    }
    make[what]()
    assert found(folder) == [("missing file", 2)]
    assert isinstance(reports(folder)[0], Unread)
    with pytest.raises(ArchiveError, match="evidence-00001"):
        Archive.open(folder)


def test_a_manifest_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    kept(folder, [note(1)])
    (folder / "manifest.jsonl").rename(tmp_path / "manifest.jsonl")
    (folder / "manifest.jsonl").symlink_to(tmp_path / "manifest.jsonl")
    with pytest.raises(ArchiveError, match="is a link"):
        verify_archive(folder)


@pytest.mark.parametrize("line", [
    b"\n", b"{}\n", b"[" * 100_000 + b"\n", b"\xff\xfe\n", b'{"hash":1}\n', b"1" * 9_000 + b"\n",
    b'{"entry":"report","hash":"' + b"x" * 10_000_001 + b'"}\n',
])  # fmt: skip
def test_a_line_that_is_none_is_named_and_the_rest_is_read(folder: Path, line: bytes) -> None:
    rewrite(folder, lambda lines: [*lines[:4], line, lines[5]])
    assert found(folder) == [("edited line", 5)]


@pytest.mark.parametrize("change", [
    {"offset": 2**53}, {"length": 2**53}, {"length": 0}, {"size": 2**53}, {"offset": 1}, {"size": 0},
])  # fmt: skip
def test_numbers_beyond_the_file_are_findings_and_no_more(folder: Path, change: dict[str, int]) -> None:
    rechained(folder, lambda line: line.update(change) if line["sequence"] == 4 else None)
    assert 4 in {sequence for _, sequence in found(folder)}
    assert isinstance(reports(folder)[1], Unread) or "length" in change


def test_a_bomb_is_not_unpacked(folder: Path) -> None:
    bomb = gzip.compress(b"WARC/1.1\r\nContent-Length: 9\r\n\r\n" + bytes(60_000_000), 9)
    splice(folder / WARC, *stretch(folder, 6), bomb)
    assert ("missing record", 6) in found(folder) or ("damaged record", 6) in found(folder)


def test_a_manifest_that_claims_the_same_bytes_over_and_over_is_not_read_for_ever(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.add(note(4, body=random.Random(5).randbytes(100_000)))  # noqa: S311 - not for secrets
    last = entry(folder, 7)
    ids = [f"urn:uuid:{n:08x}-0000-0000-0000-000000000000" for n in range(500)]

    def many(lines: list[bytes]) -> list[bytes]:
        previous, more = sha256(lines[-1]), []
        for number, record in enumerate(ids, start=8):
            whole = {"offset": 0, "length": 2**40, "record": record}
            more.append(sealed({**last, **whole, "sequence": number, "previous": previous}))
            previous = sha256(more[-1])
        return [*lines, *more]

    rewrite(folder, many)
    assert ("misplaced entry", 507) in found(folder)


# A write that was cut off


def cut_line(folder: Path) -> None:
    splice(folder / "manifest.jsonl", len((folder / "manifest.jsonl").read_bytes()) - 30, 10**9)


def cut_record(folder: Path) -> None:
    rewrite(folder, lambda lines: lines[:5])
    splice(folder / WARC, stretch_end(folder), 10**9)


def stretch_end(folder: Path) -> int:
    return len((folder / WARC).read_bytes()) - 40


def no_line(folder: Path) -> None:
    rewrite(folder, lambda lines: lines[:5])


def no_line_for_a_file(folder: Path) -> None:
    shutil.copy(folder / WARC, folder / "evidence-00002.warc.gz")


@pytest.mark.parametrize("cut", [cut_line, cut_record, no_line, no_line_for_a_file])
def test_a_write_that_was_cut_off_is_told_and_mended_only_when_asked(folder: Path, cut: Callable[[Path], None]) -> None:
    cut(folder)
    names = {file.name: file.stat().st_size for file in folder.iterdir()}
    with pytest.raises(ArchiveError, match=r"tallyclerk verify --mend"):
        Archive.open(folder)
    assert findings(folder)
    assert all("--mend" in finding.words for finding in findings(folder) if finding.kind != "unlisted record")
    assert {file.name: file.stat().st_size for file in folder.iterdir()} == names
    assert mend(folder)
    assert verify_archive(folder).ok
    assert sum(file.stat().st_size for file in folder.iterdir()) == sum(names.values())
    with Archive.open(folder) as archive:
        archive.add(note(3))
    assert verify_archive(folder).ok
    assert note(3).body in [item.body for item in reports(folder) if isinstance(item, Raw)]
    assert mend(folder) == ()


def test_a_manifest_damaged_otherwise_is_not_mended(folder: Path) -> None:
    rewrite(folder, lambda lines: [*lines[:3], *lines[4:]])
    with pytest.raises(ArchiveError, match="cannot be mended"):
        mend(folder)
    with pytest.raises(ArchiveError, match="is not as it was written"):
        Archive.open(folder)


def test_a_record_cut_short_is_not_mended(folder: Path) -> None:
    splice(folder / WARC, len((folder / WARC).read_bytes()) - 9, 10**9)
    with pytest.raises(ArchiveError, match="ends before its last record"):
        mend(folder)
    with pytest.raises(ArchiveError, match="ends before its last record"):
        Archive.open(folder)
