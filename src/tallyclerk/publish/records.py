"""A dossier's objects by id, and how they hang together."""

from __future__ import annotations

from functools import cached_property

from tallyclerk.model import (
    Check,
    Claim,
    Document,
    Dossier,
    Fact,
    FactValue,
    Observation,
    Origin,
    Role,
    Transfer,
    Value,
)

NAMED = ("label", "name", "gazetteer_id", "id", "text")


class Records:
    """Look-ups over one dossier. Unknown ids raise KeyError."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.dossier.documents}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {c.id: c for c in self.dossier.claims}

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Origins by id."""
        return {o.id: o for o in self.dossier.origins}

    @cached_property
    def transfers(self) -> dict[str, Transfer]:
        """Transfers by id."""
        return {t.id: t for t in self.dossier.transfers}

    @cached_property
    def facts(self) -> dict[str, tuple[Transfer, Role, Fact]]:
        """Facts by id, each with its transfer and role."""
        return {fact.id: (t, role, fact) for t in self.dossier.transfers for role, fact in t.facts.items()}

    @cached_property
    def checks(self) -> dict[str, Check]:
        """Checks by id."""
        return {k.id: k for k in self.dossier.checks}

    @cached_property
    def observations(self) -> dict[str, Observation]:
        """What sensors show, by id."""
        return {o.id: o for o in self.dossier.sensed.observations} if self.dossier.sensed else {}

    @cached_property
    def claims_in(self) -> dict[str, tuple[Claim, ...]]:
        """Claims of each document, in the dossier's order."""
        found: dict[str, list[Claim]] = {d.id: [] for d in self.dossier.documents}
        for claim in self.dossier.claims:
            found.setdefault(claim.document, []).append(claim)
        return {id: tuple(claims) for id, claims in found.items()}

    @cached_property
    def transfers_of(self) -> dict[str, tuple[str, ...]]:
        """Ids of the transfers that each claim went into."""
        found: dict[str, list[str]] = {}
        for transfer in self.dossier.transfers:
            for claim in transfer.claims:
                found.setdefault(claim, []).append(transfer.id)
        return {id: tuple(transfers) for id, transfers in found.items()}

    def worded(self, claim: Claim, role: Role, value: FactValue) -> tuple[Value, ...]:
        """The values of a claim that stand behind a fact's value: those that name the same thing.

        A claim with a single value of the role states that one, whatever it calls it. Where none fits by name, the
        same thing is looked for in the claim's other roles (a destination can be another claim's waypoint).
        """
        own = claim.roles.get(role, ())
        same = tuple(v for v in own if _same(v, value.value))
        if same or len(own) == 1:
            return same or own
        others = (v for name in sorted(claim.roles) if name != role for v in claim.roles[name])
        return tuple(v for v in others if _same(v, value.value))[:1] or own


def _same(one: Value, other: Value) -> bool:
    if type(one) is not type(other):
        return False
    return any(
        str(mine).casefold() == str(theirs).casefold()
        for name in NAMED
        if (mine := getattr(one, name, None)) and (theirs := getattr(other, name, None))
    )
