"""The lines of one printed page, with what their places tell: a gap or an indent begins a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

_GAP = 1.35
"""A distance to the line above of so many usual ones parts paragraphs; lines within one differ by a few percent."""
_INDENT = (0.8, 6.0)
"""By how many letter heights a paragraph's first line goes in; a wider step is another column."""


class Placed(msgspec.Struct, frozen=True):
    """A line with the place of its first letter and its height, in points; y grows upwards."""

    text: str
    x: float
    y: float
    size: float


class Sheet:
    """Collects pieces of text as pypdf reports them."""

    def __init__(self) -> None:
        self._lines: list[Placed] = []
        self._words: list[str] = []
        self._start: tuple[float, float] | None = None
        self._sizes: Counter[float] = Counter()

    def add(self, text: str, cm: Sequence[float], tm: Sequence[float], size: float) -> None:
        """One piece of text under pypdf's two matrices, with the height of its font."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._close()
            if part.strip():
                self._place(part, cm, tm, size)
            self._words.append(part)

    def _place(self, text: str, cm: Sequence[float], tm: Sequence[float], size: float) -> None:
        if self._start is None:
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            self._start = (x, cm[1] * tm[4] + cm[3] * tm[5] + cm[5])
        # A line's height is that of most of its letters: a bullet or one word in another type does not count.
        self._sizes[abs(size * tm[3] * cm[3]) or abs(size) or 1.0] += len(text)

    def lines(self) -> list[str]:
        """The lines, a blank one before a gap or another size of type, two spaces before an indent."""
        self._close()
        found: list[str] = []
        usual = _usual_step(self._lines)
        for above, line in zip([None, *self._lines], self._lines, strict=False):
            if above and _is_apart(above, line, usual):
                found.append("")
            found.append(f"  {line.text}" if above and _is_indented(above, line) else line.text)
        return found

    def _close(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and self._start:
            self._lines.append(Placed(text, *self._start, self._sizes.most_common(1)[0][0]))
        self._words, self._start = [], None
        self._sizes.clear()


def _usual_step(lines: Sequence[Placed]) -> float:
    steps = [above.y - line.y for above, line in pairwise(lines) if above.y > line.y]
    return median(steps) if steps else 0.0


def _is_apart(above: Placed, line: Placed, usual: float) -> bool:
    step = above.y - line.y
    if step <= 0:
        return False  # the next column
    larger = max(above.size, line.size) > 1.12 * min(above.size, line.size)
    return larger or (step > _GAP * usual and step > _GAP * line.size)


def _is_indented(above: Placed, line: Placed) -> bool:
    low, high = _INDENT
    return above.y > line.y and low * line.size <= line.x - above.x <= high * line.size
