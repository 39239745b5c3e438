"""What HTTP did to a page on its way: chunks and compression, undone within a bound."""

from __future__ import annotations

import io
import re
import zlib

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,500})?\r?\n")
_MAX_CODINGS = 3


def undone(body: bytes, transfer: str, content: str, bound: int) -> bytes:
    """The page as its author wrote it, at most `bound` + 1 bytes of it.

    Args:
        body: What followed the header.
        transfer, content: The header's `Transfer-Encoding` and `Content-Encoding`.
        bound: Bytes that may be taken.

    Many recorders undo the codings and leave the header as it was; bytes that do not fit what the header says are
    given as they are.
    """
    if "chunked" in transfer.lower():
        body = _joined(body)
    codings = [part.strip().lower() for part in f"{content},{transfer}".split(",")]
    for coding in [part for part in codings if part not in {"", "chunked", "identity"}][-_MAX_CODINGS:][::-1]:
        body = _unpacked(body, coding, bound)
    return body[: bound + 1]


def _joined(body: bytes) -> bytes:
    """The chunks in one; where they break off, those before."""
    pieces: list[bytes] = []
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match[1], 16)
        if not size:
            break
        pieces.append(body[match.end() : match.end() + size])
        place = match.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces else body


def _unpacked(body: bytes, coding: str, bound: int) -> bytes:
    try:
        if coding in {"gzip", "x-gzip", "deflate"}:
            return _inflated(body, bound)
        if coding in {"br", "zstd"}:
            return _by_fastwarc(body, coding, bound)
    except (zlib.error, OSError):
        return body
    return body


def _inflated(body: bytes, bound: int) -> bytes:
    try:
        return zlib.decompressobj(47).decompress(body, bound + 1)
    except zlib.error:
        # Some servers send deflate without the envelope that the standard asks for.
        return zlib.decompressobj(-15).decompress(body, bound + 1)


def _by_fastwarc(body: bytes, coding: str, bound: int) -> bytes:
    # Late: only reading a WARC needs it.
    from fastwarc.stream_io import BrotliReader, ZstdReader  # noqa: PLC0415

    reader = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(body))
    pieces: list[bytes] = []
    room = bound + 1
    while room > 0 and (piece := reader.read(min(room, 65_536))):
        pieces.append(piece)
        room -= len(piece)
    return b"".join(pieces)
