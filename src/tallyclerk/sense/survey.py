"""Going through AIS files: who is there, where the named ships were, and who was near them.

A file is read three times and never held, for a day of a whole sea has more positions than memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from tallyclerk.config import SenseSettings
from tallyclerk.errors import SensorError
from tallyclerk.model import SensorFile
from tallyclerk.sense.ais import AisFile, Counts, Identity, Position
from tallyclerk.sense.ais.words import moment
from tallyclerk.sense.meetings import Near
from tallyclerk.sense.ships import Heard, Match
from tallyclerk.sense.track import Course, course_of

COLUMNS = ("mmsi", "timestamp", "latitude", "longitude", "sog", "imo", "name")


class Survey(msgspec.Struct, frozen=True):
    """What files of AIS hold of some ships.

    Attributes:
        files: The files, in the order given.
        courses: For each ship found, its positions.
        others: By MMSI, positions of ships that were near a found one that was slow.
        named: The found ships by MMSI.
        used: The same as positions, by MMSI.
    """

    files: tuple[SensorFile, ...]
    courses: tuple[Course, ...]
    others: dict[str, Course]
    named: dict[str, Course]
    used: dict[str, tuple[Position, ...]]


def listen(paths: Sequence[Path], settings: SenseSettings) -> tuple[Heard, tuple[SensorFile, ...]]:
    """Who is in some files, and what the files are.

    Raises:
        SensorError: if one cannot be read, or is too large.
    """
    heard, files = Heard(), []
    for path in paths:
        file, counts = AisFile(path, settings), Counts()
        for said in file.read(counts):
            if isinstance(said, Identity):
                heard.add(said)
            elif isinstance(said, Position):
                heard.hear(said.mmsi)
        files.append(file.described(counts))
    return heard, tuple(files)


def survey(
    paths: Sequence[Path], files: tuple[SensorFile, ...], matches: Sequence[Match], settings: SenseSettings
) -> Survey:
    """The positions of some ships, and of those near them.

    Raises:
        SensorError: if there are more positions than may be held.
    """
    wanted = {mmsi for match in matches for mmsi in match.mmsi}
    own = _positions(paths, lambda position: position.mmsi in wanted, settings) if matches else {}
    courses = tuple(course_of(_joined(own, match.mmsi), settings.max_knots) for match in matches)
    near = Near(courses, settings)

    def is_near(position: Position) -> bool:
        return position.mmsi not in wanted and near.may_meet(position)

    beside = _positions(paths, is_near, settings) if matches else {}
    others = {mmsi: course_of(found, settings.max_knots) for mmsi, found in beside.items()}
    named = {mmsi: course for match, course in zip(matches, courses, strict=True) for mmsi in match.mmsi[:1]}
    return Survey(files, courses, others, named, {**own, **beside})


def extract(used: Mapping[str, Iterable[Position]], heard: Heard) -> bytes:
    """Positions as a table that `observe` reads again: the same positions give the same bytes, whatever their order."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mmsi in sorted(used):
        said = heard.said(mmsi) or (("", ""),)
        rows = sorted(used[mmsi], key=lambda p: (p.time, p.lat, p.lon, -1.0 if p.knots is None else p.knots))
        for number, position in enumerate(rows):
            name, imo = said[min(number, len(said) - 1)]
            time = moment(position.time).strftime("%Y-%m-%dT%H:%M:%SZ")
            knots = "" if position.knots is None else position.knots
            writer.writerow((mmsi, time, position.lat, position.lon, knots, imo, name))
    return out.getvalue().encode("utf-8")


def _joined(own: Mapping[str, Iterable[Position]], numbers: Iterable[str]) -> list[Position]:
    return [position for mmsi in numbers for position in own.get(mmsi, ())]


def _positions(
    paths: Sequence[Path], wanted: Callable[[Position], bool], settings: SenseSettings
) -> dict[str, tuple[Position, ...]]:
    found: dict[str, set[Position]] = {}
    count = 0
    for path in paths:
        for said in AisFile(path, settings).read():
            if isinstance(said, Position) and wanted(said):
                found.setdefault(said.mmsi, set()).add(said)
                count += 1
                if count > settings.max_positions:
                    raise SensorError(
                        f"{path}: holds more than {settings.max_positions:,} positions of the named ships or near "
                        "them; cut out the days that matter, or raise max_positions in the table [sense]"
                    )
    return {mmsi: tuple(sorted(found[mmsi], key=lambda p: (p.time, p.lat, p.lon))) for mmsi in sorted(found)}
