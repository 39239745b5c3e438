"""Bundles of claims made into transfers: facts, legs, standing, links and wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from tallyclerk.model import Certainty, Conflict, Link, Stage, Transfer, status_of
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.drift import drifts_of
from tallyclerk.reconcile.facts import facts_of
from tallyclerk.reconcile.legs import legs_of
from tallyclerk.reconcile.names import in_order
from tallyclerk.reconcile.origins import Witnesses
from tallyclerk.reconcile.sides import Tie
from tallyclerk.reconcile.wording import Telling, summary, title

_CERTAINTIES: tuple[Certainty, ...] = ("asserted", "assessed", "alleged", "possible", "denied")
# Frames of a step on the way.
_PASSING = frozenset({"leave", "head", "arrive", "cross", "stop", "port call", "round", "way"})
_STAGES: tuple[Stage, ...] = ("delivered", "seized", "lost", "in_transit", "planned")


class Ledger(msgspec.Struct, frozen=True):
    """All bundles with what hangs on them."""

    bundles: tuple[Bundle, ...]
    ties: tuple[Tie, ...]
    witnesses: Witnesses
    reversals: dict[int, tuple[Conflict, ...]]


def transfers_of(ledger: Ledger) -> tuple[Transfer, ...]:
    """Transfers with their ids, best supported first, parts after wholes."""
    order = ranking(ledger.bundles, ledger.ties)
    ids = {index: f"t{n}" for n, index in enumerate(order, start=1)}
    return tuple(_transfer(index, ids, ledger) for index in order)


def ranking(bundles: Sequence[Bundle], ties: Sequence[Tie]) -> list[int]:
    """The order of bundles, by index: wholes before parts, what happens before plans, then by documents and claims."""
    parts = {tie.source for tie in ties if tie.kind == "part_of"}

    def key(index: int) -> tuple[bool, bool, bool, int, int, int]:
        bundle = bundles[index]
        told = len({c.document.id for c in bundle.told})
        planned = standing(bundle.told)[0] == "planned"
        return index in parts, bundle.told[0].denied, planned, -told, -len(bundle.told), bundle.first

    return sorted(range(len(bundles)), key=key)


def kin(count: int, ties: Sequence[Tie]) -> tuple[frozenset[int], ...]:
    """Sets of bundles that are linked, by index; each bundle in one set."""
    groups = {index: frozenset({index}) for index in range(count)}
    for tie in ties:
        merged = groups[tie.source] | groups[tie.target]
        groups.update((index, merged) for index in merged)
    return tuple(sorted(set(groups.values()), key=min))


def _transfer(index: int, ids: dict[int, str], ledger: Ledger) -> Transfer:
    bundle = ledger.bundles[index]
    stage, certainty = standing(bundle.told)
    facts = facts_of(ids[index], bundle.told, ledger.witnesses)
    legs = legs_of(bundle.told)
    roots = ledger.witnesses.of(bundle.told)
    told = Telling(
        stage=stage,
        certainty=certainty,
        facts=facts,
        legs=legs,
        origins=ledger.witnesses.independent(bundle.told) or ledger.witnesses.named(roots),
        documents=len({case.document.id for case in bundle.told}),
        deniers=_deniers(bundle, ledger.witnesses),
    )
    return Transfer(
        id=ids[index],
        title=title(told),
        summary=summary(told),
        status=status_of(stage, certainty),
        certainty=certainty,
        claims=tuple(case.id for case in bundle.cases),
        documents=in_order(bundle.documents),
        origins=roots or ledger.witnesses.of(bundle.cases),  # who denies it is no support
        legs=legs,
        facts=facts,
        links=_links(index, ids, ledger.ties),
        conflicts=(*drifts_of(bundle, ledger.witnesses), *ledger.reversals.get(index, ())),
        steps=bundle.steps,
    )


def _links(index: int, ids: dict[int, str], ties: Sequence[Tie]) -> tuple[Link, ...]:
    return tuple(Link(tie.kind, ids[tie.target], tie.reason) for tie in ties if tie.source == index)


def _deniers(bundle: Bundle, witnesses: Witnesses) -> tuple[str, ...]:
    """Who denies it: by the origin of the denial. That a ship "never left" or "has not docked" denies no delivery."""
    denials = [case for case in bundle.denials if case.claim.frame not in _PASSING]
    return tuple(origin.name for origin in witnesses.named(witnesses.of(denials)))


def standing(cases: Sequence[Case]) -> tuple[Stage, Certainty]:
    """Stage and certainty of a transfer.

    What names both ends of the movement decides, and what is told as happening before what is planned; of these the
    surest certainty that any claim has, and the stage that most documents give at that certainty.
    """
    whole = [c for c in cases if c.sources and c.sinks] or list(cases)
    happening = [c for c in whole if c.claim.stage != "planned"] or whole
    certainty = min((c.claim.certainty for c in happening), key=_CERTAINTIES.index)
    sure = [c for c in happening if c.claim.certainty == certainty]
    votes: Counter[Stage] = Counter()
    for stage, _ in {(c.claim.stage, c.document.id) for c in sure}:
        votes[stage] += 1
    return min(votes, key=lambda stage: (-votes[stage], _STAGES.index(stage))), certainty
