"""What on a page, or beside it, says when it was published: each a witness with its wording and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from tallyclerk.model import Published
from tallyclerk.read.stamps import PageDate, dates_in, is_date_line
from tallyclerk.resources.page_dates import page_dates

_URL_DAY = re.compile(r"[/_=-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?![\d])")
_URL_DAY_GLUED = re.compile(r"/((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,}")
_URL_NAMED = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})/")
_URL_MONTH = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])(?=[/-]|$)")
_ISO_START = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_UTC = re.compile(r"\d:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]00:?00)\s*$")
_MAX_YEAR = 2100


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page gives to date it by.

    Attributes:
        stated: The date of the input row.
        structured: Dates in the page's own data, each with its place, best first.
        modified: Dates on which the page's data say that it was changed, each with its place.
        listed: The date under which a feed listed it.
        url: The page's address.
        stamp: The stamp that was stuck to the text.
        lines: All lines of the page, furniture included.
        headline: Index in `lines` of the headline, or of the first line of the article where it has none.
        article: The article.
        elsewhere: The furniture.
        created: The day on which the file was made, with its place; evidence too weak to date a report by.
        captured: The day on which the bytes were taken from where they were published.
    """

    stated: str | None = None
    structured: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    listed: str | None = None
    url: str | None = None
    stamp: str | None = None
    lines: tuple[str, ...] = ()
    headline: int = 0
    article: str = ""
    elsewhere: tuple[str, ...] = ()
    created: tuple[str, str] | None = None
    captured: date | None = None


class Witness(msgspec.Struct, frozen=True):
    """One thing that says when a page was published.

    Attributes:
        text: Its wording.
        place: Where it stands, in a few words.
        published: The days that it gives, with the basis to show when it is believed.
        is_update: Whether it tells of a change of the page, so that publication lies before.
        is_month: Whether it is too vague to gainsay a day.
        is_data: Whether it stands in the page's data, where no reader sees it.
    """

    text: str
    place: str
    published: Published
    is_update: bool = False
    is_month: bool = False
    is_data: bool = False

    @property
    def is_utc(self) -> bool:
        """Whether it is a moment in universal time, whose day may be another on the publisher's calendar."""
        return self.is_data and _UTC.search(self.text) is not None


def witnesses(facts: PageFacts) -> Iterator[Witness]:
    """All witnesses, the most trusted first."""
    yield from _stated(facts)
    yield from _in_data(facts.structured)
    yield from _labelled(facts, page_dates().published, "the page says")
    yield from _url_day(facts.url)
    yield from _listed(facts.listed)
    yield from _stamped(facts.stamp)
    yield from _labelled(facts, page_dates().updated, "the page was updated then", is_update=True)
    yield from _under_headline(facts)
    yield from _dateline(facts)
    yield from _url_month(facts.url)
    yield from _in_data(facts.modified, is_update=True)


def iso_interval(text: str) -> tuple[date, date] | None:
    """First and last day of an ISO day, month or year at the beginning of a text, or None.

    A moment with an offset keeps the day that its writer saw on the calendar; it is not moved to UTC.
    """
    match = _ISO_START.match(text)
    if not match or not 1900 <= int(match[1]) <= _MAX_YEAR:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    try:
        return PageDate(text, 0, year, ((month, day),)).interval()
    except ValueError:
        return None


def in_words(published: Published) -> str:
    """The day, or the first and last day."""
    if published.earliest == published.latest:
        return str(published.earliest)
    return f"{published.earliest} to {published.latest}"


def _stated(facts: PageFacts) -> Iterator[Witness]:
    yield from _witness(facts.stated, "stated with the input", "what is stated with the input")


def _in_data(dates: Sequence[tuple[str, str]], *, is_update: bool = False) -> Iterator[Witness]:
    for text, place in dates:
        words = f"the page's own data ({place})"
        basis = f"{words}: the page was updated then, and nothing gives an earlier day" if is_update else words
        yield from (
            msgspec.structs.replace(found, is_update=is_update, is_data=True) for found in _witness(text, basis, words)
        )


