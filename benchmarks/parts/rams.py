"""Transfers across sentences: RAMS's transports and transfers of ownership, in windows of five sentences.

The window is given as one document; claims evoked in the sentence of the gold trigger are held against it, whose
arguments may stand in any of the five. The windows tell of other transfers, too, without annotation, so claims evoked
elsewhere are left out. The data is a JSONL file in RAMS's form, or a folder of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from parts.arguments import Argument, Event, Example, RoleMap, measured
from parts.part import SHARED, DataError, Measured, Part, files_of, rows_of
from parts.tokens import Written, written
from tallyclerk.model import Span

# A transporter is who moves it: a party, or what carries it. A beneficiary is not who receives it; who prevents a
# transfer, its scene, and a territory or facility that changes hands are none of our roles.
ROLES: RoleMap = {
    "giver": frozenset(("giver", "origin")),
    "recipient": frozenset(("recipient", "destination")),
    "participant": frozenset(("giver", "recipient")),
    "transporter": frozenset(("giver", "vehicle")),
    "artifact": frozenset(("cargo",)),
    "artifactmoney": frozenset(("cargo",)),
    "vehicle": frozenset(("vehicle",)),
    "origin": frozenset(("origin", "giver")),
    "destination": frozenset(("destination", "recipient")),
}


class Row(msgspec.Struct):
    """A window as annotated: spans of tokens count over all sentences and hold their last token.

    Attributes:
        evt_triggers: `[first, last, [[kind, weight]]]`.
        gold_evt_links: `[[first, last] of the trigger, [first, last] of the argument, "evt139arg01giver"]`.
    """

    doc_key: str
    sentences: list[list[str]]
    evt_triggers: list[tuple[int, int, list[Any]]]
    gold_evt_links: list[tuple[tuple[int, int], tuple[int, int], str]]


def measure(data: Path) -> Measured:
    """Score the windows' events and arguments."""
    return measured((_example(row) for path in files_of(data, "*.json*") for row in rows_of(path, Row)), ROLES)


def _example(row: Row) -> Example:
    text = written([token for sentence in row.sentences for token in sentence])
    events = tuple(_events(row, text))
    if not events:
        raise DataError(f"{row.doc_key}: it has no event")
    ends = list(accumulate(len(sentence) for sentence in row.sentences))
    place = row.evt_triggers[0][0]
    number = next(n for n, end in enumerate(ends) if place < end)
    return Example(text.text, events, text.span(ends[number] - len(row.sentences[number]), ends[number]))


def _events(row: Row, text: Written) -> Iterator[Event]:
    for first, last, kinds in row.evt_triggers:
        arguments = tuple(
            Argument(ROLES.get(role.partition("arg")[2][2:], frozenset()), _span(text, place))
            for trigger, place, role in row.gold_evt_links
            if trigger == (first, last)
        )
        yield Event(str(kinds[0][0]), _span(text, (first, last)), arguments)


def _span(text: Written, place: tuple[int, int]) -> Span:
    return text.span(place[0], place[1] + 1)


PART = Part(
    "rams",
    "events and arguments of transfers across five sentences",
    SHARED / "bench" / "rams" / "transfer_dev.jsonlines",
    measure,
)
