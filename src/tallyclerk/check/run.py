"""All checks of all transfers, numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from tallyclerk.check.border import check_stated
from tallyclerk.check.case import Case, Finding, case_of
from tallyclerk.check.loads import check_loadings, check_weight
from tallyclerk.check.movement import check_legs, check_order
from tallyclerk.check.presence import check_presence
from tallyclerk.check.reporting import check_published
from tallyclerk.check.water import check_water
from tallyclerk.config import CheckSettings
from tallyclerk.model import Check, Claim, Document, Transfer

JUDGES: tuple[Callable[[Case, CheckSettings], Iterable[Finding]], ...] = (
    check_legs,
    check_water,
    check_order,
    check_published,
    check_loadings,
    check_weight,
    check_stated,
)


def check(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    transfers: Sequence[Transfer],
    settings: CheckSettings | None = None,
) -> tuple[Check, ...]:
    """Test transfers against the physical world.

    Args:
        documents: The documents that the claims' spans index.
        claims: All claims.
        transfers: What was reconstructed from them.
        settings: Speed limits and tolerances; defaults when None.

    Returns:
        Checks `k1`, `k2` … in the order of the transfers: of each its legs, their order in time, its loads, stated
        distances; then of ships that are told to be in two places at once.
    """
    settings = settings or CheckSettings()
    by_id = {claim.id: claim for claim in claims}
    found: list[Check] = []
    for transfer in transfers:
        case = case_of(transfer, by_id, documents)
        for finding in chain.from_iterable(judge(case, settings) for judge in JUDGES):
            found.append(finding.numbered(f"k{len(found) + 1}", transfer.id))
    for transfer_id, finding in check_presence([case_of(t, by_id, documents) for t in transfers], settings):
        found.append(finding.numbered(f"k{len(found) + 1}", transfer_id))
    return tuple(found)
