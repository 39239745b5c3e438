"""Parquet: one report a row, in the columns that a row of JSON lines has. Read by pyarrow, an extra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tallyclerk.acquire.files import too_large
from tallyclerk.acquire.links import Item
from tallyclerk.acquire.looks import TEXT_COLUMNS
from tallyclerk.acquire.opened import Opened
from tallyclerk.acquire.rows import Row, row_item
from tallyclerk.config import ReadSettings
from tallyclerk.model import Unread

_EACH = 16
"""Rows that are in memory at one time."""
_MAX_STRING, _MAX_ITEMS = 10_000_000, 1_000_000
"""Of what the file says of itself: its longest string in bytes, and how many columns, row groups and pages it has."""
_SHOWN_COLUMNS = 8


def read_parquet(source: Opened, settings: ReadSettings) -> Iterator[Item]:
    """The reports and addresses of a table in Parquet, each with the number of its row.

    Raises:
        OSError: if the file itself cannot be read.
    """
    try:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
        from pyarrow import ArrowException  # noqa: PLC0415
    except ImportError:
        mend = "install what reads it: pip install 'tallyclerk[parquet]'; or save it as .csv"
        yield Unread(source.name, f"a table in Parquet; {mend}")
        return
    if source.file is not source.packed:
        yield Unread(source.name, "a table in Parquet, packed with gzip; unpack it first, for it is packed in itself")
        return
    try:
        limits = {"thrift_string_size_limit": _MAX_STRING, "thrift_container_size_limit": _MAX_ITEMS}
        table = pq.ParquetFile(source.packed, **limits)
        columns = [name for name in table.schema_arrow.names if name in Row.__struct_fields__]
        if not any(name in TEXT_COLUMNS for name in columns):
            yield Unread(source.name, _no_column(table.schema_arrow.names))
            return
        number = 0
        for batch in table.iter_batches(batch_size=_EACH, columns=columns, use_threads=False):
            for cells in batch.to_pylist():
                number += 1
                yield _item(cells, number, source, settings.max_bytes)
        if not number:
            yield Unread(source.name, "empty: there are no rows in it")
    except (ArrowException, ValueError) as error:
        yield Unread(source.name, f"no sound Parquet file: {str(error)[:200]}")


def _item(cells: dict[str, Any], number: int, source: Opened, bound: int) -> Item:
    place = f"{source.name}:{number}"
    stated = {name: str(cell) for name, cell in cells.items() if cell is not None and str(cell).strip()}
    size = max((len(cell) for cell in stated.values()), default=0)
    if size > bound:
        return Unread(place, too_large(size, bound))
    key = stated.pop("id", "").strip()
    row = Row(id=key, **stated)
    return row_item(row, key or (f"{source.key}-{number}" if row.text or row.html else None), place)


def _no_column(names: list[str]) -> str:
    shown = ", ".join(str(name)[:40] for name in names[:_SHOWN_COLUMNS])
    more = f" and {len(names) - _SHOWN_COLUMNS:,} more" if len(names) > _SHOWN_COLUMNS else ""
    return f"none of its columns is named `text`, `html` or `url`; it has {shown}{more}"
