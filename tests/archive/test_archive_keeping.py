from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from archive_parts import HEAD, NOON, REQUEST, WARC, entry, kept, manifest, note, page
from hypothesis import given, settings
from hypothesis import strategies as st

from tallyclerk.archive import Archive, is_archive, record_id, verify_archive
from tallyclerk.archive.entries import sha256
from tallyclerk.errors import ArchiveError
from tallyclerk.model import MediaType, Raw, Unread

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
MAYBE = st.none() | WORDS
FILE_NAMES = WORDS | st.just("odd\udcff.txt")
HEADS = (
    st.none()
    | st.just(HEAD)
    | st.binary(max_size=40)
    | st.builds(lambda field: HEAD[:-2] + field, st.binary(max_size=9))
)
RAWS = st.builds(
    Raw,
    key=FILE_NAMES,
    source=FILE_NAMES,
    body=st.binary(max_size=200),
    media_type=st.sampled_from(get_args(MediaType)),
    charset=MAYBE,
    url=MAYBE | WORDS.map("https://news.example/{}".format),
    outlet=MAYBE,
    title=MAYBE,
    published=MAYBE,
    language=MAYBE,
    listed=MAYBE,
    captured=st.none() | st.datetimes(timezones=st.just(UTC)),
    head=HEADS,
    request=st.none() | st.just(REQUEST) | st.binary(max_size=40),
    redirects=st.lists(WORDS, max_size=2).map(tuple),
)
ITEMS = st.lists(RAWS | st.builds(Unread, WORDS, WORDS), max_size=6)


def records(folder: Path, **more: Any) -> list[tuple[str, dict[str, str]]]:
    """Type and fields of each record that FastWARC's own iterator reads, digests verified."""
    from fastwarc.warc import ArchiveIterator

    content = (folder / WARC).read_bytes()
    return [
        (record.headers["WARC-Type"], dict(record.headers.items()))
        for record in ArchiveIterator(io.BytesIO(content), verify_digests=True, **more)
    ]


