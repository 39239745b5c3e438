"""A comparison in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tallyclerk.publish import words
from tallyclerk.publish.compare.changes import Change, Comparison, Kind, TransferChange, What

LONGEST = 400
_SUPPORT = frozenset({"independence", "origins", "documents"})
_NOUNS: dict[What, str] = {
    "document": "",
    "origin": "",
    "fact": "",
    "value": "",
    "unread": "not read",
    "denial": "denied by",
}
"""What goes without saying, or is said otherwise than it is called."""

SIGNS: dict[Kind, str] = {"added": "+", "removed": "-", "changed": "~"}


def told(comparison: Comparison) -> Iterator[str]:
    """Lines of plain text: `+` what was added, `-` what is gone, `~` what changed."""
    if comparison.same:
        yield "Nothing changed."
        return
    yield from _group("Reports", comparison.documents)
    yield from _group("Origins", comparison.origins)
    for transfer in comparison.transfers:
        yield from _transfer(transfer)


def _group(title: str, changes: tuple[Change, ...]) -> Iterator[str]:
    if changes:
        yield title
        yield from (f"  {_change(change)}" for change in changes)


def _transfer(transfer: TransferChange) -> Iterator[str]:
    ids = transfer.new or transfer.old
    was = f", {transfer.old} before" if transfer.kind == "changed" and transfer.old != transfer.new else ""
    sign = "" if transfer.kind == "changed" else f"{SIGNS[transfer.kind]} "
    yield f"{sign}Transfer {ids}{was}: {_line(transfer.title)}"
    if transfer.kind != "changed":
        yield f"    {_line(transfer.summary)}"
    if transfer.note:
        yield f"    {_line(transfer.note)}"
    for about, group in groupby(transfer.changes, key=_about):
        changes = list(group)
        yield from [_joined(changes)] if about else (f"  {_change(change)}" for change in changes)


def _about(change: Change) -> tuple[str, str] | None:
    """The value whose support changed, so that its changes stand on one line; None for any other change."""
    return (change.role or "", change.name) if change.what in _SUPPORT else None


def _joined(changes: list[Change]) -> str:
    first = changes[0]
    return f"  {_line(f'~ {first.role}: {first.name}: ' + '; '.join(map(_support, changes)))}"


def _support(change: Change) -> str:
    if change.what == "independence":
        return f"{change.before} → {change.after}"
    noun = "origin" if change.what == "origins" else "report"
    parts = [f"{noun} added: {change.after}"] if change.after else []
    parts += [f"{noun} gone: {change.before}"] if change.before else []
    return "; ".join(parts)


def _change(change: Change) -> str:
    about = f"{change.role}: " if change.role else ""
    return _line(f"{SIGNS[change.kind]} {about}{_what(change)}")


def _what(change: Change) -> str:
    noun = _NOUNS.get(change.what, change.what)
    named = " ".join(part for part in (noun, change.name if change.what != "conflict" else "") if part)
    body = f"{change.before} → {change.after}" if change.kind == "changed" else change.after or change.before
    return f"{named}: {body}" if named and body else named or body


def _line(text: str) -> str:
    return words.in_line(text, LONGEST)
