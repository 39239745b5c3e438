"""Positions in a table: columns told by their names, one row a line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from tallyclerk.errors import SensorError
from tallyclerk.resources.ais import AisField, find_columns
from tallyclerk.sense.ais.words import (
    Identity,
    NotUsable,
    Position,
    imo_of,
    knots_of,
    mmsi_of,
    name_of,
    number,
    place_of,
    seconds,
)

_NEEDED: tuple[AisField, ...] = ("mmsi", "time", "lat", "lon")
_DELIMITERS = (",", ";", "\t")


class Table:
    """Reads the rows of one table.

    Raises:
        SensorError: if the head lacks a column that is needed.
    """

    def __init__(self, head: str, name: str) -> None:
        self._delimiter = max(_DELIMITERS, key=head.count)
        titles = self._cells(head.lstrip("\ufeff# "))
        self._columns = find_columns(titles)
        missing = [field for field in _NEEDED if field not in self._columns]
        if missing:
            shown = ", ".join(title.strip()[:30] for title in titles[:12])
            raise SensorError(
                f"{name}, line 1: has no column for {', '.join(missing)}; its head is: {shown}. "
                "A table needs a head with MMSI, time, latitude and longitude"
            )
        self._known: dict[str, tuple[str, str]] = {}

    def read(self, line: str) -> Iterator[Position | Identity]:
        """What a row says: who the ship is, where that was not said before, and its position.

        Raises:
            NotUsable: if a value is not what it has to be.
        """
        cells = self._cells(line)
        mmsi = mmsi_of(self._cell(cells, "mmsi"))
        if mmsi is None:
            return
        said = self._optional(cells, "name"), self._optional(cells, "imo")
        if self._known.get(mmsi) != said:
            self._known[mmsi] = said
            yield Identity(mmsi, name_of(said[0]), imo_of(said[1]))
        at = place_of(*(number(self._cell(cells, field), field) for field in ("lat", "lon")))
        if at is not None:
            speed = self._optional(cells, "knots").strip()
            knots = knots_of(number(speed, "speed")) if speed else None
            yield Position(mmsi, seconds(self._cell(cells, "time")), *at, knots)

    def _cells(self, line: str) -> list[str]:
        if '"' not in line:
            return line.split(self._delimiter)
        try:
            return next(csv.reader([line], delimiter=self._delimiter), [])
        except csv.Error as error:
            raise NotUsable(f"its quotation marks do not fit: {error}") from None

    def _cell(self, cells: Sequence[str], field: AisField) -> str:
        at = self._columns[field]
        if at >= len(cells):
            raise NotUsable(f"it has {len(cells)} cells, and {field} is in column {at + 1}")
        return cells[at]

    def _optional(self, cells: Sequence[str], field: AisField) -> str:
        at = self._columns.get(field)
        return cells[at] if at is not None and at < len(cells) else ""
