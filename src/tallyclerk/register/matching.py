"""Which entry of a register a name means: candidates with a score and reasons, and one match or none."""

from __future__ import annotations

import msgspec

from tallyclerk.register.entry import Entry
from tallyclerk.register.store import Held, Register
from tallyclerk.resources.register import EntryKind

_HOW = {"name": (0.95, "has this name"), "alias": (0.9, "also goes by this name"), "former": (0.85, "had this name")}
_MISSPELT, _EACH_LETTER = 0.9, 0.6
"""What a name that is not quite the same counts for, less this times the share of letters that differ."""
_SURE, _AHEAD = 0.8, 0.05
"""The score that a match needs, and how far it must be ahead of the next candidate."""
_MOST = 8


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked up: a name, and what else is known of who or what bears it."""

    name: str
    kinds: tuple[EntryKind, ...] = ("vessel",)
    imo: str | None = None
    mmsi: str | None = None
    flag: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """An entry that may be meant, how likely from 0 to 1, and why."""

    entry: Entry
    score: float
    reasons: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True):
    """All candidates, best first, and the one that is meant; none where it is not clear, and why."""

    candidates: tuple[Candidate, ...]
    match: Candidate | None
    why: str


def look_up(register: Register, sought: Sought) -> Answer:
    """What a register says of a name.

    An equal IMO number decides, another one vetoes. Beyond that the name counts, by how it is held and how alike it is,
    then flag and MMSI. One candidate must be well ahead of all others to be the match.
    """
    numbered = [
        e
        for kind, value in (("imo", sought.imo), ("mmsi", sought.mmsi))
        if value
        for e in register.numbered(kind, value)
    ]
    near = {entry: held for entry, held in register.near(sought.name).items() if entry.kind in sought.kinds}
    for entry in numbered:
        near.setdefault(entry, Held("", "", 0.0))
    judged = [found for entry, held in near.items() if (found := _judge(entry, held, sought)) is not None]
    ranked = tuple(sorted(judged, key=lambda c: (-c.score, c.entry.key))[:_MOST])
    return _answer(ranked)


def _answer(ranked: tuple[Candidate, ...]) -> Answer:
    if not ranked or ranked[0].score < _SURE:
        return Answer(ranked, None, "no entry is near enough")
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < _AHEAD:
        return Answer(
            ranked, None, f"{ranked[0].entry.name} ({ranked[0].entry.key}) and {ranked[1].entry.key} fit alike"
        )
    return Answer(ranked, ranked[0], "; ".join(ranked[0].reasons))


def _judge(entry: Entry, held: Held, sought: Sought) -> Candidate | None:
    """A candidate with its score; None where its IMO number is another one, or nothing but a far name speaks for it."""
    if sought.imo and entry.imo:
        if sought.imo != entry.imo:
            return None
        return Candidate(entry, 1.0, (f"IMO {entry.imo} is the same",))
    score, reasons = _by_name(entry, held, sought.name)
    if sought.mmsi and sought.mmsi == entry.mmsi:
        score, reasons = max(score, 0.95), [f"MMSI {entry.mmsi} is the same", *reasons]
    if not reasons:
        return None
    if sought.flag and entry.flag:
        same = sought.flag == entry.flag
        score += 0.03 if same else -0.1
        reasons.append(f"flag {entry.flag}" if same else f"but its flag is {entry.flag}, not {sought.flag}")
    return Candidate(entry, round(max(0.0, min(1.0, score)), 4), tuple(reasons))


def _by_name(entry: Entry, held: Held, name: str) -> tuple[float, list[str]]:
    if held.how:
        score, words = _HOW[held.how]
        return score, [f"{entry.name} {words}" if held.how == "name" else f"{entry.name} {words} ({name})"]
    if not held.likeness:
        return 0.0, []
    score = _MISSPELT - _EACH_LETTER * (1 - held.likeness)
    return score, [f"its name {held.folded} is {held.likeness:.0%} like “{name}”"]
