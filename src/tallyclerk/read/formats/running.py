"""Heads and feet that a printed document repeats on its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tallyclerk.model import Removed

REASON = "repeated at the head or foot of pages"
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be a head or a foot."""
_SHARE = 0.4
"""Of the pages; left and right pages often have heads of their own."""
_DIGITS = re.compile(r"\d+")


def without_running(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], tuple[Removed, ...]]:
    """The pages' lines without those that many pages repeat at their edges, and these lines.

    Numbers do not count, so that "Page 3 of 12" repeats. Of two pages nothing is said; too little repeats there.
    """
    seen = Counter(mask for lines in pages for mask in {_mask(lines[index]) for index in _edges(lines)})
    running = {mask for mask, count in seen.items() if count >= 3 and count >= _SHARE * len(pages)}
    kept: list[list[str]] = []
    removed: dict[str, dict[str, None]] = {}
    for lines in pages:
        gone = [index for index in _edges(lines) if _mask(lines[index]) in running]
        for index in gone:
            removed.setdefault(_mask(lines[index]), {})[lines[index].strip()] = None
        left = [line for index, line in enumerate(lines) if index not in gone]
        kept.append("\n".join(left).strip("\n").split("\n") if left else [])
    return kept, tuple(Removed(" / ".join(texts), REASON) for texts in removed.values())


def _edges(lines: Sequence[str]) -> list[int]:
    """The indices of the first and last lines of a page that are not blank."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _mask(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())
