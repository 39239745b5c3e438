"""A publication interval inferred from an article that names no year of its own.

Two things of the same page must meet: a year (of a full date in the article, or of an event's edition named in the
teasers around it), and words such as "in recent weeks" that bind the article to its latest dated event. The interval
runs from that event over as many days as the words allow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from tallyclerk.model import Published
from tallyclerk.read.stamps import PageDate, dates_in, weekday_before
from tallyclerk.resources.page_dates import page_dates

_BEFORE = 40


class _Event(msgspec.Struct, frozen=True):
    """A day in the article that lay behind when it was written."""

    found: PageDate
    weekday: int | None


def infer(article: str, elsewhere: Sequence[str]) -> tuple[Published | None, str | None]:
    """The interval and a note; a note alone where a day is named but its year or its age cannot be had."""
    events = tuple(_past_events(article.split("\n")))
    if not events:
        return None, None
    year, whence = _year(events, elsewhere)
    if year is None:
        return None, "day of publication unknown: the text names days but the page gives no year for them"
    if any(event.found.year for event in events) and not all(event.found.year for event in events):
        return None, "day of publication unknown: the text names days of more than one year, some without their year"
    latest = _latest(events, year)
    if latest is None:
        return None, f"day of publication unknown: the days of the week in the text do not fit {year} ({whence})"
    recent = _recency(article)
    if recent is None:
        return None, f"published on or after {latest}, the latest dated event; nothing on the page says how long after"
    words, days = recent
    basis = (
        f"inferred: not before the latest dated event in the text, {latest}, and within {days} days of it because the "
        f'text says "{words}"; year {year} from {whence}'
    )
    return Published(latest, latest + timedelta(days=days), basis), None


def latest_event(article: str, until: date) -> date | None:
    """The latest day in the article that lay behind when it was written and is named with its year, up to `until`."""
    days = [event.found.interval() for event in _past_events(article.split("\n"))]
    return max((found[0] for found in days if found and found[0] <= until), default=None)


def _past_events(lines: Iterable[str]) -> Iterable[_Event]:
    ahead = page_dates().ahead
    for line in lines:
        for found in dates_in(line):
            before = line[max(0, found.start - _BEFORE) : found.start]
            clause = before.rsplit(". ", 1)[-1].rsplit(", ", 1)[-1]
            if found.days[0][1] and len(found.days) == 1 and not ahead.search(clause):
                yield _Event(found, weekday_before(line, found))


def _year(events: Sequence[_Event], elsewhere: Sequence[str]) -> tuple[int | None, str]:
    """The year that the article's own dates name, else the one that most editions around it name."""
    own = [event.found for event in events if event.found.year]
    if own:
        latest = max(own, key=lambda found: (found.year or 0, found.days))
        return latest.year, f'the date "{latest.text}" in the text'
    editions = [match for text in elsewhere for match in page_dates().edition.finditer(text[:2_000])]
    ranked = Counter(int(match[1]) for match in editions).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None, ""
    year = ranked[0][0]
    named = next(match.group() for match in editions if int(match[1]) == year)
    return year, f'"{named}" in the teasers around it'


def _latest(events: Sequence[_Event], year: int) -> date | None:
    """The latest event in that year, or None where a weekday beside an event says another year."""
    days: list[date] = []
    for event in events:
        interval = event.found.interval(year)
        if interval is None:
            continue
        if event.weekday is not None and interval[0].weekday() != event.weekday:
            return None
        days.append(interval[0])
    return max(days, default=None)


def _recency(article: str) -> tuple[str, int] | None:
    found = [(match.group(), days) for pattern, days in page_dates().recency if (match := pattern.search(article))]
    return max(found, key=lambda item: item[1]) if found else None
