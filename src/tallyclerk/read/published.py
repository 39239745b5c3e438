"""When a document was published: an interval with its basis, from the page alone.

The order of trust: what the input row states, the page's structured data, a labelled date, the address, a stamp at
the head of the text, a bare date under the headline, a dateline, the month in the address, and last an inference
that says from what. A page clock, a render time and a date without a year are refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from tallyclerk.model import Published, Refused
from tallyclerk.read.inferred import infer
from tallyclerk.read.stamps import PageDate, dates_in, is_date_line
from tallyclerk.resources.page_dates import page_dates

_URL_DAY = re.compile(r"[/_=-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?![\d])")
_URL_DAY_GLUED = re.compile(r"/((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,}")
_URL_MONTH = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])(?=[/-]|$)")
_ISO_START = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_TEMPERATURE = re.compile(r"[-+−]?\d{1,2}(?:[.,]\d)?\s?°?\s?[CF]?°?", re.IGNORECASE)
_MAX_YEAR = 2100


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page gives to date it by.

    Attributes:
        stated: The date of the input row.
        structured: Dates in the page's own data, each with its place, best first.
        url: The page's address.
        stamp: The stamp that was stuck to the text.
        lines: All lines of the page, furniture included.
        headline: Index in `lines` of the headline, or of the first line of the article where it has none.
        article: The article.
        elsewhere: The furniture.
    """

    stated: str | None = None
    structured: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    stamp: str | None = None
    lines: tuple[str, ...] = ()
    headline: int = 0
    article: str = ""
    elsewhere: tuple[str, ...] = ()


class Dating(msgspec.Struct, frozen=True):
    """When a page was published, what was refused, and what there is to say about it."""

    published: Published | None
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


def date_page(facts: PageFacts) -> Dating:
    """Date a page by the best evidence on it; None where it has none."""
    candidates: tuple[Callable[[], Published | None], ...] = (
        lambda: _stated(facts),
        lambda: _structured(facts),
        lambda: _labelled(facts, page_dates().published, "the page says"),
        lambda: _url_day(facts.url),
        lambda: _stamped(facts.stamp),
        lambda: _labelled(facts, page_dates().updated, "the page was updated then"),
        lambda: _under_headline(facts),
        lambda: _dateline(facts),
        lambda: _url_month(facts.url),
    )
    refused = _refused(facts)
    for candidate in candidates:
        published = candidate()
        if published:
            return Dating(published, refused)
    published, note = infer(facts.article, facts.elsewhere)
    return Dating(published, refused, (note,) if note else ())


def iso_interval(text: str) -> tuple[date, date] | None:
    """First and last day of an ISO day, month or year at the beginning of a text, or None."""
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


def _stated(facts: PageFacts) -> Published | None:
    return _from_text(facts.stated or "", "stated with the input")


def _structured(facts: PageFacts) -> Published | None:
    found = (_from_text(text, f"the page's own data ({place})") for text, place in facts.structured)
    return next((published for published in found if published), None)


def _stamped(stamp: str | None) -> Published | None:
    return _from_text(stamp.split(" ", 1)[-1], f'the stamp "{stamp}" at the head of the text') if stamp else None


def _from_text(text: str, basis: str) -> Published | None:
    """An ISO date, or else the first written date that has a year."""
    interval = iso_interval(text)
    if interval is None:
        found = next((item for item in dates_in(text[:100]) if item.year), None)
        interval = found.interval() if found else None
    return Published(*interval, basis) if interval else None


def _labelled(facts: PageFacts, label: re.Pattern[str], words: str) -> Published | None:
    for line in _around_headline(facts.lines, facts.headline):
        match = label.search(line) if len(line) <= 200 and not page_dates().machine.search(line) else None
        found = next((item for item in dates_in(line) if item.year and item.days[0][1]), None) if match else None
        if match and found and 0 <= found.start - match.end() <= 20:
            published = _page_published(found, f'{words} "{_shown(line)}"')
            if published:
                return published
    return None


def _under_headline(facts: PageFacts) -> Published | None:
    for line in facts.lines[facts.headline + 1 : facts.headline + 9]:
        if is_date_line(line):
            found = next((item for item in dates_in(line) if item.year), None)
            published = _page_published(found, f'the date line "{_shown(line)}" under the headline') if found else None
            if published:
                return published
    return None


def _dateline(facts: PageFacts) -> Published | None:
    """A full date before the dash that opens the first paragraph ("May 11, 2019 - On Thursday")."""
    for line in facts.article.split("\n")[:6]:
        found = next(dates_in(line[:60]), None)
        if (
            found
            and found.year
            and found.days[0][1]
            and re.match(r"\)?\s*[-–—:]", line[found.start + len(found.text) :])
        ):
            return _page_published(found, f'the dateline "{_shown(line[: found.start + len(found.text)])}"')
    return None


def _page_published(found: PageDate, basis: str) -> Published | None:
    interval = found.interval()
    if interval is None:
        return None
    open_order = interval[0] != interval[1] and len(found.days) > 1
    return Published(*interval, basis + ("; the order of day and month is open" if open_order else ""))


def _url_day(url: str | None) -> Published | None:
    match = url and (_URL_DAY.search(url) or _URL_DAY_GLUED.search(url))
    if not match:
        return None
    interval = iso_interval("-".join(match.groups()))
    return Published(*interval, f'the address, "{match.group().strip("/_=-")}"') if interval else None


def _url_month(url: str | None) -> Published | None:
    match = url and _URL_MONTH.search(url)
    interval = iso_interval("-".join(match.groups())) if match else None
    return (
        Published(*interval, f'the month in the address, "{match.group().strip("/")}"') if match and interval else None
    )


def _refused(facts: PageFacts) -> tuple[Refused, ...]:
    refused = []
    if facts.stated and not _stated(facts):
        refused.append(Refused(facts.stated, "stated with the input, but not a date; write it as YYYY-MM-DD"))
    for index, line in enumerate(facts.lines):
        if len(line) > 120 or not any(True for _ in dates_in(line)):
            continue
        if page_dates().machine.search(line):
            refused.append(Refused(line, "the time at which the page was made for its reader, not its publication"))
        elif index < facts.headline and is_date_line(line) and not _has_label(line):
            beside = _temperature_near(facts.lines, index)
            reason = "a page clock beside the weather" if beside else "a page clock above the headline"
            refused.append(Refused(line, f"{reason}: it shows the day of the visit, not of publication"))
    return tuple(refused)


def _temperature_near(lines: Sequence[str], index: int) -> bool:
    return any(_TEMPERATURE.fullmatch(line) for line in lines[max(0, index - 2) : index + 3])


def _has_label(line: str) -> bool:
    known = page_dates()
    return bool(known.published.search(line) or known.updated.search(line))


def _around_headline(lines: Sequence[str], headline: int) -> Sequence[str]:
    """Where a page's own label stands: near the headline, or else at the very end."""
    return [*lines[max(0, headline - 4) : headline + 12], *lines[-6:]]


def _shown(line: str) -> str:
    return line if len(line) <= 80 else line[:79] + "…"
