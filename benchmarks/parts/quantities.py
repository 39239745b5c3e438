"""How well quantities are read: NewsQuant (CQE evaluation), news sentences with value, unit and change.

Counted, over all sentences:
- value: precision, recall and F1 of values. A gold range "20-30" is right if both ends are; "12-120" for "dozens"
  (and other words that stand for a number) if its lower end is. A prediction serves one gold value.
- value+unit: the same, and the unit is right too: the known unit's name, or the words behind the number, share a word
  with the gold unit or its normalised form ("-" is no unit).
- bound: of the right values, the share whose bound is that of the gold: = exact, > at_least, < at_most, ~ about;
  "up" and "down" say what a value did, not its bound, and are left out.
Two conventions of the gold are not those of the grammar and are mapped here: a change "from 208 pounds to 193" is one
range in the gold and two quantities in the grammar, and the count in a time ("the last 200 days") is a quantity in the
gold and part of the time in the grammar.

The data is a JSON file of such sentences, or a folder of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from parts.beside import quantulum
from parts.part import SHARED, Measured, Part, Tally, files_of, ratio, table, whole_of
from tallyclerk.grammar.quantity import QuantityExpression, find_quantities
from tallyclerk.grammar.time import find_times
from tallyclerk.grammar.timenodes import Node, Repeated, Stretch
from tallyclerk.grammar.tokens import tokenise
from tallyclerk.ground.quantity import ground_quantity
from tallyclerk.model import Mention, QuantityValue

BOUNDS = {"=": "exact", ">": "at_least", "<": "at_most", "~": "about"}
# What may stand between the ends of a change: "from $75 per barrel to $45.88".
_LINK = re.compile(r"[^.;,]{0,25}?\b(?:to|or)(?: US)? ?")
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
    """Score values, values with their unit, and bounds; beside quantulum3 on the same sentences."""
    rows = [row for path in files_of(data, "*.json") for row in whole_of(path, list[Row])]
    ours, theirs = (_Count(read) for read in (_ours, quantulum))
    for row in rows:
        ours.add(row)
        theirs.add(row)
    value, unit, bounds = ours.value, ours.unit, ratio(ours.bound.found, ours.bound.gold)
    scores = {"value precision": value.precision, "value recall": value.recall, "value F1": value.f1}
    lines = [("value", value), ("with unit", unit), ("quantulum3", theirs.value), ("quantulum3 with unit", theirs.unit)]
    shown = [(name, tally.precision, tally.recall, tally.f1) for name, tally in lines]
    return Measured(
        scores={**scores, "value+unit F1": unit.f1, "bound accuracy": bounds},
        beside={"quantulum3 value F1": theirs.value.f1, "quantulum3 value+unit F1": theirs.unit.f1},
        table=f"{table((f'{value.gold} quantities', 'precision', 'recall', 'F1'), shown)}\nbound accuracy {bounds:.3f}",
        misses=ours.misses,
    )


@dataclass
class _Count:
    """The counts of one reader over all sentences, and a line for each miss."""

    read: Callable[[str], Iterable[QuantityExpression]]
    value: Tally = field(default_factory=Tally)
    unit: Tally = field(default_factory=Tally)
    bound: Tally = field(default_factory=Tally)
    misses: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one sentence."""
        wanted = row.quantities
        found = _as_ranges([*self.read(row.text)], wanted, row.text)
        for tally in (self.value, self.unit):
            tally.predicted += len(found)
            tally.gold += len(wanted)
        for want in wanted:
            match = _best(found, want, row.text)
            if match is None:
                self.misses.append(f"missed {want.change} {want.value} {want.unit} | {row.text}")
                continue
            found.remove(match)
            self._right(match, want, row.text)
        self.misses += [f"extra {extra.text} | {row.text}" for extra in found]

    def _right(self, match: QuantityExpression, want: Gold, text: str) -> None:
        same = _same_unit(match, want, text)
        self.value.right, self.value.found = self.value.right + 1, self.value.found + 1
        self.unit.right, self.unit.found = self.unit.right + same, self.unit.found + same
        if want.change in BOUNDS:
            self.bound.gold += 1
            self.bound.found += match.bound == BOUNDS[want.change]
            if match.bound != BOUNDS[want.change]:
                self.misses.append(f"bound {want.change} {want.value}: {match.text} is {match.bound} | {text}")


def _ours(text: str) -> Iterator[QuantityExpression]:
    yield from find_quantities(text)
    yield from _in_times(text)


def _count(node: Node) -> tuple[int, str] | None:
    match node:
        case Stretch(count=int(count), unit=unit) | Repeated(step=count, unit=unit):
            return count, unit
        case _:
            return None


def _in_times(text: str) -> Iterator[QuantityExpression]:
    """The counts of times that count back or ahead, or come again: "the last 200 days", "every 9 weeks"."""
    for time in find_times(text):
        count = _count(time.node)
        if count is not None and count[0] > 1:
            yield QuantityExpression(
                text=time.text,
                start=time.start,
                end=time.end,
                value=count[0],
                number_start=time.start,
                number_end=time.end,
                unit=count[1],
                kind="time",
            )


def _as_ranges(found: list[QuantityExpression], wanted: list[Gold], text: str) -> list[QuantityExpression]:
    """The predictions in the order of the text, with two that the gold has as the ends of one range as one."""
    ranges = [ends for want in wanted if len(ends := _ends(want.value)) == 2]
    kept: list[QuantityExpression] = []
    for one in sorted(found, key=lambda quantity: quantity.start):
        last = kept[-1] if kept else None
        joined = last is not None and last.high is None and _LINK.fullmatch(text[last.end : one.start])
        if last is not None and joined and any(_near(last.value, a) and _near(one.value, b) for a, b in ranges):
            kept[-1] = msgspec.structs.replace(last, high=one.value, unit=last.unit or one.unit, end=one.end)
        else:
            kept.append(one)
    return kept


def _ends(want: str) -> list[float]:
    """The ends of a gold value; one for a single number."""
    if want.startswith("-") or "E-" in want:
        return [float(want)]
    return [float(end) for end in want.replace("E+", "E").split("-") if end.strip()]


def _best(found: list[QuantityExpression], want: Gold, text: str) -> QuantityExpression | None:
    """The prediction with the wanted value; one with the wanted unit first."""
    same = [q for q in found if _same_value(q, want.value)]
    return next((q for q in same if _same_unit(q, want, text)), same[0] if same else None)


def _same_value(found: QuantityExpression, want: str) -> bool:
    ends = _ends(want)
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
