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
        body: The payload, if a record of this id lies there and its payload has the entry's hash.
        faults: What does not match.
        there: Whether the record lies there at all, whole or damaged.
    """

    faults: tuple[Fault, ...] = ()
    there: bool = True
    body: bytes | None = None


def examine(entry: Kept | WarcFile, stored: bytes) -> Examined:
    """Hold an entry against the stored bytes at its place.

    Args:
        entry: A line that has a place.
        stored: The file's bytes from `offset` on, `length` of them or fewer where the file ends.
    """
    same = len(stored) == entry.length and sha256(stored) == entry.stored
    try:
        record = read_record(stored, most_of(entry))
    except Damaged as damage:
        return Examined((Fault("damaged record", f"cannot be read: {damage}"),), damage.claimed == entry.record)
    if record.id != entry.record:
        return Examined((Fault("missing record", f"is not at its place; {record.id or 'another'} is"),), False)
    body, faults = _compared(entry, record, stored[record.length :])
    if not faults and not same:
        words = "has its content, but not in the compressed bytes that were written"
        faults = (Fault("altered wrapping", words),)
    sound = not any(fault.kind == "altered payload" for fault in faults)
    return Examined(faults, body=body if sound else None)


def most_of(entry: Kept | WarcFile) -> int:
    """How many bytes an entry's record may have unpacked: its payload, and room for all that stands before it."""
    return min(entry.size, MAX_PAYLOAD) + MAX_HEADERS


def false_id(kept: Kept) -> Fault | None:
    """A fault if an entry's record id is not the one that its facts give."""
    rightful = record_id(raw_of(kept), kept.sha256)
    if rightful == kept.record:
        return None
    return Fault("false id", f"has an id that does not follow from its facts; they give {rightful}")


def _compared(entry: Kept | WarcFile, record: Record, rest: bytes) -> tuple[bytes, tuple[Fault, ...]]:
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
    return body, (*faults, *_request_faults(entry, rest))


def _payload_faults(entry: Kept | WarcFile, body: bytes) -> tuple[Fault, ...]:
    found = sha256(body)
    if found == entry.sha256 and len(body) == entry.size:
        return ()
    words = f"has a payload with the SHA-256 {found} ({len(body):,} bytes), not {entry.sha256} ({entry.size:,} bytes)"
    return (Fault("altered payload", words),)


def _request_faults(kept: Kept, rest: bytes) -> tuple[Fault, ...]:
    outline = warc.request_outline(raw_of(kept), kept.type, kept.dated)
    if outline is None:
        return (Fault("contradiction", f"is followed by {len(rest):,} bytes that are not its own"),) if rest else ()
    try:
        record = read_record(rest, MAX_HEADERS * 2)
    except Damaged as damage:
        return (Fault("damaged record", f"has a request record that cannot be read: {damage}"),)
    other = record.id != outline.record or record.block != outline.head or record.length != len(rest)
    if other:
        return (Fault("contradiction", "has another request in its WARC record than in the manifest"),)
    return _field_faults(outline, record)


def _field_faults(outline: warc.Outline, record: Record) -> tuple[Fault, ...]:
    """Fields of the WARC record that are not those which follow from the manifest."""
    rightful = {name.lower(): value for name, value in warc.all_fields(outline, sha256(record.block)).items()}
    found = {name: value for name, value in record.fields.items() if name != _LENGTH}
    names = sorted(name for name in rightful | found if rightful.get(name) != found.get(name))
    shown = "; ".join(f"{name} is {_short(found.get(name))}, not {_short(rightful.get(name))}" for name in names)
    return (Fault("contradiction", f"has WARC fields that contradict the manifest: {shown}"),) if names else ()


def _short(value: str | None) -> str:
    return "absent" if value is None else repr(value if len(value) <= 100 else f"{value[:99]}…")
