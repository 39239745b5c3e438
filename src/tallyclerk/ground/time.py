"""Grounding of times: from wording to first and last possible day, under a day of writing that may itself be uncertain.

Nothing comes from today's clock. What the words do not say is taken from the reference and listed in `inferred`; where
nothing fixes it the ends stay open and the note says so.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec import structs

from tallyclerk.grammar.calendar import Written, meaning, stated
from tallyclerk.grammar.interval import DAY, Interval, edtf, hull
from tallyclerk.grammar.time import TimeExpression, parse_time
from tallyclerk.grammar.timenodes import Between, Either, FromEvent, Node, Open, Part, Point, Repeated
from tallyclerk.ground.event_days import counted_from, event_day, without_event
from tallyclerk.ground.reference import Reference, looks_ahead, named_before, reference_of
from tallyclerk.model import DateValue, Mention

__all__ = ["Reference", "Resolved", "ground_date", "ground_date_in", "reference_of", "resolve"]

_WIDE = 120  # a day of writing known no better than this many days says nothing of "on Friday"
_ANY_DAY = date(2000, 6, 15)  # for phrases whose meaning does not hang on a day


class Resolved(NamedTuple):
    """A time as first and last possible day, both included; None is an open end.

    Attributes:
        edtf: The same in Extended Date/Time Format.
        inferred: Each part that the words do not state, and what it was taken from.
        note: Why an end is open, or what is uncertain.
        repeats: How often the time comes again.
    """

    earliest: date | None
    latest: date | None
    edtf: str
    inferred: tuple[str, ...] = ()
    note: str | None = None
    repeats: str | None = None


def ground_date(
    mention: Mention, reference: Reference | None, *, future: bool = False, anchor: date | None = None
) -> DateValue:
    """The days that a mention of a time means.

    Args:
        mention: The wording and its span.
        reference: When the document was written, or None where nothing says.
        future: Whether the text speaks of what lies ahead ("will be loaded on Sunday").
        anchor: A day named before in the text, for "that September".

    Returns:
        A value with open ends and a note where the wording is no time, or its days cannot be known.
    """
    expression = parse_time(mention.text)
    found = (
        Resolved(None, None, "", note="no time that can be read")
        if expression is None
        else resolve(expression, reference, future=future, anchor=anchor)
    )
    return _value(mention, found)


def _value(mention: Mention, found: Resolved) -> DateValue:
    return DateValue(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        earliest=found.earliest,
        latest=found.latest,
        edtf=found.edtf,
        inferred=found.inferred,
        note=found.note,
        repeats=found.repeats,
    )


def ground_date_in(text: str, mention: Mention, reference: Reference | None, *, planned: bool = False) -> DateValue:
    """`ground_date` for a mention where it stands in its document's text, which shows tense and times named before.

    Args:
        text: The document's text, which the mention indexes.
        mention: The wording and its span.
        reference: When the document was written.
        planned: Whether the claim is of something planned; decides where the sentence has no cue of its own.
    """
    ahead = looks_ahead(text, mention.start, mention.end)
    expression = parse_time(mention.text)
    if expression is not None and (counted := counted_from(expression.node)):
        day = event_day(text, counted.event, lambda time: resolve(time, reference)[:2])
        known = structs.replace(expression, node=without_event(expression.node)) if day else expression
        return _value(mention, resolve(known, day))
    hangs = expression is not None and _hangs_on_anchor(expression.node)
    anchor = named_before(text, mention.start) if hangs else None
    return ground_date(mention, reference, future=planned if ahead is None else ahead, anchor=anchor)


def resolve(
    expression: TimeExpression, reference: Reference | None, *, future: bool = False, anchor: date | None = None
) -> Resolved:
    """The days that an expression means under a reference; see `ground_date`."""
    node = expression.node
    if isinstance(node, Repeated) or stated(node):
        return _stated(node, reference)
    if _hangs_on_anchor(node):
        return _anchored(node, anchor, reference)
    if reference is None:
        return _unknown(node, "the day of writing is not known")
    if reference.loose:
        return _near(node, reference)
    ends = [meaning(node, Written(day, future)) for day in (reference.earliest, reference.latest)]
    if ends[0] is None or ends[1] is None:
        return _unknown(node, "no such days around the day of writing")
    return _from_reference(node, ends[0], ends[1], reference)


def _stated(node: Node, reference: Reference | None) -> Resolved:
    if isinstance(node, Repeated):
        return Resolved(None, None, "", note="it comes again, and the words name no day", repeats=node.words)
    found = meaning(node, Written(_ANY_DAY))
    if found is None:
        return Resolved(None, None, "", note="the end lies before the beginning")
    either = isinstance(node, Either)
    note = "the day or the month may stand first" if either else _slip(node, found)
    return Resolved(found.start, _last(found, reference), edtf(found, one_of=either), note=note)


def _slip(node: Node, found: Interval) -> str | None:
    """A note where the weekday that is stated beside a date is not that date's."""
    stated_day = isinstance(node, Point) and node.day is not None and node.weekday is not None
    fits = not stated_day or found.start is None or found.start.weekday() == getattr(node, "weekday", None)
    return None if fits else "the weekday is not that of the date"


