"""Archives, and what may befall them, for the tests of the archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tallyclerk.archive import Archive, Finding, verify_archive
from tallyclerk.archive.entries import canonical, sha256
from tallyclerk.model import Raw, Unread

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WARC = "evidence-00001.warc.gz"
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Length: 17\r\n\r\n"
)
REQUEST = b"GET /harbour HTTP/1.1\r\nHost: news.example\r\n\r\n"


def note(number: int, **more: Any) -> Raw:
    """A short text report."""
    about: dict[str, Any] = {"key": f"note-{number}", "source": f"notes/{number}.txt", "media_type": "text/plain"}
    return Raw(**{**about, "body": f"Report {number}: the crane stood still.\n".encode() * 20, **more})


def page(number: int, **more: Any) -> Raw:
    """A page that came by HTTP, with all facts that a report can have."""
    about: dict[str, Any] = {
        "url": f"https://news.example/harbour/{number}?q=a b",
        "media_type": "text/html",
        "charset": "utf-8",
        "outlet": "Hafenblatt “Süd”",
        "title": f"Kräne {number}",
        "published": "2026-02-28",
        "language": "de",
        "listed": "Sat, 28 Feb 2026 10:00:00 GMT",
        "captured": datetime(2026, 2, 28, 11, 30, 15, 250, tzinfo=UTC),
        "head": HEAD,
        "request": REQUEST,
        "redirects": ("http://news.example/a", "http://news.example/b"),
    }
    return note(number, **{**about, "body": f"<p>Seite {number}".encode() * 40, **more})


def kept(folder: Path, items: Iterable[Raw | Unread], **more: Any) -> list[Raw | Unread]:
    """Put items into a new archive; gives them as they were kept."""
    with Archive.create(folder, clock=lambda: NOON, **more) as archive:
        return [archive.add(item) if isinstance(item, Raw) else archive.add_unread(item) for item in items]


def found(folder: Path, **more: Any) -> list[tuple[str, int | None]]:
    """Kind and entry of each finding of a verification."""
    return [(finding.kind, finding.sequence) for finding in verify_archive(folder, **more).findings]


def findings(folder: Path) -> tuple[Finding, ...]:
    """The findings of a verification."""
    return verify_archive(folder).findings


def manifest(folder: Path) -> list[bytes]:
    """The manifest's lines, newlines included."""
    return (folder / "manifest.jsonl").read_bytes().splitlines(keepends=True)


def entry(folder: Path, number: int) -> dict[str, Any]:
    """The line of this number as an object."""
    line: dict[str, Any] = json.loads(manifest(folder)[number - 1])
    return line


def rewrite(folder: Path, change: Callable[[list[bytes]], Iterable[bytes]]) -> None:
    """Write the manifest anew from its lines as changed."""
    (folder / "manifest.jsonl").write_bytes(b"".join(change(manifest(folder))))


def sealed(line: dict[str, Any]) -> bytes:
    """An object as a line with the hash that follows from it, as a careful forger would write it."""
    content = canonical({name: value for name, value in line.items() if name != "hash"})
    return content[:-1] + b',"hash":"' + sha256(content).encode() + b'"}\n'


def rechained(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Write the whole manifest anew, every line changed and the chain made good again."""
    lines, previous = [], "0" * 64
    for number, data in enumerate(manifest(folder), start=1):
        line = json.loads(data)
        change(line)
        lines.append(sealed({**line, "sequence": number, "previous": previous}))
        previous = sha256(lines[-1])
    (folder / "manifest.jsonl").write_bytes(b"".join(lines))


def poke(file: Path, offset: int, mask: int = 0xFF) -> None:
    """Flip bits of one byte."""
    data = bytearray(file.read_bytes())
    data[offset] ^= mask
    file.write_bytes(data)


def splice(file: Path, start: int, end: int, new: bytes = b"") -> None:
    """Put other bytes in the place of some."""
    data = file.read_bytes()
    file.write_bytes(data[:start] + new + data[end:])
