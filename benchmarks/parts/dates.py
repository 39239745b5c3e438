"""How well dates and periods are read: Recognizers-Text specs (English DateParser and DatePeriodParser).

Counted are the rows with a reference date that Python supports. A row is *right* if a time found in its input covers,
on its reference date, exactly the days of its past resolution (looking back) or future resolution (looking ahead), and
*held* if it covers at least these. The specs end a period with its last day or with the day behind it; both count. A
row without days is right if nothing is found. `news` leaves out the wording of calendar apps, which reports do not use
(see `APP`), seasons, for which the specs give no days, and counts of months and years back or of "a few" (see `LOOSE`):
"two years ago" is one day there, and here as wide as what it counts, for no day is made up. 3-7-2017 stays open here.

The data is a folder with these two files, or one such file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from parts.part import SHARED, Measured, Part, files_of, ratio, table, whole_of
from tallyclerk.grammar.calendar import Written, meaning
from tallyclerk.grammar.time import find_times
from tallyclerk.grammar.timenodes import Node

KINDS = ("right", "held")
# Wording of calendar apps, by the words of the gold time.
APP = re.compile(
    "|".join(
        [
            r"^(the )?\d+(st|nd|rd|th)?$|\bthe \d+|^from \d|\d (and|to|till|until) \d|^\d+.. of",  # without a month
            r"\d{1,2}[-./]\d{1,2}$|^\d+-\d+-\d\d$|\d,\d|\d/\d.* to",  # without a year, or in two digits
            r"2016 ?[-/,]|[-/] ?2016$|^201[56][-./]\d$|-sep-|/sep/|\w-\d$|\w/\d$|\w\. \d$",  # odd separators
            r"first|second|third|fifth|thirty|twenty|fifteen",  # ordinals in words, "the first Friday of July"
            r"\bmy\b|\brest\b|\bweek \d|\bday$|now|from tomorrow|from yesterday|after today|^Q\d$|2016 ?[QH]|3year",
        ]
    ),
    re.IGNORECASE,
)

# Times that the specs take for one day, though nobody who writes them means it.
LOOSE = re.compile(r"\b(months?|years?|few \w+) ago", re.IGNORECASE)


class Reference(msgspec.Struct):
    """The day that a row is read on."""

    day: str = msgspec.field(name="ReferenceDateTime")


class Result(msgspec.Struct):
    """A time of a row: its words, and its days looking back and ahead."""

    text: str = msgspec.field(name="Text")
    value: dict[str, Any] = msgspec.field(name="Value")


class Row(msgspec.Struct):
    """A row of a spec."""

    input: str = msgspec.field(name="Input")
    results: list[Result] = msgspec.field(name="Results")
    context: Reference | None = msgspec.field(name="Context", default=None)
    unsupported: str | None = msgspec.field(name="NotSupported", default=None)


def measure(data: Path) -> Measured:
    """Count rows, right ones and held ones, of all and of those in the wording of news."""
    counts = {"all": [0, 0, 0], "news": [0, 0, 0]}
    misses = []
    for row, written in _rows(data):
        exact, held = _judged(row, written)
        app = any(APP.search(r.text) or LOOSE.search(r.text) or not _days(r, "Past") for r in row.results)
        for group in ("all",) if app or not row.results else ("all", "news"):
            counts[group] = [a + b for a, b in zip(counts[group], (1, exact, held), strict=True)]
        if not exact and not app:
            wanted = [(result.text, result.value.get("PastResolution")) for result in row.results]
            misses.append(f"{row.input} | wanted {wanted}, found {[time.text for time in find_times(row.input)]}")
    shares = {group: (ratio(right, n), ratio(held, n)) for group, (n, right, held) in counts.items()}
    scores = {f"{group} {name}": share for group, row in shares.items() for name, share in zip(KINDS, row, strict=True)}
    rows = [(group, counts[group][0], *shares[group]) for group in counts]
    return Measured(scores=scores, table=table(("wording", "rows", *KINDS), rows), misses=misses)


def _rows(data: Path) -> Iterator[tuple[Row, date]]:
    """Rows that Python supports, with their reference date."""
    for path in files_of(data, "Date*Parser.json"):
        for row in whole_of(path, list[Row]):
            if row.context and "python" not in (row.unsupported or "").lower():
                yield row, date.fromisoformat(row.context.day[:10])


def _judged(row: Row, written: date) -> tuple[bool, bool]:
    """Whether the days of each result are found exactly, and whether they are held."""
    times = find_times(row.input)
    wanted = [result for result in row.results if _days(result, "Past") != (date.min, date.min)]
    if not wanted:
        return not times, not times
    judged = [[_fit(time.node, result, written) for time in times] for result in wanted]
    return all(2 in fits for fits in judged), all(max(fits, default=0) > 0 for fits in judged)


def _fit(node: Node, result: Result, written: date) -> int:
    """2 where the days are the wanted ones, 1 where they hold them."""
    best = 0
    for side, future in (("Past", False), ("Future", True)):
        wanted, found = _days(result, side), meaning(node, Written(written, future))
        if wanted is None or found is None or found.start is None or found.latest is None:
            continue
        if found.start == wanted[0] and found.latest in (wanted[1], wanted[1] - timedelta(days=1)):
            best = 2
        elif found.start <= wanted[0] and found.latest >= wanted[1] - timedelta(days=1):
            best = max(best, 1)
    return best


def _days(result: Result, side: str) -> tuple[date, date] | None:
    """First day, and last day or the one behind it."""
    resolution = result.value.get(f"{side}Resolution") or {}
    first = resolution.get("date") or resolution.get("startDate")
    last = resolution.get("date") or resolution.get("endDate")
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


PART = Part("dates", "dates and periods with a reference date", SHARED / "bench" / "datetime", measure)
