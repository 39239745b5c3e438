"""Feed good, broken and hostile inputs to all readers, and report what crashes, hangs or eats memory.

    python benchmarks/fuzz.py --minutes 10 [--only pdf,docx] [--seed N] [--inputs nasties] [--json]

Each input goes the way of a file: `acquire`, then `read_all`; where `acquire` does not know its suffix, `unpacked`.
A worker process does this under a watch. It is a finding if anything but a `TallyclerkError` comes out, if one input
takes more than 5 s of processor time (30 s of the clock), or if the process grows beyond 1 GB. The input is saved.

The inputs of a seed are always the same: the n-th of a kind depends on the seed, the kind and n alone. How many there
are depends on the minutes. First come the fixed nasties, then mutations of good inputs, kind after kind in turn.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import selectors
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import count, islice
from pathlib import Path
from typing import IO

import msgspec
from fuzz_seeds import KINDS, Kind, nasties

from tallyclerk.acquire import acquire
from tallyclerk.config import ReadSettings
from tallyclerk.errors import TallyclerkError
from tallyclerk.model import MediaType, Raw, Unread
from tallyclerk.read import read_all
from tallyclerk.read.formats import unpacked

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

SECONDS = 5.0
CLOCK_SECONDS = 30.0
MEGABYTES = 1_000
LARGEST = 20_000_000
"""Bytes of an input, as `ReadSettings.max_bytes`."""
FOLDER = Path(tempfile.gettempdir()) / "tallyclerk-fuzz"


@dataclass(frozen=True)
class Outcome:
    """What became of one input; `fault` is empty where all is well."""

    kind: str
    name: str
    seconds: float
    megabytes: float
    fault: str = ""
    said: str = ""


# --- inputs ---------------------------------------------------------------------------------------------------------


def mutated(kind: Kind, dice: random.Random) -> bytes:
    """A good input of a kind with one to six mutations, half of the time below its compression."""
    pack: Callable[[bytes], bytes] = bytes
    seeds = kind.seeds
    if kind.shells and dice.random() < 0.6:
        inner, pack = dice.choice(kind.shells)
        seeds = (inner,)
    body = dice.choice(seeds)
    for _ in range(dice.randint(1, 6)):
        body = dice.choice(_MUTATIONS)(body, kind, dice)[: 2 * LARGEST]
    return pack(body)[:LARGEST]


def _flip(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    copy = bytearray(body)
    for _ in range(min(len(copy), dice.choice((1, 4, 40)))):
        copy[dice.randrange(len(copy))] ^= 1 << dice.randrange(8)
    return bytes(copy)


def _truncate(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    return body[: dice.randint(0, len(body))]


def _delete(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    at = dice.randint(0, len(body))
    return body[:at] + body[at + dice.randint(1, 80) :]


def _splice(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    other = dice.choice(kind.seeds)
    return body[: dice.randint(0, len(body))] + other[dice.randint(0, len(other)) :]


def _repeat(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    at, size = dice.randint(0, len(body)), dice.choice((1, 3, 9, 90, 900))
    times = min(dice.choice((2, 50, 3_000, 100_000)), 4_000_000 // size)
    return body[:at] + body[at : at + size] * times + body[at + size :]


def _token(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at = dice.randint(0, len(body))
        token = dice.choice(kind.tokens) if kind.tokens else dice.randbytes(dice.randint(1, 9))
        over = dice.choice((0, 0, len(token)))
        body = body[:at] + token * dice.choice((1, 1, 1, 20)) + body[at + over :]
    return body


def _line(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    at = dice.randint(0, len(body))
    piece = dice.choice((b"a", b"word ", b" ", b"\n", b"\0", b"(", b'"', "ж".encode(), b"1,", b"<", b"May 3, ", b"-"))
    return body[:at] + piece * dice.choice((100, 10_000, 400_000)) + body[at:]


def _nest(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    opens, closes = dice.choice(kind.nests)
    depth, at = dice.choice((10, 300, 5_000, 100_000)), dice.randint(0, len(body))
    return body[:at] + opens * depth + (closes * depth if dice.random() < 0.5 else b"") + body[at:]


def _number(body: bytes, kind: Kind, dice: random.Random) -> bytes:
    places = [match.span() for match in re.finditer(rb"\d+", body[:200_000])]
    if not places:
        return body
    start, end = dice.choice(places)
    return body[:start] + dice.choice((b"0", b"-1", b"2147483648", b"9" * 30, b"1e400", b"99999")) + body[end:]


_MUTATIONS = (
    _flip,
    _flip,
    _truncate,
    _delete,
    _splice,
    _repeat,
    _token,
    _token,
    _token,
    _line,
    _nest,
    _number,
    _number,
)


def inputs(kinds: list[str], seed: int, which: str) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and bytes: the fixed nasties, then mutations without end, or `which` of them."""
    if which != "mutations":
        yield from nasties(kinds)
    if which == "nasties":
        return
    for number in count():
        for kind in kinds:
            yield kind, f"{seed}-{number}", mutated(KINDS[kind], random.Random(f"{seed}:{kind}:{number}"))  # noqa: S311