def _anchored(node: Node, anchor: date | None, reference: Reference | None) -> Resolved:
    """ "that September": the year of the time named before."""
    found = meaning(node, Written(anchor or _ANY_DAY, anchor=anchor))
    if found is None or anchor is None:
        event = counted_from(node)
        return _unknown(
            node, f"the text does not date the {event.event}" if event else "it hangs on a time named before"
        )
    inferred = (f"the year {anchor.year}, named before in the text",)
    return Resolved(found.start, _last(found, reference), edtf(found), inferred)


def _near(node: Node, reference: Reference) -> Resolved:
    """The year in which the days lie nearest to the only date that is known of the text."""
    known = reference.earliest
    found = [meaning(node, Written(known, future)) for future in (False, True)] if _has_month(node) else []
    near = [interval for interval in found if interval is not None]
    if not near:
        return _unknown(node, f"all that is known is that it was written {reference.basis}")
    best = min(near, key=lambda interval: _distance(interval, known))
    return Resolved(best.start, _last(best, None), edtf(best), (_inferred(node, best, reference),))


def _distance(interval: Interval, day: date) -> int:
    start, latest = interval.start or interval.latest, interval.latest or interval.start
    if start is None or latest is None or start <= day <= latest:
        return 0
    return min(abs((start - day).days), abs((latest - day).days))


def _from_reference(node: Node, first: Interval, last: Interval, reference: Reference) -> Resolved:
    """The days that both ends of the reference allow, and all between."""
    found, wide = hull(first, last), (reference.latest - reference.earliest).days > _WIDE
    if first == last:
        inferred = (_inferred(node, found, reference),)
        return Resolved(found.start, _last(found, reference), edtf(found), inferred, _slip(node, found))
    if wide and (not _has_month(node) or _years_between(first, last) > 1):
        return _unknown(node, f"written {reference.span}, which leaves too many days open")
    single = first.start is not None and first.end is not None and first.end - first.start == DAY
    note = f"written {reference.span}; the words fit more than one day or period in it"
    days = Resolved(found.start, _last(found, reference), edtf(found, one_of=single or wide))
    return days._replace(inferred=(f"counted from {reference.basis}",), note=note)


def _years_between(first: Interval, last: Interval) -> int:
    a, b = first.start or first.end, last.start or last.end
    return abs(b.year - a.year) if a and b else 0


def _last(found: Interval, reference: Reference | None) -> date | None:
    """The last day; what began and is not said to have ended reaches to the day of writing, if that is known."""
    if found.end is None and reference is not None and found.start is not None and found.start <= reference.latest:
        return reference.latest
    return found.latest


def _inferred(node: Node, found: Interval, reference: Reference) -> str:
    if not _has_month(node):
        return f"counted from {reference.basis}"
    ends = sorted({day.year for day in (found.start, found.latest) if day})
    return f"the year {' and '.join(map(str, ends))} from {reference.basis}"


def _unknown(node: Node, why: str) -> Resolved:
    """No days; the EDTF keeps what is stated ("XXXX-10-05")."""
    unstated = _edtf_unstated(node)
    return Resolved(None, None, unstated, note=f"the year is not stated; {why}" if unstated else why)


def _edtf_unstated(node: Node) -> str:
    if isinstance(node, Point) and node.month:
        year = f"{node.year:04d}" if node.year else "XXXX"
        return f"{year}-{node.month:02d}" + (f"-{node.day:02d}" if node.day else "")
    if isinstance(node, Between):
        ends = [_edtf_unstated(node.first), _edtf_unstated(node.last)]
        return "/".join(ends) if all(ends) else ""
    if isinstance(node, Open):
        at = _edtf_unstated(node.at)
        return "" if not at else f"../{at}" if node.side in ("until", "before") else f"{at}/.."
    return _edtf_unstated(node.of) if isinstance(node, Part) else ""


def _has_month(node: Node) -> bool:
    """Whether the words name months, so that only the year has to be found."""
    if isinstance(node, Point):
        return node.month is not None and node.offset is None and node.year_offset is None
    if isinstance(node, Between):
        return _has_month(node.first) and _has_month(node.last)
    if isinstance(node, Open):
        return _has_month(node.at)
    return isinstance(node, Part) and node.part not in ("earlier", "later") and _has_month(node.of)


def _hangs_on_anchor(node: Node) -> bool:
    if isinstance(node, FromEvent):
        return True
    if isinstance(node, Point):
        return node.that
    if isinstance(node, (Part, Open)):
        return _hangs_on_anchor(node.of if isinstance(node, Part) else node.at)
    return isinstance(node, Between) and (_hangs_on_anchor(node.first) or _hangs_on_anchor(node.last))
