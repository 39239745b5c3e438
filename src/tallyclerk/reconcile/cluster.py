"""Which claims are one transfer: the most alike are put together first, unless something keeps them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, product

import msgspec

from tallyclerk.model import CargoValue, PlaceValue, Role
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.likeness import Likeness, likeness, likenesses
from tallyclerk.reconcile.pooling import together
from tallyclerk.reconcile.relations import is_country
from tallyclerk.reconcile.tables import tables
from tallyclerk.reconcile.vetoes import veto

_PLACES: tuple[Role, ...] = ("origin", "destination", "via")
_COMMON = 60
"""A name that the reports of more bundles have brings none of them together."""
_ENOUGH = 100
"""What a key other than a name counts for."""


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

    @property
    def first(self) -> int:
        """The place of its first claim."""
        return self.cases[0].order

    def joined(self, other: Bundle, why: str) -> Bundle:
        """Both bundles as one."""
        cases = tuple(sorted((*self.cases, *other.cases), key=lambda c: c.order))
        return Bundle(cases, (*self.steps, *other.steps, why))


class Pair(msgspec.Struct, frozen=True):
    """Two claims that could be one transfer."""

    a: Case
    b: Case
    likeness: Likeness

    @property
    def across(self) -> bool:
        """Whether they stand in two reports."""
        return self.a.document.id != self.b.document.id

    @property
    def why(self) -> str:
        """Why they are one transfer."""
        return f"{self.a.id} and {self.b.id}: {self.likeness.reason}"


def bundles_of(cases: Sequence[Case]) -> tuple[Bundle, ...]:
    """Every case in exactly one bundle. Denials come last: what they deny must stand first."""
    told = _agglomerate([c for c in cases if not c.denied])
    lone: list[Case] = []
    for case in (c for c in cases if c.denied):
        joined = _attach(Bundle((case,)), told)
        if joined is None:
            lone.append(case)
        else:
            told = joined
    return tuple(sorted((*told, *_agglomerate(lone)), key=lambda bundle: bundle.first))


def _agglomerate(cases: Sequence[Case]) -> list[Bundle]:
    home = {case.order: Bundle((case,)) for case in cases}
    for pair in _ranked(_candidates(cases)):
        a, b = home[pair.a.order], home[pair.b.order]
        if a is not b and not _kept_apart(a, b):
            merged = a.joined(b, pair.why)
            home.update((case.order, merged) for case in merged.cases)
    return _pool({bundle.first: bundle for bundle in home.values()})


def _pool(bundles: dict[int, Bundle]) -> list[Bundle]:
    """Bundles put together by all that each says, in rounds: the most alike first, and none twice in a round."""
    tried: set[tuple[int, int, int, int]] = set()
    while pairs := _alike(bundles, tried):
        done: set[int] = set()
        for a, b, why in pairs:
            if not {a, b} & done:
                done |= {a, b}
                bundles[a] = bundles[a].joined(bundles.pop(b), why)
    return list(bundles.values())


def _alike(bundles: dict[int, Bundle], tried: set[tuple[int, int, int, int]]) -> list[tuple[int, int, str]]:
    """Pairs of bundles of two reports that are alike enough together, the most alike first; none is judged twice."""
    found = []
    for a, b in _bundle_pairs(bundles):
        one, other = bundles[a], bundles[b]
        key = (a, len(one.cases), b, len(other.cases))
        if key in tried or one.documents & other.documents or _kept_apart(one, other):
            continue
        tried.add(key)
        how = together(one.cases, other.cases)
        if how.score >= tables().threshold:
            found.append(
                (
                    how.score,
                    a,
                    b,
                    f"{one.cases[0].id} and {other.cases[0].id} together with all beside them: {how.reason}",
                )
            )
    return [(a, b, why) for _, a, b, why in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))]


def _bundle_pairs(bundles: dict[int, Bundle]) -> list[tuple[int, int]]:
    """Pairs that share what `_keys` tells of a claim, or several telling names of their reports."""
    groups: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for first, bundle in bundles.items():
        for key in {key for case in bundle.cases for key in (*_keys(case), *(("name", name) for name in case.names))}:
            groups[key].add(first)
    shared: Counter[tuple[int, int]] = Counter()
    for key, members in groups.items():
        if key[0] != "name" or len(members) <= _COMMON:
            shared.update(dict.fromkeys(combinations(sorted(members), 2), 1 if key[0] == "name" else _ENOUGH))
    return sorted(pair for pair, count in shared.items() if count >= tables().limits.some_names)


def _ranked(pairs: Iterable[tuple[Case, Case]]) -> list[Pair]:
    """Pairs that are alike enough: those of one report first, so that all it says can keep it apart from others."""
    scored = (Pair(a, b, found) for a, b, found in likenesses(pairs))
    able = [pair for pair in scored if pair.likeness.score >= tables().threshold]
    return sorted(able, key=lambda pair: (pair.across, -pair.likeness.score, pair.a.order, pair.b.order))


def _kept_apart(a: Bundle, b: Bundle) -> bool:
    return any(veto(x, y) for x, y in product(a.cases, b.cases))


def _candidates(cases: Sequence[Case]) -> Iterator[tuple[Case, Case]]:
    """Pairs that share a report, a ship, a place, or an end of the route together with the other end or the goods.

    They come one by one, by the place of the first and of the second: of a large case there are millions.
    """
    keys = [frozenset(_keys(case)) for case in cases]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            groups[key].append(number)
    for number, own in enumerate(keys):
        later = {other for key in own for other in groups[key] if other > number}
        yield from ((cases[number], cases[other]) for other in sorted(later))


def _keys(case: Case) -> Iterator[tuple[str, ...]]:
    yield ("report", case.document.id)
    yield from (("ship", v.id or v.imo or "") for v in case.vehicles if v.id or v.imo)
    for role in _PLACES:
        for place in case.typed(role, PlaceValue):
            if place.gazetteer_id and not is_country(place):
                yield ("place", place.gazetteer_id)
    yield from (("route", a, b) for a, b in product(case.sources, case.sinks))
    kinds = {kind for cargo in case.typed("cargo", CargoValue) for kind in cargo.kinds}
    yield from (("from", a, kind) for a, kind in product(case.sources, kinds))
    yield from (("to", a, kind) for a, kind in product(case.sinks, kinds))


def _attach(denial: Bundle, told: list[Bundle]) -> list[Bundle] | None:
    """The bundles with a denial put to the best-fitting one, of these to the largest; None where it fits none."""
    fitting = [(score, bundle, why) for bundle in told if (found := _fit(denial, bundle)) for score, why in [found]]
    if not fitting:
        return None
    _, home, why = max(fitting, key=lambda fit: (fit[0], len(fit[1].cases), -fit[1].first))
    return [bundle.joined(denial, why) if bundle is home else bundle for bundle in told]


def _fit(denial: Bundle, bundle: Bundle) -> tuple[float, str] | None:
    """How well a denial fits a bundle of assertions, and why; None where it does not."""
    pairs = [Pair(a, b, likeness(a, b)) for a, b in product(bundle.told, denial.cases) if not veto(a, b)]
    if not pairs:
        return None
    top = max(pairs, key=lambda p: (p.likeness.score, -p.a.order, -p.b.order))
    if top.likeness.score < tables().denial_threshold:
        return None
    return top.likeness.score, f"{top.b.id} denies what {top.a.id} states: {top.likeness.reason}"
