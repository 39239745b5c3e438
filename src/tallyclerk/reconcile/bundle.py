"""The claims of one transfer, and bundles that grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import product

import msgspec

from tallyclerk.model import Role
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.filled import Filled
from tallyclerk.reconcile.vetoes import veto


class Bundle(msgspec.Struct, frozen=True, dict=True):
    """The claims of one transfer, in order, and why they were put together."""

    cases: tuple[Case, ...]
    steps: tuple[str, ...] = ()

    @cached_property
    def told(self) -> tuple[Case, ...]:
        """The claims that state something: all that are not denials, or the denials where there is nothing else."""
        return tuple(c for c in self.cases if not c.denied) or self.cases

    @cached_property
    def denials(self) -> tuple[Case, ...]:
        """The denials beside other claims."""
        return tuple(c for c in self.cases if c.denied) if self.told != self.cases else ()

    @cached_property
    def documents(self) -> frozenset[str]:
        """Ids of the documents of its claims."""
        return frozenset(c.document.id for c in self.cases)

    def filled(self, role: Role) -> Filled:
        """What its claims, denials beside others left out, have in a role."""
        if role not in self._filled:
            self._filled[role] = Filled(value for case in self.told for value in case.filled(role).values)
        return self._filled[role]

    @cached_property
    def _filled(self) -> dict[Role, Filled]:
        return {}

    @property
    def first(self) -> int:
        """The place of its first claim."""
        return self.cases[0].order

    def joined(self, other: Bundle, why: str) -> Bundle:
        """Both bundles as one."""
        cases = tuple(sorted((*self.cases, *other.cases), key=lambda c: c.order))
        return Bundle(cases, (*self.steps, *other.steps, why))


class Growing:
    """Bundles that grow. Two that are kept apart once are never held against each other again, however they grow."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.bundles = {case.order: Bundle((case,)) for case in cases}
        self._home = {case.order: case.order for case in cases}
        self._apart: dict[int, set[int]] = defaultdict(set)

    def homes(self, a: Case, b: Case) -> tuple[int, int]:
        """The first case of the bundles of two cases."""
        return self._home[a.order], self._home[b.order]

    def kept_apart(self, a: int, b: int) -> bool:
        """Whether a claim of the one bundle cannot be of one transfer with one of the other."""
        if b in self._apart[a]:
            return True
        apart = any(veto(x, y) for x, y in product(self.bundles[a].cases, self.bundles[b].cases))
        if apart:
            self._apart[a].add(b)
            self._apart[b].add(a)
        return apart

    def join(self, a: int, b: int, why: str) -> None:
        """Make one bundle of two."""
        merged = self.bundles.pop(a).joined(self.bundles.pop(b), why)
        first, gone = min(a, b), max(a, b)
        self.bundles[first] = merged
        self._home.update((case.order, first) for case in merged.cases)
        others = self._apart.pop(gone, set())
        self._apart[first] |= others
        for other in others:
            self._apart[other].discard(gone)
            self._apart[other].add(first)
