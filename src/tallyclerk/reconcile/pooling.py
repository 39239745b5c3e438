"""What bundles of claims say together, held against each other: one claim alone often says too little.

A report that names the ship in one sentence, the goods in the next and the port in a third tells the transfer of
another report only with all three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import msgspec
import numpy as np

from tallyclerk.model import ROLES, Role, Value
from tallyclerk.reconcile.bounds import Bounds, Numbers
from tallyclerk.reconcile.bundle import Bundle, Growing
from tallyclerk.reconcile.candidates import Groups, keys_of
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.filled import Shelf
from tallyclerk.reconcile.likeness import likeness
from tallyclerk.reconcile.tables import tables

_COMMON = 60
"""A name that the reports of more bundles have brings none of them together."""


def pool(growing: Growing) -> None:
    """Put bundles together by all that each says, in rounds: the most alike first, and none twice in a round."""
    shelf, tried = Shelf(), set[tuple[int, int, int, int]]()
    while pairs := _alike(growing, shelf, tried):
        done: set[int] = set()
        for a, b, why in pairs:
            if not {a, b} & done:
                done |= {a, b}
                growing.join(a, b, why)


def _alike(growing: Growing, shelf: Shelf, tried: set[tuple[int, int, int, int]]) -> list[tuple[int, int, str]]:
    """Pairs of bundles of two reports that are alike enough together, the most alike first; none is judged twice."""
    bundles = [growing.bundles[first] for first in sorted(growing.bundles)]
    whole = [pooled(bundle.cases, shelf) for bundle in bundles]
    bounds, threshold = Bounds(whole), tables().threshold
    least = threshold - max(tables().weights["names"].values())
    found = []
    for number, others in _pairs(bundles):
        for at in others[bounds.of(number, others) >= least]:
            one, other = bundles[number], bundles[at]
            key = (one.first, len(one.cases), other.first, len(other.cases))
            if key in tried or one.documents & other.documents:
                continue
            tried.add(key)
            how = likeness(whole[number], whole[at], common_names(one.cases, other.cases))
            if how.score >= threshold and not growing.kept_apart(one.first, other.first):
                why = f"{one.cases[0].id} and {other.cases[0].id} together with all beside them: {how.reason}"
                found.append((-how.score, one.first, other.first, why))
    return [(a, b, why) for _, a, b, why in sorted(found)]


def _pairs(bundles: Sequence[Bundle]) -> Iterator[tuple[int, Numbers]]:
    """Each bundle with the later ones that share a key of claims, or several telling names of their reports."""
    keys = [{key for case in bundle.cases for key in keys_of(case) if key[0] != "report"} for bundle in bundles]
    names = [{name for case in bundle.cases for name in case.names} for bundle in bundles]
    by_key, by_name = Groups(keys), Groups(names, _COMMON)
    for number in range(len(bundles)):
        near, counts = np.unique(by_name.later(number), return_counts=True)
        others = np.concatenate((by_key.later(number), near[counts >= tables().limits.some_names]))
        if len(others):
            yield number, np.unique(others)


def pooled(cases: Sequence[Case], shelf: Shelf) -> Case:
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
        fillings={
            role: shelf.put(value for case in cases for value in case.filled(role).values)
            for role in ROLES
            if any(case.filled(role) for case in cases)
        },
    )


def common_names(ones: Sequence[Case], others: Sequence[Case]) -> frozenset[str]:
    """The telling names that two bundles' reports have in common: of the two reports that have most."""
    pairs = product(_by_report(ones), _by_report(others))
    return max((a & b for a, b in pairs), key=len)


def _by_report(cases: Sequence[Case]) -> list[frozenset[str]]:
    return list({case.document.id: case.names for case in cases}.values())
