"""The index of places: whether two builds give the same bytes, and what a look-up costs in time and memory.

Look-ups are timed in a process of their own that imports the gazetteer and nothing else, over names drawn from the
index itself, so that every kind of place is among them. Cold is the first time of a name, warm the second; both are
timed by the processor's clock, for the machine does other things too. There is no data to give.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter

from parts.part import Measured, Part, table
from tallyclerk.gazetteer.build import build

LOOKED_UP = 5_000
_LOOK_UPS = """
import json, re, sys
from statistics import quantiles
from time import process_time
from tallyclerk.gazetteer import lookup
chosen = sys.stdin.read().splitlines()
def timed():
    times = []
    for name in chosen:
        start = process_time()
        found = lookup(name)
        times.append(1000 * (process_time() - start))
        assert found, name
    return times
def shown(times):
    return {"median": quantiles(times, n=2)[0], "slow": quantiles(times, n=100)[98]}
cold, warm = timed(), timed()
with open("/proc/self/status") as status:
    peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read())[1]) / 1024
print(json.dumps({"cold": shown(cold), "warm": shown(warm), "peak": peak}))
"""


def measure(data: Path) -> Measured:
    """Seconds of a build, whether two are the same, milliseconds of a look-up, and the process's memory."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.sqlite", Path(folder) / "second.sqlite"
        start = perf_counter()
        places = build(first)
        seconds = perf_counter() - start
        build(second)
        same = first.read_bytes() == second.read_bytes()
        size = first.stat().st_size / 1e6
        names = _names(first)
    chosen = "\n".join(random.Random(7).sample(names, LOOKED_UP))  # noqa: S311 - names, not secrets
    command = [sys.executable, "-c", _LOOK_UPS]
    done = subprocess.run(command, input=chosen, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    told = json.loads(done.stdout)
    cold, warm, peak = told["cold"], told["warm"], told["peak"]
    rows: list[tuple[str | float, ...]] = [
        ("build, seconds", seconds),
        ("size, MB", size),
        ("two builds are the same", "yes" if same else "no"),
        ("cold look-up, median ms", cold["median"]),
        ("cold look-up, 99 of 100 under ms", cold["slow"]),
        ("warm look-up, 99 of 100 under ms", warm["slow"]),
        ("memory of the process, MB", peak),
    ]
    return Measured(
        scores={"two builds are the same": float(same)},
        timed={"cold look-ups in 1 ms": 1 / cold["slow"], "processes in 200 MB": 200 / peak},
        beside={"slow cold look-up ms": cold["slow"], "MB resident": peak, "build seconds": seconds},
        table=table((f"{places:,} places, {len(names):,} names", ""), rows),
    )


def _names(index: Path) -> list[str]:
    """Every name of the index, folded and sorted."""
    with closing(sqlite3.connect(index)) as opened:
        return [name for (name,) in opened.execute("SELECT DISTINCT folded FROM name ORDER BY folded")]


PART = Part("index", "building the index of places, and looking names up in it", Path(__file__), measure)
