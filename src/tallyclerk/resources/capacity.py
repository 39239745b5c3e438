"""Words that make a quantity the capacity of a carrier, from `capacity.yaml`."""

from __future__ import annotations

import msgspec

from tallyclerk.model import Bound
from tallyclerk.resources.loading import load_yaml


class CapacityCue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words beside a quantity, and a sentence that they make state a capacity.

    Attributes:
        pattern: A regular expression over the text right before or right behind the quantity.
        bound: The bound that the quantity must have, if any: "holds up to 20 tonnes", not "holds 20 tonnes".
        hyphened: Whether number and unit must be joined by a hyphen: "a 300-container ship".
        expect: The number in the example.
    """

    pattern: str
    bound: Bound | None = None
    hyphened: bool = False
    example: str
    expect: float


class CapacityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"loads": "not"}):
    """All of `capacity.yaml`."""

    before: tuple[CapacityCue, ...]
    behind: tuple[CapacityCue, ...]
    loads: tuple[str, ...]


def capacity_words() -> CapacityWords:
    """The words of `capacity.yaml`."""
    found: CapacityWords = load_yaml("capacity.yaml", CapacityWords)
    return found
