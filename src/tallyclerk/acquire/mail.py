"""An e-mail, and the reports attached to it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

import msgspec

from tallyclerk.acquire.files import read_page
from tallyclerk.acquire.folders import reason_of
from tallyclerk.acquire.formats import Kind
from tallyclerk.acquire.kinds import Unfit, kind_of
from tallyclerk.acquire.names import safe_name
from tallyclerk.acquire.opened import Opened, opened
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

_MAX_ATTACHMENTS = 200
_MAX_LEVELS = 300
_MAX_LINES = 500_000
_MAX_TRIES = 5_000_000
_MAX_DEPTH = 3
# Sum of squares of the lengths of the fields below: the standard library takes quadratic time for their parameters.
_MAX_FIELD_WORK = 100_000_000
_TYPED = re.compile(rb"^content-[a-z]{1,20}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_KINDS: frozenset[Kind] = frozenset({"text", "html", "mhtml", "pdf", "zip", "mail"})
_SUFFIX_OF = {
    "text/html": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class _Mail(msgspec.Struct, frozen=True):
    """A message on the way to its attachments: how it is called, how deep it lies, and what may still be taken."""

    name: str
    key: str
    depth: int
    budget: _Budget


class _Budget(msgspec.Struct):
    """What one file may still give, over all messages in it."""

    count: int
    size: int


def read_mail(source: Opened, settings: ReadSettings) -> Iterator[Raw | Unread]:
    """The message itself, whole, and one `Raw` for each report attached to it or to a message attached to it.

    An attachment is called `mail.eml!report.pdf`, its key `mail!report`. What cannot be read is an `Unread`;
    pictures within the text are told together. At most 200 attachments are read, three messages deep, and
    `max_bytes` in all.

    Raises:
        OSError: if it cannot be read to its end.
    """
    raw = read_page(source, "mail", settings)
    yield raw
    if isinstance(raw, Raw):
        mail = _Mail(raw.source, raw.key, 1, _Budget(_MAX_ATTACHMENTS, settings.max_bytes))
        yield from _attached(raw.body, mail, settings)


def _attached(body: bytes, mail: _Mail, settings: ReadSettings) -> Iterator[Raw | Unread]:
    fault = _fault(body)
    if fault:
        yield Unread(mail.name, f"its attachments are not read: {fault}; save them as files")
        return
    try:
        parts = _parts(BytesParser(policy=compat32).parsebytes(body))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        yield Unread(mail.name, f"its attachments are not read: its parts are broken ({type(error).__name__})")
        return
    pictures = 0
    for number, part in enumerate(parts, start=1):
        if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
            pictures += 1
            continue
        if mail.budget.count <= 0:
            yield Unread(mail.name, f"only {_MAX_ATTACHMENTS} of its attachments are read; save the others as files")
            break
        mail.budget.count -= 1
        yield from _attachment(part, number, mail, settings)
    if pictures:
        yield Unread(mail.name, f"pictures within its text are not read: {pictures}")


def _fault(body: bytes) -> str | None:
    """Why a message would take too long: the parser tries each line against each level of parts, and takes long fields
    apart again and again.

    A message of 20 MB as mail programs write it has some 260,000 lines.
    """
    lines, levels = body.count(b"\n"), len(_BOUNDARY.findall(body))
    if levels > _MAX_LEVELS:
        return "it has hundreds of parts within parts"
    if lines > _MAX_LINES or lines * (1 + levels) > _MAX_TRIES:
        return f"it has {lines:,} lines, more than mail programs write"
    unified = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if sum(len(found[0]) ** 2 for found in _TYPED.finditer(unified)) > _MAX_FIELD_WORK:
        return "the headers of its parts are longer than mail programs write"
    return None


def _parts(message: Message) -> list[Message]:
    """The attachments of a message: what is named, called an attachment, a message, or no text to be shown.

    Parts of an attached message are its own.
    """
    found: list[Message] = []
    rest = [message]
    while rest:
        part = rest.pop()
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and part is not message:
            found.append(part)
        elif isinstance(payload, list):
            rest.extend(item for item in reversed(payload) if isinstance(item, Message))
        elif part is not message and _is_attachment(part):
            found.append(part)
    return found


def _is_attachment(part: Message) -> bool:
    named = bool(part.get_filename()) or part.get_content_disposition() == "attachment"
    return named or part.get_content_type() not in {"text/plain", "text/html", "text/enriched", "text/calendar"}


def _attachment(part: Message, number: int, mail: _Mail, settings: ReadSettings) -> Iterator[Raw | Unread]:
    name = f"{mail.name}!{_name_of(part, number)}"
    try:
        source = opened(io.BytesIO(_bytes_of(part)), name, settings.max_bytes)
        kind = kind_of(source.sample, source.suffix)
        if isinstance(kind, Unfit):
            yield Unread(name, kind.reason)
        elif kind not in _KINDS:
            yield Unread(name, "a table, feed or archive in a message; save it as a file and name that")
        else:
            yield from _report(source, kind, mail, settings)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        fault = reason_of(error) if isinstance(error, OSError) else f"a broken part ({type(error).__name__})"
        yield Unread(name, fault)


def _report(source: Opened, kind: Kind, mail: _Mail, settings: ReadSettings) -> Iterator[Raw | Unread]:
    raw = read_page(source, kind, settings)
    if isinstance(raw, Unread):
        yield raw
        return
    mail.budget.size -= len(raw.body)
    if mail.budget.size < 0:
        yield Unread(
            source.name, f"the attachments of the message take over {settings.max_bytes:,} bytes; save it as a file"
        )
        return
    stem = source.key.rsplit("!", 1)[-1]
    raw = msgspec.structs.replace(raw, key=f"{mail.key}!{stem}")
    yield raw
    if kind == "mail" and mail.depth < _MAX_DEPTH:
        yield from _attached(raw.body, _Mail(raw.source, raw.key, mail.depth + 1, mail.budget), settings)
    elif kind == "mail":
        yield Unread(raw.source, f"attachments of messages more than {_MAX_DEPTH} deep are not read; save it as a file")


def _bytes_of(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _name_of(part: Message, number: int) -> str:
    """The attachment's own name as far as it can be shown, with the suffix of its declared type if it has none."""
    try:
        stated = part.get_filename() or ""
        name = safe_name(str(make_header(decode_header(stated))))
    except (ValueError, LookupError, TypeError):
        name = ""
    suffix = _SUFFIX_OF.get(part.get_content_type(), "")
    if not name:
        return f"part {number}{suffix}"
    return name if "." in name else name + suffix