@settings(max_examples=60, deadline=None)
@given(ITEMS)
def test_what_goes_in_comes_back_equal_and_in_order(items: list[Raw | Unread]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stored = kept(Path(folder), items)
        with Archive.read(folder) as archive:
            back = list(archive.reports())
        assert back == [item for n, item in enumerate(stored) if item not in stored[:n]]
        assert [msgspec.structs.replace(i, record=None) if isinstance(i, Raw) else i for i in stored] == items
        assert verify_archive(folder).ok
        if any(isinstance(item, Raw) for item in items):
            types = [type for type, _ in records(Path(folder))]
            reports = types.count("response") + types.count("resource")
            assert reports == len({item.record for item in back if isinstance(item, Raw)})


def test_a_record_can_be_found_by_its_id_while_the_archive_is_open_and_later(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        first, second = archive.add(page(1)), archive.add(note(2))
        assert isinstance(first, Raw)
        assert first.record
        assert archive.find(first.record) == first
    with Archive.read(tmp_path) as archive:
        assert isinstance(second, Raw)
        assert archive.find(second.record or "") == second
        with pytest.raises(ArchiveError, match="holds no record urn:uuid:0"):
            archive.find("urn:uuid:0")


def test_the_same_report_has_the_same_id_in_every_archive_whatever_its_path(tmp_path: Path) -> None:
    early = kept(tmp_path / "a", [note(1), page(2)])
    with Archive.create(tmp_path / "b", clock=lambda: datetime(2031, 1, 1, tzinfo=UTC)) as archive:
        late = [archive.add(page(2, source="/elsewhere/2.html")), archive.add(note(1))]
    assert {item.record for item in early if isinstance(item, Raw)} == {i.record for i in late if isinstance(i, Raw)}
    assert record_id(page(2)) == late[0].record  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "other",
    [
        {"body": b"other"}, {"key": "x"}, {"url": "https://other.example/"}, {"title": "x"}, {"charset": "latin-1"},
        {"captured": datetime(2020, 1, 1, tzinfo=UTC)}, {"head": HEAD[:-4]}, {"request": None}, {"redirects": ()},
        {"listed": None}, {"media_type": "text/plain"}, {"outlet": ""},
    ],
)  # fmt: skip
def test_a_report_that_differs_in_any_fact_has_another_id(other: dict[str, Any]) -> None:
    assert record_id(page(1, **other)) != record_id(page(1))


def test_the_same_report_again_adds_nothing_and_from_elsewhere_a_line_that_points_at_it(tmp_path: Path) -> None:
    kept(tmp_path, [page(1), Unread("a", "why")])
    before, lines = (tmp_path / WARC).read_bytes(), len(manifest(tmp_path))
    with Archive.open(tmp_path, clock=lambda: datetime(2027, 1, 1, tzinfo=UTC)) as archive:
        archive.add(page(1))
        archive.add_unread(Unread("a", "why"))
        assert len(manifest(tmp_path)) == lines
        again = archive.add(page(1, source="other.warc:1"))
    assert (tmp_path / WARC).read_bytes() == before
    assert len(manifest(tmp_path)) == lines + 1
    place = {name: entry(tmp_path, 3)[name] for name in ("record", "file", "offset", "length", "sha256")}
    assert place.items() <= entry(tmp_path, lines + 1).items()
    assert list(Archive.read(tmp_path).reports())[-1] == again
    assert verify_archive(tmp_path).ok


def test_an_archive_goes_on_in_a_new_file_past_its_bound(tmp_path: Path) -> None:
    items = kept(tmp_path, [note(n) for n in range(9)], max_file_bytes=600)
    assert len(list(tmp_path.glob("evidence-*.warc.gz"))) > 2
    assert list(Archive.read(tmp_path).reports()) == items
    assert verify_archive(tmp_path).ok


def test_other_warc_tools_see_the_exchange_with_digests_that_hold(tmp_path: Path) -> None:
    kept(tmp_path, [page(1), note(2), note(3, url="https://news.example/ü x\r\nWARC-Type: warcinfo", captured=NOON)])
    types, fields = zip(*records(tmp_path), strict=True)
    assert types == ("warcinfo", "response", "request", "resource", "resource")
    _, response, request, plain, hostile = fields
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert response["WARC-Date"] == "2026-02-28T11:30:15Z"
    assert response["WARC-Target-URI"] == "https://news.example/harbour/1?q=a%20b"
    assert response["WARC-Payload-Digest"] == f"sha256:{sha256(page(1).body)}"
    assert plain["WARC-Target-URI"] == "file:note-2"
    assert plain["Content-Type"] == "text/plain"
    assert hostile["WARC-Target-URI"] == "https://news.example/%C3%BC%20x%0D%0AWARC-Type:%20warcinfo"


def test_a_page_is_replayed_with_a_head_that_fits_its_unpacked_body(tmp_path: Path) -> None:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kept(tmp_path, [page(1)])
    content = io.BytesIO((tmp_path / WARC).read_bytes())
    for record in ArchiveIterator(content, record_types=WarcRecordType.response, auto_decode="all"):
        names = [name for name, _ in record.http_headers.to_tuples()]
        assert record.http_headers.status_line == "HTTP/1.1 200 OK"
        assert names == ["Content-Type", *(f"X-Archive-Orig-{n}" for n in
                         ("Content-Encoding", "Transfer-Encoding", "Content-Length"))]  # fmt: skip
        assert record.reader.read() == page(1).body


@pytest.mark.parametrize("head", [b"", b"junk", b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", HEAD + b"A: b\r\n\r\n",
                                  b"HTTP/1.1 200 OK\r\nA: " + b"x" * 40_000 + b"\r\n\r\n"])  # fmt: skip
def test_a_head_that_other_tools_would_stumble_over_is_kept_beside_a_plain_record(tmp_path: Path, head: bytes) -> None:
    items = kept(tmp_path, [page(1, head=head)])
    assert [type for type, _ in records(tmp_path)] == ["warcinfo", "resource"]
    assert list(Archive.read(tmp_path).reports()) == items


def test_a_new_archive_is_an_archive_and_empty(tmp_path: Path) -> None:
    kept(tmp_path, [])
    assert is_archive(tmp_path)
    assert list(Archive.read(tmp_path).reports()) == []
    assert verify_archive(tmp_path).ok
    assert sorted(file.name for file in tmp_path.iterdir()) == ["manifest.jsonl"]


def test_what_an_archive_cannot_take_is_said_and_kept_as_unread(tmp_path: Path) -> None:
    long = note(1, title="x" * 10_000_001)
    items = kept(tmp_path, [long, note(2), Unread("a" * 200_000, "why")])
    assert isinstance(items[0], Unread)
    assert "too long to archive" in items[0].reason
    assert len(items[2].source) == 100_000
    assert list(Archive.read(tmp_path).reports()) == items
    assert verify_archive(tmp_path).ok


def test_only_what_was_opened_to_add_takes_more(tmp_path: Path) -> None:
    kept(tmp_path, [])
    with pytest.raises(ArchiveError, match="was opened to read"):
        Archive.read(tmp_path).add(note(1))
    with pytest.raises(ArchiveError, match="holds an archive already"):
        Archive.create(tmp_path)
    for opened in (Archive.open, Archive.read):
        with pytest.raises(ArchiveError, match="is not an evidence archive"):
            opened(tmp_path / "nothing")
    with Archive.open(tmp_path / "new", create=True) as archive:
        archive.add(note(1))
    with Archive.open(tmp_path / "new", create=True) as archive:
        assert len(list(archive.reports())) == 1


def test_a_second_writer_is_refused_and_readers_are_not(tmp_path: Path) -> None:
    program = "import sys; from tallyclerk.archive import Archive; Archive.open(sys.argv[1])"
    with Archive.create(tmp_path) as archive:
        archive.add(note(1))
        with pytest.raises(ArchiveError, match="another program is writing"):
            Archive.open(tmp_path)
        command = [sys.executable, "-c", program, str(tmp_path)]
        other = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        assert "another program is writing" in other.stderr
        assert len(list(Archive.read(tmp_path).reports())) == 1
    Archive.open(tmp_path).close()


def test_the_lock_of_a_writer_that_was_killed_is_gone_with_it(tmp_path: Path) -> None:
    program = (
        "import os, sys; from tallyclerk.archive import Archive; Archive.open(sys.argv[1], create=True); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)  # noqa: S603
    with Archive.open(tmp_path) as archive:
        archive.add(note(1))
    assert verify_archive(tmp_path).ok


def test_a_thousand_pages_are_kept_and_verified_in_seconds(tmp_path: Path) -> None:
    start = time.monotonic()
    kept(tmp_path, [page(n, body=f"<p>Seite {n} und mehr. ".encode() * 2_000) for n in range(1_000)])
    assert verify_archive(tmp_path).ok
    assert time.monotonic() - start < 30


def test_the_manifest_can_be_checked_with_nothing_but_sha256sum(tmp_path: Path) -> None:
    kept(tmp_path, [page(1), note(2)])
    lines, content = manifest(tmp_path), (tmp_path / WARC).read_bytes()
    assert [entry(tmp_path, n)["previous"] for n in (1, 2, 3, 4)] == ["0" * 64, *map(sha256, lines[:3])]
    places = [entry(tmp_path, number) for number in (2, 3, 4)]
    assert [sha256(content[line["offset"] :][: line["length"]]) for line in places] == [
        line["stored"] for line in places
    ]
    assert sum(line["length"] for line in places) == len(content)
    assert [sha256(raw.body) for raw in (page(1), note(2))] == [line["sha256"] for line in places[1:]]


def test_a_write_that_fails_is_told_and_nothing_more_is_taken(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys; sys.path.insert(0, sys.argv[2]);"
        "from archive_parts import note; from tallyclerk.archive import Archive;"
        "archive = Archive.create(sys.argv[1]); signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "for n in range(9):\n"
        "    try: archive.add(note(n))\n"
        "    except Exception as error: print(type(error).__name__, error)"
    )
    command = [sys.executable, "-c", program, str(tmp_path), str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    first, *others = done.stdout.splitlines()
    assert first.startswith(f"ArchiveError {tmp_path}: cannot be written: File too large")
    assert others
    assert all("a write failed before" in line for line in others)
