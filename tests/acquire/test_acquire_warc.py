"""WARC files as crawlers write them, and as they get damaged."""

import gzip
import io
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from acquire_taken import SHIP, pipe_in, put, taken
from fastwarc.stream_io import BrotliWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from test_acquire_files import DOCX, PAGE, PDF, word

CHUNKS = b"10\r\n" + PAGE[:16] + b"\r\n%x;x=y\r\n" % len(PAGE[16:]) + PAGE[16:] + b"\r\n0\r\n\r\n"
URL = "https://news.example/2024/02/a-ship-came-in.html"


def answer(body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", **fields: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, url: str = URL, kind: str = "response", media_type: str = "", packed: bool = True) -> bytes:
    """A record as FastWARC writes it."""
    made = WarcRecord()
    made.init_headers(getattr(WarcRecordType, kind), b"<urn:uuid:00000000-0000-0000-0000-000000000001>")
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2024-02-03T04:05:06Z"
    made.headers["Content-Type"] = media_type or ("application/http; msgtype=response" if kind == "response" else "")
    made.set_bytes_content(block)
    file = io.BytesIO()
    made.write(file)
    return gzip.compress(file.getvalue()) if packed else file.getvalue()


def pages(*names: str, packed: bool = True) -> list[bytes]:
    return [record(answer(PAGE + name.encode()), f"https://a.example/{name}", packed=packed) for name in names]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_comes_with_its_address_time_encoding_and_header(tmp_path: Path, packed: bool) -> None:
    path = put(tmp_path, "crawl.warc.gz" if packed else "crawl.warc", record(answer(PAGE), packed=packed))
    (raw,), unread = taken(path)
    assert (raw.key, raw.source, raw.url) == ("a-ship-came-in", f"{path}:1", URL)
    assert (raw.body, raw.media_type, raw.charset) == (PAGE, "text/html", "utf-8")
    assert raw.captured == datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert raw.head == b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    assert not unread


def test_pages_are_told_by_type_and_bytes_and_all_else_in_one_line(tmp_path: Path) -> None:
    records = [
        record(b"software: x", kind="warcinfo", media_type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media_type="application/http; msgtype=request"),
        record(answer(PDF, "application/pdf"), "https://a.example/report.pdf"),
        record(answer(word(), "application/octet-stream"), "https://a.example/download?id=7"),
        record(answer(SHIP, "text/plain"), "https://a.example/"),
        record(PAGE, "file:///page", "resource", "text/html"),
        record(SHIP, "https://a.example/text", "conversion", "text/plain"),
        record(answer(PAGE, status="404 Not Found")),
        record(answer(PAGE, status="301 Moved", Location="/x")),
        record(answer(b"\x89PNG\r\n\x1a\n" + bytes(40), "text/html")),
        record(answer(b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png")),
        record(answer(b"a { color: red }", "text/css")),
        record(answer(b"User-agent: *", "text/plain"), "https://a.example/robots.txt"),
        record(answer(b"<rss><channel/></rss>", "text/xml")),
        record(answer(b"")),
        record(b"", kind="revisit", media_type="application/http"),
        record(b"no header at all"),
    ]
    path = put(tmp_path, "crawl.warc.gz", b"".join(records))
    found, (unread,) = taken(path)
    assert [raw.key for raw in found] == ["report", "download", "a.example", "page", "text"]
    assert [raw.media_type for raw in found] == ["application/pdf", DOCX, "text/plain", "text/html", "text/plain"]
    assert [raw.url for raw in found][-2:] == [None, "https://a.example/text"]
    assert unread.source == str(path)
    assert unread.reason.startswith("10 of its records are no pages:")
    assert "status 404 1" in unread.reason


def brotli(body: bytes) -> bytes:
    file = io.BytesIO()
    writer = BrotliWriter(file)
    writer.write(body)
    writer.close()
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
        (brotli(PAGE), {"Content_Encoding": "br"}),
        (CHUNKS, {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Encoding": "x-unknown"}),
        (brotli(gzip.compress(PAGE)), {"Content_Encoding": "gzip, br"}),
    ],
)
def test_codings_are_undone_and_lies_about_them_forgiven(tmp_path: Path, body: bytes, fields: dict[str, str]) -> None:
    (raw,), _ = taken(put(tmp_path, "a.warc.gz", record(answer(body, **fields))))
    assert raw.body == PAGE


def test_a_page_that_unpacks_to_too_much_is_told(tmp_path: Path) -> None:
    bomb = answer(gzip.compress(b"A" * 5_000_000), Content_Encoding="gzip")
    found, (unread,) = taken(put(tmp_path, "a.warc.gz", record(bomb) + pages("b")[0]))
    assert [raw.key for raw in found] == ["b"]
    assert "too large" in unread.reason


def test_a_record_over_the_bound_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.warc.gz", record(answer(PAGE * 5_000)) + pages("b")[0])
    found, (unread,) = taken(path)
    assert [raw.key for raw in found] == ["b"]
    assert unread.source == f"{path}:1"
    assert "at byte 0: too large" in unread.reason


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("length", [b"5", b"900", b"99999999999999", b"-7", b"x", b"99999999999999999999999"])
def test_a_lying_length_costs_one_record(tmp_path: Path, packed: bool, length: bytes) -> None:
    a, b, c = pages("a", "b", "c", packed=False)
    size = b.split(b"Content-Length: ")[1].split(b"\r\n")[0]
    b = b.replace(b"Content-Length: " + size, b"Content-Length: " + length)
    body = b"".join(gzip.compress(piece) if packed else piece for piece in (a, b, c))
    found, unread = taken(put(tmp_path, "a.warc", body))
    assert {"a", "c"} <= {raw.key for raw in found}
    assert "damaged" in unread[0].reason
    assert [item.reason for item in unread[1:]] in ([], ["1 of its records is no page: broken HTTP header 1"])


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_breaks_off_keeps_what_was_whole(tmp_path: Path, packed: bool) -> None:
    body = b"".join(pages("a", "b", "c", packed=packed))
    found, (unread,) = taken(put(tmp_path, "a.warc", body[:-60]))
    assert [raw.key for raw in found] == ["a", "b"]
    assert "nothing more could be read" in unread.reason


def test_reading_goes_on_behind_damage_and_says_where(tmp_path: Path) -> None:
    a, b, c = pages("a", "b", "c")
    path = put(tmp_path, "a.warc.gz", a + b[:40] + b"\xff" * 30 + b[70:] + b"garbage" * 9 + c)
    found, (unread,) = taken(path)
    assert [raw.key for raw in found] == ["a", "c"]
    assert unread.source == str(path)
    assert unread.reason.startswith("damaged behind byte 0: gzip")
    assert f"reading went on at byte {len(a) + len(b) + 63:,}" in unread.reason


def test_endless_damage_ends(tmp_path: Path) -> None:
    begin = time.process_time()
    body = b"WARC/1.0\r\n" + b"WARC/1.0\r\n\r\nWARC/1." * 20_000 + b"\x1f\x8b\x08\0" * 20_000
    for start in (b"", pages("a")[0]):
        _, unread = taken(put(tmp_path, "a.warc", start + body))
        assert unread
    assert time.process_time() - begin < 5


def test_a_bomb_of_one_record_is_not_unpacked(tmp_path: Path) -> None:
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 50000000\r\n\r\n"
    bomb = engine.compress(head) + engine.compress(b"A" * 50_000_000) + engine.flush()
    found, unread = taken(put(tmp_path, "a.warc.gz", bomb + pages("b")[0]))
    assert [raw.key for raw in found] == ["b"]
    assert len(unread) == 1


def test_a_warc_comes_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    for packed in (True, False):
        pipe_in(monkeypatch, b"".join(pages("a", "b", packed=packed)))
        found, unread = taken("-")
        assert ([raw.key for raw in found], unread) == (["a", "b"], [])


def test_a_warc_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    body = gzip.compress(b"".join(pages("a", "b", packed=False)))
    found, unread = taken(put(tmp_path, "a.warc.gz", body))
    assert ([raw.key for raw in found], unread) == (["a", "b"], [])
