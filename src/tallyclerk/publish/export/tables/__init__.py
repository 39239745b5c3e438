"""A dossier as tables, for spreadsheets and data frames.

tables(dossier)     claims, facts, legs, documents, and the transfers, origins and checks that they refer to
to_csv(tables)      a CSV file for each, with a Data Package descriptor
to_frames(tables)   a pandas DataFrame for each
"""

from tallyclerk.model import Dossier
from tallyclerk.publish.export.tables.claims import claims
from tallyclerk.publish.export.tables.documents import documents
from tallyclerk.publish.export.tables.facts import facts
from tallyclerk.publish.export.tables.frames import to_frames
from tallyclerk.publish.export.tables.legs import legs
from tallyclerk.publish.export.tables.package import to_csv
from tallyclerk.publish.export.tables.rest import checks, origins, transfers
from tallyclerk.publish.export.tables.shape import Table
from tallyclerk.publish.records import Records

__all__ = ["Table", "tables", "to_csv", "to_frames"]


def tables(dossier: Dossier) -> tuple[Table, ...]:
    """All tables of a dossier."""
    records = Records(dossier)
    return tuple(make(records) for make in (transfers, facts, legs, claims, documents, origins, checks))
