"""Which claims are one transfer: the most alike are put together first, unless something keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tallyclerk.reconcile.bounds import Bounds
from tallyclerk.reconcile.bundle import Bundle, Growing
from tallyclerk.reconcile.candidates import candidates
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.likeness import likeness
from tallyclerk.reconcile.pooling import pool
from tallyclerk.reconcile.tables import tables
from tallyclerk.reconcile.vetoes import veto


def bundles_of(cases: Sequence[Case]) -> tuple[Bundle, ...]:
    """Every case in exactly one bundle. Denials come last: what they deny must stand first."""
    told = _agglomerate([c for c in cases if not c.denied])
    denials = [c for c in cases if c.denied]
    lone: list[Case] = []
    fits = Fits(told, denials) if told and denials else None
    for case in denials:
        home = fits.home(case, told) if fits else None
        if home is None:
            lone.append(case)
        else:
            at, why = home
            told[at] = told[at].joined(Bundle((case,)), why)
    return tuple(sorted((*told, *_agglomerate(lone)), key=lambda bundle: bundle.first))


def _agglomerate(cases: Sequence[Case]) -> list[Bundle]:
    growing = Growing(cases)
    by_order = {case.order: case for case in cases}
    for a, b in ranked(cases):
        one, other = growing.homes(by_order[a], by_order[b])
        if one != other and not growing.kept_apart(one, other):
            likely = likeness(by_order[a], by_order[b])
            growing.join(one, other, f"{by_order[a].id} and {by_order[b].id}: {likely.reason}")
    pool(growing)
    return list(growing.bundles.values())


def ranked(cases: Sequence[Case]) -> list[tuple[int, int]]:
    """Pairs of cases that are alike enough, by their order, the most alike first.

    Those of one report come before all others, so that all it says can keep it apart from others.
    """
    bounds, threshold = Bounds(cases), tables().threshold
    wordings = _wordings(cases)
    known: dict[tuple[int, int], float] = {}
    able = []
    for number, others in candidates(cases):
        a = cases[number]
        for at in others[bounds.of(number, others) >= threshold]:
            b = cases[at]
            across, pair = a.document.id != b.document.id, (wordings[number], wordings[at])
            score = known.get(pair) if across else None
            if score is None:
                score = likeness(a, b).score
            if across:
                known[pair] = score
            if score >= threshold:
                able.append((across, -score, a.order, b.order))
    return [(a, b) for _, _, a, b in sorted(able)]


def _wordings(cases: Sequence[Case]) -> list[int]:
    """One number for all claims that two reports tell in the same way, as copies do: they are as alike to any other."""
    numbers: dict[object, int] = {}
    return [
        numbers.setdefault((frozenset(case.fillings.items()), case.document.published), len(numbers)) for case in cases
    ]


class Fits:
    """Which claims denials fit, each told without looking at most of the claims."""

    def __init__(self, told: Sequence[Bundle], denials: Sequence[Case]) -> None:
        self._told = [case for bundle in told for case in bundle.told]
        self._bounds = Bounds([*self._told, *denials])
        self._home = {case.order: at for at, bundle in enumerate(told) for case in bundle.told}
        self._number = {case.order: len(self._told) + at for at, case in enumerate(denials)}

    def home(self, denial: Case, bundles: Sequence[Bundle]) -> tuple[int, str] | None:
        """The place of the bundle that a denial fits best, of these the largest, and why; None where it fits none."""
        threshold = tables().denial_threshold
        tops: dict[int, tuple[float, int, str]] = {}
        every = np.arange(len(self._told))
        for at in every[self._bounds.of(self._number[denial.order], every) >= threshold]:
            case = self._told[at]
            found = likeness(case, denial)
            if found.score >= threshold and not veto(case, denial):
                why = f"{denial.id} denies what {case.id} states: {found.reason}"
                home = self._home[case.order]
                tops[home] = max(tops.get(home, (0.0, 0, "")), (found.score, -case.order, why))
        if not tops:
            return None
        at = max(tops, key=lambda at: (tops[at][0], len(bundles[at].cases), -bundles[at].first))
        return at, tops[at][2]
