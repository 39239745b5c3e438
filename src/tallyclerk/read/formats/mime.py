"""Messages of many parts: what e-mails and saved pages (MHTML) have in common.

The standard library's older policy (`compat32`) is used: it takes headers as they stand, while the newer one parses
each with a grammar that raises on broken headers and takes quadratic time on long ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from tallyclerk.errors import UnreadableSource
from tallyclerk.model import MediaType
from tallyclerk.read.decode import decoded

MAX_LINES = 600_000
"""20 MB of base64 have some 270,000 lines; millions of empty ones only cost time."""
MAX_CONTAINERS = 60
"""Parts that hold parts. The standard library looks at each line once for each of those that it stands in."""
MAX_PARTS = 2_000
MAX_HEADER_WORK = 100_000_000
"""Sum of squares of the lengths of `Content-` fields, since the standard library takes quadratic time for their
parameters. 2,000 fields of 200 bytes come to 80 million."""
_MAX_FIELD = 1_000
_MULTIPLE = re.compile(rb"^content-type:\s{0,80}(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_TYPED = re.compile(rb"^content-[a-z]{1,20}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)

Part: TypeAlias = "Message[str, str]"


def parsed(body: bytes) -> Part:
    """The message in some bytes.

    Raises:
        UnreadableSource: it has no headers, or more lines, parts, nesting or longer headers than real ones have.
    """
    body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    _guard(body)
    message: Part = BytesParser(policy=compat32).parsebytes(body)
    if not message.keys():
        raise UnreadableSource("not an e-mail or saved page: it does not begin with header lines; save it again")
    return message


def _guard(body: bytes) -> None:
    lines, containers, parts, work = body.count(b"\n"), 0, 0, 0
    if lines <= MAX_LINES:
        containers = sum(1 for _ in _MULTIPLE.finditer(body))
        for found in _TYPED.finditer(body):
            parts += found[0][8:12].lower() == b"type"
            work += len(found[0]) ** 2
    bounds = {"lines": (lines, MAX_LINES), "parts": (parts, MAX_PARTS)}
    bounds["parts that hold parts"] = (containers, MAX_CONTAINERS)
    for name, (count, bound) in bounds.items():
        if count > bound:
            raise UnreadableSource(f"it has {count:,} {name}, and at most {bound:,} are read; save it anew as .html")
    if work > MAX_HEADER_WORK:
        raise UnreadableSource("the headers of its parts are longer than real ones ever are; save it anew as .html")


def leaves(part: Part) -> Iterator[Part]:
    """The parts of a message that hold no parts, in order; an attached message counts as one."""
    open_parts = [part]
    while open_parts:
        part = open_parts.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            open_parts += [one for one in list(part.get_payload())[::-1] if isinstance(one, Message)]
        else:
            yield part


def text_of(part: Part, media_type: MediaType) -> tuple[str, str | None]:
    """The text of a leaf, and a note where its encoding was guessed or is broken."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return "", None
    charset = part.get_param("charset")
    return decoded(payload, media_type, charset if isinstance(charset, str) else None)


def field(part: Part, name: str) -> str | None:
    """A header field in plain text on one line, at most 1,000 characters of it; None where it is missing or empty."""
    # `get` would replace raw bytes beyond ASCII; they are read here as what they are.
    value = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), None)
    if value is None:
        return None
    pieces = _decoded(value[: 4 * _MAX_FIELD])
    return " ".join("".join(pieces).replace("\0", " ").split())[:_MAX_FIELD] or None


def _decoded(value: str) -> Iterator[str]:
    """The pieces of a field, encoded words undone; a broken one stays as it is."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, MessageError, ValueError):
        yield value
        return
    for piece, charset in pieces:
        if isinstance(piece, str):
            yield _mended(piece)
        else:
            yield decoded(piece, "text/plain", charset)[0]


def _mended(text: str) -> str:
    """Raw bytes of a header, which the parser keeps as surrogates, as the text that they are."""
    if text.isascii():
        return text
    return decoded(text.encode("ascii", errors="surrogateescape"), "text/plain")[0] if _is_raw(text) else text


def _is_raw(text: str) -> bool:
    return all(letter < "\x80" or "\udc80" <= letter <= "\udcff" for letter in text)


def iso_date(part: Part, name: str) -> str | None:
    """A date field as ISO 8601, or as it stands where it is no date."""
    stated = field(part, name)
    if stated is None:
        return None
    try:
        return parsedate_to_datetime(stated).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return stated
