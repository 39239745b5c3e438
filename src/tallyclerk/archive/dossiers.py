"""Holding a dossier against its archive and its own text; reading an article anew is done above this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, Protocol

from tallyclerk.archive.archive import Archive
from tallyclerk.archive.entries import sha256
from tallyclerk.archive.findings import Finding, Report
from tallyclerk.errors import ArchiveError
from tallyclerk.model import Claim, Document, Dossier, Transfer

_ANEW = "Build the dossier anew."


class Worded(Protocol):
    """Anything of a claim that stands in a document's text."""

    @property
    def text(self) -> str:
        """The wording."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The code point after its last."""


def verify_dossier(dossier: Dossier, archive: Archive | None = None, *, subject: str = "dossier") -> Report:
    """Hold a dossier against the archive that it was built from, and against its own text.

    Args:
        dossier: What to verify.
        archive: Where its documents' raw bytes lie; without one only the dossier itself is looked at.
        subject: What the user calls it.

    Returns:
        Documents whose record is missing or has other bytes, wordings that do not stand where their span says, and
        ids that lead nowhere.
    """
    findings: list[Finding] = []
    recorded = [document for document in dossier.documents if document.record]
    if archive:
        for document in dossier.documents:
            findings += _against_archive(document, archive)
    findings += _wordings(dossier)
    findings += _ids(dossier)
    note = () if archive else (f"No archive was given: the raw bytes of {len(recorded)} documents were not compared.",)
    compared = len(recorded) if archive else 0
    return Report(
        subject=subject, entries=len(dossier.documents), reports=compared, findings=tuple(findings), notes=note
    )


def _against_archive(document: Document, archive: Archive) -> Iterator[Finding]:
    name = f"Document {document.id} ({document.key[:200]})"
    if document.record is None:
        yield _of(document, "not archived", f"{name} names no record, so nothing shows what it was read from. {_ANEW}")
        return
    try:
        raw = archive.find(document.record)
    except ArchiveError as error:
        yield _of(document, "missing record", f"{name}: {error}.")
        return
    found = sha256(raw.body)
    if found != document.sha256:
        words = f"{name} was read from bytes with the SHA-256 {document.sha256}, and its record has {found}. {_ANEW}"
        yield _of(document, "other bytes", words)


def _wordings(dossier: Dossier) -> Iterator[Finding]:
    documents = {document.id: document for document in dossier.documents}
    for claim in dossier.claims:
        document = documents.get(claim.document)
        if document is None:
            continue  # named among the ids that lead nowhere
        quote = claim.quote
        if quote.end > len(document.text):
            yield _wrong(claim, document, f"its quote [{quote.start}, {quote.end}) ends after the text does")
        for part, worded in _worded(claim):
            if document.text[worded.start : worded.end] != worded.text or worded.start < 0:
                there = document.text[max(worded.start, 0) : max(worded.end, 0)][:80]
                words = f"its {part} [{worded.start}, {worded.end}) is {worded.text[:80]!r}, and there stands {there!r}"
                yield _wrong(claim, document, words)


def _worded(claim: Claim) -> Iterator[tuple[str, Worded]]:
    for role, values in claim.roles.items():
        yield from ((role, value) for value in values)
    yield from (("attribution", link) for link in claim.attribution)
    yield from (("evidence", evidence) for evidence in claim.evidence_spans)
    yield from (("stated distance", mention) for mention in claim.stated)


def _wrong(claim: Claim, document: Document, words: str) -> Finding:
    return Finding(
        kind="wrong wording",
        place=f"{claim.id} in {document.id}",
        words=f"Claim {claim.id} does not re-read: {words}. The dossier was changed or damaged. {_ANEW}",
        record=document.record,
        key=document.key[:200],
    )


def _ids(dossier: Dossier) -> Iterator[Finding]:
    """Every id that something names and nothing has, and every id that two things have."""
    known = {
        "document": _ids_of(dossier.documents),
        "family": _ids_of(dossier.families),
        "claim": _ids_of(dossier.claims),
        "transfer": _ids_of(dossier.transfers),
        "origin": _ids_of(dossier.origins),
    }
    for place, kind, id in _named(dossier):
        if id not in known[kind]:
            words = f"{place} names the {kind} {id[:80]}, which the dossier does not have. {_ANEW}"
            yield Finding(kind="unknown id", place=place, words=words)


def _named(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Who names whom: place, kind and id."""
    for document in dossier.documents:
        if document.family:
            yield document.id, "family", document.family
    for claim in dossier.claims:
        yield claim.id, "document", claim.document
    for family in dossier.families:
        yield from _each(family.id, {"document": family.documents})
    for transfer in dossier.transfers:
        yield from _named_by_transfer(transfer)
    for origin in dossier.origins:
        yield from _each(origin.id, {"document": origin.documents, "origin": origin.rests_on})
    for check in dossier.checks:
        yield from _each(check.id, {"transfer": (check.transfer,), "claim": check.claims})
    for observation in dossier.sensed.observations if dossier.sensed else ():
        yield from _each(observation.id, {"transfer": observation.transfers})
    for bearing in dossier.sensed.bearings if dossier.sensed else ():
        place = f"{bearing.track} on {bearing.transfer}.{bearing.role}"
        yield from _each(place, {"transfer": (bearing.transfer,), "claim": bearing.claims})


def _named_by_transfer(transfer: Transfer) -> Iterator[tuple[str, str, str]]:
    lists = {"claim": transfer.claims, "document": transfer.documents, "origin": transfer.origins}
    yield from _each(transfer.id, lists)
    yield from _each(transfer.id, {"transfer": tuple(link.transfer for link in transfer.links)})
    for fact in transfer.facts.values():
        for value in fact.values:
            lists = {"claim": value.claims, "document": value.documents, "origin": value.origins}
            yield from _each(fact.id, lists)


def _each(place: str, named: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    for kind, ids in named.items():
        yield from ((place, kind, id) for id in ids)


def _ids_of(items: Iterable[HasId]) -> set[str]:
    return {item.id for item in items}


class HasId(Protocol):
    """Anything that has an id."""

    @property
    def id(self) -> str:
        """The id."""


def _of(document: Document, kind: Literal["not archived", "missing record", "other bytes"], words: str) -> Finding:
    return Finding(kind=kind, place=document.id, words=words, record=document.record, key=document.key[:200])
