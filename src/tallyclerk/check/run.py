"""All checks of all transfers, numbered."""

from __future__ import annotations

from collections.abc import Sequence

from tallyclerk.check.border import check_stated
from tallyclerk.check.case import case_of
from tallyclerk.check.movement import check_legs, check_order
from tallyclerk.config import CheckSettings
from tallyclerk.model import Check, Claim, Document, Transfer


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
        Checks `k1`, `k2` … in the order of the transfers: of each its legs, their order in time, stated distances.
    """
    settings = settings or CheckSettings()
    by_id = {claim.id: claim for claim in claims}
    found: list[Check] = []
    for transfer in transfers:
        case = case_of(transfer, by_id, documents)
        for finding in (*check_legs(case, settings), *check_order(case), *check_stated(case, settings)):
            found.append(finding.numbered(f"k{len(found) + 1}", transfer.id))
    return tuple(found)
