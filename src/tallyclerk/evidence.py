"""Keeping evidence and holding a dossier against it: the archive brought together with the stages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from tallyclerk import pipeline, publish, sense
from tallyclerk.archive import Archive, Finding, Report, is_archive, verify_archive, verify_dossier
from tallyclerk.config import RunSettings, Settings
from tallyclerk.errors import ArchiveError
from tallyclerk.model import POSITIONS, Document, Dossier, Raw, Sensed, Unread
from tallyclerk.pipeline import Progress
from tallyclerk.read import read_all

BESIDE = "evidence"
"""The folder beside a dossier in which `build` keeps its reports."""
_COMPARED = ("sha256", "text", "title", "outlet", "author", "dateline", "language", "published", "removed")


def fetch(links: Iterable[str], archive: Path, settings: Settings, progress: Progress) -> Iterator[Raw | Unread]:
    """Fetch addresses into an archive, which is made if need be.

    Args:
        links: Addresses; `@FILE` and `-` are lists of them.
        archive: The archive's folder.
        settings: Manners and bounds of fetching.
        progress: Called as the work goes on.

    Yields:
        Each page once it is in the archive, and an `Unread` for what could not be fetched.

    Raises:
        ArchiveError: if the archive cannot be written.
    """
    yield from pipeline.keep(pipeline.fetched(links, settings, progress), archive)


def verify(path: Path, archive: Path | None, head: str | None, settings: Settings, progress: Progress) -> Report:
    """Re-read an archive, or a dossier with the archive that it was built from.

    Args:
        path: An archive, a `dossier.json`, or the folder that holds one.
        archive: The dossier's archive; `evidence` beside it when None.
        head: A head noted earlier, for an archive.
        settings: Those with which the dossier was built.
        progress: Called as the work goes on.

    Raises:
        ArchiveError: if there is no archive where one is named, or it cannot be read at all.
        DossierError: if `path` is neither an archive nor a dossier.
    """
    if is_archive(path):
        return verify_archive(path, head=head)
    dossier = publish.load(path)
    place = archive or (path if path.is_dir() else path.parent) / BESIDE
    if not is_archive(place):
        if archive:
            raise ArchiveError(f"{archive}: no evidence archive; name the folder that holds manifest.jsonl")
        return verify_dossier(dossier, subject=str(path))
    kept = verify_archive(place, head=head)
    with Archive.read(place) as opened:
        report = verify_dossier(dossier, opened, subject=str(path))
    report = report.with_findings(*kept.findings).with_notes(*kept.notes)
    if kept.findings:
        return report.with_notes("The archive itself does not match, so nothing was read anew from it.")
    report = report.with_findings(*_read_otherwise(dossier, place, settings))
    beside = (path if path.is_dir() else path.parent) / POSITIONS
    return _rebuilt(report, (dossier, beside), place, settings, progress)


def _read_otherwise(dossier: Dossier, archive: Path, settings: Settings) -> Iterator[Finding]:
    """Documents that are read otherwise from their bytes than the dossier has them."""
    wanted = {document.record: document for document in dossier.documents if document.record}
    with Archive.read(archive) as opened:
        raws = [item for item in opened.reports() if isinstance(item, Raw) and item.record in wanted]
    anew, _ = read_all(raws, settings.read, lambda done, total: None)
    read = {document.record: document for document in anew}
    for record, document in wanted.items():
        words = _difference(document, read.get(record))
        if words:
            yield Finding(
                kind="other article",
                place=document.id,
                words=f"Document {document.id} ({document.key[:200]}) {words}. Build the dossier anew.",
                record=record,
                key=document.key,
            )


def _difference(document: Document, anew: Document | None) -> str | None:
    if anew is None:
        return "cannot be read from its record any more"
    changed = [name for name in _COMPARED if getattr(document, name) != getattr(anew, name)]
    return f"reads otherwise from its record: {', '.join(changed)}" if changed else None


def _rebuilt(
    report: Report, written: tuple[Dossier, Path], archive: Path, settings: Settings, progress: Progress
) -> Report:
    """The report, with whether the dossier comes out the same when it is built anew from its archive."""
    dossier, positions = written
    if dossier.version != version("tallyclerk"):
        return report.with_notes(f"Written by version {dossier.version}; only the articles were read anew.")
    # What a cache says is no evidence.
    anew = pipeline.run([archive], msgspec.structs.replace(settings, run=RunSettings()), progress)
    if dossier.sensed:
        report = _observed(report, anew, (dossier.sensed, positions), settings)
        anew = pipeline.observed(anew, dossier.sensed)
    if publish.to_json(anew) == publish.to_json(dossier):
        return report.with_notes("Built anew from its archive, the dossier is the same to the byte.")
    if {d.record for d in anew.documents} - {d.record for d in dossier.documents}:
        return report.with_notes("The archive holds reports beyond this dossier, so it was not built anew.")
    other = _first_other(dossier, anew)
    words = f"Built anew from its archive, the dossier differs, first in its {other}. Were the settings others?"
    return report.with_findings(Finding(kind="other dossier", place="dossier.json", words=words))


def _observed(report: Report, bare: Dossier, found: tuple[Sensed, Path], settings: Settings) -> Report:
    """The report, with whether what was observed comes out again from the positions that lie beside the dossier."""
    sensed, positions = found
    if not sensed.tracks:
        return report.with_notes("No ship of the dossier was found in the AIS data.")
    if not positions.is_file():
        words = f"{POSITIONS} does not lie beside the dossier, so its observations were not made anew."
        return report.with_notes(words)
    with positions.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sensed.extract:
        words = f"{POSITIONS} has the SHA-256 {digest}, and the dossier {sensed.extract}. Observe it anew."
        return report.with_findings(Finding(kind="other positions", place=POSITIONS, words=words))
    names = Counter(track.ship for track in sensed.tracks)
    chosen = {t.ship: t.mmsi[0] for t in sensed.tracks if len(t.mmsi) == 1 and names[t.ship] == 1}
    other = sense.differing(sensed, sense.observe(bare, [positions], settings.sense, chosen).sensed)
    if other:
        words = f"Observed anew from {POSITIONS}, the dossier differs, first in its {other}. Were the settings others?"
        return report.with_findings(Finding(kind="other observations", place=POSITIONS, words=words))
    return report.with_notes(f"Its observations come out the same from {POSITIONS}.")


def _first_other(dossier: Dossier, anew: Dossier) -> str:
    parts: Sequence[str] = dossier.__struct_fields__
    return next((part for part in parts if getattr(dossier, part) != getattr(anew, part)), "bytes")
