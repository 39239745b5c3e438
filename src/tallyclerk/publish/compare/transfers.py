"""What differs between the transfers of two dossiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tallyclerk.model import Check, Leg, Transfer
from tallyclerk.publish import words
from tallyclerk.publish.compare.changes import Change, TransferChange, What
from tallyclerk.publish.compare.facts import conflicts, facts
from tallyclerk.publish.compare.matching import Matching
from tallyclerk.publish.export.legs import way
from tallyclerk.publish.records import Records

Thing = TypeVar("Thing")


def transfers(match: Matching) -> Iterator[TransferChange]:
    """Transfers that changed or are new, in the new dossier's order; then those that are gone."""
    came_from = {new: old for old, new in match.transfers.items()}
    for transfer in match.new.dossier.transfers:
        before = came_from.get(transfer.id)
        if before is None:
            yield _added(match, transfer)
            continue
        changes = tuple(_changes(match, match.old.transfers[before], transfer))
        if changes:
            yield TransferChange(
                kind="changed",
                old=before,
                new=transfer.id,
                title=transfer.title,
                summary=transfer.summary,
                changes=changes,
            )
    yield from (_removed(match, t) for t in match.old.dossier.transfers if t.id not in match.transfers)


def _changes(match: Matching, old: Transfer, new: Transfer) -> Iterator[Change]:
    if old.status != new.status:
        yield Change(kind="changed", what="status", before=old.status, after=new.status)
    if old.certainty != new.certainty:
        yield Change(kind="changed", what="certainty", before=old.certainty, after=new.certainty)
    yield from facts(match, old, new)
    yield from conflicts(None, old.conflicts, new.conflicts)
    yield from _denials(match, old, new)
    yield from _legs(old, new)
    yield from _links(match, old, new)
    yield from _checks(match, old, new)


def _denials(match: Matching, old: Transfer, new: Transfer) -> Iterator[Change]:
    """Denials that came or went, told by who denies, and the words."""
    before, after = _denied(match.old, old), _denied(match.new, new)
    for (key, quote), said in after.items():
        if (key, quote) not in before:
            yield Change(kind="added", what="denial", name=said, after=quote)
    for (key, quote), said in before.items():
        if (key, quote) not in after:
            yield Change(kind="removed", what="denial", name=said, before=quote)


def _denied(records: Records, transfer: Transfer) -> dict[tuple[str, str], str]:
    """Who says so, by the key of the document and the words of the denial."""
    found: dict[tuple[str, str], str] = {}
    for claim in (records.claims[id] for id in transfer.claims):
        if claim.certainty == "denied":
            document = records.documents[claim.document]
            said = words.said_by(claim) or words.outlet(document)
            found[document.key, words.in_line(claim.quote.of(document.text))] = said
    return found


def _legs(old: Transfer, new: Transfer) -> Iterator[Change]:
    before, after = _numbered(old.legs, way), _numbered(new.legs, way)
    yield from _came_and_went("leg", before, after, _days)
    for key in (key for key in after if key in before):
        if _days(before[key]) != _days(after[key]):
            yield Change(kind="changed", what="days", name=key, before=_days(before[key]), after=_days(after[key]))


def _links(match: Matching, old: Transfer, new: Transfer) -> Iterator[Change]:
    """Links to other transfers, those of the old dossier by the new one's ids."""
    before = {(k.kind, match.transfers.get(k.transfer, f"old {k.transfer}")): k for k in old.links}
    after = {(k.kind, k.transfer): k for k in new.links}
    for key, link in after.items():
        if key not in before:
            told = f"{link.kind.replace('_', ' ')} {link.transfer}"
            yield Change(kind="added", what="link", name=told, after=link.reason)
    for key, link in before.items():
        if key not in after:
            told = f"{link.kind.replace('_', ' ')} {link.transfer}"
            yield Change(kind="removed", what="link", name=told, before=link.reason)


def _checks(match: Matching, old: Transfer, new: Transfer) -> Iterator[Change]:
    before = _numbered((c for c in match.old.dossier.checks if c.transfer == old.id), _tested)
    after = _numbered((c for c in match.new.dossier.checks if c.transfer == new.id), _tested)
    yield from _came_and_went("check", before, after, _outcome)
    for key in (key for key in after if key in before):
        if match.in_new_ids(_outcome(before[key])) != _outcome(after[key]):
            yield Change(
                kind="changed", what="check", name=key, before=_outcome(before[key]), after=_outcome(after[key])
            )


def _came_and_went(
    what: What, before: dict[str, Thing], after: dict[str, Thing], told: Callable[[Thing], str]
) -> Iterator[Change]:
    yield from (Change(kind="added", what=what, name=k, after=told(v)) for k, v in after.items() if k not in before)
    yield from (Change(kind="removed", what=what, name=k, before=told(v)) for k, v in before.items() if k not in after)


def _numbered(things: Iterable[Thing], named: Callable[[Thing], str]) -> dict[str, Thing]:
    """Things by name; of those that share one, the second gets a number."""
    found: dict[str, Thing] = {}
    for thing in things:
        name, n = named(thing), 2
        key = name
        while key in found:
            key, n = f"{name} ({n})", n + 1
        found[key] = thing
    return found


def _days(leg: Leg) -> str:
    return words.interval(leg.earliest, leg.latest)


def _tested(check: Check) -> str:
    """What a check is of: its kind, and the places and statements that went in."""
    named = [
        str(check.inputs[key]) for key in ("statement", "ship", "at", "from", "to", "place") if check.inputs.get(key)
    ]
    return f"{check.kind}{f' of {words.listed(named)}' if named else ''}"


def _outcome(check: Check) -> str:
    return f"{check.verdict}: {check.arithmetic}"


def _added(match: Matching, transfer: Transfer) -> TransferChange:
    sources = [t.id for t in match.old.dossier.transfers if match.shared(t, transfer)]
    note = f"told by claims that were of {words.listed(sources)} before" if sources else ""
    return TransferChange(
        kind="added", old=None, new=transfer.id, title=transfer.title, summary=transfer.summary, note=note
    )


def _removed(match: Matching, transfer: Transfer) -> TransferChange:
    heirs = [t.id for t in match.new.dossier.transfers if match.shared(transfer, t)]
    note = f"its claims are of {words.listed(heirs)} now" if heirs else ""
    return TransferChange(
        kind="removed", old=transfer.id, new=None, title=transfer.title, summary=transfer.summary, note=note
    )
