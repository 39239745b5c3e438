"""What the reports come to on one fact, and why, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from tallyclerk.model import Conflict, DateValue, Document, Origin, QuantityValue, VehicleValue, Verdict
from tallyclerk.reconcile.case import Case
from tallyclerk.reconcile.meanings import Meaning
from tallyclerk.reconcile.names import in_order, listed, many
from tallyclerk.reconcile.origins import Witnesses

_AT_ODDS = ("genuine", "cannot tell")


def verdict_of(values: Sequence[Meaning], conflicts: Sequence[Conflict], witnesses: Witnesses) -> tuple[Verdict, str]:
    """The verdict on a fact and its explanation.

    Only what differs in wording alone counts together: numbers and days must be the same. A value and a wider one, a
    figure and a rounder one, or one number with two bounds do not confirm each other.
    """
    if any(conflict.kind in _AT_ODDS for conflict in conflicts):
        return "conflicting", _conflicting(values, conflicts, witnesses)
    blocks = _blocks(values)
    strongest = max(blocks, key=lambda block: (len(witnesses.independent(_cases(block))), -blocks.index(block)))
    if len(witnesses.independent(_cases(strongest))) > 1:
        return "agreed", support(_cases(strongest), witnesses)
    contained = [(a, b) for a, b in combinations(values, 2) if a.relation(b).standing in ("wider", "narrower")]
    if contained:
        return "refined", _refined(*contained[0], _cases(values), witnesses)
    drifting = [(a, b) for a, b in combinations(values, 2) if a.relation(b).kind]
    if drifting:
        a, b = drifting[0]
        return (
            "refined",
            f"{a.label} and {b.label} do not contradict each other, but differ; {support(_cases(values), witnesses)}",
        )
    cases = _cases(values)
    return "repeated" if len(_documents(cases)) > 1 else "single", support(cases, witnesses)


def independence(cases: Sequence[Case], witnesses: Witnesses) -> str:
    """How independent the support of a value is: "2 independent origins", "1 origin, 2 documents", or why unknown."""
    found = witnesses.independent(cases)
    documents = many(len(_documents(cases)), "document")
    if len(found) > 1:
        return f"{len(found)} independent origins"
    if len(_documents(cases)) == 1 and len(witnesses.behind(cases)) > 1:
        return f"1 document, which names {listed(origin.name for origin in witnesses.behind(cases))}"
    if found:
        return f"1 origin, {documents}"
    return f"independence not established: {_why_not(cases, witnesses)}"


def support(cases: Sequence[Case], witnesses: Witnesses) -> str:
    """Who states something and what it rests on, in one clause."""
    documents = _documents(cases)
    states = f"{many(len(documents), 'document')} {'states' if len(documents) == 1 else 'state'} this"
    found = witnesses.independent(cases)
    if len(found) > 1:
        return f"{states}; they rest on {len(found)} independent origins: {listed(origin.name for origin in found)}"
    if not found:
        return f"{states}; independence not established: {_why_not(cases, witnesses)}"
    together = witnesses.behind(cases)
    if len(together) > 1:
        one = "one report" if len(documents) == 1 else "copies of one text"
        return f"{states}; it names {listed(o.name for o in together)}, but {one} cannot confirm itself"
    others = [
        origin for origin in witnesses.named(witnesses.of(cases)) if not origin.independent and not origin.rests_on
    ]
    rest = {1: "it rests", 2: "both rest"}.get(len(documents), "all rest")
    if others:
        return f"{states}; one origin is named: {found[0].name}"
    return f"{states}, {rest} on one origin: {found[0].name}"


def _blocks(values: Sequence[Meaning]) -> list[list[Meaning]]:
    """Values that are worded otherwise but mean the same, together."""
    blocks: list[list[Meaning]] = []
    for value in values:
        near = [block for block in blocks if any(_one_thing(value, other) for other in block)]
        blocks = [block for block in blocks if block not in near]
        blocks.append([*(v for block in near for v in block), value])
    return blocks


def _one_thing(a: Meaning, b: Meaning) -> bool:
    """Whether two values mean the same: not for figures and days, nor for vehicles that are only described."""
    told_apart = isinstance(a.value, QuantityValue | DateValue | VehicleValue)
    return not told_apart and a.relation(b).standing == "close"


def _conflicting(values: Sequence[Meaning], conflicts: Sequence[Conflict], witnesses: Witnesses) -> str:
    first = next(conflict for conflict in conflicts if conflict.kind in _AT_ODDS)
    told = "; ".join(f"{v.label}: {independence(v.cases, witnesses)}" for v in values if v.label in first.between)
    return f"the reports differ: {first.reason} ({told})"


def _refined(a: Meaning, b: Meaning, cases: Sequence[Case], witnesses: Witnesses) -> str:
    wide, narrow = (a, b) if a.relation(b).standing == "wider" else (b, a)
    return f"{narrow.label} is the narrower statement and fits {wide.label}; {support(cases, witnesses)}"


def _why_not(cases: Sequence[Case], witnesses: Witnesses) -> str:
    behind: tuple[Origin, ...] = witnesses.named(witnesses.of(cases))
    return "; ".join(dict.fromkeys(origin.reason for origin in behind))


def _cases(values: Iterable[Meaning]) -> tuple[Case, ...]:
    return tuple({case.order: case for value in values for case in value.cases}.values())


def _documents(cases: Iterable[Case]) -> tuple[str, ...]:
    return in_order(case.document.id for case in cases)


def documents_named(documents: Iterable[Document]) -> str:
    """Documents as people are shown them in a reason: id and outlet."""
    found = {d.id: f"{d.id}, {d.outlet}" if d.outlet else d.id for d in documents}
    return listed(found[id] for id in in_order(found))
