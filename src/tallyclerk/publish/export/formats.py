"""The formats that a dossier can be exported to, by name."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tallyclerk.model import Dossier
from tallyclerk.publish.export.brief import to_markdown
from tallyclerk.publish.export.ftm import to_ftm
from tallyclerk.publish.export.geojson import to_geojson
from tallyclerk.publish.export.kml import to_kml
from tallyclerk.publish.export.schema import to_schema
from tallyclerk.publish.export.stix import to_stix
from tallyclerk.publish.export.tables import tables, to_csv

Files = dict[str, bytes]


class Format(msgspec.Struct, frozen=True):
    """A format: the file or folder that it is written to beside the dossier, and how.

    Attributes:
        folder: Whether it is several files, and `place` their folder.
        files: The files by name; a single one has the name `place`.
    """

    place: str
    folder: bool
    files: Callable[[Dossier], Files]


def _one(place: str, written: Callable[[Dossier], bytes]) -> Format:
    return Format(place, False, lambda dossier: {place: written(dossier)})


FORMATS: dict[str, Format] = {
    "geojson": _one("dossier.geojson", to_geojson),
    "csv": Format("tables", True, lambda dossier: to_csv(tables(dossier))),
    "ftm": _one("entities.ftm.json", to_ftm),
    "stix": _one("dossier.stix.json", to_stix),
    "schema": _one("dossier.schema.json", lambda _: to_schema()),
    "markdown": _one("brief.md", to_markdown),
    "kml": _one("dossier.kml", to_kml),
}
