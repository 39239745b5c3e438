"""What differs between the facts of a transfer in two dossiers."""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.model import ROLES, Conflict, Fact, FactValue, Role, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.compare.changes import Change, Kind
from tallyclerk.publish.compare.matching import Matching
from tallyclerk.publish.export import ids
from tallyclerk.publish.records import Records


def facts(match: Matching, old: Transfer, new: Transfer) -> Iterator[Change]:
    """Facts, verdicts, values, what stands behind them, and conflicts, role by role."""
    for role in ROLES:
        before, after = old.facts.get(role), new.facts.get(role)
        if before and after:
            yield from _fact(match, role, before, after)
        elif after:
            yield Change(kind="added", what="fact", role=role, after=_told(after))
        elif before:
            yield Change(kind="removed", what="fact", role=role, before=_told(before))


def conflicts(role: Role | None, old: tuple[Conflict, ...], new: tuple[Conflict, ...]) -> Iterator[Change]:
    """Conflicts that came or went, told by their kind and sides; reasons name ids, which may shift."""
    before, after = ({(c.kind, frozenset(c.between)): c for c in found} for found in (old, new))
    yield from (_conflict("added", role, c) for key, c in after.items() if key not in before)
    yield from (_conflict("removed", role, c) for key, c in before.items() if key not in after)


def _fact(match: Matching, role: Role, old: Fact, new: Fact) -> Iterator[Change]:
    if old.verdict != new.verdict:
        yield Change(kind="changed", what="verdict", role=role, before=old.verdict, after=new.verdict)
    before, after = _by_identity(old), _by_identity(new)
    for key, value in after.items():
        if key in before:
            yield from _value(match, role, before[key], value)
        else:
            yield Change(kind="added", what="value", role=role, name=_label(value), after=value.independence)
    for key, value in before.items():
        if key not in after:
            yield Change(kind="removed", what="value", role=role, name=_label(value), before=value.independence)
    yield from conflicts(role, old.conflicts, new.conflicts)


def _value(match: Matching, role: Role, old: FactValue, new: FactValue) -> Iterator[Change]:
    """What stands behind a value that is in both."""
    name = _label(new)
    if match.in_new_ids(old.independence) != new.independence:
        yield Change(
            kind="changed", what="independence", role=role, name=name, before=old.independence, after=new.independence
        )
    gone, come = _gone_and_come(_origins(match.old, old), _origins(match.new, new))
    if gone or come:
        yield Change(kind="changed", what="origins", role=role, name=name, before=gone, after=come)
    known = [match.documents.get(id, f"old {id}") for id in old.documents]
    if set(known) != set(new.documents):
        lost = [match.old.documents[id].key for id in old.documents if match.documents.get(id) not in new.documents]
        more = [match.new.documents[id].key for id in new.documents if id not in known]
        yield Change(
            kind="changed", what="documents", role=role, name=name, before=words.listed(lost), after=words.listed(more)
        )


def _by_identity(fact: Fact) -> dict[str, FactValue]:
    """Values by what they stand for; one that stands for the same again is told by its order."""
    found: dict[str, FactValue] = {}
    for value in fact.values:
        key = str(ids.of_value(value.value))
        while key in found:
            key += "'"
        found[key] = value
    return found


def _origins(records: Records, value: FactValue) -> list[str]:
    return [records.origins[id].name for id in value.origins if id in records.origins]


def _gone_and_come(old: list[str], new: list[str]) -> tuple[str, str]:
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    return words.listed(gone), words.listed(come)


def _conflict(kind: Kind, role: Role | None, conflict: Conflict) -> Change:
    told = f"{conflict.kind} between {words.listed(conflict.between)}: {conflict.reason}"
    sides = {"after": told} if kind == "added" else {"before": told}
    return Change(kind=kind, what="conflict", role=role, name=conflict.kind, **sides)


def _label(value: FactValue) -> str:
    return words.label(value.value) if value.label == value.value.label else value.label


def _told(fact: Fact) -> str:
    return f"{'; '.join(_label(value) for value in fact.values)} ({fact.verdict})"
