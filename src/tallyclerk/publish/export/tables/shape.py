"""A table: typed, described columns, and how each is filled from a row's source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, Literal, TypeVar

import msgspec

Cell = str | int | float | bool | date | tuple[str, ...] | None
ColumnType = Literal["string", "integer", "number", "boolean", "date", "list"]
Source = TypeVar("Source")


class Column(msgspec.Struct, Generic[Source], frozen=True):
    """One column: its name, its type in a Data Package, what it holds, and how it is read off a row's source."""

    name: str
    type: ColumnType
    description: str
    read: Callable[[Source], Cell]


class Key(msgspec.Struct, frozen=True):
    """A column whose cells are ids of another table."""

    column: str
    table: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table with its rows; `rows` has a cell for each of `columns`."""

    name: str
    title: str
    description: str
    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[Key, ...] = ()


def filled(columns: Sequence[Column[Source]], sources: Iterable[Source]) -> tuple[tuple[Cell, ...], ...]:
    """A row for each source."""
    return tuple(tuple(column.read(source) for column in columns) for source in sources)
