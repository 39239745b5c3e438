"""What a verification found."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "edited line",
    "cut-off line",
    "removed line",
    "repeated line",
    "reordered line",
    "broken chain",
    "other head",
    "missing file",
    "unlisted file",
    "missing record",
    "moved record",
    "damaged record",
    "altered payload",
    "altered wrapping",
    "contradiction",
    "false id",
    "unlisted record",
    "stray bytes",
    "misplaced entry",
    "not archived",
    "other bytes",
    "wrong wording",
    "unknown id",
    "other article",
    "other dossier",
    "other positions",
    "other observations",
]
"""Kinds of findings. The last four are for a dossier built or observed anew, which is done above this package."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that does not match.

    Attributes:
        kind: What is wrong.
        place: Where: file and line, file and byte, or the id within a dossier.
        words: What is wrong and what to do, in plain sentences.
        sequence: Number of the entry in the archive, if it is about one.
        record: Id of its record.
        key: The report's key.
    """

    kind: Kind
    place: str
    words: str
    sequence: int | None = None
    record: str | None = None
    key: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a verification.

    Attributes:
        subject: What was verified, as the user named it.
        entries: Lines of the manifest; for a dossier its documents.
        reports: Reports among them; for a dossier those whose record was compared.
        head: SHA-256 of the manifest's last line, for the user to note elsewhere; None for a dossier.
        findings: What does not match, in the order of place.
        notes: What was verified beyond, or could not be.
    """

    subject: str
    entries: int = 0
    reports: int = 0
    head: str | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything matches."""
        return not self.findings

    def with_findings(self, *findings: Finding) -> Report:
        """The same report with more findings at its end."""
        return msgspec.structs.replace(self, findings=(*self.findings, *findings))

    def with_notes(self, *notes: str) -> Report:
        """The same report with more notes at its end."""
        return msgspec.structs.replace(self, notes=(*self.notes, *notes))
