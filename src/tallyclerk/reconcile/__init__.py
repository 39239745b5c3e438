"""Reconciling: claims of many documents to transfers with facts, verdicts, origins and conflicts.

Claims that tell one transfer are put together by weighed features and vetoes (`likeness`, `vetoes`, `cluster`);
parts, series, plans and returns are linked (`links`); attribution chains are followed to their roots (`chains`,
`origins`); each role becomes a fact with a verdict (`facts`, `verdicts`) and its differences get a kind and a reason
(`conflicts`). All weights and wording are in `resources/reconcile.yaml` and `resources/wording.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallyclerk.model import Claim, Document, Family, Origin, Transfer
from tallyclerk.reconcile.assemble import Ledger, kin, transfers_of
from tallyclerk.reconcile.case import cases_of
from tallyclerk.reconcile.cluster import bundles_of
from tallyclerk.reconcile.links import link
from tallyclerk.reconcile.origins import witnesses
from tallyclerk.reconcile.reversals import reversals


def reconcile(
    documents: Sequence[Document], families: Sequence[Family], claims: Sequence[Claim]
) -> tuple[tuple[Transfer, ...], tuple[Origin, ...]]:
    """Put claims together to transfers and follow them to their origins.

    The result does not hang on the order of documents, families or claims.

    Args:
        documents: All documents that claims refer to.
        families: Documents that are one text, hence one witness.
        claims: Grounded claims; every one ends up in exactly one transfer.

    Returns:
        Transfers, best supported first, and origins, most documents first.

    Raises:
        KeyError: if a claim's document is missing.
    """
    bundles, ties = link(bundles_of(cases_of(documents, claims)))
    ledger = Ledger(bundles, ties, witnesses(bundles, families, kin(len(bundles), ties)), reversals(bundles))
    return transfers_of(ledger), ledger.witnesses.origins


__all__ = ["reconcile"]
