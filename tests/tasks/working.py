"""What the tests of work share: an engine that notes what it was given, and reports that tell of transfers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tallyclerk.execute import Job, Lost, Serial

TOLD = "On {day} May Norway shipped {count} howitzers to Ukraine, the ministry said."


class Noting(Serial):
    """Works in this process, and notes each item; loses those that it is told to lose."""

    def __init__(self, loses: Callable[[Any], bool] = lambda item: False) -> None:
        self.items: list[Any] = []
        self._loses = loses

    def each(
        self, job: Job[Any, Any], items: Iterable[Any], weigh: Callable[[Any], int] | None = None
    ) -> Iterator[Any]:
        for item in items:
            self.items.append(item)
            yield Lost("its worker died") if self._loses(item) else job((item,))[0]
