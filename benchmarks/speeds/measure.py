"""What a command takes: time by the clock and of the processor, and memory of its process and of its workers."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parents[1] / "shared"
OURS = Path(sys.executable).with_name("tallyclerk")
EACH = 0.2
"""Seconds between two looks at the memory of workers."""


class Cost(NamedTuple):
    """What a command took.

    Attributes:
        seconds: By the clock.
        cpu: Of the processor, its workers' included.
        megabytes: Peak of its own resident memory.
        worker: Peak of the largest of its workers.
    """

    seconds: float
    cpu: float
    megabytes: float
    worker: float


def cost(command: Sequence[str | Path], out: Path | None = None) -> Cost:
    """Run a command once in a process of its own; what it prints goes to a file, if one is named.

    Raises:
        RuntimeError: if it fails.
    """
    words = [str(word) for word in command]
    start = time.perf_counter()
    with (out or Path(os.devnull)).open("wb") as file:
        process = subprocess.Popen(words, stdout=file, stderr=subprocess.DEVNULL)  # noqa: S603
    watch = _Watch(process.pid)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)  # unlike RUSAGE_CHILDREN this is of one child alone
    seconds = time.perf_counter() - start
    watch.ended.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} left with exit code {process.returncode}")
    own = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, own, watch.peak)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def in_turn(commands: Sequence[Sequence[str | Path]], rounds: int) -> list[Cost]:
    """The median cost of each of some commands, which take turns, so that what else the machine does hits all alike."""
    runs = [[cost(command) for command in commands] for _ in range(rounds)]
    return [middle(column) for column in zip(*runs, strict=True)]


class _Watch(threading.Thread):
    """Looks at the memory of a process's children until it ends."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.peak = 0.0
        self._pid = pid

    def run(self) -> None:
        """Look, and look again."""
        while not self.ended.wait(EACH):
            try:
                for child in psutil.Process(self._pid).children(recursive=True):
                    self.peak = max(self.peak, child.memory_info().rss / 1e6)
            except psutil.Error:  # a process that has just ended
                continue
