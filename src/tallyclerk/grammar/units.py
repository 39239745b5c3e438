"""Units of measure and counted nouns: what a unit is called, of what kind it is, and how it converts."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from tallyclerk.grammar.phrases import Phrases
from tallyclerk.grammar.tokens import Token, tokenise
from tallyclerk.resources.quantity import quantity_words

BASES = {
    "mass": "kilogram",
    "capacity": "kilogram",
    "volume": "litre",
    "length": "kilometre",
    "area": "square kilometre",
    "speed": "kilometre per hour",
}


class Unit(NamedTuple):
    """A unit by its name.

    Attributes:
        kind: mass, capacity, volume, length, area, speed, share, time, age, money, power … or count.
        factor: Times it a number is in the base unit of the kind; None where units do not convert.
        plural: Whether more than one of it takes a plural form.
    """

    name: str
    kind: str
    factor: float | None = None
    plural: bool = True


@cache
def units() -> Phrases[Unit]:
    """All known units by each of their forms."""
    words = quantity_words()
    measures = [(form, Unit(m.name, m.kind, m.factor)) for m in words.measures for form in m.forms]
    counted = [(form, Unit(c.forms[0], "count", plural=not c.invariable)) for c in words.counted for form in c.forms]
    return Phrases([*counted, *measures])


@lru_cache(maxsize=10_000)
def unit_of(wording: str) -> Unit | None:
    """The known unit that some wording names.

    The whole wording counts first, then its last words, then those before "of": "AK-47 assault rifles" is rifles,
    "rounds of ammunition" rounds.
    """
    tokens = tokenise(wording)
    head = next((n for n, token in enumerate(tokens) if token.low == "of" and n), len(tokens))
    for part in (tokens, tokens[:head]):
        found = _last(part)
        if found is not None:
            return found
    return None


def _last(tokens: tuple[Token, ...]) -> Unit | None:
    found = units().before(tokens, len(tokens))
    return found[1] if found else None


def unit_kind(wording: str | None) -> str | None:
    """The kind of a unit: mass, capacity, volume, length, area, speed, share, time, money or count; None if unknown."""
    unit = unit_of(wording) if wording else None
    return unit.kind if unit else None


def comparable(unit_a: str | None, unit_b: str | None) -> bool:
    """Whether numbers in the two units measure the same thing, so that they can agree or differ.

    Units of one kind that converts compare (tonnes and pounds), and so do two wordings of one counted noun (railcars
    and wagons). Money compares only in one currency. Unknown units compare when their last words are the same.
    """
    if unit_a is None or unit_b is None:
        return unit_a == unit_b
    a, b = unit_of(unit_a), unit_of(unit_b)
    if a and b:
        return a.name == b.name or (a.kind == b.kind and a.factor is not None and b.factor is not None)
    return not a and not b and _head(unit_a) == _head(unit_b)


def convert(value: float, unit: str, to: str) -> float | None:
    """`value` in `unit` as a number of `to`, or None where the two do not convert.

    News seldom says which ton it means; a plain ton is taken for the metric one, which is 10 % over the short ton
    and 2 % under the long ton, so compare tons with that much tolerance.
    """
    a, b = unit_of(unit), unit_of(to)
    if a and b and a.name == b.name:
        return value
    if a is None or b is None or a.kind != b.kind or a.factor is None or b.factor is None:
        return None
    return value * a.factor / b.factor


def to_base(value: float, unit: str) -> tuple[float, str] | None:
    """`value` in the base unit of its kind (kilogram, litre, kilometre…) with that unit; None where there is none."""
    known = unit_of(unit)
    if known is None or known.factor is None:
        return None
    return value * known.factor, BASES[known.kind]


def _head(wording: str) -> str:
    """The last word of a noun phrase, without its plural s."""
    words = [token.low for token in tokenise(wording) if token.is_word]
    return words[-1].removesuffix("s") if words else wording.casefold()
