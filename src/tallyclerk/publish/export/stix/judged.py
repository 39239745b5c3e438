"""What is known of a transfer, as STIX notes and opinions: facts, conflicts, denials and checks."""

from __future__ import annotations

from tallyclerk.model import ROLES, Check, Claim, Conflict, Transfer
from tallyclerk.publish import grades, words
from tallyclerk.publish.export import ids, text
from tallyclerk.publish.export.passages import Passage
from tallyclerk.publish.export.stated import Stated
from tallyclerk.publish.export.stix import things
from tallyclerk.publish.export.stix.bundle import Bundle
from tallyclerk.publish.records import Records

QUOTES = 10
"""Passages that a note quotes; the dossier has the others."""


def fact(bundle: Bundle, one: Stated, about: list[str]) -> str:
    """A note on one reported value: verdict, independence, grade and the words, with the grade as its confidence."""
    named = f"{one.role}: {one.value.label}{f' (EDTF {one.edtf})' if one.edtf else ''}"
    lines = [
        named,
        f"verdict {one.fact.verdict}: {one.fact.explanation}",
        f"independence: {one.value.independence}",
        one.grade,
        *(_told(passage) for passage in one.passages[:QUOTES]),
        *([f"and {len(one.passages) - QUOTES} more passages"] if len(one.passages) > QUOTES else []),
    ]
    return bundle.add(
        "note",
        ids.stable("fact", about[0], one.role, one.value.label, str(ids.of_value(one.value.value))),
        abstract=text.passage(named),
        content="\n".join(text.passage(line) for line in lines),
        authors=list(dict.fromkeys(p.said_by or p.outlet for p in one.passages)),
        object_refs=about,
        confidence=grades.CONFIDENCE[one.value.credibility],
        external_references=_references(one.records, one.value.documents),
    )


def conflict(bundle: Bundle, about: str, role: str, found: Conflict) -> str:
    """A note on values that differ."""
    return bundle.add(
        "note",
        ids.stable("conflict", about, role, found.kind, *found.between),
        abstract=text.passage(f"conflict of {role}: {found.kind}"),
        content=text.passage(f"between {words.listed(found.between)}: {found.reason}"),
        object_refs=[about],
    )


def denial(bundle: Bundle, records: Records, about: str, claim: Claim) -> str:
    """An opinion of whoever denies the transfer."""
    document = records.documents[claim.document]
    return bundle.add(
        "opinion",
        ids.stable("denial", about, str(ids.of_document(document)), claim.quote.start, claim.quote.end),
        opinion="strongly-disagree",
        explanation=text.passage(claim.quote.of(document.text)),
        authors=[text.passage(words.said_by(claim)) or text.label(words.outlet(document))],
        object_refs=[about],
        external_references=[things.reference(document)],
    )


def check(bundle: Bundle, about: str, found: Check) -> str:
    """An implausible check as an opinion that disagrees, any other as a note: what can be need not be."""
    told = text.passage(f"{found.kind}: {found.verdict}. {found.arithmetic}. {found.explanation}")
    key = ids.stable("check", about, found.kind, found.arithmetic)
    if found.verdict == "implausible":
        return bundle.add("opinion", key, opinion="disagree", explanation=told, object_refs=[about])
    return bundle.add(
        "note", key, abstract=f"check of {found.kind}: {found.verdict}", content=told, object_refs=[about]
    )


def all_conflicts(transfer: Transfer) -> list[tuple[str, Conflict]]:
    """Conflicts of a transfer's facts by role, then those of no one role."""
    ordered = [(role, transfer.facts[role]) for role in ROLES if role in transfer.facts]
    found: list[tuple[str, Conflict]] = [(role, c) for role, one in ordered for c in one.conflicts]
    return [*found, *(("telling", c) for c in transfer.conflicts)]


def _told(passage: Passage) -> str:
    said = f"{passage.said_by}, in " if passage.said_by else ""
    return f"“{passage.text}” — {said}{passage.outlet}, {passage.published or 'day not known'} ({passage.certainty})"


def _references(records: Records, documents: tuple[str, ...]) -> list[dict[str, object]]:
    return [things.reference(records.documents[id]) for id in documents[:QUOTES]]
