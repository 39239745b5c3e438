"""Tables as pandas DataFrames. pandas comes with the extra `pandas`, and is imported here alone, when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tallyclerk.errors import MissingExtra
from tallyclerk.publish.export.tables.shape import ColumnType, Table

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_TYPES: dict[ColumnType, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "list": "object",
}


def to_frames(tables: Iterable[Table]) -> dict[str, DataFrame]:
    """A frame for each table, by its name, with the table's types; a list is a tuple in its cell.

    Raises:
        MissingExtra: if pandas is not installed.
    """
    try:
        import pandas  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise MissingExtra("frames need pandas: pip install 'tallyclerk[pandas]'") from error

    def column(table: Table, at: int) -> Series[Any]:
        return pandas.Series([row[at] for row in table.rows], dtype=_TYPES[table.columns[at].type])

    return {
        table.name: pandas.DataFrame({column_.name: column(table, n) for n, column_ in enumerate(table.columns)})
        for table in tables
    }
