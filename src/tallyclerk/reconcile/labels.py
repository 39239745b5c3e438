"""How values and names are shown to people."""

from __future__ import annotations

from tallyclerk.grammar.units import unit_of
from tallyclerk.model import QuantityValue, Value

_HISSING = ("s", "x", "z", "ch", "sh")


def label_of(value: Value) -> str:
    """A value as people are shown it: a counted unit takes its plural, "at least 1,000 containers"."""
    if isinstance(value, QuantityValue) and value.unit and value.value != 1:
        per = f" per {value.per}" if value.per else ""
        return f"{value.label.removesuffix(per).removesuffix(value.unit)}{plural(value.unit)}{per}"
    return value.label


def plural(unit: str) -> str:
    """The plural of a unit, where the lexicon gives it in the singular and it takes one."""
    known = unit_of(unit)
    if known is None or known.name != unit or not known.plural or not unit.isalpha():
        return unit
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(_HISSING) else f"{unit}s"


def bare_name(wording: str) -> str:
    """A wording from its first to its last word with a capital: "Danube" of "the town of Danube"."""
    said = wording.split()
    capital = [n for n, word in enumerate(said) if any(letter.isupper() for letter in word)]
    return " ".join(said[capital[0] : capital[-1] + 1] if capital else said)
