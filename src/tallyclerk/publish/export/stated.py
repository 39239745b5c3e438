"""Every reported value of every fact, with all that hangs on it."""

from __future__ import annotations

from functools import cached_property

import msgspec

from tallyclerk.model import ROLES, Conflict, DateValue, Fact, FactValue, Role, Transfer
from tallyclerk.publish import grades
from tallyclerk.publish.export import edtf
from tallyclerk.publish.export.conflicts import touching
from tallyclerk.publish.export.passages import Passage, passages
from tallyclerk.publish.records import Records


class Stated(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One value of one fact; `rank` is 1 for the best-supported."""

    records: Records
    transfer: Transfer
    role: Role
    fact: Fact
    rank: int
    value: FactValue

    @property
    def id(self) -> str:
        """The fact's id and the value's rank."""
        return f"{self.fact.id}.{self.rank}"

    @property
    def edtf(self) -> str:
        """A date's EDTF; empty for any other value."""
        return edtf.of_value(self.value.value) if isinstance(self.value.value, DateValue) else ""

    @property
    def denied(self) -> bool:
        """Whether it stands in denials only."""
        return all(self.records.claims[id].certainty == "denied" for id in self.value.claims)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fact's conflicts that are about this value."""
        return touching(self.records, self.role, self.fact, self.value)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The words behind it."""
        return passages(self.records, self.role, self.value)

    @property
    def grade(self) -> str:
        """Its grade in words: `credibility 3, possibly true`."""
        return grades.grade(self.value)


def stated(records: Records, transfer: Transfer) -> tuple[Stated, ...]:
    """The values of a transfer's facts, in the order of the roles and ranks."""
    return tuple(
        Stated(records=records, transfer=transfer, role=role, fact=transfer.facts[role], rank=rank, value=value)
        for role in ROLES
        if role in transfer.facts
        for rank, value in enumerate(transfer.facts[role].values, start=1)
    )
