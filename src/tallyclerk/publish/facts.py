"""The fact table: each role with its values, verdict, independence, quotes and conflicts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.model import ROLES, Conflict, Fact, FactValue, Role, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.badges import VERDICT, Badge
from tallyclerk.publish.grades import grade
from tallyclerk.publish.quotes import Quote, quotes
from tallyclerk.publish.records import Records

# What differs where no one role does.
_TOLD: dict[str, str] = {
    "certainty drift": "Certainty",
    "denial dropped": "Denial",
    "superseded": "Stage",
    "direction": "Direction",
}
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
    grade: str
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
    found = _once(quotes(records, role, value))
    label = words.label(value.value) if value.label == value.value.label else value.label
    return ValueView(
        id=id,
        label=label,
        wordings=_wordings(label, found),
        details=words.details(value.value),
        independence=value.independence,
        grade=grade(value),
        quotes=found,
    )


def _once(found: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Quotes of the same words by the same speaker as one, with all the claims that they stand for."""
    groups: dict[tuple[object, ...], list[Quote]] = {}
    for item in found:
        groups.setdefault((item.anchor, item.marked, item.said_by, item.certainty, item.evidence), []).append(item)
    return tuple(
        msgspec.structs.replace(
            next((item for item in same if not item.refers), same[0]),
            claim=", ".join(dict.fromkeys(item.claim for item in same)),
        )
        for same in groups.values()
    )


def _wordings(label: str, found: tuple[Quote, ...]) -> tuple[str, ...]:
    """The different wordings of a value, without those that are its label."""
    once = dict.fromkeys(words.in_line(q.marked) for q in found if q.marked)
    return tuple(text for text in once if text.casefold() != label.casefold())


def _conflict(records: Records, role: Role, fact: Fact, conflict: Conflict) -> ConflictView:
    sides = tuple(_side(records, role, fact, name) for name in conflict.between)
    return ConflictView(TITLES[role], conflict.kind, conflict.reason, sides)


def _side(records: Records, role: Role, fact: Fact, name: str) -> Side:
    """What a conflict names: one of the fact's values by label, or a wording of some document, whole or in part."""
    views = [(value, _value(records, role, f"{fact.id}.{n}", value)) for n, value in enumerate(fact.values, start=1)]
    for value, view in views:
        said = [q for q in view.quotes if words.in_line(q.marked).casefold() == name.casefold()]
        if said or name in (value.label, view.label):
            shown, label = () if said else view.wordings, view.label if name == value.label else name
            return Side(label, shown, _sources(records, said or view.quotes), view.id)
    for _, view in views:
        if said := [q for q in view.quotes if name.casefold() in words.in_line(q.marked).casefold()]:
            wordings = tuple(dict.fromkeys(words.in_line(q.marked) for q in said))
            return Side(name, wordings, _sources(records, said), view.id)
    return Side(name, (), (), "")


def _sources(records: Records, found: Sequence[Quote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.cited(records.documents[q.document]) for q in found))
