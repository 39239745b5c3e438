"""The day of an event from which a time is counted ("two days after the summit"), where the text dates that event."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tallyclerk.grammar.time import TimeExpression, find_times
from tallyclerk.grammar.timenodes import FromEvent, Node, Open
from tallyclerk.ground.reference import SENTENCE_END, Reference

Ends = tuple[date | None, date | None]
_MOST_SENTENCES = 8  # that name the event; beyond them a text speaks of it throughout


def counted_from(node: Node) -> FromEvent | None:
    """The part of a time that counts from an event, if any."""
    if isinstance(node, Open):
        return counted_from(node.at)
    return node if isinstance(node, FromEvent) else None


def without_event(node: Node) -> Node:
    """The time as one counted from the day that it is resolved on."""
    if isinstance(node, Open):
        return Open(node.side, without_event(node.at))
    return node.away if isinstance(node, FromEvent) else node


def event_day(text: str, event: str, days: Callable[[TimeExpression], Ends]) -> Reference | None:
    """The days of an event as the text tells them, or None where it does not.

    The first sentence that names the event beside exactly one time, itself not counted from an event, dates it.

    Args:
        text: The document's text.
        event: The noun of the event, in lower case.
        days: Gives a time of this text its first and last possible day.
    """
    named = re.compile(rf"(?<!\w){re.escape(event)}(?!\w)", re.IGNORECASE)
    sentences = [sentence for sentence in SENTENCE_END.split(text) if named.search(sentence)]
    for sentence in sentences[:_MOST_SENTENCES]:
        times = find_times(sentence)
        if len(times) != 1 or counted_from(times[0].node):
            continue
        earliest, latest = days(times[0])
        if earliest and latest:
            return Reference(earliest, latest, f"the {event}, in the text “{times[0].text}”")
    return None
