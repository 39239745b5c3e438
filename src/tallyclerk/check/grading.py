"""Credibility of each value on the Admiralty scale, by stated rules, once the checks are made.

The scale also grades a source's reliability (A to F); that is the reader's to judge, and no letter is given here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallyclerk.model import Check, Claim, Conflict, Credibility, Document, Fact, FactValue, Role, Transfer

_TESTED: dict[str, frozenset[Role]] = {
    "distance": frozenset({"origin", "destination", "via"}),
    "speed": frozenset({"origin", "destination", "via", "date"}),
    "order": frozenset({"date"}),
    "capacity": frozenset({"quantity", "vehicle"}),
    "weight": frozenset({"quantity"}),
    "water": frozenset({"origin", "destination"}),
    "presence": frozenset({"origin", "destination", "date", "vehicle"}),
}
"""Which facts a check bears upon. A border check tests what is said beside the transfer, not the transfer."""

_EXCLUDING = frozenset({"genuine", "direction"})
"""Kinds of conflict of which one side is wrong, and nothing tells which."""
_ERRING = frozenset({"capacity", "page date"})
"""Kinds of conflict whose first side is the mistaken one."""


class _Judged(msgspec.Struct, frozen=True):
    """A fact with what its grades rest on."""

    role: Role
    fact: Fact
    claims: dict[str, Claim]
    families: dict[str, str]
    against: tuple[Check, ...]


def graded(
    transfers: Sequence[Transfer], checks: Sequence[Check], claims: Iterable[Claim], documents: Iterable[Document]
) -> tuple[Transfer, ...]:
    """The transfers with the credibility of every value set."""
    by_id = {claim.id: claim for claim in claims}
    families = {document.id: document.family or document.id for document in documents}
    return tuple(_graded(transfer, checks, by_id, families) for transfer in transfers)


def _graded(
    transfer: Transfer, checks: Sequence[Check], claims: dict[str, Claim], families: dict[str, str]
) -> Transfer:
    facts = {}
    for role, fact in transfer.facts.items():
        against = tuple(check for check in checks if _speaks_against(check, transfer.id, role))
        judged = _Judged(role, fact, claims, families, against)
        values = tuple(msgspec.structs.replace(v, credibility=credibility(v, judged)) for v in fact.values)
        facts[role] = msgspec.structs.replace(fact, values=values)
    return msgspec.structs.replace(transfer, facts=facts)


def credibility(value: FactValue, judged: _Judged) -> Credibility:
    """How credible a value is, 1 to 6.

    6 where no independent origin is established, or the value stands in denials only; 5 where two or more independent
    origins give another value that excludes it, and only one gives this; 4 where another excludes it, the words of
    other reports show what it was mistaken for, or a check finds it implausible; 1 with two or more independent
    origins; 2 with one that states it, beside another that gives a compatible value in other texts; else 3.
    """
    certainties = {judged.claims[id].certainty for id in value.claims}
    if not value.witnesses or certainties <= {"denied"}:
        return 6
    rivals = [v.witnesses for v in judged.fact.values if v is not value and _exclude(v, value, judged)]
    if rivals:
        return 5 if max(map(len, rivals)) >= 2 > len(value.witnesses) else 4
    if _mistaken(value, judged) or any(set(check.claims) & set(value.claims) for check in judged.against):
        return 4
    if len(value.witnesses) >= 2:
        return 1
    beside = any(_apart(v, value, judged) for v in judged.fact.values)
    return 2 if beside and certainties & {"asserted", "assessed"} else 3


def _apart(one: FactValue, other: FactValue, judged: _Judged) -> bool:
    """Whether another witness gives one value, and in other texts: what one text has from two is one witness's."""
    texts = [{judged.families[id] for id in value.documents} for value in (one, other)]
    return bool(set(one.witnesses) - set(other.witnesses)) and texts[0].isdisjoint(texts[1])


def _exclude(one: FactValue, other: FactValue, judged: _Judged) -> bool:
    return any(c.kind in _EXCLUDING and _names(c, other, judged) for c in _about(one, judged))


def _mistaken(value: FactValue, judged: _Judged) -> bool:
    wordings = _wordings(value, judged)
    return any(c.kind in _ERRING and c.between[0].casefold() in wordings for c in judged.fact.conflicts)


def _about(value: FactValue, judged: _Judged) -> tuple[Conflict, ...]:
    return tuple(conflict for conflict in judged.fact.conflicts if _names(conflict, value, judged))


def _names(conflict: Conflict, value: FactValue, judged: _Judged) -> bool:
    """Whether a conflict names a value, by its label or by a wording of one of its claims."""
    wordings = _wordings(value, judged)
    return any(name.casefold() in wordings for name in conflict.between)


def _wordings(value: FactValue, judged: _Judged) -> set[str]:
    told = [v for id in value.claims for v in judged.claims[id].roles.get(judged.role, ()) if v.label == value.label]
    return {value.label.casefold(), *(" ".join(v.text.split()).casefold() for v in (value.value, *told))}


def _speaks_against(check: Check, transfer: str, role: Role) -> bool:
    """Whether a check finds a role implausible; one of a `statement` beside it tests that statement alone."""
    about = check.transfer == transfer and role in _TESTED.get(check.kind, frozenset())
    return about and check.verdict == "implausible" and "statement" not in check.inputs
