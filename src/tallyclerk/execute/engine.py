"""What every engine does, and the one that does it in this process."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

A = TypeVar("A")
B = TypeVar("B")

Job = Callable[[Sequence[A]], Sequence[B]]
"""Takes several items and gives something for each, in their order; the same whatever items it is given together."""

MOST_ITEMS = 16
"""Items that are worked on together."""
MOST_WEIGHT = 200_000
"""The weight, in characters or bytes, from which on a batch takes no more items."""


class Lost(msgspec.Struct, frozen=True):
    """Stands for what a job would have given for an item on which its worker died, also when it was alone with it."""

    reason: str


class Engine(ABC):
    """Does jobs on many items. What it gives is in the order of the items, and the same with every engine."""

    @abstractmethod
    def each(self, job: Job[A, B], items: Iterable[A], weigh: Callable[[A], int] | None = None) -> Iterator[B | Lost]:
        """Do a job on each of some items.

        Args:
            job: What to do. It may be sent to another process: a function of a module, or a `partial` of one.
            items: Taken as the work goes on, never all at once.
            weigh: How much an item takes, in characters or bytes; each weighs nothing when None.

        Yields:
            What the job gave for each item, or a `Lost` where its worker died on it.

        Raises:
            ExecutionError: if no worker can be had.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of whatever it works with."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()


class Serial(Engine):
    """One item after the other, in this process."""

    def each(self, job: Job[A, B], items: Iterable[A], weigh: Callable[[A], int] | None = None) -> Iterator[B | Lost]:
        """Do a job on each item, here and now."""
        for batch in batches(items, weigh):
            yield from job(batch)

    def close(self) -> None:
        """There is nothing to let go of."""


def batches(items: Iterable[A], weigh: Callable[[A], Any] | None = None) -> Iterator[tuple[A, ...]]:
    """Items in the portions that are worked on together."""
    batch: list[A] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += weigh(item) if weigh else 0
        if len(batch) >= MOST_ITEMS or weight >= MOST_WEIGHT:
            yield tuple(batch)
            batch, weight = [], 0
    if batch:
        yield tuple(batch)
