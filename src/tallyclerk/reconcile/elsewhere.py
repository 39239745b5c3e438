"""A value that another report tells of something else: a ship's capacity, an older count, a part, another delivery.

Who takes such a figure for that of this transfer is found by the words around it in the reports that tell it rightly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tallyclerk.grammar.capacity import find_capacities
from tallyclerk.grammar.dayforms import day_pattern
from tallyclerk.grammar.quantity import find_quantities
from tallyclerk.model import ConflictKind, DateValue, Document, QuantityValue, VehicleValue
from tallyclerk.reconcile.meanings import Meaning
from tallyclerk.reconcile.names import natural
from tallyclerk.reconcile.relations import is_named
from tallyclerk.reconcile.tables import tables

_AROUND = 90  # characters on each side of a figure in which its words stand
_SENTENCE = re.compile(r"[.!?](?:\s|$)|\n")
_EQUAL = 1e-9


class Elsewhere(NamedTuple):
    """What a figure is in another report: the kind of mistake, the report, and the words around it there."""

    kind: ConflictKind
    document: Document
    around: str


def told_elsewhere(erring: Meaning, right: Meaning) -> Elsewhere | None:
    """Where the reports of the right value tell the erring one, and as what; None where they do not."""
    documents = {case.document.id: case.document for case in right.cases}
    for id in sorted(documents, key=natural):
        text = documents[id].text
        for start, end in _spans(erring, text):
            around = _around(text, start, end)
            return Elsewhere(_kind(text, start, around), documents[id], around)
    return None


def is_mentioned(value: Meaning, document: Document) -> bool:
    """Whether a report's text tells a value anywhere, as whatever."""
    return next(_spans(value, document.text), None) is not None


def _around(text: str, start: int, end: int) -> str:
    """The words around a figure, within its sentence."""
    before = _SENTENCE.split(text[max(0, start - _AROUND) : start])[-1]
    behind = _SENTENCE.split(text[end : end + _AROUND])[0]
    return " ".join(f"{before}{text[start:end]}{behind}".split())


def _kind(text: str, start: int, around: str) -> ConflictKind:
    if any(capacity.start <= start < capacity.end for capacity in find_capacities(text)):
        return "capacity"
    found = (entry.kind for entry in tables().elsewhere if re.search(entry.pattern, around, re.IGNORECASE))
    return next(found, "other leg")


def _spans(value: Meaning, text: str) -> Iterator[tuple[int, int]]:
    match value.value:
        case QuantityValue() as quantity:
            for found in _quantities(text):
                if abs(found.value - quantity.value) <= _EQUAL * abs(quantity.value) and quantity.unit in (
                    found.unit,
                    None,
                ):
                    yield found.start, found.end
        case DateValue() as day if day.earliest and day.earliest == day.latest:
            for match in day_pattern(day.earliest.day, day.earliest.month).finditer(text):
                yield match.span()
        case VehicleValue() as ship if is_named(ship):
            for match in re.finditer(rf"(?<!\w){re.escape(ship.name)}(?!\w)", text):
                yield match.span()


_quantities = lru_cache(maxsize=512)(find_quantities)
