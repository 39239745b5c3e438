"""What stands above the article: menus, the headline, the lead, the dateline, labels."""

from __future__ import annotations

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import DATE_LINE, Page
from tallyclerk.read.text.days import has_date, is_dated_caption
from tallyclerk.resources.outlets import names_agency

_ABOVE = "menu or label above the article"
_UNDER = "byline or label under the headline"
_HEADLINE_WORDS = range(2, 36)
_DATELINE_WORDS = 6
_NEAR = 12
_LEAD = 2
_SPEAKERS = 4


def mark_above(page: Page, first: int, topic: frozenset[str]) -> None:
    """Find the headline above the line `first` and mark what is neither it, nor a lead, nor a dateline."""
    headline = _headline(page, first, topic)
    page.headline = page.lines[headline].text if headline is not None else None
    for index in [index for index, _ in page.open_lines() if index < first and index != headline]:
        line, near = page.lines[index], first - index <= _NEAR
        share = _share(page, line, topic)
        if headline is None or index < headline:
            if not near or not _stays_above(line, share):
                page.mark(index, _ABOVE)
        elif not _is_lead(line, share) and not (near and _stays_under(line, share, index - headline <= _LEAD)):
            page.mark(index, _UNDER)
    if headline is not None:
        _keep_dateline(page, range(headline + 1, first))


def _is_lead(line: Line, share: float) -> bool:
    """Whether a line under the headline is surely of the article, however far above the rest of it."""
    return line.is_running and share >= 0.4 and not is_dated_caption(line.text)


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
