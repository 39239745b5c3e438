"""One entry of the manifest held against the bytes at its place."""

from __future__ import annotations

import msgspec

from tallyclerk.archive import warc
from tallyclerk.archive.entries import Kept, WarcFile, sha256
from tallyclerk.archive.facts import raw_of, record_id
from tallyclerk.archive.findings import Kind
from tallyclerk.archive.inflate import MAX_HEADERS, MAX_PAYLOAD, Damaged, Record, read_record

# A type and a date are the capture's; the URI its address. The rest follows from the bytes.
_LENGTH = "content-length"


class Fault(msgspec.Struct, frozen=True):
    """What does not match, in words that follow the entry's name."""

    kind: Kind
    words: str


class Examined(msgspec.Struct, frozen=True):
    """What lies at an entry's place.

    Attributes:
        faults: What does not match.
        there: Whether the record lies there at all, whole or damaged.
        length: How many bytes it takes there, its request included.
        body: The payload, if a record of this id lies there and its payload has the entry's hash.
    """

    faults: tuple[Fault, ...] = ()
    there: bool = True
    length: int = 0
    body: bytes | None = None


def examine(entry: Kept | WarcFile, stored: bytes) -> Examined:
    """Hold an entry against the bytes at its place.

    Args:
        entry: A line that has a place.
        stored: The file's bytes from `offset` on: `length` of them, and some more where there are any, so that a
            record that has grown is seen whole.
    """
    try:
        record = read_record(stored, most_of(entry))
    except Damaged as damage:
        return Examined((Fault("damaged record", f"cannot be read: {damage}"),), damage.claimed == entry.record)
    if record.id != entry.record:
        return Examined((Fault("missing record", f"is not at its place; {record.id or 'another'} is"),), False)
    body, faults = _compared(entry, record)
    length, more = _request_faults(entry, record, stored)
    faults = (*faults, *more)
    if not faults and (length != entry.length or sha256(stored[:length]) != entry.stored):
        words = "has its content, but not in the compressed bytes that were written"
        faults = (Fault("altered wrapping", words),)
    sound = not any(fault.kind == "altered payload" for fault in faults)
    return Examined(faults, length=length, body=body if sound else None)


def most_of(entry: Kept | WarcFile) -> int:
    """How many bytes an entry's record may have unpacked: its payload, and room for all that stands before it."""
    return min(entry.size, MAX_PAYLOAD) + MAX_HEADERS


def false_id(kept: Kept) -> Fault | None:
    """A fault if an entry's record id is not the one that its facts give."""
    rightful = record_id(raw_of(kept), kept.sha256)
    if rightful == kept.record:
        return None
    return Fault("false id", f"has an id that does not follow from its facts; they give {rightful}")


def _compared(entry: Kept | WarcFile, record: Record) -> tuple[bytes, tuple[Fault, ...]]:
    """The payload of a record, and what does not match its entry."""
    if isinstance(entry, WarcFile):
        first = warc.warcinfo_outline(entry.record, entry.file, entry.sha256, entry.dated)
        return record.block, (*_payload_faults(entry, record.block), *_field_faults(first, record))
    raw = raw_of(entry)
    outline = warc.report_outline(raw, entry.sha256, entry.size, entry.type, entry.dated)
    faults: list[Fault] = []
    if record.block.startswith(outline.head):
        body = record.block[len(outline.head) :]
    else:
        body = record.block.partition(b"\r\n\r\n")[2]
        faults.append(Fault("contradiction", "has another HTTP head in its WARC record than in the manifest"))
    faults += [*_payload_faults(entry, body), *_field_faults(outline, record)]
    return body, tuple(faults)


def _payload_faults(entry: Kept | WarcFile, body: bytes) -> tuple[Fault, ...]:
    found = sha256(body)
    if found == entry.sha256 and len(body) == entry.size:
        return ()
    words = f"has a payload with the SHA-256 {found} ({len(body):,} bytes), not {entry.sha256} ({entry.size:,} bytes)"
    return (Fault("altered payload", words),)


def _request_faults(entry: Kept | WarcFile, main: Record, stored: bytes) -> tuple[int, tuple[Fault, ...]]:
    """How many bytes a record takes with its request, and what does not match of the request."""
    outline = warc.request_outline(raw_of(entry), entry.type, entry.dated) if isinstance(entry, Kept) else None
    if outline is None:
        return main.length, ()
    try:
        record = read_record(stored[main.length :], MAX_HEADERS * 2)
    except Damaged as damage:
        return main.length, (Fault("damaged record", f"has a request record that cannot be read: {damage}"),)
    if record.id != outline.record:
        return main.length, (Fault("damaged record", "is not followed by the record of its request"),)
    faults = _field_faults(outline, record)
    if record.block != outline.head:
        faults = (Fault("contradiction", "has another request in its WARC record than in the manifest"), *faults)
    return main.length + record.length, faults


def _field_faults(outline: warc.Outline, record: Record) -> tuple[Fault, ...]:
    """Fields of the WARC record that are not those which follow from the manifest."""
    rightful = {name.lower(): value for name, value in warc.all_fields(outline, sha256(record.block)).items()}
    found = {name: value for name, value in record.fields.items() if name != _LENGTH}
    names = sorted(name for name in rightful | found if rightful.get(name) != found.get(name))
    shown = "; ".join(f"{name} is {_short(found.get(name))}, not {_short(rightful.get(name))}" for name in names)
    return (Fault("contradiction", f"has WARC fields that contradict the manifest: {shown}"),) if names else ()


def _short(value: str | None) -> str:
    return "absent" if value is None else repr(value if len(value) <= 100 else f"{value[:99]}…")
