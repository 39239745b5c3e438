"""A Dask cluster of real processes, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from distributed import LocalCluster


@contextmanager
def cluster(workers: int = 2) -> Iterator[str]:
    """Start workers, each a process with a nanny that replaces it when it dies; gives the scheduler's address."""
    with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made.scheduler_address