# --- the worker -----------------------------------------------------------------------------------------------------


def work() -> None:
    """Read the files named on standard input, one a line, and tell of each on standard output."""
    _bound_memory()
    for line in sys.stdin:
        job = json.loads(line)
        _forget_peak()
        start, fault, said = time.process_time(), "", ""
        try:
            said = _read(Path(job["path"]), KINDS[job["kind"]])
        except TallyclerkError as error:
            said = str(error)
        except Exception as error:  # a finding: this is what the harness is for
            at = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} at {Path(at.filename).name}:{at.lineno}"
            said = "".join(traceback.format_exception(error))[-1_500:]
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "megabytes": _peak(), "fault": fault, "said": said}), flush=True)


def _read(path: Path, kind: Kind) -> str:
    """A file through `acquire` and `read_all`, or through `unpacked` alone; in short what came of it."""
    settings = ReadSettings()
    items = list(islice(acquire([path], settings), 2_000))
    raws = [item for item in items if isinstance(item, Raw)]
    if not raws and kind.media_type:
        fields = {"key": "a", "source": path.name, "body": path.read_bytes(), "media_type": kind.media_type}
        found = unpacked(msgspec.convert(fields, Raw), settings)
        if isinstance(found, Unread):
            return found.reason
        media: MediaType = "text/html" if found.is_markup else "text/plain"
        raws = [Raw(key="a", source=path.name, body=found.text.encode(errors="replace"), media_type=media)]
    documents, unread = read_all(raws, settings, lambda done, total: None)
    reasons = [item.reason for item in (*items, *unread) if isinstance(item, Unread)]
    return f"{len(documents)} read; {'; '.join(reasons)}"[:300]


def _bound_memory() -> None:
    """Keep a runaway worker from taking the machine along; where there are no such bounds, the peak is still told."""
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))


