"""Where the article ends, and what stands below it."""

from __future__ import annotations

from tallyclerk.read.marks import Page
from tallyclerk.read.stamps import dates_in

_BELOW = "label or teaser below the article"
_NEAR = 4
_AKIN = 0.5
_NUMBERED = 0.4
_LIST = 3


def end_of(page: Page, core: range, topic: frozenset[str], least: float) -> int:
    """Where the article ends: sentences of its own words and lists with numbers right below the core belong to it."""
    stop, index = core.stop, core.stop
    while index < len(page.lines) and index <= stop + _NEAR and index not in page.ends:
        if index in page.openers:
            least = max(least, _AKIN)
        line, rows = page.lines[index], _rows(page, index) if index - stop <= 1 else 0
        if page.reasons[index] is None and line.is_sentence and line.length >= 4 and line.share_in(topic) >= least:
            stop = index + 1
        elif rows:
            stop = index = index + rows
            continue
        index += 1
    return stop


def _rows(page: Page, start: int) -> int:
    """How many lines from here on are items of one list, with numbers in many of them; 0 if it is no such list."""
    stop = start
    while stop < len(page.lines) and page.reasons[stop] is None and (stop == start or not page.gaps[stop]):
        stop += 1
    lines = page.lines[start:stop]
    numbers = sum(line.has_number and line.length >= 3 for line in lines)
    dated = any(found.year for line in lines for found in dates_in(line.text))
    listed = len(lines) >= _LIST or any(line.text[0].isdigit() for line in lines)
    return len(lines) if listed and not dated and numbers >= max(1, _NUMBERED * len(lines)) else 0


def mark_below(page: Page, stop: int, topic: frozenset[str]) -> None:
    """Mark what stands below the article's end, but a closing credit or a last line that was cut off."""
    below = [index for index, _ in page.open_lines() if index >= stop]
    for place, index in enumerate(below):
        if not _stays_below(page, index, place, topic):
            page.mark(index, _BELOW)


def _stays_below(page: Page, index: int, place: int, topic: frozenset[str]) -> bool:
    """A credit in brackets or a cut-off line of the article's own words stays, right below the article."""
    line = page.lines[index]
    if place > 1:
        return False
    if line.text.startswith(("(", "—", "–")) and line.length <= 3:
        return True
    after_list = any(opener < index for opener in page.openers | page.ends)
    running_on = line.length >= 8 and line.lower_share >= 0.6 and line.share_in(topic) >= 0.3
    return not after_list and not line.is_bulleted and running_on
