"""The whole way: the dossier of annotated reports, by the scorer beside them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import tallyclerk
from parts.part import SHARED, Measured, Part
from parts.scorer import as_table, flattened, gold_of, scored


def dossier_of(folder: Path) -> dict[str, Any]:
    """The dossier of a folder's `pages.jsonl`, as written."""
    gold_of(folder)  # a folder that is none is told before the work
    with tempfile.TemporaryDirectory() as out:
        data, _ = tallyclerk.write(tallyclerk.build(folder / "pages.jsonl"), out)
        dossier: dict[str, Any] = json.loads(data.read_bytes())
    return dossier


def measure(data: Path) -> Measured:
    """Build the dossier of `pages.jsonl` and score it against `gold.jsonl`."""
    result, _ = scored(data, dossier_of(data))
    return Measured(scores=flattened(result), table=as_table(result))


PART = Part("corpus", "claims of annotated reports, F1 by role", SHARED / "corpus", measure)
