"""A case built by a Dask cluster is the one that this process builds, also when a worker is killed on the way."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client
from working import TOLD

import tallyclerk
from clusters import cluster
from tallyclerk import publish
from tallyclerk.config import RunSettings, Settings


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with cluster() as address:
        yield address


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of reports, a third of which are copies."""
    folder = tmp_path_factory.mktemp("shards")
    for shard in range(2):
        rows = [{"id": f"{shard}-{n}", "text": _text(shard * 60 + n - n % 3)} for n in range(60)]
        (folder / f"{shard}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return folder


def _text(n: int) -> str:
    told = TOLD.format(day=n % 28 + 1, count=n + 2) if n % 10 == 0 else ""
    return f"Crew {n} carried crates of fruit past the harbour office in the rain, and nobody wrote it down. {told}"


def test_a_worker_killed_half_way_costs_a_retry_and_changes_no_byte(scheduler: str, shards: Path) -> None:
    killed: list[int] = []
    with Client(scheduler, set_as_default=False) as client:
        workers = list(client.run(os.getpid).values())

    def kill(stage: str, done: int, total: int) -> None:
        if stage == "extract" and not killed:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    settings = Settings(run=RunSettings(engine="dask", scheduler=scheduler))
    assert len(workers) == 2
    assert publish.to_json(tallyclerk.build(shards, settings, kill)) == publish.to_json(tallyclerk.build(shards))
    assert killed
