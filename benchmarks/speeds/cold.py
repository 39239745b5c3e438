"""What a cold command takes, held against its budget, and beside another installation's if one is named."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from speeds.finding import Finding, table
from speeds.measure import HERE, OURS, SHARED, in_turn

ROUNDS = 3
DEMO = HERE.parent / "examples" / "najin"


class Budget(NamedTuple):
    """What a command may take at most."""

    seconds: float
    megabytes: float


def run(folder: Path, against: Path | None) -> Finding:
    """Time cold commands."""
    fits, rows = True, []
    for name, (arguments, budget) in _commands(folder).items():
        ours, *others = in_turn([[tool, *arguments] for tool in (OURS, against) if tool], ROUNDS)
        within = ours.seconds <= budget.seconds and ours.megabytes <= budget.megabytes
        fits = fits and within
        note = f"{'within' if within else 'OVER'} {budget.seconds:g} s, {budget.megabytes:g} MB"
        ratios = [f"{ours.seconds / other.seconds:.2f}" for other in others]
        rows.append((f"`{name}`", f"{ours.seconds:.2f}", f"{ours.cpu:.2f}", f"{ours.megabytes:,.0f}", note, *ratios))
    head = (f"cold command, median of {ROUNDS}", "s", "CPU s", "MB", "budget", *(["ours/other"] if against else []))
    return Finding("cold", table(head, rows), fits=fits)


def _commands(folder: Path) -> dict[str, tuple[list[str], Budget]]:
    """The commands to time, by name, each with its budget."""
    fresh = ["-o", str(folder / "cold"), "--no-cache"]
    jobs = {
        "--help": (["--help"], Budget(0.4, 200)),
        "build examples/najin": (["build", str(DEMO), *fresh], Budget(10, 1000)),
    }
    if (SHARED / "seeds").is_dir():
        jobs["build seeds"] = (["build", str(SHARED / "seeds"), *fresh], Budget(10, 1000))
    return jobs
