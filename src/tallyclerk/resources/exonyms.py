"""Famous places under the names that other languages give them: where a translation can go wrong."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from tallyclerk.resources.folding import fold
from tallyclerk.resources.loading import load_yaml


class Exonym(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A famous place.

    Attributes:
        name: Its English name.
        kind: What it is.
        countries: ISO 3166-1 alpha-2 of the countries in or along which it lies.
        names: Its names in other languages, in Latin letters.
        example: A wording that may wrongly stand for one of `names`.
    """

    name: str
    kind: Literal["river", "city", "sea", "land"]
    countries: tuple[str, ...]
    names: tuple[str, ...]
    example: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entries: tuple[Exonym, ...]


def exonyms() -> tuple[Exonym, ...]:
    """All entries of `exonyms.yaml`."""
    table: _Table = load_yaml("exonyms.yaml", _Table)
    return table.entries


def find_exonyms(name: str) -> tuple[Exonym, ...]:
    """Famous places that go by this name, in English or another language."""
    return _index().get(fold(name), ())


@cache
def _index() -> dict[str, tuple[Exonym, ...]]:
    found: dict[str, list[Exonym]] = {}
    for entry in exonyms():
        for folded in sorted({fold(name) for name in (entry.name, *entry.names)}):
            found.setdefault(folded, []).append(entry)
    return {folded: tuple(entries) for folded, entries in found.items()}
