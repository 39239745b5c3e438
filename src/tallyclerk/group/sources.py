"""Which member of a family the others have their text from, where that can be told."""

from __future__ import annotations

from collections.abc import Sequence

from tallyclerk.model import Document
from tallyclerk.resources.folding import fold
from tallyclerk.resources.outlets import outlet_named


def likely_source(members: Sequence[Document]) -> tuple[str | None, str]:
    """Id of the member that the others have their text from, and how that is known; None where it is not.

    Whom others credit comes first, then the only agency among them, then whoever was published before all others.
    """
    credited = {fold(credit.name) for member in members for credit in member.credits}
    for why, fitting in (
        ("others credit it", [m for m in members if m.outlet and fold(m.outlet) in credited]),
        ("it is the only agency among them", [m for m in members if _is_agency(m)]),
        ("it was published before the others", _first(members)),
    ):
        if len(fitting) == 1:
            return fitting[0].id, why
    return None, "neither credits nor dates tell which of them was first"


def _is_agency(member: Document) -> bool:
    known = outlet_named(member.outlet) if member.outlet else None
    return known is not None and known.kind == "agency"


def _first(members: Sequence[Document]) -> list[Document]:
    """The member whose last possible day lies before the first of all others."""
    days = [(m.published.earliest, m.published.latest, m) for m in members if m.published]
    if len(days) < len(members):
        return []
    return [m for _, latest, m in days if all(latest < earliest for earliest, _, other in days if other is not m)]
