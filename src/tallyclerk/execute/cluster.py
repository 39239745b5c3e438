"""Work done by a Dask cluster."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from tallyclerk.errors import ExecutionError
from tallyclerk.execute.engine import Engine, Job, Lost, batches

if TYPE_CHECKING:
    from distributed import Client, Future

A = TypeVar("A")
B = TypeVar("B")

_AHEAD = 4
"""Batches for each worker that are out at one time."""
_PATIENCE = 20
"""Seconds to wait for a scheduler, and for its first worker."""
_DIED = "every worker that worked on it died, also when it was tried alone; it may need more memory than there is"
_LOCK = threading.Lock()
"""A worker may have several threads; the parser, and what reads lexicons at first use, are for one."""


class Cluster(Engine):
    """The workers of a Dask scheduler. A batch whose worker dies is done anew by another one.

    When several workers die on one batch, its items are tried one by one; one on which they die too is lost.
    """

    def __init__(self, address: str) -> None:
        """Connect to a scheduler.

        Args:
            address: As Dask writes it: `tcp://host:8786`.

        Raises:
            ExecutionError: if Dask is not installed, or nobody answers there, or there is no worker.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, and heavy
        except ImportError as error:
            raise ExecutionError("no Dask here; install it with: pip install 'tallyclerk[dask]'") from error
        self._address = address
        try:
            self._client: Client = Client(address, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError) as error:  # a time-out is an OSError, a wrong address a ValueError
            raise ExecutionError(
                f"{address}: no Dask scheduler with a worker answers there ({error}); start one with `dask scheduler` "
                "and `dask worker ADDRESS`"
            ) from error

    def each(self, job: Job[A, B], items: Iterable[A], weigh: Callable[[A], int] | None = None) -> Iterator[B | Lost]:
        """Do a job on each item, on whichever worker is free."""
        out: deque[tuple[Sequence[A], Future]] = deque()
        for batch in batches(items, weigh):
            out.append((batch, self._give(job, batch)))
            if len(out) >= self._ahead():
                yield from self._take(job, *out.popleft())
        while out:
            yield from self._take(job, *out.popleft())

    def close(self) -> None:
        """Leave the cluster; what is under way for us is given up there."""
        self._client.close()

    def _ahead(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return _AHEAD * max(1, threads)

    def _give(self, job: Job[A, B], batch: Sequence[A]) -> Future:
        # Not pure: Dask would hash all arguments to find out whether it has done the same before.
        return self._client.submit(_done, job, batch, pure=False)

    def _take(self, job: Job[A, B], batch: Sequence[A], future: Future) -> Iterator[B | Lost]:
        results = self._result(future)
        if results is not None:
            yield from results
            return
        for item in batch:
            alone = self._result(self._give(job, (item,)))
            yield Lost(_DIED) if alone is None else alone[0]

    def _result(self, future: Future) -> Sequence[Any] | None:
        """What a batch came to; None where its workers died.

        Raises:
            ExecutionError: if the scheduler is gone.
        """
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415
        from distributed.comm import CommClosedError  # noqa: PLC0415

        try:
            results: Sequence[Any] = future.result()
        except KilledWorker:
            return None
        except (CancelledError, CommClosedError) as error:
            raise ExecutionError(f"{self._address}: the scheduler is gone; what was done so far is kept") from error
        return results


def _done(job: Job[A, B], batch: Sequence[A]) -> Sequence[B]:
    """On a worker: the job, by one thread at a time."""
    with _LOCK:
        return job(batch)
