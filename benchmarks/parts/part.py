"""The shape that all parts share, and what they need to count with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Where the annotated reports lie: beside the repository, not in it."""

BOM = b"\xef\xbb\xbf"
Scores = dict[str, float]
Row = TypeVar("Row")


class DataError(Exception):
    """Data that is not in the format of its part; the message names the file and what was expected."""


@dataclass(frozen=True)
class Measured:
    """What a part found.

    Attributes:
        scores: Held against the floors; with all of them more is better.
        table: The same for people, with what there is to say beside it.
        timed: Scores that are ratios of times; they vary from run to run, so their floors leave room.
        beside: Numbers to compare with (baselines, counts), which have no floor.
        misses: What was wrong or missed, a line each, for who works on it.
    """

    scores: Scores
    table: str
    timed: Scores = field(default_factory=dict)
    beside: Scores = field(default_factory=dict)
    misses: Sequence[str] = ()

    def numbers(self) -> Scores:
        """All numbers by name."""
        return {**self.scores, **self.timed, **self.beside}


@dataclass(frozen=True)
class Part:
    """One part of the benchmark.

    Attributes:
        about: What it measures, in a line.
        data: The data it runs on unless told otherwise: a folder or a file.
        measure: From data of that format to what was found.

    `measure` raises DataError where the data is not in that format.
    """

    name: str
    about: str
    data: Path
    measure: Callable[[Path], Measured]


@dataclass
class Tally:
    """Counts behind precision and recall.

    Attributes:
        right: Predictions that are right.
        found: Gold items that were found; more or fewer than `right` where one prediction can serve several.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of predictions that are right."""
        return ratio(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return ratio(self.found, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def ratio(part: float, whole: float) -> float:
    """A share; of nothing it is 0."""
    return part / whole if whole else 0.0


def harmonic(a: float, b: float) -> float:
    """The harmonic mean of two shares."""
    return ratio(2 * a * b, a + b)


def files_of(data: Path, pattern: str) -> list[Path]:
    """The file itself, or the files of a folder that fit, sorted.

    Raises:
        DataError: where there is none.
    """
    found = [data] if data.is_file() else sorted(data.glob(pattern))
    if not found:
        raise DataError(f"{data} holds no {pattern}")
    return found


def rows_of(path: Path, shape: type[Row]) -> list[Row]:
    """The rows of a JSONL file, checked.

    Raises:
        DataError: with file and line, where a row has another shape.
    """
    decoder = msgspec.json.Decoder(shape)
    rows = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                rows.append(decoder.decode(line.removeprefix(BOM)))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise DataError(f"{path}:{number}: {error}") from error
    return rows


def whole_of(path: Path, shape: type[Row]) -> Row:
    """What a JSON file holds, checked.

    Raises:
        DataError: where it has another shape.
    """
    try:
        return msgspec.json.decode(path.read_bytes().removeprefix(BOM), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise DataError(f"{path}: {error}") from error


def table(head: Sequence[str], rows: Iterable[tuple[str | float, ...]]) -> str:
    """Rows as aligned text: the first column to the left, numbers to the right, shares with three places."""
    cells = [[_cell(value) for value in row] for row in rows]
    columns = list(zip(head, *cells, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    lines = [
        "  ".join(cell.rjust(w) if n else cell.ljust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True)))
        for row in (head, *cells)
    ]
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: str | float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