def _listed(listed: str | None) -> Iterator[Witness]:
    yield from _witness(listed, "the feed that lists it", "the feed")


def _stamped(stamp: str | None) -> Iterator[Witness]:
    text = stamp.split(" ", 1)[-1] if stamp else None
    yield from _witness(text, f'the stamp "{stamp}" at the head of the text', "the stamp at the head of the text")


def _witness(text: str | None, basis: str, place: str) -> Iterator[Witness]:
    """An ISO date, or else the first written date that has a year."""
    interval = iso_interval(text or "")
    if interval is None:
        found = next((item for item in dates_in((text or "")[:100]) if item.year), None)
        interval = found.interval() if found else None
    if interval and text:
        yield Witness(text, place, Published(*interval, basis))


def _labelled(facts: PageFacts, label: re.Pattern[str], words: str, *, is_update: bool = False) -> Iterator[Witness]:
    for line in _around_headline(facts.lines, facts.headline):
        match = label.search(line) if len(line) <= 200 and not page_dates().machine.search(line) else None
        if match is None:
            continue
        # The date nearest behind the label is the label's; "Published 5 May, updated 6 May" has two.
        found = next((item for item in dates_in(line) if item.start >= match.end()), None)
        if found and found.year and found.days[0][1] and found.start - match.end() <= 20:
            yield from _on_page(found, f'{words} "{_shown(line)}"', f'the line "{_shown(line)}"', is_update=is_update)
            return


def _under_headline(facts: PageFacts) -> Iterator[Witness]:
    for line in facts.lines[facts.headline + 1 : facts.headline + 9]:
        found = next((item for item in dates_in(line) if item.year), None) if is_date_line(line) else None
        if found and found.interval():
            shown = _shown(line)
            yield from _on_page(found, f'the date line "{shown}" under the headline', f'the date line "{shown}"')
            return


def _dateline(facts: PageFacts) -> Iterator[Witness]:
    """A full date before the dash that opens the first paragraph ("May 11, 2019 - On Thursday")."""
    for line in facts.article.split("\n")[:6]:
        found = next(dates_in(line[:60]), None)
        if (
            found
            and found.year
            and found.days[0][1]
            and re.match(r"\)?\s*[-–—:]", line[found.start + len(found.text) :])
        ):
            opening = f'the dateline "{_shown(line[: found.start + len(found.text)])}"'
            yield from _on_page(found, opening, opening)
            return


def _on_page(found: PageDate, basis: str, place: str, *, is_update: bool = False) -> Iterator[Witness]:
    interval = found.interval()
    if interval:
        open_order = interval[0] != interval[1] and len(found.days) > 1
        basis += "; the order of day and month is open" if open_order else ""
        yield Witness(found.text, place, Published(*interval, basis), is_update)


def _url_day(url: str | None) -> Iterator[Witness]:
    match = (_URL_DAY.search(url) or _URL_DAY_GLUED.search(url)) if url else None
    interval = iso_interval("-".join(match.groups())) if match else None
    if match is None and url and (match := _URL_NAMED.search(url)):
        month = page_dates().months.get(match[2])
        interval = iso_interval(f"{match[1]}-{month}-{match[3]}") if month else None
    if match and interval:
        text = match.group().strip("/_=-")
        yield Witness(text, "the address", Published(*interval, f'the address, "{text}"'))


def _url_month(url: str | None) -> Iterator[Witness]:
    match = _URL_MONTH.search(url) if url else None
    interval = iso_interval("-".join(match.groups())) if match else None
    if match and interval:
        text = match.group().strip("/")
        basis = f'the month in the address, "{text}"'
        yield Witness(text, "the month in the address", Published(*interval, basis), is_month=True)


def _around_headline(lines: Sequence[str], headline: int) -> Sequence[str]:
    """Where a page's own label stands: near the headline, or else at the very end."""
    return [*lines[max(0, headline - 4) : headline + 12], *lines[-6:]]


def _shown(line: str) -> str:
    return line if len(line) <= 80 else line[:79] + "…"
