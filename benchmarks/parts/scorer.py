"""The scorer that lies beside the annotated reports, called as it is."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from parts.part import SHARED, DataError, Scores, rows_of, table

PATH = SHARED / "score" / "score.py"
UNGROUNDED = "values whose span does not re-read"


@cache
def scorer() -> ModuleType:
    """The scorer's module.

    Raises:
        DataError: where it is missing.
    """
    spec = importlib.util.spec_from_file_location("scorer", PATH)
    if spec is None or spec.loader is None or not PATH.is_file():
        raise DataError("there is no score/score.py in ../shared beside the repository")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_of(folder: Path) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Gold rows, and pages by id, of a folder like ../shared/corpus.

    Raises:
        DataError: where one of its two files is missing or malformed.
    """
    for name in ("gold.jsonl", "pages.jsonl"):
        if not (folder / name).is_file():
            raise DataError(f"{folder} holds no {name}")
    gold, pages = (rows_of(folder / name, dict[str, Any]) for name in ("gold.jsonl", "pages.jsonl"))
    return gold, {page["id"]: page for page in pages}


def scored(folder: Path, dossier: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the scorer says of a dossier made of the folder's pages: its table, and its tallies by role."""
    gold, pages = gold_of(folder)
    result, tallies = scorer().score(gold, pages, dossier)
    return result, tallies


def flattened(result: dict[str, Any]) -> Scores:
    """The scorer's table as one number a row: F1 where a row has it."""
    scores = {}
    for name, row in result.items():
        if isinstance(row, dict):
            scores[name] = float(row["f1"])
        elif name == UNGROUNDED:
            scores["spans re-read"] = 0.0 if row else 1.0
        elif row is not None:
            scores[name] = float(row)
    return scores


def as_table(result: dict[str, Any]) -> str:
    """The scorer's table for people."""
    wide = [(name, row) for name, row in result.items() if isinstance(row, dict)]
    long = [(name, row) for name, row in result.items() if not isinstance(row, dict)]
    columns = ("precision", "recall", "f1", "predicted", "gold")
    first = table(("", *columns), [(name, *(row[column] for column in columns)) for name, row in wide])
    return f"{first}\n{table(('', ''), [(name, '-' if row is None else row) for name, row in long])}"
