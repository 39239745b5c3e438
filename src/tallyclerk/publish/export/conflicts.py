"""Which conflicts of a fact are about one of its values."""

from __future__ import annotations

from tallyclerk.model import Conflict, ConflictKind, Fact, FactValue, Role
from tallyclerk.publish import words
from tallyclerk.publish.records import Records

COMPETING: frozenset[ConflictKind] = frozenset(
    {"genuine", "cannot tell", "mistranslation", "rewrite error", "superseded"}
)
"""Kinds of conflict in which at most one side is right; in the others both can be."""


def touching(records: Records, role: Role, fact: Fact, value: FactValue) -> tuple[Conflict, ...]:
    """The fact's conflicts that name a value, by its label or by the wording of one of its claims."""
    names = {value.label, words.label(value.value)}
    for id in value.claims:
        names.update(words.in_line(v.text) for v in records.worded(records.claims[id], role, value))
    folded = {name.casefold() for name in names}
    return tuple(c for c in fact.conflicts if any(name.casefold() in folded for name in c.between))


def competing(conflicts: tuple[Conflict, ...]) -> bool:
    """Whether one of these conflicts lets only one side be right."""
    return any(conflict.kind in COMPETING for conflict in conflicts)
