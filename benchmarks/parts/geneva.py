"""Transfers in single sentences: GENEVA's events of giving, sending, supplying, getting, buying, selling …

Each sentence is given as a document of its own. The data is a JSONL file in GENEVA's form, or a folder of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from parts.arguments import Argument, Event, Example, RoleMap, measured
from parts.part import SHARED, DataError, Measured, Part, files_of, rows_of
from parts.tokens import written
from tallyclerk.model import Span

# GENEVA's roles are FrameNet's. Who has it first is the giver, who has it last the recipient; a Source or Goal may be
# a party or a place. The Agent of Bringing takes it there, which our frames tell of as giver; its Carrier is what
# carries. What else an event has (purpose, manner, explanation, the scene) is none of our roles.
ROLES: RoleMap = {
    **dict.fromkeys(
        ("Supplier", "Sender", "Transferors", "Offerer", "Donor", "Seller", "Agent"), frozenset(("giver",))
    ),
    **dict.fromkeys(("Recipient", "Buyer"), frozenset(("recipient",))),
    **dict.fromkeys(("Exchanger_1", "Exchanger_2", "Exchangers"), frozenset(("giver", "recipient"))),
    **dict.fromkeys(("Theme", "Themes", "Theme_1", "Theme_2", "Goods"), frozenset(("cargo",))),
    "Source": frozenset(("giver", "origin")),
    "Goal": frozenset(("recipient", "destination")),
    "Carrier": frozenset(("vehicle",)),
    "Path": frozenset(("via",)),
    "Time": frozenset(("date",)),
}


class Entity(msgspec.Struct):
    """A span of tokens with an id."""

    id: str
    start: int
    end: int


class Trigger(msgspec.Struct):
    """The tokens that evoke an event."""

    start: int
    end: int


class GoldArgument(msgspec.Struct):
    """An entity in a role."""

    entity_id: str
    role: str


class GoldEvent(msgspec.Struct):
    """An event as annotated."""

    event_type: str
    trigger: Trigger
    arguments: list[GoldArgument]


class Row(msgspec.Struct):
    """A sentence as annotated."""

    wnd_id: str
    tokens: list[str]
    entity_mentions: list[Entity]
    event_mentions: list[GoldEvent]


def measure(data: Path) -> Measured:
    """Score the sentences' events and arguments."""
    return measured((_example(row) for path in files_of(data, "*.json*") for row in rows_of(path, Row)), ROLES)


def _example(row: Row) -> Example:
    text = written(row.tokens)
    entities = {entity.id: text.span(entity.start, entity.end) for entity in row.entity_mentions}
    events = tuple(
        Event(
            kind=event.event_type,
            trigger=text.span(event.trigger.start, event.trigger.end),
            arguments=tuple(_arguments(event, entities, row.wnd_id)),
        )
        for event in row.event_mentions
    )
    return Example(text.text, events, Span(0, len(text.text)))


def _arguments(event: GoldEvent, entities: dict[str, Span], where: str) -> Iterator[Argument]:
    for argument in event.arguments:
        if argument.entity_id not in entities:
            raise DataError(f"{where}: an argument names the entity {argument.entity_id}, which is not there")
        yield Argument(ROLES.get(argument.role, frozenset()), entities[argument.entity_id])


PART = Part(
    "geneva",
    "events and arguments of transfers in single sentences",
    SHARED / "bench" / "geneva" / "transfer_bydoc_dev.jsonl",
    measure,
)
