"""The words of the quantity grammar, as typed entries of `quantity.yaml`."""

from __future__ import annotations

from functools import cache

import msgspec

from tallyclerk.model import Bound
from tallyclerk.resources.loading import load_yaml


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry's example is read as."""

    value: int | float
    bound: Bound = "exact"
    unit: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry has: a sentence, and what it is read as."""

    example: str
    expect: Expect


class Magnitude(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that multiplies; `glued` ones only right behind digits, `after_money` ones only behind money."""

    word: str
    value: int
    glued: bool = False
    after_money: bool = False


class Collective(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plural that is a number of its own: "hundreds"."""

    word: str
    value: int


class Vague(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that stand for a number before a magnitude: "several" hundred."""

    words: str
    value: int
    bound: Bound


class BoundWords(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that say on which side of the number the truth lies.

    They say nothing of kinds in `not_of`, nor right behind a word of `not_behind`: "hand *over* 28", "add *up to* 480".
    """

    words: str
    bound: Bound
    not_of: frozenset[str] = frozenset()
    not_behind: frozenset[str] = frozenset()


class Measure(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit of measure. `factor` times it is the base unit of its kind; None where units do not convert."""

    name: str
    kind: str
    forms: tuple[str, ...]
    factor: float | None = None


class Counted(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A noun that goods are counted in; the first form is its name. An `invariable` one has no plural."""

    forms: tuple[str, ...]
    invariable: bool = False


class Rate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that make a quantity one `per` something. The last quantity of the example is per `expect`."""

    per: str
    words: tuple[str, ...]
    example: str
    expect: str


class QuantityWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of `quantity.yaml`."""

    numerals: dict[str, int]
    fractions: dict[str, int]
    magnitudes: tuple[Magnitude, ...]
    collectives: tuple[Collective, ...]
    vague: tuple[Vague, ...]
    rates: tuple[Rate, ...]
    rate_not_before: frozenset[str]
    bounds_before: tuple[BoundWords, ...]
    bounds_after: tuple[BoundWords, ...]
    measures: tuple[Measure, ...]
    counted: tuple[Counted, ...]
    designators: frozenset[str]
    types: frozenset[str]
    one_not_before: frozenset[str]
    one_not_after: frozenset[str]
    clock: frozenset[str]

    def entries(self) -> tuple[Entry, ...]:
        """Every entry that carries an example."""
        return (
            *self.magnitudes,
            *self.collectives,
            *self.vague,
            *self.bounds_before,
            *self.bounds_after,
            *self.measures,
            *self.counted,
        )


@cache
def quantity_words() -> QuantityWords:
    """The words of the quantity grammar.

    Raises:
        ResourceError: if `quantity.yaml` does not fit.
    """
    words: QuantityWords = load_yaml("quantity.yaml", QuantityWords)
    return words
