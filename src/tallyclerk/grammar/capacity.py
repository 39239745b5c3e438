"""Quantities that state what a carrier can take: "can carry 38,000 tonnes", "a 300-container ship"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tallyclerk.grammar.quantity import QuantityExpression, find_quantities
from tallyclerk.resources.capacity import CapacityCue, capacity_words

_AROUND = 60  # characters on each side of a quantity in which such words stand


@lru_cache(maxsize=256)
def find_capacities(text: str) -> tuple[QuantityExpression, ...]:
    """The quantities of a text that are capacities, in order."""
    return tuple(found for found in find_quantities(text) if found.unit and _states_capacity(text, found))


def _states_capacity(text: str, found: QuantityExpression) -> bool:
    before = text[max(0, found.start - _AROUND) : found.start].rstrip(" (")
    behind = text[found.end : found.end + _AROUND]
    before_it = any(_fits(cue, found) and pattern.search(before) for cue, pattern in _cues("before"))
    return before_it or any(_fits(cue, found) and pattern.search(behind) for cue, pattern in _cues("behind"))


def _fits(cue: CapacityCue, found: QuantityExpression) -> bool:
    return (cue.bound is None or cue.bound == found.bound) and (not cue.hyphened or "-" in found.text)


@cache
def _cues(side: str) -> tuple[tuple[CapacityCue, re.Pattern[str]], ...]:
    words = capacity_words()
    cues = words.before if side == "before" else words.behind
    return tuple((cue, re.compile(cue.pattern, re.IGNORECASE)) for cue in cues)
