"""What the work is done with: an engine, and a cache of what was done before."""

from __future__ import annotations

import platform
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from tallyclerk.cache import Cache
from tallyclerk.config import RunSettings
from tallyclerk.errors import ExecutionError
from tallyclerk.execute import Cluster, Engine, Job, Lost, Processes, Serial
from tallyclerk.tasks.fingerprint import fingerprint

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True)
class Memory(Generic[A, B]):
    """How what a job gives is kept.

    Attributes:
        kind: The type of what it gives.
        key: A hash of all that hangs on an item: of the item, of what works on it, and how.
    """

    kind: type[B]
    key: Callable[[A], bytes]


@dataclass(frozen=True)
class Means:
    """What the work is done with."""

    engine: Engine
    cache: Cache | None = None

    def each(
        self, job: Job[A, B], items: Iterable[A], weigh: Callable[[A], int], memory: Memory[A, B]
    ) -> Iterator[B | Lost]:
        """What a job gives for each item, in order; it is done only on those of which that is not known.

        All of it comes as one reads it from its bytes, wherever it was made, so that it is the same to the last bit.

        Args:
            job: What to do.
            items: What to do it on.
            weigh: How much an item takes, in characters or bytes.
            memory: How what comes out is kept.
        """
        waiting: deque[tuple[bytes, B | None]] = deque()
        encoded = partial(_encoded, fingerprint(), job)
        for done in self.engine.each(encoded, self._unknown(items, memory, waiting), weigh):
            yield from _known(waiting)
            key, _ = waiting.popleft()
            if isinstance(done, Lost):
                yield done
                continue
            if self.cache is not None:
                self.cache.put(key, done)
            yield msgspec.msgpack.decode(done, type=memory.kind)
        yield from _known(waiting)

    def all(self, job: Job[A, B], items: Iterable[A], weigh: Callable[[A], int]) -> Iterator[B]:
        """What a job gives for each item, where nothing can come of it without one of them.

        Raises:
            ExecutionError: if a worker died on one.
        """
        for done in self.engine.each(job, items, weigh):
            if isinstance(done, Lost):
                raise ExecutionError(f"one step of the work could not be done: {done.reason}")
            yield done

    def _unknown(self, items: Iterable[A], memory: Memory[A, B], waiting: deque[tuple[bytes, B | None]]) -> Iterator[A]:
        """The items to work on; all are noted, in their order, with what is known of them."""
        for item in items:
            key = memory.key(item) if self.cache is not None else b""
            known = _remembered(self.cache, key, memory.kind) if self.cache is not None else None
            waiting.append((key, known))
            if known is None:
                yield item


def _encoded(program: bytes, job: Job[A, B], items: Sequence[A]) -> list[bytes]:
    """What a job gives, as it is kept and sent.

    Raises:
        ExecutionError: on a worker with another program, whose work would not be the same.
    """
    if fingerprint() != program:
        raise ExecutionError(
            f"the worker on {platform.node()} has another version of tallyclerk, of Python or of a package that it "
            "reads with; install the same there"
        )
    return [msgspec.msgpack.encode(done) for done in job(items)]


def _known(waiting: deque[tuple[bytes, B | None]]) -> Iterator[B]:
    """What is known of the next items, up to the first of which it is not."""
    while waiting and waiting[0][1] is not None:
        _, known = waiting.popleft()
        assert known is not None  # noqa: S101 - the line above says so, to the reader but not to mypy
        yield known


def _remembered(cache: Cache, key: bytes, kind: type[B]) -> B | None:
    body = cache.get(key)
    if body is None:
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError):  # of another shape than this version's: as good as not there
        cache.forget(key)
        return None


@contextmanager
def means_of(settings: RunSettings) -> Iterator[Means]:
    """What the settings say the work is to be done with, until the end of the block.

    Raises:
        CacheError: if a cache is asked for where none can be kept.
        ExecutionError: if there is no cluster where one is named.
    """
    with ExitStack() as stack:
        cache = Cache(Path(settings.cache), settings.cache_bytes) if settings.cache else None
        if cache is not None:
            stack.enter_context(cache)
        yield Means(stack.enter_context(_engine(settings)), cache)


def _engine(settings: RunSettings) -> Engine:
    if settings.engine == "dask":
        return Cluster(settings.scheduler)
    return Serial() if settings.jobs == 1 else Processes(settings.jobs)
