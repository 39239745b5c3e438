"""What bundles of claims say together, held against each other: one claim alone often says too little.

A report that names the ship in one sentence, the goods in the next and the port in a third tells the transfer of
another report only with all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import msgspec

from tallyclerk.model import ROLES, Role, Value
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.likeness import Likeness, likeness


def pooled(cases: Sequence[Case]) -> Case:
    """What the claims of one bundle say together, as if one claim said it."""
    first = cases[0]
    roles: dict[Role, tuple[Value, ...]] = {}
    for role in ROLES:
        found = tuple(dict.fromkeys(value for case in cases for value in case.claim.roles.get(role, ())))
        if found:
            roles[role] = found
    happening = [case for case in cases if case.claim.stage != "planned"] or cases
    return Case(
        order=first.order,
        claim=msgspec.structs.replace(
            happening[0].claim, roles=roles, legs=tuple(leg for case in cases for leg in case.claim.legs)
        ),
        document=first.document,
        sources=frozenset().union(*(case.sources for case in cases)),
        sinks=frozenset().union(*(case.sinks for case in cases)),
        begins_in=frozenset().union(*(case.begins_in for case in cases)),
        ends_in=frozenset().union(*(case.ends_in for case in cases)),
        series=frozenset().union(*(case.series for case in cases)),
        worded_part=all(case.worded_part for case in cases),
        is_part=all(case.is_part for case in cases),
        names=first.names,
        is_return=all(case.is_return for case in cases),
        is_onward=all(case.is_onward for case in cases),
    )


def together(ones: Sequence[Case], others: Sequence[Case]) -> Likeness:
    """How alike two bundles are by all that each says; their reports' common names count for the closest pair."""
    a, b = max(product(ones, others), key=lambda pair: len(pair[0].names & pair[1].names))
    one = msgspec.structs.replace(pooled(ones), names=a.names)
    other = msgspec.structs.replace(pooled(others), names=b.names)
    return likeness(one, other, together=True)
