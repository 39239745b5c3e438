"""What stands within the article and is not of it, and what is said in it again and again."""

from __future__ import annotations

from collections.abc import Sequence

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import REPEAT, Page

_MIN_RUN = 5
_SINGLE = 2
_NUMBERED = 0.4
_REFRAIN = 3


def keep_refrains(page: Page, body: range) -> None:
    """What stands in the article again and again is a part of it, as is what stood above it before."""
    places: dict[str, list[int]] = {}
    for index in body:
        places.setdefault(page.lines[index].key, []).append(index)
    for indexes in places.values():
        line = page.lines[indexes[0]]
        refrain = len(indexes) >= _REFRAIN and (line.is_sentence or line.length >= 6)
        for index in indexes if refrain else indexes[:1] * line.is_sentence:
            if page.reasons[index] == REPEAT:
                page.reasons[index] = None


def mark_within(page: Page, body: range, topic: frozenset[str]) -> None:
    """Lines within the article that speak of other things: single headlines, and long lists of short lines."""
    run: list[int] = []
    for index in (*body, body.stop):
        if index < body.stop and page.reasons[index] is None and not page.lines[index].is_sentence:
            run.append(index)
        elif index == body.stop or page.reasons[index] is None:
            _mark_run(page, run, topic)
            run = []


def _mark_run(page: Page, run: Sequence[int], topic: frozenset[str]) -> None:
    lines = [page.lines[index] for index in run]
    if len(run) <= _SINGLE:
        for index, line in zip(run, lines, strict=True):
            if _is_teaser(line):
                page.mark(index, "headline of another story")
    elif len(run) >= _MIN_RUN and _speaks_of_others(lines, topic):
        for index in run:
            page.mark(index, "list of short lines about other things")


def _speaks_of_others(lines: Sequence[Line], topic: frozenset[str]) -> bool:
    """Whether a list shares few words with the article and is no list of numbers."""
    shares = sum(line.share_in(topic) for line in lines)
    return shares < 0.25 * len(lines) and sum(line.has_number for line in lines) < _NUMBERED * len(lines)


def _is_teaser(line: Line) -> bool:
    """Whether a line within the article is written as the headlines of other stories are: long and capitalised."""
    written = line.lower_share < 0.4 and not line.has_number and not line.text.endswith(":")
    return line.length >= 8 and written
