"""Goods: the wording without article and count, and its classes."""

from __future__ import annotations

import re

from tallyclerk.model import CargoValue, Mention
from tallyclerk.resources.cargo import cargo_class

_LEAD = re.compile(
    r"^(?:(?:the|a|an|some|any|more|other|several|many|its|their|additional|new|of|about|around|nearly|almost|over|than"
    r"|least|at|up|to|roughly|approximately|hundreds|thousands|dozens|million|billion|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)


def ground_cargo(mention: Mention) -> CargoValue:
    """The goods that a mention names, with their classes in the cargo lexicon, none where it does not know them."""
    name = _LEAD.sub("", mention.text).strip() or mention.text
    return CargoValue(
        text=mention.text, start=mention.start, end=mention.end, name=name, kinds=cargo_class(mention.text)
    )
