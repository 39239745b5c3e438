"""Quantities in running text: number, bound and unit, with their span.

"nearly", "almost" and "up to" are at most; "about", "some", "around", "close to" are about; "more than", "over",
"at least" are at least; all else is exact. "Hundreds" is 100 at least. The words are data (`quantity.yaml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import msgspec

from tallyclerk.grammar.context import glued_to_name, lone_one, names_something, tells_time_or_age
from tallyclerk.grammar.numbers import Number, plain, read_fraction, read_number
from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.time import find_times
from tallyclerk.grammar.tokens import DASHES, HYPHENS, Token, tokenise
from tallyclerk.grammar.units import Unit, units
from tallyclerk.model import Bound
from tallyclerk.resources.quantity import BoundWords, quantity_words


class QuantityExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity as worded.

    Attributes:
        text, start, end: Bound words, number and unit, as one span.
        value: The number; the lower end of a range.
        high: The upper end of a range.
        bound: On which side of the number the truth lies.
        number_start, number_end: The span of the number alone.
        unit: Name of the known unit right behind the number (or of the currency before it), singular.
        kind: The unit's kind: count, mass, volume, length, area, speed, share, time, money…
    """

    text: str
    start: int
    end: int
    value: int | float
    high: int | float | None = None
    bound: Bound = "exact"
    number_start: int
    number_end: int
    unit: str | None = None
    kind: str | None = None


_SHORT = 1000
_SHARE, _MEMBER = Unit("share", "share"), Unit("member", "member")


class _Reading(msgspec.Struct):
    """A quantity in the making: tokens `[first, after)`, the number's own tokens, and what is known so far."""

    tokens: Sequence[Token]
    number: Number
    first: int
    after: int
    bound: Bound
    high: Number | None = None
    unit: Unit | None = None


def find_quantities(text: str) -> tuple[QuantityExpression, ...]:
    """All quantities of a text, in order, none overlapping.

    Left out is whatever belongs to a time ("October 5", "two days ago"), and ages, ordinals, page numbers and model
    names ("S-400", "Leopard 2"). Distances, durations, shares and money are in, with their `kind`.
    """
    tokens = tokenise(text)
    taken = {place for time in find_times(text) for place in range(time.start, time.end)}
    found: list[QuantityExpression] = []
    index, floor = 0, 0
    while index < len(tokens):
        reading = None if tokens[index].start in taken else _read(tokens, index, floor)
        if reading is None:
            index += 1
            continue
        found.append(_expression(text, reading))
        index = floor = reading.after
    return tuple(found)


def parse_quantity(text: str) -> QuantityExpression | None:
    """The quantity that a phrase states ("more than 1,000 containers of munitions"): the first one in it.

    A phrase that is nothing but a number is taken at its word, whatever it looks like in running text.
    """
    found = find_quantities(text)
    if found:
        return found[0]
    tokens = tokenise(text)
    number = read_number(tokens, 0) if tokens else None
    if number is None or number.after != len(tokens):
        return None
    return _expression(text, _Reading(tokens, number, 0, number.after, number.bound))


def _read(tokens: Sequence[Token], index: int, floor: int) -> _Reading | None:
    """The quantity whose number, or currency sign, stands at `index`; `floor` is where the one before ended."""
    if (share := read_fraction(tokens, index)) is not None:
        return _of_something(_Reading(tokens, share, index, share.after, "exact", unit=_SHARE), floor)
    if tokens[index].low == "one" and index + 1 < len(tokens) and tokens[index + 1].low == "of":
        one = Number(Decimal(1), index, index + 1)
        return _of_something(_Reading(tokens, one, index, one.after, "exact", unit=_MEMBER), floor)
    currency = _currency(tokens, index)
    at = currency[0] if currency else index
    number = read_number(tokens, at, money=currency is not None) if at < len(tokens) else None
    if number is None:
        return None
    reading = _Reading(tokens, number, index, number.after, number.bound, unit=currency[1] if currency else None)
    _take_range(reading)
    _take_unit(reading)
    _take_range(reading)
    behind = _bounds_after().at(tokens, reading.after)
    if behind is not None:
        reading.after = behind[0]
    if currency is None and not _counts(reading):
        return None
    _take_bounds(reading, floor, behind[1] if behind else "exact")
    return reading


def _of_something(reading: _Reading, floor: int) -> _Reading:
    """A share or member of something, with the bound words before it."""
    _take_bounds(reading, floor, "exact")
    return reading


def _currency(tokens: Sequence[Token], index: int) -> tuple[int, Unit] | None:
    """A currency before its amount: "$", "US $", "NOK"."""
    found = units().at(tokens, index)
    if found is None or found[1].kind != "money" or tokens[index].text.islower():
        return None
    after = found[0]
    return found if after < len(tokens) and tokens[after].is_digits else None


def _counts(reading: _Reading) -> bool:
    """Whether the number is a quantity at all."""
    tokens, number = reading.tokens, reading.number
    if glued_to_name(tokens, number.first, reading.after):
        return False
    if reading.unit is not None and reading.unit.kind != "count":
        return True
    return not (
        names_something(tokens, number) or lone_one(tokens, number) or tells_time_or_age(reading.tokens, number)
    )


