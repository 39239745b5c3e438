"""JSON lines: one report a row, `{id, text | html | url, outlet?, title?, published?, language?}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from tallyclerk.acquire.files import fault_of_text, too_large
from tallyclerk.acquire.folders import reason_of
from tallyclerk.acquire.links import NO_ADDRESS, Item, Link, is_address
from tallyclerk.config import ReadSettings
from tallyclerk.model import MediaType, Raw, Unread

_BOM = b"\xef\xbb\xbf"
_SHAPE = "a row is an object {id, text | html | url, outlet?, title?, published?, language?}"


class Row(msgspec.Struct, frozen=True):
    """A row as the user wrote it; fields that are not ours are ignored."""

    id: str | int
    text: str | None = None
    html: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


_DECODER = msgspec.json.Decoder(Row)


def read_rows(lines: BinaryIO, name: str, settings: ReadSettings) -> Iterator[Item]:
    """The reports of JSON lines, each with the file's name and its line as source; blank lines are skipped.

    Args:
        lines: The open file, read line by line, so that a long file needs little memory.
        name: What the user calls it.
        settings: A row larger than `max_bytes` is not read.
    """
    empty = True
    try:
        for number, (line, size) in enumerate(_bounded_lines(lines, settings.max_bytes), start=1):
            source = f"{name}:{number}"
            content = line.removeprefix(_BOM).strip()
            if size > settings.max_bytes:
                empty = False
                yield Unread(source, too_large(size, settings.max_bytes))
            elif content:
                empty = False
                yield _report(content, source)
    except OSError as error:
        yield Unread(name, reason_of(error))
        return
    if empty:
        yield Unread(name, f"empty: there are no rows in it; {_SHAPE}")


def _bounded_lines(lines: BinaryIO, bound: int) -> Iterator[tuple[bytes, int]]:
    """Each line with its size; of a line over the bound only the size is kept."""
    while line := lines.readline(bound + 1):
        size = len(line)
        while not line.endswith(b"\n") and size > bound:
            line = lines.readline(bound + 1)
            if not line:
                break
            size += len(line)
        yield (b"" if size > bound else line), size


def _report(line: bytes, source: str) -> Item:
    try:
        row = _DECODER.decode(line)
    except msgspec.ValidationError as error:
        return Unread(source, f"{_in_plain_words(error)}; {_SHAPE}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Unread(source, f"not JSON in UTF-8: {error}; write one object a line")
    key = str(row.id).strip()
    if not key:
        return Unread(source, "the row's `id` is empty; give each row an id of its own")
    return row_item(row, key, source)


def row_item(row: Row, key: str | None, source: str) -> Item:
    """What a row or a line of a table gives: a report, or the address of one if it holds nothing else."""
    text, html, url = (row.text or "").strip(), (row.html or "").strip(), (row.url or "").strip()
    named = f"row {key!r}" if key else "the row"
    if text or html:
        body = ((row.text if text else row.html) or "").encode("utf-8", "surrogateescape")
        fault = fault_of_text(body)
        return Unread(source, f"{named}: {fault}") if fault else _raw(row, key or source, source, body)
    if not url:
        return Unread(source, f"{named} has neither `text` nor `html` nor `url`; give one of them")
    if not is_address(url):
        return Unread(source, f"{named}: its `url` is {NO_ADDRESS}")
    stated = (row.outlet, row.title, row.published, row.language)
    outlet, title, published, language = (value or None for value in stated)
    return Link(url=url, source=source, key=key, outlet=outlet, title=title, published=published, language=language)


def _raw(row: Row, key: str, source: str, body: bytes) -> Raw:
    media_type: MediaType = "text/plain" if (row.text or "").strip() else "text/html"
    return Raw(
        key=key,
        source=source,
        body=body,
        media_type=media_type,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=row.published,
        language=row.language,
    )


def _in_plain_words(error: msgspec.ValidationError) -> str:
    words = str(error)
    if "missing required field" in words:
        return "the row has no `id`"
    return words[:1].lower() + words[1:].replace(" - at `$.", " in `").replace(" - at `$`", "")
