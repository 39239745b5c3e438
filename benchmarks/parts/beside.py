"""Quantities as quantulum3 reads them, in the shape of ours, so that one judge counts both."""

from __future__ import annotations

import warnings
from functools import cache

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns of a classifier that is not installed
    from quantulum3 import parser

from tallyclerk.grammar.quantity import QuantityExpression

VERSION = "0.10.0"


@cache
def quantulum(text: str) -> tuple[QuantityExpression, ...]:
    """What quantulum3 finds in a text; it knows no bounds. A sentence on which it fails gives none."""
    try:
        found = parser.parse(text)
    except (ValueError, ZeroDivisionError, KeyError, IndexError, AttributeError):
        return ()
    return tuple(
        QuantityExpression(
            text=text[quantity.span[0] : quantity.span[1]],
            start=quantity.span[0],
            end=quantity.span[1],
            value=float(quantity.value),
            number_start=quantity.span[0],
            number_end=quantity.span[1],
            unit=None if quantity.unit.name == "dimensionless" else quantity.unit.name,
        )
        for quantity in found
    )
