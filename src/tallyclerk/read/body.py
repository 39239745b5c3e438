"""What a line is by where it stands: above the article, within it, or below it."""

from __future__ import annotations

from collections.abc import Sequence

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import DATE_LINE, REPEAT, SEPARATOR, Page
from tallyclerk.read.stamps import dates_in, has_date
from tallyclerk.read.text.captions import is_dated_caption
from tallyclerk.read.text.core import core_of
from tallyclerk.read.text.trim import trimmed
from tallyclerk.resources.line_gains import line_gains
from tallyclerk.resources.outlets import names_agency

_ABOVE = "menu or label above the article"
_UNDER = "byline or label under the headline"
_BELOW = "label or teaser below the article"
_HEADLINE_WORDS = range(2, 36)
_SHORT = 25
_CLEAN = 0.9
_NEAR = 12
_LEAD = 2
_SPEAKERS = 4
_NEAR_BELOW = 4
_DATELINE_WORDS = 6
_MIN_RUN = 5
_SINGLE = 2
_NUMBERED = 0.4
_REFRAIN = 3


def mark_by_place(page: Page) -> None:
    """Mark menus above the article, teasers below it and lists of other stories within it; find the headline.

    The page must have running text.
    """
    short = _is_short(page)
    core = _whole(page) if short or _is_clean(page) else trimmed(page, core_of(page, line_gains()))
    if not core:
        return
    body = range(core.start, _end(page, core, _topic(page, core), 0.0 if short else 0.3))
    topic = _topic(page, body)
    _keep_refrains(page, body)
    _mark_above(page, body.start, topic)
    _mark_below(page, body.stop, topic)
    _mark_runs(page, body, topic)


def _is_short(page: Page) -> bool:
    """On a page of few lines nothing but the article holds running text."""
    return sum(1 for _ in page.open_lines()) <= _SHORT and not page.ends


def _is_clean(page: Page) -> bool:
    """Whether next to nothing but running text stands on the page: it was cleaned before, or never had furniture."""
    if all(reason in (None, REPEAT, SEPARATOR) for reason in page.reasons):
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


def _end(page: Page, core: range, topic: frozenset[str], least: float) -> int:
    """Where the article ends: sentences of its own words and lists with numbers right below the core belong to it."""
    stop, index = core.stop, core.stop
    while index < len(page.lines) and index <= stop + _NEAR_BELOW and index not in page.openers | page.ends:
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
    return 0 if dated or numbers < max(1, _NUMBERED * len(lines)) else len(lines)


def _keep_refrains(page: Page, body: range) -> None:
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


def _mark_above(page: Page, first: int, topic: frozenset[str]) -> None:
    headline = _headline(page, first, topic)
    page.headline = page.lines[headline].text if headline is not None else None
    above = [index for index, _ in page.open_lines() if index < first and index != headline]
    for index in above:
        line, near = page.lines[index], first - index <= _NEAR
        if headline is not None and index > headline:
            lead = index - headline <= _LEAD
            if not near or not _stays_under(line, _share(page, line, topic), lead):
                page.mark(index, _UNDER)
        elif not near or not _stays_above(line, _share(page, line, topic)):
            page.mark(index, _ABOVE)

    if headline is not None:
        _keep_dateline(page, range(headline + 1, first))


def _keep_dateline(page: Page, under: range) -> None:
    """A date soon after who speaks, between headline and article, is a part of the dateline."""
    for index in under:
        line, before = page.lines[index], range(max(under.start, index - _SPEAKERS), index)
        speakers = any(page.reasons[n] is None and page.lines[n].length <= 3 for n in before)
        if page.reasons[index] == DATE_LINE and speakers and not line.is_bulleted and ":" not in line.text:
            page.reasons[index] = None


def _stays_above(line: Line, share: float) -> bool:
    """Above the headline, or where there is none: a dateline, a sentence of the article's own words."""
    if names_agency(line.text) and line.length <= _DATELINE_WORDS:
        return True
    return line.is_sentence and not line.is_bulleted and share >= 0.3


def _stays_under(line: Line, share: float, lead: bool) -> bool:
    """Between the headline and the article: a dateline, the lead, who speaks."""
    if names_agency(line.text) and line.length <= _DATELINE_WORDS:
        return True
    if line.is_sentence:
        return share >= 0.2 and not line.is_cut_off and not is_dated_caption(line.text)
    if line.is_bulleted or has_date(line.text):
        return False
    if line.length <= 3:
        return share >= 0.5  # an author is seldom named in the text; a speaker is
    return lead and line.length >= 7 and line.lower_share >= 0.5


def _share(page: Page, line: Line, topic: frozenset[str]) -> float:
    return max(line.share_in(page.slug.topic), line.share_in(topic))


def _headline(page: Page, first: int, topic: frozenset[str]) -> int | None:
    """The index of the line above the running text that shares most words with it and with the address."""
    best: tuple[float, int] | None = None
    for index, line in page.open_lines():
        if index > first:
            break
        unfit = line.length not in _HEADLINE_WORDS or line.is_bulleted or names_agency(line.text) or has_date(line.text)
        if unfit or (index == first and not _may_head(line)):
            continue
        # Two words head an article only where its address repeats them; else they are a label.
        likeness = line.share_in(topic) * (index != first) * (line.length > 2)
        score = likeness + 2 * line.share_in(page.slug.topic)
        score -= 0.4 * line.ends_sentence + 0.3 * line.is_name_like
        if score > 0.25 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _may_head(line: Line) -> bool:
    """Whether the first running line may be the headline itself, written as a sentence."""
    return line.length <= 20 and '"' not in line.text and "”" not in line.text


def _mark_below(page: Page, stop: int, topic: frozenset[str]) -> None:
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


def _mark_runs(page: Page, body: range, topic: frozenset[str]) -> None:
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
    elif len(run) >= _MIN_RUN and sum(line.share_in(topic) for line in lines) < 0.25 * len(run):
        if sum(line.has_number for line in lines) < _NUMBERED * len(run):
            for index in run:
                page.mark(index, "list of short lines about other things")


def _is_teaser(line: Line) -> bool:
    """Whether a line within the article is written as the headlines of other stories are: long and capitalised."""
    written = line.lower_share < 0.4 and not line.has_number and not line.text.endswith(":")
    return line.length >= 8 and written
