"""Credibility of a value on the Admiralty scale, by stated rules, and as STIX confidence.

The scale also grades a source's reliability (A to F); that is the reader's to judge, and no letter is given here.
"""

from __future__ import annotations

from typing import Literal

from tallyclerk.model import Check, Fact, FactValue, Role, Transfer
from tallyclerk.publish.export.conflicts import touching
from tallyclerk.publish.records import Records

Credibility = Literal[1, 2, 3, 4, 5, 6]

WORDS: dict[Credibility, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Source: NATO AJP-2.1, information credibility."""

CONFIDENCE: dict[Credibility, int | None] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10, 6: None}
"""Source: STIX 2.1, Appendix A, Admiralty Credibility. A 6 has no confidence there."""

_TESTED: dict[str, frozenset[Role]] = {
    "distance": frozenset({"origin", "destination", "via"}),
    "speed": frozenset({"origin", "destination", "via", "date"}),
    "order": frozenset({"date"}),
    "capacity": frozenset({"quantity", "vehicle"}),
}
"""Which facts a check bears upon. A border check tests what is said beside the transfer, not the transfer."""


def credibility(records: Records, transfer: Transfer, role: Role, value: FactValue) -> Credibility:
    """How credible a value is, 1 to 6.

    6 where no independent origin is established, or the value stands in denials only; 5 where two or more independent
    origins give another value that excludes it, and only one gives this; 4 where another excludes it, or a check finds
    it implausible; 1 with two or more independent origins; 2 with one that states it, beside another that gives a
    compatible value in other texts; else 3.
    """
    fact = transfer.facts[role]
    certainties = {records.claims[id].certainty for id in value.claims}
    if not value.witnesses or certainties <= {"denied"}:
        return 6
    rivals = [v.witnesses for v in fact.values if v is not value and _exclude(records, role, fact, v, value)]
    if rivals:
        return 5 if max(map(len, rivals)) >= 2 > len(value.witnesses) else 4
    if any(_speaks_against(check, transfer, role, value) for check in records.dossier.checks):
        return 4
    if len(value.witnesses) >= 2:
        return 1
    beside = any(_apart(records, v, value) for v in fact.values)
    return 2 if beside and certainties & {"asserted", "assessed"} else 3


def _apart(records: Records, one: FactValue, other: FactValue) -> bool:
    """Whether another witness gives one value, and in other texts: what one text has from two is one witness's."""
    read = records.documents
    texts = [{read[id].family or id for id in value.documents} for value in (one, other)]
    return bool(set(one.witnesses) - set(other.witnesses)) and texts[0].isdisjoint(texts[1])


def _exclude(records: Records, role: Role, fact: Fact, one: FactValue, other: FactValue) -> bool:
    shared = [c for c in touching(records, role, fact, one) if c in touching(records, role, fact, other)]
    return any(conflict.kind == "genuine" for conflict in shared)


def _speaks_against(check: Check, transfer: Transfer, role: Role, value: FactValue) -> bool:
    """Whether a check finds a value implausible; one of a `statement` beside it tests that statement alone."""
    return (
        check.transfer == transfer.id
        and check.verdict == "implausible"
        and "statement" not in check.inputs
        and role in _TESTED.get(check.kind, frozenset())
        and bool(set(check.claims) & set(value.claims))
    )
