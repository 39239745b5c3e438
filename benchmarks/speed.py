"""Time tallyclerk: cold commands, stages, beside a script, two processes, growing cases, many claims, what is added,
sweeps.

Times on a busy machine say little by themselves, so what is compared is measured in one run, in turn, with ratios
beside the seconds, and time of the processor beside the clock's.

    python benchmarks/speed.py                                all parts, at sizes that take some minutes
    python benchmarks/speed.py scale --sizes 1000,10000       one
    python benchmarks/speed.py --write                        and put tables and plots into docs/performance.md
    python benchmarks/speed.py cold --against ../other/.venv/bin/tallyclerk
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from speeds import adding, beside, claims, cold, jobs, scale, stages, sweeping
from speeds.finding import Finding, write
from speeds.measure import HERE

PAGE = HERE.parent / "docs" / "performance.md"
PARTS = ("cold", "stages", "beside", "jobs", "scale", "claims", "adding", "sweep")


def parts(options: argparse.Namespace) -> dict[str, Callable[[Path], Finding]]:
    """Each part by its name, with its options."""
    sizes = tuple(int(size) for size in options.sizes.split(","))
    return {
        "cold": partial(cold.run, against=options.against),
        "stages": stages.run,
        "beside": beside.run,
        "jobs": partial(jobs.run, size=options.size),
        "scale": partial(scale.run, sizes=sizes, jobs=options.jobs),
        "claims": partial(claims.run, sizes=tuple(int(size) for size in options.claims.split(","))),
        "adding": adding.run,
        "sweep": partial(sweeping.run, size=options.pages, jobs=options.jobs),
    }


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--against", type=Path, metavar="COMMAND", help="another tallyclerk, for cold commands")
    parser.add_argument("--sizes", default="1000,4000", help="documents of the growing cases")
    parser.add_argument("--claims", default="1000,2000,5000,10000", help="claims to reconcile")
    parser.add_argument("--size", type=int, default=2_000, help="documents that one and two processes work on")
    parser.add_argument("--pages", type=int, default=2_000, help="pages to sweep")
    parser.add_argument("--jobs", type=int, default=2, help="processes for growing cases and sweeps")
    parser.add_argument("--write", action="store_true", help=f"put what was found into {PAGE.name}")
    return parser.parse_args()


def main() -> int:
    """Measure and print; the exit code is 1 where a budget was not kept or bytes differ."""
    options = arguments()
    known, fits = parts(options), True
    for name in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            finding = known[name](Path(folder))
        print(f"\n## {name}\n\n{finding.text}", flush=True)
        if options.write:
            write(finding, PAGE, PAGE.parent / "images")
        fits = fits and finding.fits
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
