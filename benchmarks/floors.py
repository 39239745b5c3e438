"""Floors: the least that each score may be, kept in floors.toml."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from parts.part import Measured, Scores

PATH = Path(__file__).with_suffix(".toml")
HEAD = """\
# The least that each score may be. `make bench-quality` fails below; `python benchmarks/quality.py --update` raises
# floors, and lowers one only with --allow-regression, so that a loss is a visible act. All scores: more is better.
"""
ROOM = 0.75
"""A floor of a ratio of times lies this far below what was reached, for the machine has other things to do."""

Floors = dict[str, Scores]
"""Floors by part and score."""


def read(path: Path = PATH) -> Floors:
    """The floors as they stand."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def below(measured: Mapping[str, Measured], floors: Floors) -> list[str]:
    """A line for each floor of a measured part that was not reached, also where the score is gone."""
    lines = []
    for name, found in measured.items():
        for score, floor in floors.get(name, {}).items():
            reached = found.numbers().get(score, math.nan)
            if not reached >= floor:
                lines.append(f"{name}: {score}: {reached:.3f} is below its floor of {floor:.3f}")
    return lines


def raised(measured: Mapping[str, Measured], floors: Floors, *, lower: bool) -> Floors:
    """New floors: what was reached, or the old floor where that is higher and may not be lowered."""
    new = {name: dict(entries) for name, entries in floors.items()}
    for name, found in measured.items():
        old = {} if lower else new.get(name, {})
        reached = {**found.scores, **{score: ROOM * value for score, value in found.timed.items()}}
        cut = {score: math.floor(value * 1000) / 1000 for score, value in reached.items()}
        new[name] = {score: max(cut.get(score, 0.0), old.get(score, 0.0)) for score in sorted({*cut, *old})}
    return new


def as_toml(floors: Floors) -> str:
    """Floors as a TOML file."""
    parts = [HEAD]
    for name, entries in sorted(floors.items()):
        parts.append(f"\n[{name}]\n")
        parts.extend(f"{json.dumps(score, ensure_ascii=False)} = {floor:.3f}\n" for score, floor in entries.items())
    return "".join(parts)
