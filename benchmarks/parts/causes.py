"""Why the scorer counts a value of the corpus as missed or wrong, by simple rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from parts.found import Found, evoked_in
from parts.scorer import gold_of, scored, scorer
from tallyclerk.model import Span

ROLES = ("giver", "recipient", "cargo", "origin", "destination", "via", "vehicle", "attribution")
"""Roles whose misses the scorer lists with their words; the others come with what was found instead."""


class Miss(NamedTuple):
    """One entry of the scorer's list of misses, and why.

    Attributes:
        how: missed or wrong.
        gold: What the gold has: the value missed, or all its values of the role.
        got: What we have: the wrong value, or the values of the claims of its sentence.
    """

    page: str
    role: str
    how: str
    cause: str
    gold: str
    got: str


@dataclass(frozen=True)
class Case:
    """A page: its text as read, its claims, its gold, and the frames that its text evokes."""

    text: str
    removed: str
    claims: tuple[dict[str, Any], ...]
    gold: dict[str, tuple[str, ...]]
    evoked: tuple[Found, ...]

    def sentences(self, words: str) -> list[Span]:
        """The sentences that hold some words."""
        ends = [
            0,
            *(match.end() for match in re.finditer(r"[.!?]['\"”’]? +(?=\W?[A-Z])|\n", self.text)),
            len(self.text),
        ]
        places = [match.start() for match in re.finditer(re.escape(words), self.text)] if words else []
        spans = [Span(a, b) for a, b in pairwise(ends) if a < b]
        return [span for span in spans if any(span.start <= place < span.end for place in places)]

    def claims_in(self, sentences: list[Span]) -> list[dict[str, Any]]:
        """The claims whose quote overlaps one of the sentences."""
        return [
            claim
            for claim in self.claims
            if any(Span(claim["quote"]["start"], claim["quote"]["end"]).overlaps(span) for span in sentences)
        ]


def misses_of(folder: Path, dossier: dict[str, Any]) -> list[Miss]:
    """What the scorer counts as missed or wrong in a dossier of the folder's pages, by page.

    A quantity is listed once, with its bound.
    """
    _, tallies = scored(folder, dossier)
    cases = _cases(folder, dossier)
    found = [
        _miss(cases[page], page, role, how, value)
        for role, tally in tallies.items()
        if role != "quantity"
        for page, how, value in tally.misses
        if page in cases
    ]
    return sorted(found)


def _cases(folder: Path, dossier: dict[str, Any]) -> dict[str, Case]:
    gold, _ = gold_of(folder)
    rows = {row["id"]: row for row in gold}
    cases = {}
    for document in dossier["documents"]:
        key = document["key"]
        if key in rows:
            cases[key] = Case(
                text=document["text"],
                removed="\n".join(piece["text"] for piece in document["removed"]),
                claims=tuple(claim for claim in dossier["claims"] if claim["document"] == document["id"]),
                gold=_gold(rows[key]),
                evoked=_evoked(document),
            )
    return cases


def _evoked(document: dict[str, Any]) -> tuple[Found, ...]:
    """The frames that its text evokes; a text that is not in English is not read for claims."""
    return tuple(evoked_in(document["text"])) if document["language"] == "en" else ()


def _gold(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """All wordings of each role of a page."""
    found: dict[str, list[str]] = {}
    for transfer, spans in zip(row["transfers"], row["spans"], strict=True):
        for role, values in scorer().gold_values(transfer, spans).items():
            found.setdefault(role, []).extend(wording for value in values for wording in value)
        found.setdefault("attribution", []).extend(transfer.get("attribution") or [])
    return {role: tuple(wordings) for role, wordings in found.items()}


def _miss(case: Case, page: str, role: str, how: str, value: str) -> Miss:
    if role not in ROLES:
        wanted, _, instead = value.partition(" got ")
        return Miss(page, role, how, _other_cause(role, instead), wanted, instead)
    if how == "wrong":
        return Miss(page, role, how, _why_wrong(case, role, value), _listed(case.gold.get(role, ())), value)
    claims = case.claims_in(case.sentences(value))
    got = [wording for claim in claims for wording in _wordings(claim, role)]
    return Miss(page, role, how, _why_missed(case, role, value, claims), value, _listed(got))


def _why_missed(case: Case, role: str, value: str, claims: list[dict[str, Any]]) -> str:
    sentences = case.sentences(value)
    if not sentences:
        return "its words were set aside by the reader" if value in case.removed else "its words are not in the text"
    if not claims:
        frames = [frame for frame in case.evoked if any(frame.trigger.overlaps(span) for span in sentences)]
        if any(frame.goods for frame in frames):
            return "its sentence's frame makes no claim"
        return "its sentence's frame has no known goods" if frames else "its sentence evokes no frame"
    for other in ROLES:
        if other != role and any(_same(value, wording) for claim in claims for wording in _wordings(claim, other)):
            return f"it is the {other} of its sentence's claim"
    filled = any(wording for claim in claims for wording in _wordings(claim, role))
    return "its sentence's claim has other words" if filled else "its sentence's claim has the role empty"


def _why_wrong(case: Case, role: str, value: str) -> str:
    for other, wordings in sorted(case.gold.items()):
        if other != role and any(_same(value, wording) for wording in wordings):
            return f"the gold has it as {other}"
    return "the gold has other words" if case.gold.get(role) else "the gold has the role empty"


def _other_cause(role: str, got: str) -> str:
    if role == "transfer":
        return "a claim of no gold transfer"
    if got in ("", "[]"):
        return "nothing found"
    return f"found {got}" if role == "status" else "found another value"


def _wordings(claim: dict[str, Any], role: str) -> Iterator[str]:
    values = claim["attribution"] if role == "attribution" else claim["roles"].get(role, ())
    for value in values:
        yield value.get("name") or value["text"]
        yield value["text"]


def _listed(wordings: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(wordings))


def _same(a: str, b: str) -> bool:
    return bool(scorer().same_text(a, b))
