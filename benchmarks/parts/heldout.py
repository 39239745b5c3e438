"""Claims of annotated reports that were written by people who had not seen the rules; set c was never looked at."""

from __future__ import annotations

from pathlib import Path

from parts import corpus, reconcile
from parts.part import DataError, Measured, Part, table

ROLES = ("ALL ROLES", "transfer", "giver", "recipient", "cargo", "quantity", "attribution", "status accuracy")


def measure(data: Path) -> Measured:
    """Score each set of a folder by itself, its claims and what reconciling makes of its stories."""
    sets = sorted(folder for folder in data.iterdir() if (folder / "gold.jsonl").is_file())
    if not sets:
        raise DataError(f"{data} holds no folder with gold.jsonl")
    scores: dict[str, float] = {}
    rows: dict[str, list[str | float]] = {}
    for folder in sets:
        claims = corpus.measure(folder).scores
        stories = reconcile.measure(folder).scores
        found = {role: claims[role] for role in ROLES} | {"events": stories["events B-cubed F1"]}
        scores |= {f"{folder.name}: {name}": score for name, score in found.items()}
        for name, score in found.items():
            rows.setdefault(name, [name]).append(score)
    return Measured(
        scores=scores, table=table(("F1", *(folder.name for folder in sets)), [tuple(r) for r in rows.values()])
    )


PART = Part(
    "heldout",
    "claims of reports written without sight of the rules, set by set",
    Path(__file__).resolve().parents[1] / "heldout",
    measure,
)
