"""What a line is by where it stands: above the running text, within it, or below it."""

from __future__ import annotations

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import Page
from tallyclerk.resources.outlets import names_agency

_ABOVE = "menu or label above the article"
_BELOW = "label or teaser below the article"
_HEADLINE_WORDS = range(2, 36)
_MIN_RUN = 5


def mark_by_place(page: Page) -> None:
    """Mark menus above the article, teasers below it and lists of other stories within it; find the headline.

    The page must have running text.
    """
    running = [index for index, line in page.open_lines() if line.is_running]
    sentences = (line for index, line in page.open_lines() if index >= running[0] and line.is_sentence)
    topic = frozenset[str]().union(*(line.topic for line in sentences))
    first, last = running[0], _last(page, running[-1], topic)
    _mark_above(page, first, topic)
    _mark_below(page, last, topic)
    _mark_runs(page, first, last, topic)


def _last(page: Page, last: int, topic: frozenset[str]) -> int:
    """The last line of the article: short sentences of its own words below the running text belong to it."""
    for index, line in page.open_lines():
        if index > last and any(last < opener < index for opener in page.openers):
            break
        if index > last and line.length >= 6 and line.is_sentence and line.share_in(topic) >= 0.3:
            last = index
    return last


def _mark_above(page: Page, first: int, topic: frozenset[str]) -> None:
    headline = _headline(page, first, topic)
    page.headline = page.lines[headline].text if headline is not None else None
    above = [(index, line) for index, line in page.open_lines() if index < first and index != headline]
    for index, line in above:
        if names_agency(line.text):
            continue
        if headline is not None and index < headline:
            doubtful = line.length >= 4 and not line.is_bulleted and line.share_in(topic) >= 0.4
            if not doubtful:
                page.mark(index, _ABOVE)
        elif max(line.share_in(page.slug.topic), line.share_in(topic)) >= 0.5:
            continue  # an author is seldom named in the text; a speaker is
        elif line.is_name_like or (line.length <= 2 and not line.ends_sentence):
            page.mark(index, "byline or label under the headline" if headline is not None else _ABOVE)
        elif headline is None and not line.is_sentence:
            page.mark(index, _ABOVE)


def _headline(page: Page, first: int, topic: frozenset[str]) -> int | None:
    """The index of the line above the running text that shares most words with it and with the address."""
    best: tuple[float, int] | None = None
    for index, line in page.open_lines():
        if index > first:
            break
        unfit = line.length not in _HEADLINE_WORDS or line.is_bulleted or names_agency(line.text)
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


def _mark_below(page: Page, last: int, topic: frozenset[str]) -> None:
    for index, line in page.open_lines():
        if index > last and not _stays_below(page, index, line, topic):
            page.mark(index, _BELOW)


def _stays_below(page: Page, index: int, line: Line, topic: frozenset[str]) -> bool:
    """A credit in brackets, a short sentence, or a cut-off line of the article's own words stays."""
    after_list = any(opener < index for opener in page.openers)
    if line.text.startswith(("(", "—", "–")) and line.length <= 3:
        return True
    if line.is_bulleted and not line.ends_sentence:
        return False
    if line.is_sentence:
        return not after_list or line.share_in(topic) >= 0.3
    if line.ends_sentence and line.lower_share >= 0.5:
        return not after_list
    running_on = line.length >= 8 and line.lower_share >= 0.6
    return not after_list and line.length >= 4 and (running_on or line.share_in(topic) >= 0.5)


def _mark_runs(page: Page, first: int, last: int, topic: frozenset[str]) -> None:
    """Long runs of short lines within the article that speak of other things."""
    run: list[int] = []
    for index in range(first, last + 1):
        line = page.lines[index]
        if page.reasons[index] is None and not line.is_sentence:
            run.append(index)
        elif page.reasons[index] is None:
            _mark_run(page, run, topic)
            run = []


def _mark_run(page: Page, run: list[int], topic: frozenset[str]) -> None:
    if len(run) < _MIN_RUN:
        return
    shares = [page.lines[index].share_in(topic) for index in run]
    if sum(shares) / len(shares) < 0.25:
        for index in run:
            page.mark(index, "list of short lines about other things")
