"""The HTTP heads of a page, made fit to stand before bytes that were unpacked."""

from __future__ import annotations

import re

# Most WARC tools refuse longer heads; 32 KiB is FastWARC's bound.
_LONGEST = 30_000
_STATUS = re.compile(rb"HTTP/[0-9](?:\.[0-9])? [0-9]{3}(?: [^\r\n\0]*)?")
_REQUEST = re.compile(rb"[A-Z]{1,20} [^\s\0]+ HTTP/[0-9](?:\.[0-9])?")
_FIELD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*")
_UNFIT = {b"content-encoding", b"transfer-encoding"}
_RENAMED = b"X-Archive-Orig-"


def is_response(head: bytes | None) -> bool:
    """Whether these bytes are a well-formed head of a response that every WARC tool can read."""
    return head is not None and _well_formed(head, _STATUS)


def is_request(head: bytes | None) -> bool:
    """Whether these bytes are a well-formed request without a body."""
    return head is not None and _well_formed(head, _REQUEST)


def fitted(head: bytes, size: int) -> bytes:
    """A response's head, ending in a blank line, as it stands before a body of `size` bytes.

    The bytes are kept unpacked, so fields that spoke of their packing (Content-Encoding, Transfer-Encoding, and a
    Content-Length of another number) are renamed `X-Archive-Orig-…`, as other archivers do.
    """
    status, *fields = _lines(head)
    return b"\r\n".join([status, *(_fitted_field(field, size) for field in fields), b"", b""])


def whole(request: bytes) -> bytes:
    """A request, ending in a blank line."""
    return b"\r\n".join([*_lines(request), b"", b""])


def _fitted_field(field: bytes, size: int) -> bytes:
    name, _, value = field.partition(b":")
    wrong_length = name.lower() == b"content-length" and value.strip() != str(size).encode()
    return _RENAMED + field if wrong_length or name.lower() in _UNFIT else field


def _well_formed(head: bytes, first: re.Pattern[bytes]) -> bool:
    if len(head) > _LONGEST:
        return False
    line, *fields = _lines(head)
    return bool(first.fullmatch(line)) and all(_FIELD.fullmatch(field) for field in fields)


def _lines(head: bytes) -> list[bytes]:
    return head.rstrip(b"\r\n").replace(b"\r\n", b"\n").split(b"\n")
