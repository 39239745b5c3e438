"""What satellites can show: collections, sizes of things, and how many pixels show them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import sqrt
from typing import Annotated, Literal

import msgspec

from tallyclerk.resources.loading import load_yaml

Metres = Annotated[float, msgspec.Meta(gt=0)]


class Collection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A collection of a catalogue of images; `gsd` is in metres."""

    id: str
    kind: Literal["radar", "optical"]
    gsd: Metres
    example: str


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of thing that is looked for, by its size in metres."""

    name: str
    modes: tuple[str, ...]
    length: Metres
    width: Metres
    words: tuple[str, ...]
    example: str

    @property
    def across(self) -> float:
        """The root of length times width, in metres."""
        return sqrt(self.length * self.width)


class Pixels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many pixels across make a thing seen, told to be of its kind, and known from its likes."""

    seen: float
    told: float
    known: float


class Sensors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `sensors.yaml`."""

    collections: tuple[Collection, ...]
    objects: tuple[Thing, ...]
    pixels: Pixels


@cache
def sensors() -> Sensors:
    """What is written in `sensors.yaml`."""
    found: Sensors = load_yaml("sensors.yaml", Sensors)
    return found


def find_collection(id: str | None) -> Collection | None:
    """The collection of this id, if it is known."""
    return next((collection for collection in sensors().collections if collection.id == id), None)


def things_of(mode: str | None, units: Iterable[str]) -> tuple[Thing, ...]:
    """What to look for where goods move by some mode and are counted in some units; ships where nothing is known."""
    named = set(units)
    found = tuple(t for t in sensors().objects if mode in t.modes or named & {t.name, *t.words})
    return found or sensors().objects[:1]
