"""Captions told by what stands beside them: a credit, the counter of a gallery, a copy of themselves."""

from __future__ import annotations

import re

from tallyclerk.read.marks import CAPTION, REPEAT, SEPARATOR, Page

_COUNTER = re.compile(r"\W*(?:image|photo|picture|slide)? ?\d{1,3} (?:of|/|of /) ?\d{1,3}\W*", re.IGNORECASE)
_AFTER_COUNTER = 3
_LONGEST = 80


def mark_by_neighbours(page: Page) -> None:
    """Mark the captions that stand beside a credit or a counter, or twice in a row."""
    for index, reason in enumerate(page.reasons):
        if reason == CAPTION and _COUNTER.fullmatch(page.lines[index].text):
            _mark_after_counter(page, index)
        elif reason == CAPTION:
            _mark_before_credit(page, index)
        elif reason == REPEAT and _is_doubled(page, index):
            page.mark(index - 1, CAPTION)


def _is_doubled(page: Page, index: int) -> bool:
    """Whether a line says what the one right above says as an item of a list: a gallery shows each caption twice."""
    above, line = page.lines[index - 1], page.lines[index]
    return above.is_bulleted and not line.is_bulleted and above.key == line.key and line.length >= 8


def _mark_after_counter(page: Page, counter: int) -> None:
    """The lines between a counter of a gallery and the credit that ends the picture's text."""
    stop = min(counter + 1 + _AFTER_COUNTER, len(page.lines))
    for index in range(counter + 1, stop):
        if page.reasons[index] == CAPTION:
            for between in range(counter + 1, index):
                page.mark(between, CAPTION)
            return
        if page.reasons[index] not in (None, REPEAT, SEPARATOR) or page.lines[index].length > _LONGEST:
            return


def _mark_before_credit(page: Page, credit: int) -> None:
    """The line right above a credit, if the two are a block of their own between blank lines."""
    index = credit - 1
    starts = index >= 0 and page.gaps[index] and not page.gaps[credit]
    ends = credit + 1 >= len(page.lines) or page.gaps[credit + 1]
    if starts and ends and page.reasons[index] is None and page.lines[index].length <= _LONGEST:
        page.mark(index, CAPTION)
