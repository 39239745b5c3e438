"""All engines give the same, in the same order; one that loses a worker loses what killed it, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import dask
import jobs
import pytest

from clusters import cluster
from tallyclerk.errors import ExecutionError
from tallyclerk.execute import Cluster, Engine, Lost, Processes, Serial
from tallyclerk.execute.engine import MOST_ITEMS, batches

ENGINES: dict[str, Callable[[], Engine]] = {
    "serial": Serial,
    "one process": partial(Processes, 1),
    "two processes": partial(Processes, 2),
}
MANY = range(300)


@pytest.fixture(scope="module", autouse=True)
def _importable() -> Iterator[None]:
    """Processes that start anew find the jobs where these tests do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        patch.setenv("PYTHONPATH", ":".join(filter(None, sys.path)))
        yield


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster of two processes, which gives a batch up when its second worker has died."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), cluster() as address:
        yield address


@pytest.fixture(params=["serial", "one process", "two processes", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from _made(request)


@pytest.fixture(params=["two processes", "dask"])
def two(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine with two workers."""
    yield from _made(request)


def _made(request: pytest.FixtureRequest) -> Iterator[Engine]:
    known = ENGINES.get(request.param)
    with known() if known else Cluster(request.getfixturevalue("scheduler")) as made:
        yield made


def test_what_comes_out_is_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.each(jobs.doubled, MANY)) == [2 * n for n in MANY]
    assert list(engine.each(jobs.doubled, [])) == []


def test_items_are_taken_as_the_work_goes_on(engine: Engine) -> None:
    items = iter(range(100_000))
    results = engine.each(jobs.doubled, items)
    assert next(results) == 0
    assert next(items) <= MOST_ITEMS * 2 * 4
    results.close()  # type: ignore[attr-defined]  # a generator


def test_an_error_of_the_job_is_raised(engine: Engine) -> None:
    with pytest.raises(ValueError, match="cannot double 0"):
        list(engine.each(jobs.failing, MANY))


def test_one_engine_does_many_jobs_with_the_same_workers(two: Engine) -> None:
    first = {process for _, process in two.each(jobs.with_process, MANY)}  # type: ignore[misc]
    second = {process for _, process in two.each(jobs.with_process, MANY)}  # type: ignore[misc]
    assert first
    assert len(first | second) <= 2  # one of two may do all the items of a job


def test_an_item_that_kills_its_worker_is_lost_and_no_other(two: Engine) -> None:
    job = partial(jobs.deadly, frozenset((3, 170)))
    found = list(two.each(job, MANY))
    assert [n for n, done in enumerate(found) if isinstance(done, Lost)] == [3, 170]
    assert [done for done in found if not isinstance(done, Lost)] == [2 * n for n in MANY if n not in (3, 170)]
    assert list(two.each(jobs.doubled, MANY)) == [2 * n for n in MANY]


def test_an_item_whose_worker_died_by_chance_is_done_when_tried_alone(two: Engine, tmp_path: Path) -> None:
    job = partial(jobs.deadly_once, 40, tmp_path / "died")
    assert list(two.each(job, MANY)) == [2 * n for n in MANY]
    assert (tmp_path / "died").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://", ""])
def test_where_no_scheduler_answers_the_message_names_the_address_and_the_mend(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallyclerk.execute.cluster._PATIENCE", 0.2)
    with pytest.raises(ExecutionError, match="dask scheduler") as told:
        Cluster(address)
    assert address in str(told.value)


def test_a_batch_takes_few_items_or_little_weight() -> None:
    assert [len(batch) for batch in batches(range(40))] == [16, 16, 8]
    assert list(batches([1, 250_000, 3], lambda item: item)) == [(1, 250_000), (3,)]
