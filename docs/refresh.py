"""Run the commands that README and docs show, and put what they print below them.

A block fenced as `console` is run if its first line begins with `$ tallyclerk`. Commands run in an empty folder that
has `examples/` in it, block after block, so a later one can use what an earlier one wrote.

    python docs/refresh.py            write the output into the files
    python docs/refresh.py --check    only say what differs; exit code 1 if anything does
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```console\n(\$ tallyclerk [^\n]*\n)(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def output_of(command: str, folder: Path) -> str:
    """What a command prints, on both streams, at a width of 100 and without colour. One shown twice is run once.

    Raises:
        RuntimeError: if the command fails, for a failure is nothing to show.
    """
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    environment["XDG_CACHE_HOME"] = str(folder / ".cache")
    done = subprocess.run(  # noqa: S602 - the commands are our own, and use pipes
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode or "Traceback" in done.stdout:
        raise RuntimeError(f"{command} failed:\n{done.stdout}")
    lines = (line.rstrip() for line in done.stdout.strip("\n").splitlines())
    return "".join(f"{line}\n" for line in lines)


def refreshed(page: str, folder: Path) -> str:
    """The page with the output of its commands as it is today."""

    def run(block: re.Match[str]) -> str:
        command = block[1]
        return f"```console\n{command}{output_of(command.removeprefix('$ '), folder)}```"

    return BLOCK.sub(run, page)


def main() -> int:
    """Refresh or check all pages."""
    check = "--check" in sys.argv[1:]
    stale = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        for path in PAGES:
            old = path.read_text(encoding="utf-8")
            new = refreshed(old, folder)
            where = str(path.relative_to(ROOT))
            print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), where, "today")), end="")
            stale = stale or new != old
            if not check:
                path.write_text(new, encoding="utf-8")
    if stale and check:
        print("The docs do not show what the commands print today. Read the difference; if it is right: make docs")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
