"""One process, two, and a Dask cluster of two of which one is killed: time, memory, and whether the bytes differ."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import crawl
from distributed import Client, LocalCluster

import tallyclerk
from speeds.finding import Bars, Finding, table
from speeds.measure import OURS, Cost, in_turn
from speeds.scale import TRANSFERS
from tallyclerk.config import RunSettings, Settings

ROUNDS = 3


def run(folder: Path, size: int) -> Finding:
    """Build one case in each way; claims by themselves as well, for the rest is done where the command runs."""
    source = folder / "jobs.jsonl"
    crawl.write(crawl.reports(size, TRANSFERS), source)
    claims: list[list[str | Path]] = [
        [OURS, "claims", source, "--no-cache", "--quiet", "--jobs", str(jobs)] for jobs in (1, 2)
    ]
    options: list[str | Path] = ["--no-cache", "--no-archive", "--quiet"]
    builds: list[list[str | Path]] = [
        [OURS, "build", source, "-o", folder / f"jobs-{jobs}", *options, "--jobs", str(jobs)] for jobs in (1, 2)
    ]
    one_claims, two_claims, one, two = in_turn([*claims, *builds], ROUNDS)
    digests = [_digest(folder / f"jobs-{jobs}") for jobs in (1, 2)]
    digests.append(_dask(folder, source))
    head = (f"{size:,} documents, medians of {ROUNDS}", "1 process, s", "2 processes, s", "times", "MB of a worker")
    rows = [_row("claims", one_claims, two_claims), _row("build", one, two)]
    same = "the same bytes" if len(set(digests)) == 1 else f"OTHER BYTES: {digests}"
    text = (
        table(head, rows) + f"\n\nSerial, two processes, and two Dask workers of which one was killed half-way: {same}."
    )
    bars = Bars("Seconds", "s", (("claims, 1", one_claims.seconds), ("claims, 2", two_claims.seconds)))
    return Finding("jobs", text, bars, fits=len(set(digests)) == 1)


def _row(name: str, one: Cost, two: Cost) -> tuple[str, ...]:
    return name, f"{one.seconds:.1f}", f"{two.seconds:.1f}", f"{one.seconds / two.seconds:.2f}", f"{two.worker:,.0f}"


def _dask(folder: Path, source: Path) -> str:
    """The dossier that a cluster builds when one of its workers dies on the way."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with Client(cluster.scheduler_address, set_as_default=False) as client:
            workers = list(client.run(os.getpid).values())
        dead: list[int] = []

        def kill(stage: str, done: int, total: int) -> None:
            if stage == "extract" and done > total // 2 and not dead:
                dead.append(workers[0])
                os.kill(workers[0], signal.SIGKILL)

        settings = Settings(run=RunSettings(engine="dask", scheduler=cluster.scheduler_address))
        tallyclerk.write(tallyclerk.build(source, settings, kill), folder / "dask")
    if not dead:
        raise RuntimeError("no worker was killed")
    return _digest(folder / "dask")


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "dossier.json").read_bytes()).hexdigest()[:12]
