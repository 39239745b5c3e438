"""The error study of the corpus: what the scorer counts as missed or wrong, grouped by role and cause, as markdown.

    python benchmarks/errors.py            the 30 commonest groups
    python benchmarks/errors.py --list     every miss: page, role, cause, gold, and what we have
    python benchmarks/errors.py --write    put the groups into docs/quality.md (--check: say whether they are true)

The causes are told by simple rules (`parts/causes.py`). Groups name pages, not words: the corpus is not ours to copy.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parts import corpus
from parts.causes import Miss, misses_of
from parts.part import DataError

STUDY = Path(__file__).resolve().parents[1] / "docs" / "quality.md"
TABLE = re.compile(r"(?<=<!-- groups -->\n)(?:\|.*\n)*")
PAGES = 6
"""Pages named for each group."""


def groups(misses: Iterable[Miss], most: int) -> Iterator[str]:
    """The commonest groups as a markdown table."""
    found: dict[tuple[str, str, str], list[Miss]] = defaultdict(list)
    for miss in misses:
        found[miss.role, miss.how, miss.cause].append(miss)
    yield "| misses | role | how | cause | pages |"
    yield "| ---: | --- | --- | --- | --- |"
    for (role, how, cause), group in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:most]:
        pages = list(dict.fromkeys(miss.page for miss in group))
        more = f" and {len(pages) - PAGES} more" if len(pages) > PAGES else ""
        yield f"| {len(group)} | {role} | {how} | {cause} | {', '.join(pages[:PAGES])}{more} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the corpus, and print the study. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="PATH", default=corpus.PART.data, help="another such folder")
    parser.add_argument("--top", type=int, metavar="N", default=30, help="how many groups (30)")
    parser.add_argument("--list", action="store_true", help="every miss with its words instead of groups")
    parser.add_argument("--write", action="store_true", help="put the groups into docs/quality.md")
    parser.add_argument("--check", action="store_true", help="exit with 1 unless docs/quality.md has them as they are")
    options = parser.parse_args(arguments)
    if not options.data.exists():
        print(f"There is no {options.data.name} in ../shared beside the repository; nothing to study.")
        return 0
    try:
        misses = misses_of(options.data, corpus.dossier_of(options.data))
    except DataError as error:
        print(f"The data does not fit: {error}", file=sys.stderr)
        return 2
    if options.write or options.check:
        return _study(groups(misses, options.top), options.write)
    lines = map("\t".join, misses) if options.list else groups(misses, options.top)
    print("\n".join(lines))
    return 0


def _study(lines: Iterable[str], write: bool) -> int:
    """Write the table of the study, or only say whether it is true. Returns the exit code."""
    page = STUDY.read_text(encoding="utf-8")
    table = "".join(f"{line}\n" for line in lines)
    new = TABLE.sub(lambda _: table, page)
    if write:
        STUDY.write_text(new, encoding="utf-8")
    print(f"{STUDY.name}: {'written' if write else 'as it is' if new == page else 'stale; run it with --write'}")
    return 0 if write or new == page else 1


if __name__ == "__main__":
    sys.exit(main())
