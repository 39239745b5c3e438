"""Borders that are disputed, and what about."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import msgspec

from tallyclerk.resources.loading import load_yaml

Text = Annotated[str, msgspec.Meta(min_length=1)]
Box = tuple[float, float, float, float]


class Dispute(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disputed border: the pairs of shapes that share it, and the box (west, south, east, north) that it lies in."""

    name: Text
    between: Annotated[tuple[tuple[Text, Text], ...], msgspec.Meta(min_length=1)]
    why: Text
    box: Box = (-180.0, -90.0, 180.0, 90.0)


@cache
def disputes() -> tuple[Dispute, ...]:
    """The entries as written in `disputed.yaml`."""
    found: tuple[Dispute, ...] = load_yaml("disputed.yaml", tuple[Dispute, ...])
    return found
