"""When a document was written, from what it says itself: an interval, with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import msgspec

from tallyclerk.grammar.calendar import Written, meaning, stated
from tallyclerk.grammar.lookup import latest_fit
from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.time import TimeExpression, find_times, parse_time
from tallyclerk.grammar.timenodes import Between, Node, Open, Part, Point
from tallyclerk.grammar.tokens import Token, tokenise
from tallyclerk.model import Document, Published
from tallyclerk.resources.time import time_words

_NARROW = 7  # a day of publication known this well is used as it is
_YEAR = timedelta(days=365)
_ANY_DAY = date(2000, 6, 15)
_LATER_THAN_TEXT = ("clock", "crawl", "visit", "page was made", "render", "fetch")
SENTENCE_END = re.compile(r"[.!?] (?=[A-Z“\"])|\n| [-–—]+ ")
_FOOTER = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)
_POST = re.compile(r"\(@\w{1,15}\)\s{1,3}(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})")
_FAR = 5_000  # characters before a time in which the one that it hangs on is looked for
_REACH = 300  # characters around a time in which its verb is looked for
_HEAD = 3  # a time with no more tokens before it stands at the head of its sentence
_MOST_REMOVED = 20_000  # characters of set-aside text that are searched for a year


class Reference(msgspec.Struct, frozen=True):
    """When a document was written: first and last possible day, and what that rests on.

    Attributes:
        earliest, latest: Both included.
        basis: What the days rest on, in plain words.
        loose: Whether only one side is known, so that the year of "October 5" can be had from it but no weekday.

    Raises:
        ValueError: if `latest` lies before `earliest`.
    """

    earliest: date
    latest: date
    basis: str
    loose: bool = False

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"reference: latest {self.latest} lies before earliest {self.earliest}")

    @property
    def span(self) -> str:
        """The days in words."""
        if self.earliest == self.latest:
            return f"on {self.earliest}"
        return f"between {self.earliest} and {self.latest}"


class _Bound(msgspec.Struct, frozen=True):
    """One end of the days of writing, and the words that set it."""

    day: date
    basis: str


def reference_of(document: Document) -> Reference | None:
    """When a document was written, or None where nothing says.

    A day of publication counts as it is, then that of copies of the text. A wider or missing one is narrowed by what
    the page itself shows: the text was written no earlier than the latest day that it reports, and no later than the
    page's own clock. Where only the text dates itself the reference is `loose`. A page without a day is taken to be of
    about that of a post that it embeds.
    """
    published = document.published
    if published and (published.latest - published.earliest).days <= _NARROW:
        return Reference(published.earliest, published.latest, _published(published))
    if copied := document.same_text:
        return Reference(copied.earliest, copied.latest, _published(copied))
    times = [time for time in find_times(document.text) if not looks_ahead(document.text, time.start, time.end)]
    if published is None and (posted := _posted(document)):
        return posted
    upper = _upper(document)
    lower = _lower(document, times, upper)
    if upper is None:
        return _loose(lower, times) if lower else _from_year(document, times)
    if lower is None and (fitting := _by_weekday(times, upper)):
        lower, upper = fitting, _Bound(min(upper.day, fitting.day + _YEAR), upper.basis)
    lower = lower or _Bound(upper.day - _YEAR, "taken to be within a year of it")
    return _narrowed(times, lower, upper)


def _posted(document: Document) -> Reference | None:
    """About the day of the latest post that the page embeds: "(@harbour) August 27, 2019". New posts are."""
    page = "\n".join((document.text, *(removed.text for removed in document.removed)))[:_MOST_REMOVED]
    days = [day for match in _POST.finditer(page) if (day := _day_of(parse_time(match["day"])))]
    if not days:
        return None
    latest = max(days)
    return Reference(latest, latest + timedelta(days=1), f"about the latest post on the page, of {latest}")


def looks_ahead(text: str, start: int, end: int) -> bool | None:
    """Whether the sentence around the time `[start, end)` speaks of what lies ahead ("will be loaded on Sunday").

    The nearest verb cue before the time decides; a time at the head of its sentence looks to the first cue behind it.
    None where there is no cue.
    """
    before = tokenise(SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1])
    for index in range(len(before), 0, -1):
        if (cue := _cues().before(before, index)) is not None and _is_verb(before[index - 1]):
            return cue[1]
    behind = tokenise(SENTENCE_END.split(text[end : end + _REACH])[0]) if len(before) <= _HEAD else ()
    found = (_cues().at(behind, index) for index, token in enumerate(behind) if _is_verb(token))
    return next((cue[1] for cue in found if cue is not None), None)


def _is_verb(token: Token) -> bool:
    """Not the month of May."""
    return token.text != "May"


@cache
def _cues() -> Phrases[bool]:
    words = time_words()
    return Phrases([*((word, True) for word in sorted(words.ahead)), *((word, False) for word in sorted(words.behind))])


def _loose(lower: _Bound, times: list[TimeExpression]) -> Reference | None:
    """A reference from the text's own latest full date, unless it names a later year without a day."""
    begun = [found.start for time in times if stated(time.node) and (found := meaning(time.node, Written(_ANY_DAY)))]
    if any(start and start > lower.day for start in begun):
        return None
    return Reference(lower.day, lower.day + _YEAR, lower.basis, loose=True)


