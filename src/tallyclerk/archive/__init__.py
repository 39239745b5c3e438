"""The evidence archive: raw bytes as WARC, their hashes, and a manifest chained by hash.

    archive.py   open, add, read back            verify.py    re-read all of it and name what does not match
    writer.py    record first, then its line     dossiers.py  a dossier held against its archive
    manifest.py  the lines, as a chain           mend.py      set aside what a cut-off write left

What the folder holds is described in docs/archive.md.
"""

from tallyclerk.archive.archive import Archive
from tallyclerk.archive.dossiers import verify_dossier
from tallyclerk.archive.facts import record_id
from tallyclerk.archive.findings import Finding, Kind, Report
from tallyclerk.archive.folder import is_archive
from tallyclerk.archive.mend import mend
from tallyclerk.archive.verify import verify_archive

__all__ = [
    "Archive",
    "Finding",
    "Kind",
    "Report",
    "is_archive",
    "mend",
    "record_id",
    "verify_archive",
    "verify_dossier",
]
