"""Score what tallyclerk makes of annotated reports, and hold the scores against their floors.

The corpus lies beside the repository, in `../shared`; where it is missing there is nothing to measure.
Run it with `make bench-quality`; `python benchmarks/quality.py --update` raises the floors to what was reached.
"""

from __future__ import annotations

import argparse
import json
import math
import runpy
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tallyclerk

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.toml"
HEAD = """\
# The least that each score may be. `make bench-quality` fails below; `python benchmarks/quality.py --update` raises
# floors, and lowers one only with --allow-regression, so that a loss is a visible act. All scores: more is better.
"""

Scores = dict[str, dict[str, float]]
"""Scores by section (`corpus`, or the name of a stage benchmark) and name."""


def corpus_scores() -> dict[str, float]:
    """Build the corpus, print the scorer's table and return its scores."""
    corpus, scorer = SHARED / "corpus", SHARED / "score" / "score.py"
    with tempfile.TemporaryDirectory() as folder:
        data, _ = tallyclerk.write(tallyclerk.build(corpus / "pages.jsonl"), folder)
        command = [sys.executable, str(scorer), str(corpus / "gold.jsonl"), str(corpus / "pages.jsonl"), str(data)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
        done = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)  # noqa: S603
    return flattened(json.loads(done.stdout))


def flattened(table: Mapping[str, object]) -> dict[str, float]:
    """The scorer's table as one number a row: F1 where a row has it."""
    scores = {}
    for name, row in table.items():
        if isinstance(row, dict):
            scores[name] = float(row["f1"])
        elif name == "values whose span does not re-read":
            scores["spans re-read"] = 0.0 if row else 1.0
        elif isinstance(row, int | float):
            scores[name] = float(row)
    return scores


def stage_scores() -> Scores:
    """What each `stage_*.py` beside this file returns from its `main()`; {} means that its data is missing."""
    scores = {}
    for path in sorted(HERE.glob("stage_*.py")):
        print(f"\n{path.stem}")
        found: dict[str, float] = runpy.run_path(str(path))["main"]()
        for name, score in found.items():
            print(f"  {name:<40} {score:.3f}")
        if found:
            scores[path.stem] = found
    return scores


def below(scores: Scores, floors: Scores) -> list[str]:
    """A line for each floor of a measured section that was not reached."""
    return [
        f"{section}: {name}: {scores[section].get(name, math.nan):.3f} is below its floor of {floor:.3f}"
        for section, entries in floors.items()
        if section in scores
        for name, floor in entries.items()
        if not scores[section].get(name, math.nan) >= floor  # also where the score is gone
    ]


def updated(scores: Scores, floors: Scores, lower: bool) -> Scores:
    """New floors: the scores, or the old floor where that is higher and may not be lowered."""
    new = {section: dict(entries) for section, entries in floors.items()}
    for section, entries in scores.items():
        old = {} if lower else new.get(section, {})
        reached = {name: math.floor(score * 1000) / 1000 for name, score in entries.items()}
        new[section] = {name: max(reached.get(name, 0.0), old.get(name, 0.0)) for name in sorted({*reached, *old})}
    return new


def as_toml(floors: Scores) -> str:
    """Floors as a TOML file."""
    parts = [HEAD]
    for section, entries in sorted(floors.items()):
        parts.append(f"\n[{section}]\n")
        parts.extend(f"{json.dumps(name, ensure_ascii=False)} = {floor:.3f}\n" for name, floor in entries.items())
    return "".join(parts)


def main() -> int:
    """Measure, compare, and say so; the exit code is 1 where a score fell below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores reached")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    options = parser.parse_args()
    if not (SHARED / "corpus" / "pages.jsonl").is_file():
        print("No annotated reports beside the repository (../shared/corpus); nothing to measure.")
        return 0
    scores = {"corpus": corpus_scores(), **stage_scores()}
    floors: Scores = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    misses = below(scores, floors)
    print("\n".join(["", *misses]) if misses else "\nAll scores are at or above their floors.")
    if options.update:
        FLOORS.write_text(as_toml(updated(scores, floors, options.allow_regression)), encoding="utf-8")
        print(f"Wrote {FLOORS.relative_to(HERE.parent)}")
    return 1 if misses and not options.allow_regression else 0


if __name__ == "__main__":
    sys.exit(main())
