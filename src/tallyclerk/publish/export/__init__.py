"""A dossier in the formats of other communities' tools; docs/exports.md says what each holds and loses.

rendered(dossier, to)        the files of a format, by name
export(dossier, to, out)     the same, written
frames(dossier)              pandas DataFrames

All of them give the same bytes for the same dossier. Text from reports is put on one line, cut where it is very long,
and stripped of control characters and direction overrides; `dossier.json` alone has every character.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tallyclerk.errors import DossierError
from tallyclerk.model import Dossier
from tallyclerk.publish.export.formats import FORMATS, Files
from tallyclerk.publish.export.tables import tables, to_frames
from tallyclerk.publish.files import replace_all
from tallyclerk.publish.sound import expect_sound

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["FORMATS", "export", "frames", "rendered"]


def rendered(dossier: Dossier, to: str) -> Files:
    """The files of a format by name, without writing them.

    Raises:
        DossierError: if there is no such format, or the dossier does not hold together.
    """
    if to not in FORMATS:
        raise DossierError(f"{to}: no such format; there are {', '.join(FORMATS)}")
    expect_sound(dossier)
    return FORMATS[to].files(dossier)


def export(dossier: Dossier, to: str, out: Path) -> tuple[Path, ...]:
    """Write a dossier in a format; each file is replaced as a whole.

    Args:
        dossier: A whole dossier.
        to: One of `FORMATS`.
        out: The file to write; for `csv` the folder, which is made if need be.

    Returns:
        The paths of the files.

    Raises:
        DossierError: if there is no such format, the dossier does not hold together, or it cannot be written there.
    """
    files = rendered(dossier, to)
    if FORMATS[to].folder:
        return replace_all(out, files)
    (content,) = files.values()
    return replace_all(out.parent, {out.name: content})


def frames(dossier: Dossier) -> dict[str, DataFrame]:
    """The tables of the CSV export as pandas DataFrames, by name.

    Raises:
        DossierError: if the dossier does not hold together.
        MissingExtra: if pandas is not installed.
    """
    expect_sound(dossier)
    return to_frames(tables(dossier))
