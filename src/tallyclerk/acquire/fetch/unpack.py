"""Undoing a body's content coding, never further than the bound."""

from __future__ import annotations

import zlib

from tallyclerk.acquire.fetch.faults import BY_HAND, LATER, Fault
from tallyclerk.acquire.fetch.wire import too_large

_GZIP = 16 + zlib.MAX_WBITS
_STEP = 65_536


def unpack(body: bytes, coding: str, bound: int, *, cut: bool = False) -> bytes:
    """The body with its coding undone. We ask for none, but some servers know better.

    Args:
        body: As sent.
        coding: The value of `Content-Encoding`.
        bound: Most bytes of the result.
        cut: Take what fits instead of refusing what is larger.

    Raises:
        Fault: if the coding is not gzip or deflate, the body does not fit it or breaks off, or it is too large.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in ("", "identity"):
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            shown = name[:20].encode("ascii", "replace").decode()
            raise Fault(f"the page is sent as `{shown}`, though we did not ask for it; {BY_HAND}")
        body = _inflate(body, _width(name, body), bound, cut=cut)
    return body


def _width(name: str, body: bytes) -> int:
    if name != "deflate":
        return _GZIP
    # `deflate` means zlib's format, but some servers send the bare stream.
    return zlib.MAX_WBITS if body[:1] and body[0] & 0x0F == zlib.DEFLATED else -zlib.MAX_WBITS


def _inflate(body: bytes, width: int, bound: int, *, cut: bool) -> bytes:
    out = bytearray()
    rest = body
    while rest:  # a gzip body may hold several members
        stream = zlib.decompressobj(width)
        try:
            while rest and not stream.eof:
                out += stream.decompress(rest, _STEP)
                rest = stream.unconsumed_tail
                if len(out) > bound:
                    if cut:
                        return bytes(out[:bound])
                    raise too_large(bound)
        except zlib.error as error:
            raise Fault(f"the page says that it is compressed, and is not ({error}); {BY_HAND}") from error
        if not stream.eof and not cut:
            raise Fault(f"the compressed page breaks off; {LATER}", again=True)
        rest = stream.unused_data if width == _GZIP and stream.unused_data.startswith(b"\x1f\x8b") else b""
    return bytes(out)
