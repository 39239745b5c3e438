"""Re-reading all of an archive, and naming everything that does not match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tallyclerk.archive.chain import Link, chain_findings, link_of
from tallyclerk.archive.entries import GENESIS, Kept, WarcFile
from tallyclerk.archive.findings import Finding, Report
from tallyclerk.archive.folder import MANIFEST, WARC_GLOB, open_inside
from tallyclerk.archive.manifest import lines
from tallyclerk.archive.places import WarcCheck
from tallyclerk.errors import ArchiveError

_HASH = re.compile(r"[0-9a-f]{64}")


def verify_archive(path: str | Path, *, head: str | None = None) -> Report:
    """Re-read an archive: every line, every record, every byte between them.

    Args:
        path: The archive's folder.
        head: The head that the user noted at an earlier time, in hex.

    Returns:
        What does not match, and the head to note. One finding never hides others.

    Raises:
        ArchiveError: if the folder has no manifest that can be opened, or `head` is not a SHA-256.
    """
    folder = Path(path)
    noted = head.strip().lower() if head is not None else None
    if noted is not None and not _HASH.fullmatch(noted):
        raise ArchiveError(
            f"{head!r}: is not a head; it has 64 digits of 0-9 and a-f, as `tallyclerk verify` printed it"
        )
    links: list[Link] = []
    warcs: dict[str, WarcCheck] = {}
    found: list[Finding] = []
    reports = 0
    with open_inside(folder, MANIFEST) as manifest:
        for line in lines(manifest):
            links.append(link_of(line, links[-1] if links else None))
            entry = line.decoded.entry if line.decoded else None
            if isinstance(entry, Kept | WarcFile):
                reports += isinstance(entry, Kept)
                if entry.file not in warcs:
                    warcs[entry.file] = WarcCheck(folder, entry.file)
                found += warcs[entry.file].check(entry)
    for name in sorted(warcs):
        found += warcs[name].finish()
    findings = [*chain_findings(links), *_empty(links), *found, *_unlisted(folder, warcs)]
    report = Report(subject=str(path), entries=len(links), reports=reports, head=_head(links), findings=tuple(findings))
    return _with_noted(report, noted, links)


def _head(links: Sequence[Link]) -> str:
    return links[-1].sha256 if links else GENESIS


def _empty(links: Sequence[Link]) -> list[Finding]:
    if links:
        return []
    words = "The manifest is empty, and even a new archive has one line; put it back from a copy of the archive."
    return [Finding(kind="removed line", place=f"{MANIFEST}, line 1", words=words, sequence=1)]


def _unlisted(folder: Path, warcs: dict[str, WarcCheck]) -> list[Finding]:
    words = (
        "The file is not in the manifest. If a write was cut off, `tallyclerk verify --mend` sets it aside; else it "
        "was added, or its lines were removed: look into it before you rely on the archive."
    )
    names = sorted(path.name for path in folder.glob(WARC_GLOB) if path.name not in warcs)
    return [Finding(kind="unlisted file", place=name, words=words) for name in names]


def _with_noted(report: Report, noted: str | None, links: Sequence[Link]) -> Report:
    """The report with what the noted head shows."""
    if noted is None:
        return report
    number = next((link.number for link in links if link.sha256 == noted), None)
    if number is None:
        words = (
            f"No line has the head that was noted, {noted}: the archive was cut back or written anew since, or it is "
            "another archive. Compare it with a copy."
        )
        return report.with_findings(Finding(kind="other head", place=MANIFEST, words=words))
    since = len(links) - number
    more = f"{since} lines were added since" if since else "nothing was added since"
    return report.with_notes(f"The head that was noted is that of line {number}; {more}.")
