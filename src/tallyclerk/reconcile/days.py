"""Comparing dates as intervals of days."""

from __future__ import annotations

from datetime import date

from tallyclerk.model import DateValue
from tallyclerk.reconcile.relation import SAME, UNLIKE, Relation


def compare_dates(a: DateValue, b: DateValue) -> Relation:
    """How two dates stand to each other; an interval without ends compares with nothing."""
    if not _known(a) or not _known(b):
        return SAME if a.text.casefold() == b.text.casefold() and not (_known(a) or _known(b)) else UNLIKE
    one, two = _ends(a), _ends(b)
    if one == two:
        return SAME
    if one[0] <= two[0] and two[1] <= one[1]:
        return Relation("wider", why="the one date lies within the other")
    if two[0] <= one[0] and one[1] <= two[1]:
        return Relation("narrower", why="the one date lies within the other")
    if gap_days(a, b) == 0:
        return Relation("close", why="the two dates overlap")
    days = gap_days(a, b)
    return Relation("different", why=f"{days} {'day' if days == 1 else 'days'} apart")


def gap_days(a: DateValue, b: DateValue) -> int:
    """Days from the end of the earlier date to the start of the later one; 0 where they meet or overlap."""
    one, two = _ends(a), _ends(b)
    return max(0, (two[0] - one[1]).days, (one[0] - two[1]).days)


def width_days(a: DateValue) -> int | None:
    """How many days a date leaves open; None for an open end."""
    return (a.latest - a.earliest).days + 1 if a.earliest and a.latest else None


def inside(a: DateValue, b: DateValue) -> bool:
    """Whether a lies within b and is shorter."""
    return bool(_closed(a) and _closed(b)) and compare_dates(a, b).standing == "narrower"


def is_month_slip(a: DateValue, b: DateValue) -> bool:
    """Whether two single days differ in the month alone ("April 26" and "May 26")."""
    if not (_single(a) and _single(b)):
        return False
    one, two = a.earliest, b.earliest
    return bool(one and two and one != two and one.day == two.day and one.year == two.year)


def _known(a: DateValue) -> bool:
    return bool(a.earliest or a.latest)


def _closed(a: DateValue) -> bool:
    return bool(a.earliest and a.latest)


def _single(a: DateValue) -> bool:
    return a.earliest is not None and a.earliest == a.latest


def _ends(a: DateValue) -> tuple[date, date]:
    return a.earliest or date.min, a.latest or date.max
