"""When a document was published: an interval with its basis, from what the page and its source say.

The order of trust: what the input row states, the page's structured data, a labelled date, the address, the feed that
lists it, a stamp at the head of the text, a bare date under the headline, a dateline, the month in the address, the day
of a change, and last an inference that says from what. What cannot be (a day after the capture, a stand-in such as
1970-01-01), a page clock, a render time and a date without a year are refused with the reason. A witness that gainsays
the one believed is kept with the reason why it was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from tallyclerk.model import Published, Refused
from tallyclerk.read.inferred import infer, latest_event
from tallyclerk.read.stamps import dates_in, is_date_line
from tallyclerk.read.witnesses import PageFacts, Witness, in_words, iso_interval, witnesses
from tallyclerk.resources.page_dates import page_dates

__all__ = ["Dating", "PageFacts", "date_page", "iso_interval"]

_TEMPERATURE = re.compile(r"[-+−]?\d{1,2}(?:[.,]\d)?\s?°?\s?[CF]?°?", re.IGNORECASE)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
"""A dated event this long before the capture still bounds the day of publication to some use."""


class Dating(msgspec.Struct, frozen=True):
    """When a page was published, what was refused, and what there is to say about it."""

    published: Published | None
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


def date_page(facts: PageFacts) -> Dating:
    """Date a page by the best evidence on it; None where it has none."""
    possible, impossible = _sifted(list(witnesses(facts)), facts.captured)
    if not possible:
        published, note = _bounded(facts)
        notes = (note, None if published else _made(facts.created))
        return Dating(published, (*_refused(facts, None), *impossible), tuple(filter(None, notes)))
    best, why = _chosen(possible, facts.captured)
    refused = (*_refused(facts, best.published), *impossible, *_gainsaid(possible, best, why))
    return Dating(_clipped(best.published, facts.captured), refused)


def _sifted(found: Sequence[Witness], captured: date | None) -> tuple[list[Witness], list[Refused]]:
    """Witnesses that may be right, and those that cannot."""
    possible, impossible = [], []
    for witness in found:
        days = witness.published
        if str(days.earliest) in page_dates().stand_ins and days.earliest == days.latest:
            reason = f"{witness.place} gives {days.earliest}, which many systems write where they have no date"
        elif captured and days.earliest > captured + _DAY:
            reason = f"{witness.place} gives {in_words(days)}, after {captured}, when the page already existed"
        else:
            possible.append(witness)
            continue
        impossible.append(Refused(witness.text, reason))
    return possible, impossible


def _chosen(possible: Sequence[Witness], captured: date | None) -> tuple[Witness, str]:
    """The witness to believe, and why it goes before the others.

    The first, unless it is the page's data and these give a moment in universal time where the page shows the day
    beside it, or seem to tell of a later version: two other witnesses agree on an earlier day, or one gives an earlier
    day and the data that of the capture.
    """
    first = possible[0]
    why = f"{first.place} counts for more"
    if not first.is_data:
        return first, why
    seen = [other for other in possible[1:] if _is_day(other) and not other.is_update and not other.is_data]
    beside = [other for other in seen if timedelta(0) < _gap(other, first) <= _DAY]
    if first.is_utc and beside and not any(_agree(other, first) for other in seen):
        return beside[0], "the page's data give the moment in universal time, the other the publisher's own day"
    earlier = [other for other in seen if other.published.latest < first.published.earliest - _DAY]
    if earlier and captured and first.published.latest >= captured - _DAY:
        return earlier[0], "the page's data give the day of the capture, as pages do that are made anew each time"
    for other in earlier:
        if any(_agree(other, second) for second in earlier if second.place != other.place):
            return other, "two others agree on that earlier day"
    return first, why


def _gainsaid(possible: Sequence[Witness], best: Witness, why: str) -> Iterator[Refused]:
    """Witnesses that name other days than the one believed, each with the reason; one a wording and day."""
    seen: set[tuple[date, date, bool]] = set()
    for other in possible:
        days = (other.published.earliest, other.published.latest, other.is_update)
        if other is best or other.is_month or _agree(other, best) or days in seen:
            continue
        seen.add(days)
        yield Refused(other.text, _reason(other, best, why))


def _reason(other: Witness, best: Witness, why: str) -> str:
    says = f"{other.place} says {in_words(other.published)}, {best.place} {in_words(best.published)}"
    if other.is_update and other.published.earliest > best.published.latest:
        return f"{other.place} says {in_words(other.published)}: the page was updated then"
    if _gap(other, best) <= _DAY:
        return f"{says}: within a day, as the same moment is in two time zones; {why}"
    return f"{says}; {why}"


def _agree(one: Witness, two: Witness) -> bool:
    return one.published.earliest <= two.published.latest and two.published.earliest <= one.published.latest


def _gap(one: Witness, two: Witness) -> timedelta:
    """How far the days of two witnesses lie apart; not above zero where they share a day."""
    return max(one.published.earliest - two.published.latest, two.published.earliest - one.published.latest)


def _is_day(witness: Witness) -> bool:
    return witness.published.earliest == witness.published.latest


def _clipped(published: Published, captured: date | None) -> Published:
    """An interval that ends with the capture at the latest."""
    if captured is None or published.latest <= captured or published.earliest > captured:
        return published
    return Published(published.earliest, captured, f"{published.basis}; not after {captured}, when it was captured")


def _bounded(facts: PageFacts) -> tuple[Published | None, str | None]:
    """Without a witness: what the text infers, or what lies between its latest dated event and the capture."""
    published, note = infer(facts.article, facts.elsewhere)
    captured = facts.captured
    if captured is None:
        return published, note
    if published and published.earliest <= captured:
        return _clipped(published, captured), note
    event = latest_event(facts.article, captured)
    if event and captured - event <= _MONTH:
        basis = f"between the latest dated event in the text, {event}, and {captured}, when it was captured"
        return Published(event, captured, basis), None
    since = f" and not before the latest dated event in the text, {event}" if event else ""
    return None, f"published on or before {captured}, when it was captured{since}; nothing gives the day"


def _made(created: tuple[str, str] | None) -> str | None:
    return f"{created[1]} says {created[0]}; a file is made before or after its text is published" if created else None


def _refused(facts: PageFacts, believed: Published | None) -> Iterator[Refused]:
    """A stated date that is none, times at which the page was made, and page clocks that show another day."""
    if facts.stated and not any(witness.text == facts.stated for witness in witnesses(PageFacts(stated=facts.stated))):
        yield Refused(facts.stated, "stated with the input, but not a date; write it as YYYY-MM-DD")
    for index, line in enumerate(facts.lines):
        if len(line) > 120 or not any(True for _ in dates_in(line)):
            continue
        if page_dates().machine.search(line):
            yield Refused(line, "the time at which the page was made for its reader, not its publication")
        elif index < facts.headline and is_date_line(line) and not _has_label(line) and not _shows(line, believed):
            beside = _temperature_near(facts.lines, index)
            reason = "a page clock beside the weather" if beside else "a page clock above the headline"
            yield Refused(line, f"{reason}: it shows the day of the visit, not of publication")


def _shows(line: str, believed: Published | None) -> bool:
    days = [found.interval() for found in dates_in(line)]
    return believed is not None and (believed.earliest, believed.latest) in days


def _temperature_near(lines: Sequence[str], index: int) -> bool:
    return any(_TEMPERATURE.fullmatch(line) for line in lines[max(0, index - 2) : index + 3])


def _has_label(line: str) -> bool:
    known = page_dates()
    return bool(known.published.search(line) or known.updated.search(line))
