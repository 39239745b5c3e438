"""How well quantities are read: NewsQuant (CQE evaluation), news sentences with value, unit and change.

Counted, over all sentences:
- value: precision, recall and F1 of values. A gold range "20-30" is right if both ends are; "12-120" for "dozens"
  (and other words that stand for a number) if its lower end is. A prediction serves one gold value.
- value+unit: the same, and the unit is right too: the known unit's name, or the words behind the number, share a word
  with the gold unit or its normalised form ("-" is no unit).
- bound: of the right values, the share whose bound is that of the gold: = exact, > at_least, < at_most, ~ about;
  "up" and "down" say what a value did, not its bound, and are left out.
Gold also counts the "one" of "one of the best", fractions ("a third") and durations inside times ("the last 200 days"),
which the grammar leaves to others on purpose; they count as missed.

The data is a JSON file of such sentences, or a folder of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from parts.part import SHARED, Measured, Part, Tally, files_of, ratio, table, whole_of
from tallyclerk.grammar.quantity import QuantityExpression, find_quantities
from tallyclerk.grammar.tokens import tokenise
from tallyclerk.ground.quantity import ground_quantity
from tallyclerk.model import Mention, QuantityValue

BOUNDS = {"=": "exact", ">": "at_least", "<": "at_most", "~": "about"}
SYNONYMS = {"$": "dollar", "us$": "dollar", "£": "pound", "€": "euro", "%": "percent", "percentage": "percent"}


class Gold(msgspec.Struct):
    """A quantity as annotated; all in words, "-" for no unit."""

    change: str
    value: str
    unit: str
    normalized_unit: str


class Row(msgspec.Struct):
    """A sentence with its quantities."""

    text: str
    quantities: list[Gold]


def measure(data: Path) -> Measured:
    """Score values, values with their unit, and bounds."""
    value, unit, bound = Tally(), Tally(), Tally()
    misses: list[str] = []
    for path in files_of(data, "*.json"):
        for row in whole_of(path, list[Row]):
            misses += _count(row, value, unit, bound)
    bounds = ratio(bound.found, bound.gold)
    scores = {"value precision": value.precision, "value recall": value.recall, "value F1": value.f1}
    rows = [(name, tally.precision, tally.recall, tally.f1) for name, tally in (("value", value), ("with unit", unit))]
    return Measured(
        scores={**scores, "value+unit F1": unit.f1, "bound accuracy": bounds},
        table=f"{table((f'{value.gold} quantities', 'precision', 'recall', 'F1'), rows)}\nbound accuracy {bounds:.3f}",
        misses=misses,
    )


def _count(row: Row, value: Tally, unit: Tally, bound: Tally) -> Iterator[str]:
    """Count one row; gives a line for each miss."""
    found, wanted = list(find_quantities(row.text)), row.quantities
    for tally in (value, unit):
        tally.predicted += len(found)
        tally.gold += len(wanted)
    for want in wanted:
        match = _best(found, want, row.text)
        if match is None:
            yield f"missed {want.change} {want.value} {want.unit} | {row.text}"
            continue
        found.remove(match)
        same = _same_unit(match, want, row.text)
        value.right, value.found = value.right + 1, value.found + 1
        unit.right, unit.found = unit.right + same, unit.found + same
        if want.change in BOUNDS:
            bound.gold += 1
            bound.found += match.bound == BOUNDS[want.change]
            if match.bound != BOUNDS[want.change]:
                yield f"bound {want.change} {want.value}: {match.text} is {match.bound} | {row.text}"
    yield from (f"extra {extra.text} | {row.text}" for extra in found)


def _best(found: list[QuantityExpression], want: Gold, text: str) -> QuantityExpression | None:
    """The prediction with the wanted value; one with the wanted unit first."""
    same = [q for q in found if _same_value(q, want.value)]
    return next((q for q in same if _same_unit(q, want, text)), same[0] if same else None)


def _same_value(found: QuantityExpression, want: str) -> bool:
    if want.startswith("-"):
        return False
    ends = (
        [float(end) for end in want.replace("E+", "E").split("-") if end.strip()] if "E-" not in want else [float(want)]
    )
    if len(ends) == 2 and found.high is not None:
        return _near(found.value, ends[0]) and _near(found.high, ends[1])
    return _near(found.value, ends[0]) and (len(ends) == 1 or found.bound == "at_least")


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1.0)


def _same_unit(found: QuantityExpression, want: Gold, text: str) -> bool:
    wanted = _words(want.unit) | _words(want.normalized_unit)
    if found.unit is not None:
        got = _words(found.unit)
    else:
        wording = text[found.start : found.end + 40]
        value = ground_quantity(Mention(text=wording, start=0, end=len(wording)))
        got = _words(value.unit or "-") if isinstance(value, QuantityValue) else set()
        got = got if wanted else set()
    return bool(got & wanted) or (not got and not wanted)


def _words(unit: str) -> set[str]:
    low = (SYNONYMS.get(token.low, token.low) for token in tokenise(unit))
    return {word.removesuffix("s") for word in low if word[0].isalpha()}


PART = Part("quantities", "quantities with unit and bound", SHARED / "bench" / "newsquant" / "dev.json", measure)