def _take_range(reading: _Reading) -> None:
    """ "six to ten", "20-30", "between 5% and 6%": the other end of a range, if higher and in the same unit."""
    tokens, after = reading.tokens, reading.after
    between = reading.first > 0 and tokens[reading.first - 1].low == "between"
    changed = reading.first > 0 and tokens[reading.first - 1].low == "by"  # "rose by 5 to 20" is no range
    if reading.high is not None or changed or not _links(tokens, after, between):
        return
    currency = _currency(tokens, after + 1)
    high = read_number(tokens, currency[0] if currency else after + 1, money=currency is not None)
    if high is None or high.bound != "exact":
        return
    end = high.after
    if reading.unit is not None and reading.unit.kind != "money":
        unit = units().at(tokens, high.after)
        if unit is None or unit[1] != reading.unit:
            return
        end = unit[0]
    low = reading.number if reading.unit is not None and currency is None else _lifted(tokens, reading.number, high)
    if high.value <= low.value:
        return
    reading.number, reading.high, reading.after = low, high, end
    reading.first -= between


def _links(tokens: Sequence[Token], index: int, between: bool) -> bool:
    """Whether token `index` can join the ends of a range: "to", a dash, or "and" behind "between"."""
    if index + 1 >= len(tokens):
        return False
    link = tokens[index]
    if link.text in DASHES:
        return _is_dash_range(tokens, index)
    if link.low == "or":  # "three or four years"
        low, high = tokens[index - 1], tokens[index + 1]
        return low.is_word and high.is_word and _next_numeral(low, high)
    return link.low == "to" or (between and link.low == "and")


def _next_numeral(low: Token, high: Token) -> bool:
    known = quantity_words().numerals
    return low.low in known and known.get(high.low) == known[low.low] + 1


def _lifted(tokens: Sequence[Token], low: Number, high: Number) -> Number:
    """ "2 to 3 million": the magnitude behind the upper end holds for the lower one too, if that is a short number."""
    if not (high.digits and low.digits and low.value < _SHORT <= high.value) or low.after - low.first > 1:
        return low
    own = read_number(tokens[: high.first + 1], high.first)
    if own is None or not own.value or own.value == high.value or own.value <= low.value:
        return low
    return low._replace(value=low.value * (high.value / own.value))


def _is_dash_range(tokens: Sequence[Token], dash: int) -> bool:
    """A dash makes a range when it stands the same way on both sides: "20-30", "20 - 30"."""
    return tokens[dash].glued == tokens[dash + 1].glued and (tokens[dash].glued or tokens[dash].text not in HYPHENS)


def _take_unit(reading: _Reading) -> None:
    """A known unit right behind the number: "tonnes", "of containers", "-ton", "%"."""
    if reading.unit is not None:
        return
    tokens, at = reading.tokens, reading.after
    if at < len(tokens) and tokens[at].text in HYPHENS and tokens[at].glued:
        if reading.first and (tokens[reading.first - 1].is_digits or not _may_modify(tokens, at)):
            return
        at += 1
    elif at < len(tokens) and tokens[at].low == "of":
        at += 1
    found = units().at(tokens, at)
    if found is None or not _whole_word(tokens, found[0]) or not _fits_number(reading, at, found):
        return
    reading.after, reading.unit = found


def _fits_number(reading: _Reading, at: int, found: tuple[int, Unit]) -> bool:
    """Whether the unit is what the number counts, not the first half of a longer noun ("three cargo planes")."""
    after, unit = found
    tokens = reading.tokens
    if unit.kind == "money":
        return not tokens[at].first
    singular = tokens[after - 1].low == unit.name.split()[-1].casefold() and unit.plural
    return unit.kind != "count" or not singular or reading.number.value == 1 or tokens[at].glued


def _may_modify(tokens: Sequence[Token], hyphen: int) -> bool:
    """Whether "N-unit" states an amount ("a 70-ton load"), as against a length of time or a rank ("three-day")."""
    found = units().at(tokens, hyphen + 1)
    return found is not None and found[1].kind not in ("time", "share")


def _whole_word(tokens: Sequence[Token], after: int) -> bool:
    """Whether the unit ends where its word ends: not "round" in "round-trip", nor "tank" in "tank-car"."""
    if after >= len(tokens) or not tokens[after].glued:
        return True
    following = tokens[after]
    if following.is_word or following.is_digits:
        return False  # "22 *M*109 howitzers"
    return following.text not in HYPHENS or after + 1 >= len(tokens) or not tokens[after + 1].glued


def _take_bounds(reading: _Reading, floor: int, behind: Bound) -> None:
    """Bound words before the number, beside those behind it. Of several, one that names a side wins over "about"."""
    found: list[Bound] = [reading.bound, behind]
    while (before := _bounds_before().before(reading.tokens, reading.first)) is not None and before[0] >= floor:
        if reading.unit is not None and reading.unit.kind in before[1].not_of:
            break
        if before[0] and reading.tokens[before[0] - 1].low in before[1].not_behind:
            break
        reading.first = before[0]
        found.append(before[1].bound)
    sided = [bound for bound in found if bound in ("at_least", "at_most")]
    reading.bound = sided[-1] if sided else ("about" if "about" in found else "exact")


def _expression(text: str, reading: _Reading) -> QuantityExpression:
    tokens, number, high = reading.tokens, reading.number, reading.high
    start, end = tokens[reading.first].start, tokens[reading.after - 1].end
    return QuantityExpression(
        text=text[start:end],
        start=start,
        end=end,
        value=plain(number.value),
        high=plain(high.value) if high else None,
        bound=reading.bound,
        number_start=tokens[number.first].start,
        number_end=tokens[(high or number).after - 1].end,
        unit=reading.unit.name if reading.unit else None,
        kind=reading.unit.kind if reading.unit else None,
    )


@cache
def _bounds_before() -> Phrases[BoundWords]:
    return Phrases((entry.words, entry) for entry in quantity_words().bounds_before)


@cache
def _bounds_after() -> Phrases[Bound]:
    return Phrases((entry.words, entry.bound) for entry in quantity_words().bounds_after)