def _forget_peak() -> None:
    """On Linux, begin anew to note the largest size of this process, so that it tells of one input."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> float:
    """The largest size of this process since then, in megabytes; 0 where that is not known."""
    status = Path("/proc/self/status")  # on Linux, `getrusage` also counts what the parent had taken before the fork
    if status.exists() and (match := re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))):
        return int(match[1]) / 1_000
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit if resource else 0.0


class Worker:
    """A process that reads inputs, started anew after each that it did not survive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def run(self, kind: str, name: str, body: bytes) -> Outcome:
        path = self._folder / f"case{KINDS[kind].suffix}"
        path.write_bytes(body)
        process = self._started()
        start = time.monotonic()
        _stream(process.stdin).write(json.dumps({"path": str(path), "kind": kind}) + "\n")
        _stream(process.stdin).flush()
        answer = self._answer(process)
        if answer is None:
            passed = time.monotonic() - start
            self.stop()
            code = process.returncode
            fault = f"hang: no answer in {CLOCK_SECONDS:g} s" if code == -9 else f"crash: it ended with {code}"
            return Outcome(kind, name, passed, 0.0, fault)
        found = Outcome(kind, name, **json.loads(answer))
        if found.megabytes > MEGABYTES:
            self.stop()
        return found

    def stop(self) -> None:
        if self._process:
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait()
            self._process = None

    def _answer(self, process: subprocess.Popen[str]) -> str | None:
        with selectors.DefaultSelector() as selector:
            selector.register(_stream(process.stdout), selectors.EVENT_READ)
            if not selector.select(CLOCK_SECONDS):
                return None
        return _stream(process.stdout).readline() or None

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            command = [sys.executable, str(Path(__file__).resolve()), "--worker"]
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        return self._process


def _stream(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise RuntimeError("the worker has no pipe")
    return stream


# --- the run --------------------------------------------------------------------------------------------------------


def fault_of(outcome: Outcome) -> str:
    """What is wrong with an outcome, or nothing."""
    if outcome.fault:
        return outcome.fault
    if outcome.seconds > SECONDS:
        return f"slow: more than {SECONDS:g} s"
    return f"memory: more than {MEGABYTES:,} MB" if outcome.megabytes > MEGABYTES else ""


def saved(outcome: Outcome, body: bytes, folder: Path) -> Path:
    """Keep an input and what became of it."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"\W+", "-", f"{outcome.kind}-{outcome.name}")
    path = folder / f"{stem}{KINDS[outcome.kind].suffix}"
    path.write_bytes(body)
    path.with_name(path.name + ".json").write_text(json.dumps(asdict(outcome), indent=1), encoding="utf-8")
    return path


def run(kinds: list[str], minutes: float, seed: int, which: str, out: Path) -> tuple[Counter[str], list[Outcome]]:
    """How many inputs of each kind were read, and the slowest and the faulty outcomes; each fault of a kind once."""
    read: Counter[str] = Counter()
    faults: dict[tuple[str, str], Outcome] = {}
    slowest: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as folder:
        worker = Worker(Path(folder))
        end = time.monotonic() + minutes * 60
        for kind, name, body in inputs(kinds, seed, which):
            if time.monotonic() > end:
                break
            outcome = worker.run(kind, name, body)
            read[kind] += 1
            if outcome.seconds > slowest.get(kind, outcome).seconds or kind not in slowest:
                slowest[kind] = outcome
            fault = fault_of(outcome)
            if fault and (kind, fault) not in faults:
                faults[kind, fault] = outcome
                print(f"{kind}: {name}: {fault}: {saved(outcome, body, out)}", file=sys.stderr)
        worker.stop()
    return read, [*faults.values(), *(outcome for outcome in slowest.values() if not fault_of(outcome))]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds, parted by commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", choices=("all", "nasties", "mutations"), default="all")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where findings are saved")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.worker:
        work()
        return 0
    kinds = asked.only.split(",")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        parser.error(f"no such kind: {', '.join(unknown)}; use {', '.join(KINDS)}")
    read, outcomes = run(kinds, asked.minutes, asked.seed, asked.inputs, asked.out)
    findings = [outcome for outcome in outcomes if fault_of(outcome)]
    if asked.json:
        told = {"read": read, "findings": len(findings), "outcomes": [asdict(one) for one in outcomes]}
        print(json.dumps(told, indent=1))
        return bool(findings)
    for kind in kinds:
        slow = max((one for one in outcomes if one.kind == kind), key=lambda one: one.seconds, default=None)
        print(f"{kind:<6} {read[kind]:>7,} inputs" + (f"; slowest {slow.seconds:.2f} s ({slow.name})" if slow else ""))
    print(f"{sum(read.values()):,} inputs, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
