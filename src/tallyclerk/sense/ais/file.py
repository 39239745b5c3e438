"""A file of positions, which can be read through more than once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tallyclerk.config import SenseSettings
from tallyclerk.errors import SensorError
from tallyclerk.model import BadLine, SensorFile
from tallyclerk.sense.ais.lines import Line, Lines
from tallyclerk.sense.ais.nmea import SENTENCE, Nmea
from tallyclerk.sense.ais.table import Table
from tallyclerk.sense.ais.words import Bad, NotUsable, Position, Said

_KEPT = 20
"""Bad lines that are named; the others are counted."""
_HEAD = 50
"""Lines from the top in which a sentence makes a file one of NMEA."""


class Counts:
    """What a pass over a file came to; filled by `AisFile.read`."""

    def __init__(self) -> None:
        self.positions = 0
        self.bad = 0
        self.bad_lines: list[BadLine] = []
        self.lines = 0
        self.sha256 = ""

    def add(self, said: Said) -> None:
        """Count one thing that was said."""
        self.positions += isinstance(said, Position)
        if isinstance(said, Bad):
            self.bad += 1
            if len(self.bad_lines) < _KEPT:
                self.bad_lines.append(BadLine(said.line, said.reason))


class AisFile:
    """One file: a table with a head, or NMEA sentences, plain or packed with gzip.

    Raises:
        SensorError: if it cannot be read, is empty, or is neither.
    """

    def __init__(self, path: Path, settings: SenseSettings) -> None:
        self.path, self._settings = path, settings
        self.format: Literal["csv", "nmea"] = self._format()

    def read(self, counts: Counts | None = None) -> Iterator[Said]:
        """All that it says, in its order, and each line that cannot be used.

        Raises:
            SensorError: if it breaks off or is too large.
        """
        counts = counts if counts is not None else Counts()
        lines = self._lines()
        for said in self._nmea(lines) if self.format == "nmea" else self._table(lines):
            counts.add(said)
            yield said
        counts.lines, counts.sha256 = lines.count, lines.sha256

    def described(self, counts: Counts) -> SensorFile:
        """The file as a dossier names it, by what a pass over it counted."""
        return SensorFile(
            name=self.path.name,
            sha256=counts.sha256,
            format=self.format,
            lines=counts.lines,
            positions=counts.positions,
            bad=counts.bad,
            bad_lines=tuple(counts.bad_lines),
        )

    def _lines(self) -> Lines:
        return Lines(self.path, self._settings.max_line_bytes, self._settings.max_bytes)

    def _format(self) -> Literal["csv", "nmea"]:
        seen = 0
        for line in self._lines():
            seen += bool(line.body)
            if line.body and SENTENCE.search(line.body):
                return "nmea"
            if line.number >= _HEAD:
                break
        if not seen:
            raise SensorError(f"{self.path}: is empty; name a table of AIS positions or a log of NMEA sentences")
        return "csv"

    def _nmea(self, lines: Lines) -> Iterator[Said]:
        reader = Nmea()
        for line in lines:
            if line.body is None:
                yield self._too_long(line)
            elif line.body.strip() and not line.body.startswith(b"#"):
                try:
                    yield from reader.read(line.body)
                except NotUsable as error:
                    yield Bad(line.number, str(error))

    def _table(self, lines: Lines) -> Iterator[Said]:
        reader: Table | None = None
        for line in lines:
            if line.body is None:
                yield self._too_long(line)
                continue
            text = line.body.decode("utf-8", "replace")
            if not text.strip():
                continue
            try:
                if reader is None:
                    reader = Table(text, str(self.path))
                else:
                    yield from reader.read(text)
            except NotUsable as error:
                yield Bad(line.number, str(error))

    def _too_long(self, line: Line) -> Bad:
        return Bad(line.number, f"it is longer than {self._settings.max_line_bytes:,} bytes")
