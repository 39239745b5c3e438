"""Comparing quantities: bounds, rounding, units, and what contains what."""

from __future__ import annotations

import math
from decimal import Decimal

from tallyclerk.grammar.units import comparable, convert, unit_kind
from tallyclerk.model import QuantityValue
from tallyclerk.reconcile.labels import label_of, plural
from tallyclerk.reconcile.relation import DIFFERENT, SAME, UNLIKE, Relation
from tallyclerk.reconcile.tables import tables

_EQUAL = 1e-9
_MEASURES = frozenset(["mass", "volume", "capacity", "length", "area"])
_LONG = 3  # significant digits from which two equal numbers are hardly chance


def compare_quantities(a: QuantityValue, b: QuantityValue) -> Relation:
    """How two quantities stand to each other; a number without a unit is read in the other's unit."""
    factor = _factor(a, b)
    if _slipped_unit(a, b, factor):
        return Relation("different", "unit", f"the same number with another unit: {label_of(a)} against {label_of(b)}")
    if factor is None:
        return UNLIKE
    if _near(a.value, b.value * factor, _EQUAL) and _same_high(a, b, factor):
        return SAME if a.bound == b.bound else _drift(a, b)
    another = not _near(factor, 1.0, _EQUAL)
    if another and _near(a.value, b.value * factor, tables().limits.rounding_share):
        return _unit(a, b, factor)
    if not another and _rounded(a.value, b.value):
        return Relation("close", "rounding", _rounding_reason(a, b))
    return _contained(interval(a), interval(b, factor))


def ratio(a: QuantityValue, b: QuantityValue) -> float | None:
    """How many times a is b; None where they do not compare or b is zero."""
    factor = _factor(a, b)
    return a.value / (b.value * factor) if factor and b.value else None


def is_less(a: QuantityValue, b: QuantityValue) -> bool:
    """Whether a is clearly the smaller: less than b even at its highest, and b not bounded from above only."""
    factor = _factor(a, b)
    if factor is None:
        return False
    top = a.high if a.high is not None else a.value
    return top < b.value * factor and compare_quantities(a, b).standing != "close"


def interval(a: QuantityValue, factor: float = 1.0) -> tuple[float, float]:
    """The numbers that a quantity covers, times `factor`."""
    low = a.value * factor
    high = (a.high if a.high is not None else a.value) * factor
    share = tables().limits.about_share
    if a.bound == "at_least":
        return low, math.inf
    if a.bound == "at_most":
        return 0.0, high
    return (low * (1 - share), high * (1 + share)) if a.bound == "about" else (low, high)


def _factor(a: QuantityValue, b: QuantityValue) -> float | None:
    """What one of b's units is in a's; None where the two do not compare."""
    if a.per != b.per:
        return None
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return 1.0
    if not comparable(a.unit, b.unit):
        return None
    return convert(1.0, b.unit, a.unit) or 1.0


def _slipped_unit(a: QuantityValue, b: QuantityValue, factor: float | None) -> bool:
    """Whether one long number stands with two units of which the one is not the other: tonnes and barrels."""
    if a.per or b.per or not a.unit or not b.unit or a.unit == b.unit or (factor and _near(factor, 1.0, _EQUAL)):
        return False
    measured = all(unit_kind(unit) in _MEASURES for unit in (a.unit, b.unit))
    return measured and _near(a.value, b.value, _EQUAL) and _digits(a.value) >= _LONG


def _digits(number: float) -> int:
    """Significant digits: 3 for 84,200."""
    return len(f"{number:.0f}".rstrip("0"))


def _same_high(a: QuantityValue, b: QuantityValue, factor: float) -> bool:
    if a.high is None or b.high is None:
        return a.high is b.high
    return _near(a.high, b.high * factor, _EQUAL)


def _near(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b))


def _drift(a: QuantityValue, b: QuantityValue) -> Relation:
    return Relation("close", "bound drift", f"the same number with another bound: {label_of(a)} against {label_of(b)}")


def _unit(a: QuantityValue, b: QuantityValue, factor: float) -> Relation:
    there = b.value * factor
    share = abs(a.value - there) / max(abs(a.value), abs(there))
    return Relation(
        "close",
        "unit",
        f"two units: {_number(b.value)} {_plural(b)} = {_number(there)} {_plural(a)}, "
        f"against {_number(a.value)} {_plural(a)}; {share:.1%} apart",
    )


def _rounded(a: float, b: float) -> bool:
    """Whether one is the other rounded or cut to its significant digits."""
    step = 10.0 ** max(_zeros(a), _zeros(b))
    return abs(a - b) < step and _near(a, b, tables().limits.rounding_share)


def _zeros(number: float) -> int:
    """The power of ten of a number's last significant digit: 2 for 2100, -1 for 1.6."""
    if not number:
        return 0
    return int(Decimal(repr(number)).normalize().as_tuple().exponent)


def _rounding_reason(a: QuantityValue, b: QuantityValue) -> str:
    coarse, fine = (a, b) if _zeros(a.value) >= _zeros(b.value) else (b, a)
    gap = abs(a.value - b.value)
    return (
        f"{label_of(coarse)} is the rounder figure, stated to the nearest {_number(10.0 ** _zeros(coarse.value))}, "
        f"and {_number(fine.value)} differs from it by {_number(gap)} ({gap / max(a.value, b.value):.1%})"
    )


def _contained(a: tuple[float, float], b: tuple[float, float]) -> Relation:
    limit = tables().limits.contained_ratio
    if max(a[0], b[0]) > limit * max(min(a[0], b[0]), 1e-12) and a[0] and b[0]:
        return DIFFERENT
    if a[0] <= b[0] and b[1] <= a[1]:
        return Relation("wider", why="the one figure lies within the bound of the other")
    if b[0] <= a[0] and a[1] <= b[1]:
        return Relation("narrower", why="the one figure lies within the bound of the other")
    if max(a[0], b[0]) <= min(a[1], b[1]):
        return Relation("close", why="both bounds can hold of one number")
    return DIFFERENT


def _plural(a: QuantityValue) -> str:
    return plural(a.unit or "")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.4g}"
