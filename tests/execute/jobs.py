"""Jobs that the tests give to engines; they lie in a module of their own, so that another process can import them."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path


def doubled(items: Sequence[int]) -> list[int]:
    """Twice each item."""
    return [2 * item for item in items]


def with_process(items: Sequence[int]) -> list[tuple[int, int]]:
    """Each item, and the process that had it."""
    return [(item, os.getpid()) for item in items]


def deadly(killers: frozenset[int], items: Sequence[int]) -> list[int]:
    """Twice each item; some kill whoever works on them."""
    if killers & set(items):
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(items)


def deadly_once(killer: int, mark: Path, items: Sequence[int]) -> list[int]:
    """Twice each item; one kills the first that works on it."""
    if killer in items and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(items)


def failing(items: Sequence[int]) -> list[int]:
    """An error of the job's own."""
    raise ValueError(f"cannot double {items[0]}")
