"""The fact table: each role with its values, verdict, independence, quotes and conflicts."""

from __future__ import annotations

import msgspec

from tallyclerk.model import ROLES, Conflict, Fact, FactValue, Role, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.badges import VERDICT, Badge
from tallyclerk.publish.quotes import Quote, quotes
from tallyclerk.publish.records import Records

# What differs where no one role does.
_TOLD: dict[str, str] = {"certainty drift": "Certainty", "denial dropped": "Denial", "superseded": "Stage"}
TITLES: dict[Role, str] = {
    "giver": "Giver",
    "recipient": "Recipient",
    "cargo": "Cargo",
    "quantity": "Quantity",
    "origin": "Place of origin",
    "destination": "Destination",
    "via": "Via",
    "vehicle": "Vehicle",
    "date": "Date",
}


class ValueView(msgspec.Struct, frozen=True, kw_only=True):
    """One reported value: how it is shown, how the reports word it, and its quotes."""

    id: str
    label: str
    wordings: tuple[str, ...]
    details: tuple[str, ...]
    independence: str
    quotes: tuple[Quote, ...]


class Side(msgspec.Struct, frozen=True):
    """One side of a conflict: a value in the reports' words, and who gives it."""

    label: str
    wordings: tuple[str, ...]
    sources: tuple[str, ...]
    target: str


class ConflictView(msgspec.Struct, frozen=True):
    """A conflict side by side."""

    role: str
    kind: str
    reason: str
    sides: tuple[Side, ...]


class FactView(msgspec.Struct, frozen=True):
    """One row of the table."""

    id: str
    title: str
    verdict: Badge
    explanation: str
    values: tuple[ValueView, ...]


def fact_views(records: Records, transfer: Transfer) -> tuple[FactView, ...]:
    """The rows of a transfer's fact table, in the order of the roles."""
    ordered = ((role, transfer.facts[role]) for role in ROLES if role in transfer.facts)
    return tuple(_fact(records, role, fact) for role, fact in ordered)


def conflict_views(records: Records, transfer: Transfer) -> tuple[ConflictView, ...]:
    """All conflicts of a transfer, in the order of the roles; then how sure and how far along the reports tell it."""
    ordered = ((role, transfer.facts[role]) for role in ROLES if role in transfer.facts)
    found = [_conflict(records, role, fact, conflict) for role, fact in ordered for conflict in fact.conflicts]
    return (*found, *(_drift(conflict) for conflict in transfer.conflicts))


def _drift(conflict: Conflict) -> ConflictView:
    sides = tuple(Side(f"told {name}", (), (), "") for name in conflict.between)
    return ConflictView(_TOLD[conflict.kind], conflict.kind, conflict.reason, sides)


def _fact(records: Records, role: Role, fact: Fact) -> FactView:
    values = (_value(records, role, f"{fact.id}.{n}", value) for n, value in enumerate(fact.values, start=1))
    return FactView(fact.id, TITLES[role], VERDICT[fact.verdict], fact.explanation, tuple(values))


def _value(records: Records, role: Role, id: str, value: FactValue) -> ValueView:
    found = quotes(records, role, value)
    label = words.label(value.value) if value.label == value.value.label else value.label
    return ValueView(
        id=id,
        label=label,
        wordings=_wordings(label, found),
        details=words.details(value.value),
        independence=value.independence,
        quotes=found,
    )


def _wordings(label: str, found: tuple[Quote, ...]) -> tuple[str, ...]:
    """The different wordings of a value, without those that are its label."""
    once = dict.fromkeys(words.in_line(q.marked) for q in found if q.marked)
    return tuple(text for text in once if text.casefold() != label.casefold())


def _conflict(records: Records, role: Role, fact: Fact, conflict: Conflict) -> ConflictView:
    sides = tuple(_side(records, role, fact, name) for name in conflict.between)
    return ConflictView(TITLES[role], conflict.kind, conflict.reason, sides)


def _side(records: Records, role: Role, fact: Fact, name: str) -> Side:
    """What a conflict names: one of the fact's values by label, or a wording that some document uses."""
    for n, value in enumerate(fact.values, start=1):
        view = _value(records, role, f"{fact.id}.{n}", value)
        said = [q for q in view.quotes if words.in_line(q.marked).casefold() == name.casefold()]
        if said or name in (value.label, view.label):
            sources = dict.fromkeys(words.cited(records.documents[q.document]) for q in said or view.quotes)
            shown = () if said else view.wordings
            return Side(view.label if name == value.label else name, shown, tuple(sources), view.id)
    return Side(name, (), (), "")
