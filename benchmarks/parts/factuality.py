"""How sure the text is of an event: our certainty of the event's word, on the UW factuality data.

Its people gave each event from 3 (certainly happened) over 0 (cannot be told) to -3 (certainly did not). By the nearest
point of that scale, 3 is asserted, -2 and -3 are denied (our denial does not part "probably not" from "certainly not"),
and what lies between is uncertain. Of ours, assessed, alleged and possible are uncertain, and so is what is planned.

The data is a JSONL file of sentences with targets, or a folder of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from parts.heads import parser
from parts.part import SHARED, Measured, Part, files_of, harmonic, ratio, rows_of, table
from parts.tokens import written
from tallyclerk.extract.certainty import certainty_of, stage_of

CLASSES = ("asserted", "uncertain", "denied")
ASSERTED, DENIED = 2.5, -1.5


class Target(msgspec.Struct):
    """An event: its tokens, the end exclusive, and what people gave it."""

    span1: tuple[int, int]
    label: float


class Row(msgspec.Struct):
    """A sentence, its tokens parted by spaces."""

    text: str
    targets: list[Target]


class Judged(NamedTuple):
    """An event with the class that people gave it and ours."""

    gold: str
    ours: str
    word: str
    text: str


def measure(data: Path) -> Measured:
    """Accuracy over all events, beside that of always giving the commonest class."""
    events = [event for path in files_of(data, "*.jsonl") for row in rows_of(path, Row) for event in _judged(row)]
    pairs = Counter((event.gold, event.ours) for event in events)
    golds = Counter(event.gold for event in events)
    f1 = {name: _f1(name, pairs) for name in CLASSES}
    accuracy = ratio(sum(pairs[name, name] for name in CLASSES), len(events))
    majority = ratio(max(golds.values(), default=0), len(events))
    rows: list[tuple[str | float, ...]] = [
        (name, golds[name], *(pairs[name, ours] for ours in CLASSES), f1[name]) for name in CLASSES
    ]
    return Measured(
        scores={"accuracy": accuracy, "mean F1 of classes": sum(f1.values()) / len(f1)},
        beside={"majority accuracy": majority, **{f"{name} F1": value for name, value in f1.items()}},
        table=f"{table(('people say', 'events', *(f'ours {name}' for name in CLASSES), 'F1'), rows)}\n"
        f"accuracy {accuracy:.3f}, always the commonest class {majority:.3f}",
        misses=[f"{e.gold}, not {e.ours}: “{e.word}” | {e.text}" for e in events if e.gold != e.ours],
    )


def _judged(row: Row) -> Iterator[Judged]:
    text = written(row.text.split(" "))
    doc = parser()(text.text)
    for target in row.targets:
        span = text.span(*target.span1)
        token = next(token for token in doc if token.idx + len(token) > span.start)
        planned = stage_of(token, "delivered")[0] == "planned"
        certainty = certainty_of(token)[0]
        ours = certainty if certainty == "denied" or (certainty == "asserted" and not planned) else "uncertain"
        yield Judged(_class(target.label), ours, token.text, text.text)


def _class(label: float) -> str:
    return "asserted" if label >= ASSERTED else "denied" if label <= DENIED else "uncertain"


def _f1(name: str, pairs: Counter[tuple[str, str]]) -> float:
    gold = sum(n for (people, _), n in pairs.items() if people == name)
    ours = sum(n for (_, our), n in pairs.items() if our == name)
    return harmonic(ratio(pairs[name, name], ours), ratio(pairs[name, name], gold))


PART = Part(
    "factuality",
    "asserted, uncertain or denied, on events",
    SHARED / "bench" / "factuality" / "dev.jsonl",
    measure,
)
