"""The pages of a WARC: web pages, texts, PDFs and .docx files that were answered with success."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import msgspec

from tallyclerk.acquire.coding import undone
from tallyclerk.acquire.files import fault_of_text, too_large
from tallyclerk.acquire.folders import reason_of
from tallyclerk.acquire.formats import MEDIA
from tallyclerk.acquire.kinds import Unfit, kind_of, zip_kind
from tallyclerk.acquire.links import is_address
from tallyclerk.acquire.names import slug_of
from tallyclerk.acquire.opened import SAMPLE, Opened, opened
from tallyclerk.acquire.records import Gap, Record, records
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

_SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/plain": ".txt",
    "": "",
    "application/pdf": "",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "application/x-download": "",
    "application/force-download": "",
    "multipart/related": "",
    "message/rfc822": "",
    MEDIA["docx"]: "",
}
"""Declared types that may be a page, and the suffix that such a file would have; the bytes have the last word."""

_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEAD = 65_536
_SHOWN = 8


class _Answer(msgspec.Struct, frozen=True):
    """What a record holds, before it is known whether that is a page."""

    body: bytes
    declared: str
    head: bytes | None = None


def read_warc(source: Opened, settings: ReadSettings) -> Iterator[Raw | Unread]:
    """The pages among the `response`, `resource` and `conversion` records, in the order of the file.

    A page's source is `crawl.warc.gz:12`, the twelfth record. Records that are no pages (pictures, errors, revisits)
    are told in one `Unread` with their counts; a damaged or too large record has one of its own with its offset.

    Raises:
        OSError: if the file itself cannot be read.
    """
    others: Counter[str] = Counter()
    is_empty = True
    for found in records(source.packed, settings.max_bytes):
        item = _gap(source.name, found) if isinstance(found, Gap) else _item(found, source, settings.max_bytes)
        if isinstance(item, str):
            others[item] += 1
        elif item is not None:
            is_empty = False
            yield item
    if others:
        yield Unread(source.name, _left_out(others))
    elif is_empty:
        yield Unread(source.name, "empty: there are no pages in it")


class WarcPage(msgspec.Struct, frozen=True):
    """A page of a WARC, and the record that it came as, in full and unpacked."""

    raw: Raw
    record: bytes


def pages_of(path: Path, settings: ReadSettings) -> Iterator[WarcPage | Unread]:
    """The pages of a WARC file with their records, and an `Unread` for what is damaged or too large."""
    name = str(path)
    try:
        with path.open("rb") as file:
            source = opened(file, name, settings.max_bytes)
            if kind_of(source.sample, source.suffix) != "warc":
                yield Unread(name, "no WARC file; `tallyclerk build` reads other kinds")
                return
            for found in records(source.packed, settings.max_bytes):
                item = _gap(name, found) if isinstance(found, Gap) else _item(found, source, settings.max_bytes)
                if isinstance(item, Raw) and isinstance(found, Record):
                    yield WarcPage(item, _whole(found))
                elif isinstance(item, Unread):
                    yield item
    except OSError as error:
        yield Unread(name, reason_of(error))


def _whole(record: Record) -> bytes:
    """A record as it stands in a WARC: its fields as they were given, and its content."""
    fields = b"".join(b"%s: %s\r\n" % (name, value) for name, value in _fields_of(record))
    return b"WARC/1.1\r\n%s\r\n%s\r\n\r\n" % (fields, record.block)


def _fields_of(record: Record) -> Iterator[tuple[bytes, bytes]]:
    for name, value in record.meta.headers:
        yield name.encode("utf-8", "surrogateescape"), value.encode("utf-8", "surrogateescape")


def _item(record: Record, source: Opened, bound: int) -> Raw | Unread | str | None:
    """The page of a record; an `Unread`; what it is if it is no page; None if it never could be one."""
    kind = _field(record, "WARC-Type").lower()
    if kind not in {"response", "resource", "conversion"}:
        return kind if kind in {"revisit", "continuation"} else None
    place = f"{source.name}:{record.number}"
    if record.block is None:
        return Unread(place, f"at byte {record.offset:,}: {too_large(record.meta.content_length, bound)}")
    answer = _answer(record, record.block, bound)
    if isinstance(answer, str):
        return answer
    if len(answer.body) > bound:
        return Unread(place, f"at byte {record.offset:,}, unpacked: {too_large(None, bound)}")
    return _page(record, answer, source)


def _page(record: Record, answer: _Answer, source: Opened) -> Raw | str:
    url = _field(record, "WARC-Target-URI").strip("<> ")
    found = "robots.txt" if url.endswith("/robots.txt") else _kind(answer)
    if found not in MEDIA:
        return found
    captured = record.meta.record_date
    charset = _CHARSET.search(answer.declared)
    return Raw(
        key=slug_of(url) or f"{source.key}-{record.number}",
        source=f"{source.name}:{record.number}",
        body=answer.body,
        media_type=MEDIA[found],
        charset=charset[1] if charset else None,
        url=url if is_address(url) else None,
        captured=captured.astimezone(UTC) if captured else None,
        head=answer.head,
    )


def _answer(record: Record, block: bytes, bound: int) -> _Answer | str:
    """The entity of a record with its codings undone, or what speaks against its being a page."""
    declared = _field(record, "Content-Type")
    if _field(record, "WARC-Type").lower() != "response" or not declared.lower().startswith("application/http"):
        return _Answer(block, declared)
    end = _HEAD_END.search(block, 0, _MAX_HEAD)
    status = _STATUS.match(block)
    if not end or not status:
        return "broken HTTP header"
    if not status[1].startswith(b"2"):
        return f"status {status[1].decode('ascii')}"
    fields = _fields(block[: end.start()])
    body = undone(block[end.end() :], fields.get("transfer-encoding", ""), fields.get("content-encoding", ""), bound)
    return _Answer(body, fields.get("content-type", ""), block[: end.end()])


def _kind(answer: _Answer) -> str:
    """The kind of page that it is by declared type and bytes, or the type if it is none."""
    declared = answer.declared.split(";", 1)[0].strip().lower()
    shown = declared[:60] or "no type"
    if declared not in _SUFFIX_OF:
        return shown
    kind: str | Unfit = kind_of(answer.body[:SAMPLE], _SUFFIX_OF[declared])
    kind = zip_kind(answer.body) if kind == "zip" else kind
    if isinstance(kind, Unfit) or kind not in MEDIA:
        return "empty" if not answer.body.strip() else shown
    return shown if kind not in {"pdf", "docx"} and fault_of_text(answer.body) else kind


def _fields(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").splitlines()[1:]
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _field(record: Record, name: str) -> str:
    return (record.meta.headers.get_bytes(name.encode("ascii")) or b"").decode("utf-8", "replace").strip()


def _gap(name: str, gap: Gap) -> Unread:
    end = "nothing more could be read" if gap.end is None else f"reading went on at byte {gap.end:,}"
    return Unread(name, f"damaged behind byte {gap.start:,}: {gap.reason}; {end}")


def _left_out(others: Counter[str]) -> str:
    most = sorted(others.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = ", ".join(f"{name} {count:,}" for name, count in most[:_SHOWN])
    rest = sum(count for _, count in most[_SHOWN:])
    more = f", others {rest:,}" if rest else ""
    total = sum(others.values())
    return f"{total:,} of its records {'is no page' if total == 1 else 'are no pages'}: {shown}{more}"
