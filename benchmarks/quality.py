"""Measure how good tallyclerk is, part by part, and hold the scores against their floors.

    python benchmarks/quality.py                               all parts
    python benchmarks/quality.py reading dates                 some
    python benchmarks/quality.py reading --data PATH --json    one, on other data of the same format, for programs

The data lies beside the repository, in `../shared`; what is missing there is skipped with a word. The exit code is 1
where a score fell below its floor (other data has none), 2 where the command or its data is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import floors
import parts
from parts.part import DataError, Measured, Part


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line, checked: what does not fit together ends here, with a word and exit code 2."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", metavar="PART", help=f"what to measure: {', '.join(parts.NAMES)}; else all")
    parser.add_argument("--data", type=Path, metavar="PATH", help="for one part: other data of the same format")
    parser.add_argument("--json", action="store_true", help="one object {part: {score: number}} and nothing else")
    parser.add_argument("--misses", action="store_true", help="list what was wrong or missed, where a part tells")
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores reached")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--list", action="store_true", help="name the parts and their data, and measure nothing")
    options = parser.parse_args(arguments)
    for name in options.part:
        if name not in parts.NAMES:
            parser.error(f"there is no part {name!r}; the parts are {', '.join(parts.NAMES)}")
    if options.data and len(options.part) != 1:
        parser.error("--data goes with exactly one part")
    if options.data and not options.data.exists():
        parser.error(f"there is no {options.data}")
    if options.data and options.update:
        parser.error("floors are of the data in ../shared; leave out --data or --update")
    if options.allow_regression and not options.update:
        parser.error("--allow-regression goes with --update")
    return options


def measure(chosen: Sequence[Part], data: Path | None, out: TextIO, *, misses: bool) -> dict[str, Measured]:
    """Run parts in turn, printing each one's table; a part whose own data is missing is left out with a word."""
    measured = {}
    for part in chosen:
        source = data or part.data
        print(f"\n{part.name}: {part.about}", file=out)
        if not source.exists():
            print(f"skipped: there is no {source.name} in ../shared beside the repository", file=out)
            continue
        found = measured[part.name] = part.measure(source)
        print("\n".join((found.table, *(found.misses if misses else ()))), file=out, flush=True)
    return measured


def judge(measured: dict[str, Measured], *, update: bool, lower: bool, out: TextIO) -> int:
    """Hold what was measured against the floors, and raise them if asked to. The exit code."""
    old = floors.read()
    misses = floors.below(measured, old)
    print("\n".join(["", *misses]) if misses else "\nAll scores are at or above their floors.", file=out)
    if update:
        floors.PATH.write_text(floors.as_toml(floors.raised(measured, old, lower=lower)), encoding="utf-8")
        print(f"Wrote benchmarks/{floors.PATH.name}", file=out)
    return 1 if misses and not lower else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare, and say so. Returns the exit code."""
    options = options_of(arguments)
    chosen = [parts.load(name) for name in dict.fromkeys(options.part or parts.NAMES)]
    if options.list:
        print("\n".join(f"{part.name:<12}{part.about}" for part in chosen))
        return 0
    out = sys.stderr if options.json else sys.stdout
    try:
        measured = measure(chosen, options.data, out, misses=options.misses)
    except DataError as error:
        print(f"The data does not fit: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({name: found.numbers() for name, found in measured.items()}, indent=1, ensure_ascii=False))
    if options.data or not measured:
        return 0
    return judge(measured, update=options.update, lower=options.allow_regression, out=out)


if __name__ == "__main__":
    sys.exit(main())
