"""Country shapes from `resources/borders`: arcs, rings and which arcs two countries share."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Literal

import msgspec

Detail = Literal["10m", "50m"]
Point = tuple[float, float]
"""Longitude and latitude in degrees."""


class Shape(msgspec.Struct, frozen=True):
    """One country, or a disputed piece without a code, as polygons of rings of arc numbers.

    A negative number is the arc `~number` walked backwards. The first ring of a polygon is its outside.
    """

    country: str | None
    name: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]

    def rings(self) -> Iterator[tuple[int, ...]]:
        """All rings of all its polygons."""
        return chain.from_iterable(self.polygons)


class Topology(msgspec.Struct, frozen=True):
    """All shapes over shared arcs; an arc is flat deltas `dx, dy, dx, dy …` on the grid of `scale` and `translate`."""

    source: str
    scale: tuple[float, float]
    translate: tuple[float, float]
    arcs: tuple[tuple[int, ...], ...]
    countries: tuple[Shape, ...]

    def arc(self, number: int) -> list[Point]:
        """The points of an arc, in the direction that the sign of its number asks for."""
        deltas = self.arcs[number if number >= 0 else ~number]
        x = y = 0
        points: list[Point] = []
        for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x * self.scale[0] + self.translate[0], y * self.scale[1] + self.translate[1]))
        return points if number >= 0 else points[::-1]

    def ring(self, numbers: tuple[int, ...]) -> tuple[Point, ...]:
        """A closed ring of points: arcs meet at their ends, which are kept once."""
        points: list[Point] = []
        for number in numbers:
            points.extend(self.arc(number)[1 if points else 0 :])
        return tuple(points)

    def of(self, country: str) -> tuple[Shape, ...]:
        """All shapes of a country, by ISO 3166-1 alpha-2."""
        return tuple(shape for shape in self.countries if shape.country == country)

    def between(self, one: str, other: str) -> tuple[int, ...]:
        """Numbers of the arcs that two shapes share, by their names; none where there is no such shape."""
        return tuple(sorted(self._arcs_of(one) & self._arcs_of(other)))

    def _arcs_of(self, name: str) -> set[int]:
        return {_plain(number) for shape in self.countries if shape.name == name for number in _numbers(shape)}

    def land_borders(self, country: str) -> tuple[int, ...]:
        """Numbers of the arcs that a country shares with another."""
        own = {_plain(number) for shape in self.of(country) for number in _numbers(shape)}
        others = {_plain(number) for s in self.countries if s.country != country for number in _numbers(s)}
        return tuple(sorted(own & others))

    def coasts(self, country: str) -> tuple[int, ...]:
        """Numbers of the arcs that a country shares with none."""
        own = {_plain(number) for shape in self.of(country) for number in _numbers(shape)}
        return tuple(sorted(own - set(self.land_borders(country))))


@cache
def topology(detail: Detail) -> Topology:
    """The shapes at a level of detail; `10m` lies within about 1 km of the line, `50m` is for small maps."""
    packed = files("tallyclerk.resources").joinpath("borders", f"countries-{detail}.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=Topology)


def _plain(number: int) -> int:
    return number if number >= 0 else ~number


def _numbers(shape: Shape) -> Iterator[int]:
    return chain.from_iterable(shape.rings())
