"""Reading registers: CSV with a head line, or FollowTheMoney entities as JSON lines. Bad rows are told of."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tallyclerk.errors import ResourceError
from tallyclerk.register.entry import Entry, bare
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.register import EntryKind, register_words
from tallyclerk.resources.vehicles import is_imo

_LONGEST = 1_000_000
"""Characters of a line; longer ones are no entry."""
_MOST_NAMES = 200
_JSON = msgspec.json.Decoder()
_SPLIT = str.maketrans("|", ";")


class Refused(NamedTuple):
    """A row that is no entry: its line, why, and how to mend it."""

    line: int
    why: str


def entries(path: Path) -> Iterator[Entry | Refused]:
    """The entries of a register, in its order.

    Args:
        path: A CSV file, or FollowTheMoney entities, one JSON object a line.

    Raises:
        ResourceError: where the file cannot be read, or is neither.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            first = lines.read(1)
            lines.seek(0)
            yield from _ftm(lines) if first == "{" else _csv(path, lines)
    except OSError as error:
        raise ResourceError(f"{path}: it cannot be read: {error}") from error


def _ftm(lines: Iterable[str]) -> Iterator[Entry | Refused]:
    words = register_words()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = _JSON.decode(line) if len(line) <= _LONGEST else None
        except msgspec.DecodeError as error:
            yield Refused(number, f"it is no JSON ({error})")
            continue
        if not isinstance(found, dict) or not isinstance(found.get("properties"), dict):
            yield Refused(number, "it is no FollowTheMoney entity: an object with id, schema and properties")
            continue
        kind = words.schemas.get(str(found.get("schema")))
        if kind is not None:
            given = {field: _values(found["properties"], names) for field, names in words.fields.items()}
            yield _entry(number, kind, {**given, "id": [str(found.get("id") or "")]})


def _values(properties: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    found = (properties.get(name) for name in names)
    return [str(value) for values in found if isinstance(values, list) for value in values]


def _csv(path: Path, lines: Iterable[str]) -> Iterator[Entry | Refused]:
    csv.field_size_limit(_LONGEST)
    rows = csv.reader(lines)
    head = next(rows, [])
    fields = [_field(column) for column in head]
    if "name" not in fields:
        known = ", ".join(sorted(register_words().columns))
        raise ResourceError(f"{path}:1: no column is called name; columns that are read: {known}")
    try:
        for row in rows:
            given = {field: _split(cell) for field, cell in zip(fields, row, strict=False) if field and cell.strip()}
            if given:
                schema = register_words().schemas.get((given.get("schema") or ["Vessel"])[0].title(), "vessel")
                yield _entry(rows.line_num, schema, given)
    except csv.Error as error:
        raise ResourceError(f"{path}:{rows.line_num}: it is no CSV: {error}") from error


def _field(column: str) -> str | None:
    folded = fold(column.replace("_", " "))
    return next((field for field, names in register_words().columns.items() if folded in names), None)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.translate(_SPLIT).split(";") if part.strip()]


def _entry(line: int, kind: EntryKind, given: Mapping[str, list[str]]) -> Entry | Refused:
    names = [name for name in given.get("name", ()) if bare(name)]
    if not names:
        return Refused(line, "it has no name; give one in the column or property called name")
    imo = _imo(given.get("imo", ()))
    if imo is None and given.get("imo") and kind == "vessel":
        return Refused(
            line, f"IMO {given['imo'][0]!r} is none: the check digit does not hold; correct it or leave it out"
        )
    first = {field: next(iter(given.get(field, ())), None) for field in ("mmsi", "call_sign", "kind", "capacity", "id")}
    programs = tuple(dict.fromkeys(given.get("programs", ())))
    return Entry(
        key=first["id"] or (f"imo:{imo}" if imo else f"{kind}:{bare(names[0]).replace(' ', '-')}"),
        kind=kind,
        name=names[0],
        aliases=tuple(dict.fromkeys((*names[1:], *given.get("aliases", ()))))[:_MOST_NAMES],
        former=tuple(dict.fromkeys(given.get("former", ())))[:_MOST_NAMES],
        imo=imo,
        mmsi=first["mmsi"],
        call_sign=first["call_sign"],
        flag=_iso(given.get("flag", ())),
        type=first["kind"],
        capacity=first["capacity"],
        country=_iso(given.get("country", ())),
        programs=programs,
        sanctioned=bool(programs) or bool(register_words().sanctioned.intersection(given.get("topics", ()))),
    )


def _imo(values: Iterable[str]) -> str | None:
    digits = ("".join(letter for letter in value if letter.isascii() and letter.isdigit()) for value in values)
    return next((found for found in digits if is_imo(found)), None)


def _iso(values: Iterable[str]) -> str | None:
    """ISO 3166-1 alpha-2 of a country by code or name."""
    for value in values:
        if len(value) == 2 and value.isalpha():
            return value.upper()
        party = find_party(value)
        if party is not None and party.entry.id.startswith("iso:"):
            return party.entry.country
    return None
