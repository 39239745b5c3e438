"""Work done by other processes of this machine."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from tallyclerk.execute.engine import Engine, Job, Lost, batches

A = TypeVar("A")
B = TypeVar("B")

_AHEAD = 4
"""Batches for each worker that are out at one time: enough that none waits, few enough to bound memory."""
_DIED = "the process that worked on it died, and again when it was tried alone; it may need more memory than there is"


class _Out:
    """A batch that was given out, and to which workers."""

    def __init__(self, batch: Sequence[Any], pool: ProcessPoolExecutor, job: Job[Any, Any]) -> None:
        self.batch = batch
        self.pool = pool
        self.future: Future[Sequence[Any]] = pool.submit(job, batch)
        self.is_suspect = False

    @property
    def is_done(self) -> bool:
        """Whether what it gave is here, an error of the job's own included."""
        return self.future.done() and not isinstance(self.future.exception(), BrokenProcessPool)


class Processes(Engine):
    """Several processes, which start with the first job and load what they need once.

    When one dies, all batches that it may have had are done anew, item by item, by a worker that has nothing else; an
    item on which that one dies too is lost, and only it.
    """

    def __init__(self, jobs: int) -> None:
        """Make an engine.

        Args:
            jobs: How many processes; one for each core of this machine when 0.
        """
        self._jobs = jobs or cores()
        self._pool: ProcessPoolExecutor | None = None
        self._lone: ProcessPoolExecutor | None = None

    def each(self, job: Job[A, B], items: Iterable[A], weigh: Callable[[A], int] | None = None) -> Iterator[B | Lost]:
        """Do a job on each item, several batches at one time."""
        out: deque[_Out] = deque()
        for batch in batches(items, weigh):
            out.append(self._give(job, batch))
            if len(out) >= self._jobs * _AHEAD:
                yield from self._take(job, out)
        while out:
            yield from self._take(job, out)

    def close(self) -> None:
        """Stop the workers; what is under way is given up."""
        for pool in (self._pool, self._lone):
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._lone = None

    def _give(self, job: Job[A, B], batch: Sequence[A]) -> _Out:
        self._pool = self._pool or _pool(self._jobs)
        try:
            return _Out(batch, self._pool, job)
        except BrokenProcessPool:  # it broke since, which will show in what is out already
            self._pool = _pool(self._jobs)
            return _Out(batch, self._pool, job)

    def _take(self, job: Job[A, B], out: deque[_Out]) -> Iterator[B | Lost]:
        """What the first batch came to."""
        first = out.popleft()
        try:
            yield from first.future.result()
            return
        except BrokenProcessPool:
            if not first.is_suspect:
                self._mend(job, first, out)
        yield from (self._alone(job, item) for item in first.batch)

    def _mend(self, job: Job[A, B], first: _Out, out: deque[_Out]) -> None:
        """Give out anew what was out when a worker died, but for the first few: one of them may have killed it."""
        self._pool = None if self._pool is first.pool else self._pool
        lost = [at for at, one in enumerate(out) if one.pool is first.pool and not one.is_done]
        for at in lost[: self._jobs]:
            out[at].is_suspect = True
        for at in lost[self._jobs :]:
            out[at] = self._give(job, out[at].batch)

    def _alone(self, job: Job[A, B], item: A) -> B | Lost:
        self._lone = self._lone or _pool(1)
        try:
            return self._lone.submit(job, (item,)).result()[0]
        except BrokenProcessPool:
            self._lone = None
            return Lost(_DIED)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Started anew, not forked: a fork of a process that has threads may hang, and a bar is one.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a worker: Ctrl-C is the business of who gave out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
