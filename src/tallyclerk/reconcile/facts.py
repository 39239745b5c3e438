"""The facts of a transfer: for each role its reported values, best-supported first, with verdict and conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from tallyclerk.model import ROLES, CargoValue, Fact, FactValue, Role
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.conflicts import Scene, conflicts_of
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.meanings import Meaning, meanings, specificity
from tallyclerk.reconcile.origins import Witnesses
from tallyclerk.reconcile.verdicts import independence, verdict_of


def facts_of(transfer: str, cases: Sequence[Case], witnesses: Witnesses) -> dict[Role, Fact]:
    """One fact for each role that the claims of a transfer fill.

    Args:
        transfer: Id of the transfer.
        cases: Its assertions, in order.
        witnesses: All origins.
    """
    facts: dict[Role, Fact] = {}
    for role in ROLES:
        values = ranked(meanings(cases, role), witnesses)
        if values:
            scene = Scene(role, tuple(cases), witnesses)
            facts[role] = _fact(f"{transfer}.{role}", values, scene)
    return facts


def ranked(values: Sequence[Meaning], witnesses: Witnesses) -> tuple[Meaning, ...]:
    """Values by independent origins, documents, documents with the same number, how much they say, claims, order.

    Goods worded only by their packing ("containers") come last, whoever says so: they do not name the cargo.
    """

    def key(value: Meaning) -> tuple[bool, int, int, int, float, int, int]:
        independent = len(witnesses.independent(value.cases))
        near = {d for other in values if other is value or _one_number(value, other) for d in other.documents}
        first = min(case.order for case in value.cases)
        support = (-independent, -len(value.documents), -len(near))
        return _unnamed(value), *support, -specificity(value.value), -len(value.claims), first

    return tuple(sorted(values, key=key))


def _unnamed(value: Meaning) -> bool:
    return isinstance(value.value, CargoValue) and is_generic(value.value)


def _one_number(a: Meaning, b: Meaning) -> bool:
    return a.relation(b).kind == "bound drift"


def _fact(id: str, values: tuple[Meaning, ...], scene: Scene) -> Fact:
    conflicts = conflicts_of(values, scene)
    # Two who tell of containers do not agree on what was in them.
    naming = [value for value in values if not _unnamed(value)] or values
    verdict, explanation = verdict_of(naming, conflicts, scene.witnesses)
    if verdict == "single" and len(naming) < len(values) and len({d for value in values for d in value.documents}) > 1:
        verdict, explanation = "refined", f"{explanation}; the others name only the packing"
    return Fact(
        id=id,
        verdict=verdict,
        explanation=explanation,
        values=tuple(_value(value, scene.witnesses) for value in values),
        conflicts=conflicts,
    )


def _value(value: Meaning, witnesses: Witnesses) -> FactValue:
    return FactValue(
        value=value.value,
        label=value.label,
        claims=value.claims,
        documents=value.documents,
        origins=witnesses.of(value.cases),
        independence=independence(value.cases, witnesses),
        witnesses=tuple(origin.id for origin in witnesses.independent(value.cases)),
    )
