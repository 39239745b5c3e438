"""The run of lines that holds the article: most running text for what stands between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import DATE_LINE, REPEAT, SEPARATOR, Page
from tallyclerk.resources.line_gains import LineGains

_ANCHOR_REACH = 40
_ANCHOR_SHARE = 0.6
_ANCHOR_WORDS = 3
_LEAST_WORDS = 60


def core_of(page: Page, gains: LineGains) -> range:
    """The lines of a page from the first to the last that is surely of the article; empty without running text.

    A maximal scoring run (Pasternack and Roth, "Extracting article text from the web with maximum subsequence
    segmentation", 2009).
    """
    values = [
        _gain(line, gains) if reason is None else _cost(page, index, reason, gains)
        for index, (line, reason) in enumerate(zip(page.lines, page.reasons, strict=True))
    ]
    return _under_headline(page, _best(page, values, gains))


def _under_headline(page: Page, run: range) -> range:
    """The run from its headline on, if one stands in it with denser prose below: a menu of teasers went before."""
    for index in reversed(run):
        if page.reasons[index] in (None, REPEAT) and _is_headline(page.lines[index], page.slug):
            above, below = range(run.start, index), range(index + 1, run.stop)
            words = _prose(page, below)
            if words >= _LEAST_WORDS and words / len(below) > 1.2 * _prose(page, above) / max(1, len(above)):
                return below
    return run


def _prose(page: Page, run: range) -> int:
    lines = (page.lines[index] for index in run if page.reasons[index] is None)
    return sum(min(line.length, 60) for line in lines if line.is_running and not line.is_bulleted)


def _cost(page: Page, index: int, reason: str, gains: LineGains) -> float:
    if index in page.ends:
        return gains.end
    if index in page.openers:
        return gains.opener
    return {DATE_LINE: gains.date, SEPARATOR: gains.separator, REPEAT: gains.repeat}.get(reason, gains.furniture)


def _gain(line: Line, gains: LineGains) -> float:
    if line.is_running:
        return min(line.length, gains.running_cap) * (gains.cut_off if line.is_cut_off else 1.0)
    if line.is_sentence:
        return gains.sentence
    if line.is_row:
        return gains.table
    return gains.short if line.length <= 3 else gains.other


def _best(page: Page, values: Sequence[float], gains: LineGains) -> range:
    anchors = [index for index, line in enumerate(page.lines) if _is_anchor(line, page.slug)]
    best, found = 0.0, range(0)
    for run, total in _runs(values):
        near = range(run.start - _ANCHOR_REACH, run.start + 3)
        worth = total * (1 + gains.anchor * any(index in near for index in anchors))
        if best >= _LEAST_WORDS and any(found.stop <= index < run.start for index in page.ends):
            worth *= gains.after_end
        if worth > best:
            best, found = worth, run
    return found


def _is_anchor(line: Line, slug: Line) -> bool:
    """Whether a line may be the headline that the address was made of: most of either's words stand in the other."""
    shared = len(line.topic & slug.topic)
    return _is_headline(line, slug) or (line.length <= 30 and shared >= 2 and shared >= _ANCHOR_SHARE * len(slug.topic))


def _is_headline(line: Line, slug: Line) -> bool:
    """Whether a line is hardly anything but the headline that the address was made of."""
    shared = len(line.topic & slug.topic)
    return line.length <= 30 and shared >= _ANCHOR_WORDS and shared >= _ANCHOR_SHARE * len(line.topic)


def _runs(values: Sequence[float]) -> Iterator[tuple[range, float]]:
    """The maximal scoring runs and what each adds up to (Ruzzo and Tompa, 1999); each value is visited about once."""
    stack: list[tuple[int, int, float, float]] = []
    total = 0.0
    for index, value in enumerate(values):
        before, total = total, total + value
        if value <= 0:
            continue
        start, left, right = index, before, total
        while stack:
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][2] < left), None)
            if at is None or stack[at][3] >= right:
                break
            start, left = stack[at][0], stack[at][2]
            del stack[at:]
        stack.append((start, index + 1, left, right))
    for start, stop, left, right in stack:
        yield range(start, stop), right - left
