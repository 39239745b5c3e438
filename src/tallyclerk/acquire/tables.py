"""CSV and TSV: one report a line, under a heading with a column `text`, `html` or `url`."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from tallyclerk.acquire.files import too_large
from tallyclerk.acquire.links import Item
from tallyclerk.acquire.looks import TEXT_COLUMNS, heading
from tallyclerk.acquire.opened import Opened
from tallyclerk.acquire.rows import Row, row_item
from tallyclerk.config import ReadSettings
from tallyclerk.model import Unread

_COLUMNS = frozenset(Row.__struct_fields__)
_SHOWN_COLUMNS = 8
_MAX_HEADING = 100_000


class _TooLong(Exception):
    """A line of a table takes more than is read; raised inside the iteration, told as an `Unread`."""


class _Lines:
    """The lines of a table's text for `csv`, and how much it took since the last row began.

    A quote that is never closed would make one row of the whole file, so a row is bounded, not only a line. Of a row
    that takes more, the rest is passed over: to the line that closes its last quote, or to the end of the file.
    """

    def __init__(self, text: io.TextIOBase, bound: int) -> None:
        self._text = text
        self._bound = bound
        self._taken = 0
        self._quotes = 0
        self.number = 0

    def begin_row(self) -> int:
        """Forget what the last row took; the line at which the next one begins."""
        self._taken = self._quotes = 0
        return self.number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._piece()
        if not line:
            raise StopIteration
        if self._taken > self._bound:
            while line and not (line.endswith(("\n", "\r")) and self._quotes % 2 == 0):
                line = self._piece()
            raise _TooLong
        return line

    def _piece(self) -> str:
        """A line, or as much of it as is allowed."""
        line = self._text.readline(self._bound + 1)
        self.number += line.endswith(("\n", "\r"))
        self._taken += len(line)
        self._quotes += line.count('"')
        return line


def read_table(source: Opened, settings: ReadSettings) -> Iterator[Item]:
    """The reports and addresses of a table, each with the line where it begins.

    The delimiter is the one that gives the heading most known columns; a first line `sep=;` is heeded. The encoding
    is told by its byte order mark, else UTF-8 where the beginning is, else the likely one. Cells that are not UTF-8
    in a table that began so keep their own bytes, so that the reader can tell their encoding.

    Raises:
        OSError: if it cannot be read to its end.
    """
    text = _text_of(source.file, source.sample)
    lines = _Lines(text, settings.max_bytes)
    try:
        first = next(lines, "")
        if first.lower().startswith("sep="):
            first = next(lines, "")
    except _TooLong:
        yield Unread(source.name, too_large(None, settings.max_bytes))
        return
    if len(first) > _MAX_HEADING:
        yield Unread(source.name, f"its first line has {len(first):,} characters; a table begins with its column names")
        return
    names, delimiter = heading(first)
    if not any(name in TEXT_COLUMNS for name in names):
        yield Unread(source.name, _no_column(names))
        return
    # The limit holds for the whole process and is 131,072 letters at first: less than a long report in one cell.
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_bytes))
    yield from _reports(csv.reader(lines, delimiter=delimiter), lines, names, source, settings)


def _reports(
    table: Iterator[list[str]], lines: _Lines, names: list[str], source: Opened, settings: ReadSettings
) -> Iterator[Item]:
    """A row that takes too much is told once; after it, reading goes on at the next line that fits the heading."""
    lost_at, empty = 0, True
    while True:
        start = lines.begin_row()
        try:
            cells = next(table, None)
        except (_TooLong, csv.Error):
            lost_at = lost_at or start
            continue
        is_row = cells is not None and any(cell.strip() for cell in cells)
        if lost_at and (cells is None or len(cells) == len(names)):
            yield Unread(f"{source.name}:{lost_at}", _lost(lost_at, start - 1, settings.max_bytes))
            lost_at, empty = 0, False
        if cells is None:
            break
        if is_row and not lost_at:
            empty = False
            yield _item(cells, names, start, source)
    if empty:
        yield Unread(source.name, "empty: there are no rows under its heading")


def _item(cells: list[str], names: list[str], line: int, source: Opened) -> Item:
    place = f"{source.name}:{line}"
    if len(cells) > len(names):
        counts = f"{len(cells):,} cells, but the heading has {len(names):,}"
        return Unread(place, f'the row has {counts}; put cells with delimiters in them in "quotes"')
    stated = {name: cell for name, cell in zip(names, cells, strict=False) if name in _COLUMNS and cell.strip()}
    for name in stated.keys() - set(TEXT_COLUMNS):
        # What is not UTF-8 stays as bytes in a text, which the reader decodes; a title is shown as far as it can be.
        stated[name] = stated[name].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    key = stated.pop("id", "").strip()
    row = Row(id=key, **stated)
    has_text = bool(row.text or row.html)
    return row_item(row, key or (f"{source.key}-{line}" if has_text else None), place)


def _text_of(file: BinaryIO, sample: bytes) -> io.TextIOWrapper:
    encoding = _encoding(sample)
    # Only in UTF-8 can a broken byte be kept for later; other codecs would raise at one.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


def _encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        # The sample may end within a letter.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        # Late: only tables in old encodings need it.
        from charset_normalizer import from_bytes  # noqa: PLC0415

        best = from_bytes(sample).best()
        return best.encoding if best else "cp1252"
    return "utf-8-sig"


def _no_column(names: list[str]) -> str:
    shown = ", ".join(f"`{name[:40]}`" for name in names[:_SHOWN_COLUMNS])
    more = f" and {len(names) - _SHOWN_COLUMNS:,} more" if len(names) > _SHOWN_COLUMNS else ""
    return f"a table without a column `text`, `html` or `url`; its first line has {shown}{more}; name the column so"


def _lost(first: int, last: int, bound: int) -> str:
    return (
        f"the row that begins in line {first} is too large or its quotes are not closed, so lines {first} to {last} "
        f"were not read; at most {bound:,} bytes a row are"
    )
