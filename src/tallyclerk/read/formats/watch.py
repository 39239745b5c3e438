"""A bound on time for parsers that have none of their own, without threads, signals or processes."""

from __future__ import annotations

import io
import time


class TooSlow(BaseException):
    """Time is up. No `Exception`, since parsers of broken files catch those and try on."""


class Watch:
    """Raises `TooSlow` once its seconds have passed and somebody looks at it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def look(self) -> None:
        """Raise `TooSlow` where time is up."""
        if time.monotonic() > self._end:
            raise TooSlow


class WatchedBytes(io.BytesIO):
    """Bytes whose every 64th reading looks at the watch: a parser that runs in circles reads in circles."""

    def __init__(self, body: bytes, watch: Watch) -> None:
        super().__init__(body)
        self._watch = watch
        self._readings = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file."""
        self._readings += 1
        if self._readings % 64 == 0:
            self._watch.look()
        return super().read(size)