def named_before(text: str, start: int) -> date | None:
    """The first day of the last time before `start` that states its year; "that September" hangs on it."""
    found = [time for time in find_times(text[max(0, start - _FAR) : start]) if stated(time.node)]
    days = meaning(found[-1].node, Written(_ANY_DAY)) if found else None
    return (days.start or days.latest) if days else None


def _published(published: Published) -> str:
    if published.earliest == published.latest:
        return f"the day of publication {published.earliest} ({published.basis})"
    return f"publication between {published.earliest} and {published.latest} ({published.basis})"


def _upper(document: Document) -> _Bound | None:
    """The last day on which the text can have been written: publication, or the page's own clock."""
    published = document.published
    found = [_Bound(published.latest, _published(published))] if published else []
    for refused in document.refused_dates:
        if any(word in refused.reason.casefold() for word in _LATER_THAN_TEXT) and (
            day := _day_of(parse_time(refused.text))
        ):
            found.append(_Bound(day, f'before "{refused.text}" on the page'))
    return min(found, key=lambda bound: bound.day, default=None)


def _lower(document: Document, times: list[TimeExpression], upper: _Bound | None) -> _Bound | None:
    """The first day on which the text can have been written: publication, or the latest full date that it reports."""
    published = document.published
    found = [_Bound(published.earliest, _published(published))] if published else []
    for time in times:
        day = _day_of(time)
        if day and (upper is None or day <= upper.day):
            found.append(_Bound(day, f'after "{time.text}" in the text'))
    return max(found, key=lambda bound: bound.day, default=None)


def _by_weekday(times: list[TimeExpression], upper: _Bound) -> _Bound | None:
    """The latest day before the upper end that a weekday with its date fits ("Wednesday 29 December" is in 2021)."""
    for time in times:
        for point in _points(time.node):
            if point.weekday is not None and (day := latest_fit(point, upper.day)):
                return _Bound(day, f'the weekday in "{time.text}" fits {day.year}')
    return None


def _day_of(time: TimeExpression | None) -> date | None:
    """The last day of a time that states it in full, day, month and year."""
    if time is None or not stated(time.node):
        return None
    points = list(_points(time.node))
    if not points or points[-1].day is None or isinstance(time.node, Open):
        return None
    found = meaning(time.node, Written(_ANY_DAY))
    return found.latest if found else None


def _points(node: Node) -> Iterator[Point]:
    if isinstance(node, Point):
        yield node
    elif isinstance(node, Between):
        yield from _points(node.first)
        yield from _points(node.last)
    elif isinstance(node, Part):
        yield from _points(node.of)


def _narrowed(times: list[TimeExpression], lower: _Bound | None, upper: _Bound | None) -> Reference | None:
    """The two ends, drawn together by days that the text reports without their year."""
    if lower is None or upper is None or upper.day < lower.day:
        return None
    for time in times:
        points = list(_points(time.node))
        if not points or any(point.day is None or point.month is None for point in points) or stated(time.node):
            continue
        found = meaning(time.node, Written(upper.day))
        if found and found.latest and lower.day < found.latest <= upper.day:
            lower = _Bound(found.latest, f'after "{time.text}" in the text')
    basis = lower.basis if lower.basis == upper.basis else f"{lower.basis}, {upper.basis}"
    return Reference(lower.day, upper.day, basis)


def _from_year(document: Document, times: list[TimeExpression]) -> Reference | None:
    """The whole year that the rest of the page speaks of: its latest, unless the text itself names a later one."""
    named = [point.year for time in times for point in _points(time.node) if point.year]
    page = "\n".join(removed.text for removed in document.removed)[:_MOST_REMOVED]
    years = [(year, line) for line in page.splitlines() if not _FOOTER.search(line) for year in _bare_years(line)]
    if not years or max(years)[0] < max(named, default=0):
        return None
    year, line = max(years, key=lambda item: item[0])
    basis = f'the year {year} in "{line.strip()[:80]}" elsewhere on the page'
    return _narrowed(times, _Bound(date(year, 1, 1), basis), _Bound(date(year, 12, 31), basis))


def _bare_years(line: str) -> list[int]:
    """Years in a headline that are of its own time: "2023 World Cup", not "from 2025" or "since 2002"."""
    tokens = tokenise(line)
    kept = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        plain = (
            token.text.isascii() and token.text.isdecimal() and len(token.text) == 4 and "1990" <= token.text <= "2099"
        )
        if plain and (before is None or before.low not in time_words().cues) and (before is None or not token.glued):
            kept.append(int(token.text))
    return kept
