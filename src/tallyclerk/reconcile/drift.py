"""How sure and how far along reports make one and the same statement: certainty that grows as it is passed on.

An allegation that turns into a fact on its way from report to report is flagged at the report that did it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallyclerk.model import Certainty, Conflict
from tallyclerk.reconcile.bundle import Bundle
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.names import natural
from tallyclerk.reconcile.origins import Witnesses
from tallyclerk.reconcile.telling import documents_of, same_text

# From sure to unsure. What is denied is no degree of it.
_SURE: tuple[Certainty, ...] = ("asserted", "assessed", "alleged", "possible")
_WORDS: dict[Certainty, str] = {
    "asserted": "as a fact",
    "assessed": "as an assessment",
    "alleged": "as an allegation",
    "possible": "as a possibility",
}


def drifts_of(bundle: Bundle, witnesses: Witnesses) -> tuple[Conflict, ...]:
    """The differences between the reports of a transfer that are of no one role."""
    return (
        *_certainty(bundle, witnesses),
        *_unsourced(bundle, witnesses),
        *_denials(bundle, witnesses),
        *_stages(bundle),
    )


def _certainty(bundle: Bundle, witnesses: Witnesses) -> Iterator[Conflict]:
    """Per origin, the reports that tell its word more surely than the others that have it from there."""
    by_origin: dict[str, list[Case]] = defaultdict(list)
    for case in bundle.told:
        if case.claim.stage != "planned" and not case.denied:
            for id in witnesses.of([case]):
                by_origin[id].append(case)
    flagged: set[tuple[str, ...]] = set()
    for origin in witnesses.named(by_origin):
        conflict = _drift(by_origin[origin.id], origin.name)
        if conflict is not None and conflict.between not in flagged:
            flagged.add(conflict.between)
            yield conflict


def _drift(cases: Sequence[Case], name: str) -> Conflict | None:
    """Whether some reports of one origin tell as a fact what others leave open."""
    surest: dict[str, Certainty] = {}
    for case in cases:
        known, now = surest.get(case.document.id), case.claim.certainty
        surest[case.document.id] = now if known is None else min(known, now, key=_SURE.index)
    levels = sorted(set(surest.values()), key=_SURE.index)
    if len(levels) < 2 or levels[0] != "asserted":
        return None
    told = {level: [c for c in cases if surest[c.document.id] == level == c.claim.certainty] for level in levels}
    facts, *doubts = (f"{documents_of(told[level])} {_WORDS[level]}" for level in levels)
    reason = f"on the word of {name} it is told by {facts}, but by {', by '.join(doubts)}"
    return Conflict(kind="certainty drift", between=tuple(_WORDS[level] for level in levels), reason=reason)


def _unsourced(bundle: Bundle, witnesses: Witnesses) -> Iterator[Conflict]:
    """Reports that state as a fact, and name nobody for it, what several others have from one and leave open."""
    told = [case for case in bundle.told if case.claim.stage != "planned" and not case.denied]
    sourced = [case for case in told if case.id in witnesses.said]
    roots = witnesses.named(witnesses.of(sourced))
    bare = {case.document.id for case in told} - {case.document.id for case in sourced}
    facts = [case for case in told if case.document.id in bare and case.claim.certainty == "asserted"]
    open_to = {case.document.id for case in sourced if case.claim.certainty != "asserted"}
    surely = {case.document.id for case in sourced if case.claim.certainty == "asserted"}
    if len(roots) == 1 and facts and len(open_to) > 1 and not surely:
        others = documents_of([case for case in sourced if case.document.id in open_to])
        untold = f"{documents_of(facts)} tells as a fact, and names no source for it"
        reason = f"{untold}, what {others} have from {roots[0].name}"
        yield Conflict(kind="certainty drift", between=("as a fact", f"on the word of {roots[0].name}"), reason=reason)


def _denials(bundle: Bundle, witnesses: Witnesses) -> Iterator[Conflict]:
    """Copies of one text of which some leave out a denial that the others have."""
    deniers = {case.document.id for case in bundle.denials}
    for case in sorted(bundle.denials, key=lambda c: c.order):
        silent = [
            other
            for other in bundle.told
            if other.document.id not in deniers
            and same_text([case.document.id], [other.document.id], witnesses.family_of)
        ]
        if silent:
            reason = (
                f"{documents_of([case])} has a denial that {documents_of(silent)}, a copy of the same text, leaves out"
            )
            yield Conflict(kind="denial dropped", between=("with the denial", "without it"), reason=reason)
            return


def _stages(bundle: Bundle) -> Iterator[Conflict]:
    """Reports that know the transfer only as a plan, beside others that tell of it as under way or done."""
    plans = {c.document.id for c in bundle.told if c.claim.stage == "planned"}
    done = {c.document.id for c in bundle.told if c.claim.stage != "planned"}
    only = sorted(plans - done, key=natural)
    if only and done:
        planned = documents_of([c for c in bundle.told if c.document.id in only])
        others = documents_of([c for c in bundle.told if c.document.id in done])
        reason = f"{planned} tells it as planned, {others} as under way or done: the plan is superseded"
        yield Conflict(kind="superseded", between=("planned", "under way or done"), reason=reason)
