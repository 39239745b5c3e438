"""Writing the files of a dossier."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tallyclerk.errors import DossierError
from tallyclerk.model import Dossier
from tallyclerk.publish.codec import FILE_NAME, to_json
from tallyclerk.publish.page import to_html

PAGE_NAME = "dossier.html"


def write(dossier: Dossier, directory: Path, beside: Mapping[str, bytes] | None = None) -> tuple[Path, ...]:
    """Write `dossier.json` and `dossier.html` into a folder, which is made where there is none.

    Each file is replaced as a whole, so that a reader never sees half of one.

    Args:
        dossier: What to write.
        directory: The folder.
        beside: Further files of it by name.

    Returns:
        The paths of the data and of the page, then of what lies beside them.

    Raises:
        DossierError: if the folder cannot be made or written.
    """
    data, page = to_json(dossier), to_html(dossier).encode()
    return replace_all(directory, {FILE_NAME: data, PAGE_NAME: page, **(beside or {})})


def replace_all(directory: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is made where there is none; each replaces an older one as a whole.

    Returns:
        Their paths.

    Raises:
        DossierError: if the folder cannot be made or written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return tuple(_replace(directory / name, content) for name, content in files.items())
    except OSError as error:
        why = f"{error.strerror} ({error.filename})" if error.filename else error.strerror
        raise DossierError(f"{directory}: cannot be written to: {why}; choose another folder with -o") from error


def _replace(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
