"""The most that two claims can have in common, told from a few look-ups, so that most pairs are never weighed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from tallyclerk.model import PlaceValue, Role
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.filled import Filled
from tallyclerk.reconcile.likeness import closest, outcome_of
from tallyclerk.reconcile.tables import tables
from tallyclerk.resources.folding import fold

T = TypeVar("T", bound=Hashable)
Numbers = NDArray[np.intp]
Points = NDArray[np.float64]
_MOST_CELLS = 40_000_000
"""Cells that a table keeps, of four bytes each."""
_FAR = 10**7
_ENDS: tuple[tuple[Role, Role], ...] = (("giver", "origin"), ("recipient", "destination"))


class Part(Protocol):
    """One feature."""

    def of(self, number: int, others: Numbers) -> Points:
        """The most that it counts for one claim with some others."""


class Bounds:
    """For each of some claims the most that its likeness to others can come to; claims go by their place in the list.

    A pair of one report or of one ship is not bounded.
    """

    def __init__(self, cases: Sequence[Case]) -> None:
        self._report = _Sets([frozenset({case.document.id}) for case in cases])
        self._ship = _Sets([case.filled("vehicle").ships for case in cases])
        self._parts: tuple[Part, ...] = (
            *(_Weights(role, cases) for role in ("giver", "recipient", "cargo")),
            *(_PartyOrPlace(party, cases) for party, _ in _ENDS),
            _Filled("quantity", cases, "same"),
            _Filled("vehicle", cases, "compatible"),
            _Places(cases),
            _Days(cases),
        )

    def of(self, number: int, others: Numbers) -> Points:
        """The bounds of one claim with some others, in their order."""
        total = sum((part.of(number, others) for part in self._parts), np.zeros(len(others)))
        free = self._report.meet(number, others) | self._ship.meet(number, others)
        return np.where(free, np.inf, total)


class _Table(Generic[T]):
    """Something of two items, for each pair of claims that hold them: each pair of items is judged once."""

    def __init__(self, items: Iterable[T], judge: Callable[[T, T], float]) -> None:
        known: dict[T, int] = {}
        self._ids = np.array([known.setdefault(item, len(known)) for item in items], np.intp)
        self._items = list(known)
        self._judge = judge
        self._rows: dict[int, NDArray[np.float32]] = {}

    def of(self, number: int, others: Numbers) -> NDArray[np.float32]:
        """What was judged of the items of one claim and of each of some others."""
        own, theirs = int(self._ids[number]), self._ids[others]
        if own not in self._rows:
            if len(self._rows) * len(self._items) > _MOST_CELLS:
                self._rows.clear()
            self._rows[own] = np.full(len(self._items), np.nan, np.float32)
        row = self._rows[own]
        found = row[theirs]
        missing = np.isnan(found)
        if missing.any():
            for other in np.unique(theirs[missing]):
                row[other] = self._judge(self._items[own], self._items[other])
            found = row[theirs]
        return found


class _Sets:
    """Whether what two claims hold has something in common."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        self._table = _Table(sets, lambda a, b: float(not a.isdisjoint(b)))

    def meet(self, number: int, others: Numbers) -> NDArray[np.bool_]:
        """For each other claim whether it has something in common with this one."""
        return self._table.of(number, others) > 0


class _Weights:
    """What one role counts for, where no ship is the same."""

    def __init__(self, role: Role, cases: Sequence[Case]) -> None:
        self._role = role
        self._table = _Table((case.filled(role) for case in cases), self._weight)

    def of(self, number: int, others: Numbers) -> Points:
        return self._table.of(number, others).astype(float)

    def _weight(self, ones: Filled, others: Filled) -> float:
        weights = tables().weights[self._role]
        if self._role == "cargo" and ones and others and (ones.is_generic or others.is_generic):
            return weights.get("generic", 0.0)
        found = closest(ones, others)
        unlike = found is None or found[0].standing == "unlike"
        return 0.0 if found is None or unlike else weights.get(outcome_of(found[0]), 0.0)


class _PartyOrPlace:
    """Where one names the party, and the other at most a place in its country."""

    def __init__(self, party: Role, cases: Sequence[Case]) -> None:
        self._named = np.array([bool(case.filled(party)) for case in cases])
        self._countries = _Sets([case.sources if party == "giver" else case.sinks for case in cases])
        self._most = max(tables().weights[f"{party}_place"].values())

    def of(self, number: int, others: Numbers) -> Points:
        one_names = self._named[others] != self._named[number]
        return np.where(one_names & self._countries.meet(number, others), self._most, 0.0)


class _Filled:
    """Where both fill a role, at most the weight of one outcome."""

    def __init__(self, role: Role, cases: Sequence[Case], most: str) -> None:
        self._has = np.array([bool(case.filled(role)) for case in cases])
        self._most = tables().weights[role][most]

    def of(self, number: int, others: Numbers) -> Points:
        return np.where(self._has[others] & self._has[number], self._most, 0.0)


class _Places:
    """Both ends of the way the same, or at least known, as far as a place of the two is one."""

    def __init__(self, cases: Sequence[Case]) -> None:
        weights = tables().weights
        self._places = _Sets([_places(case) for case in cases])
        self._fitting = [_Filled(role, cases, "compatible") for role in ("origin", "destination")]
        ends = weights["origin"]["same"] + weights["destination"]["same"]
        self._most = max(ends, *weights["onward"].values())

    def of(self, number: int, others: Numbers) -> Points:
        fitting = sum((part.of(number, others) for part in self._fitting), np.zeros(len(others)))
        return np.where(self._places.meet(number, others), self._most, fitting)


class _Days:
    """Days that overlap or lie apart, of the events or else of the reports."""

    def __init__(self, cases: Sequence[Case]) -> None:
        dates = [case.filled("date").dates for case in cases]
        self._has = np.array([bool(found) for found in dates])
        self._known = np.array([bool(found) and all(d.earliest or d.latest for d in found) for found in dates])
        self._first = np.array([min((_day(d.earliest, -_FAR) for d in found), default=0) for found in dates])
        self._last = np.array([max((_day(d.latest, _FAR) for d in found), default=0) for found in dates])
        reports = [case.document.published for case in cases]
        self._from = np.array([_day(known.earliest if known else None, -_FAR) for known in reports])
        self._to = np.array([_day(known.latest if known else None, _FAR) for known in reports])

    def of(self, number: int, others: Numbers) -> Points:
        weights, limits = tables().weights, tables().limits
        dated = self._has[others] & self._has[number]
        known = self._known[others] & self._known[number]
        gap = _gap(self._first, self._last, number, others)
        apart = np.where(known & (gap > limits.apart_days_seized), weights["date"]["different"], 0.0)
        days = np.where(gap > 0, apart, weights["date"]["same"])
        far = _gap(self._from, self._to, number, others) > limits.published_days
        return np.where(dated, days, np.where(far, weights["published"]["different"], 0.0))


def _gap(first: NDArray[np.int_], last: NDArray[np.int_], number: int, others: Numbers) -> NDArray[np.int_]:
    found: NDArray[np.int_] = np.maximum(first[others] - last[number], first[number] - last[others])
    return found


def _day(day: date | None, unknown: int) -> int:
    return day.toordinal() if day else unknown


def _places(case: Case) -> frozenset[str]:
    """All by which the places on the way are known."""
    found = [value for role in ("origin", "destination", "via") for value in case.filled(role).values]
    keys = {fold(value.text) for value in found}
    keys |= {key for v in found if isinstance(v, PlaceValue) for key in (v.gazetteer_id, fold(v.name)) if key}
    return frozenset(keys)
