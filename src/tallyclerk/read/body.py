"""What a line is by where it stands: above the article, within it, or below it."""

from __future__ import annotations

from tallyclerk.read.marks import REPEAT, SEPARATOR, Page
from tallyclerk.read.text.above import mark_above
from tallyclerk.read.text.below import end_of, mark_below
from tallyclerk.read.text.core import core_of
from tallyclerk.read.text.trim import before_author, trimmed
from tallyclerk.read.text.within import keep_refrains, mark_within
from tallyclerk.resources.line_gains import line_gains

_SHORT = 25
_CLEAN = 0.9


def mark_by_place(page: Page) -> None:
    """Mark menus above the article, teasers below it and lists of other stories within it; find the headline.

    The page must have running text.
    """
    short = _is_short(page)
    core = _core(page, short)
    if not core:
        return
    body = range(core.start, end_of(page, core, _topic(page, core), 0.0 if short else 0.3))
    topic = _topic(page, body)
    keep_refrains(page, body)
    mark_above(page, body.start, topic)
    mark_below(page, body.stop, topic)
    mark_within(page, body, topic)


def _core(page: Page, short: bool) -> range:
    """From the first to the last line that is surely of the article."""
    core = _whole(page) if short or _is_clean(page) else trimmed(page, core_of(page, line_gains()))
    told = before_author(page, core)
    if told.stop < core.stop:
        page.ends.add(told.stop)
    return told


def _is_short(page: Page) -> bool:
    """On a page of few lines nothing but the article holds running text."""
    return sum(1 for _ in page.open_lines()) <= _SHORT and not page.ends


def _is_clean(page: Page) -> bool:
    """Whether next to nothing but running text stands on the page: it was cleaned before, or never had furniture."""
    sentences = sum(line.is_sentence for line in page.lines)
    if all(reason in (None, REPEAT, SEPARATOR) for reason in page.reasons) and 2 * sentences >= len(page.lines):
        return True
    words = sum(line.length for line in page.lines)
    running = sum(line.length for _, line in page.open_lines() if line.is_running)
    return running >= _CLEAN * words


def _whole(page: Page) -> range:
    running = [index for index, line in page.open_lines() if line.is_running]
    return range(running[0], running[-1] + 1) if running else range(0)


def _topic(page: Page, core: range) -> frozenset[str]:
    lines = (page.lines[index] for index in core if page.reasons[index] is None)
    return frozenset[str]().union(*(line.topic for line in lines if line.is_sentence))
