"""Comparing cargo: by the classes of the cargo lexicon, else by words."""

from __future__ import annotations

from tallyclerk.model import CargoValue, Value
from tallyclerk.reconcile.names import words
from tallyclerk.reconcile.relation import DIFFERENT, SAME, UNLIKE, Relation
from tallyclerk.resources.cargo import cargo_compatible
from tallyclerk.resources.folding import fold

# The root of the lexicon: all that moves is goods.
_ROOT = "goods"


def compare_cargo(a: CargoValue, b: CargoValue) -> Relation:
    """The same kinds, a general word and a special one, or other goods; words of no known class tell little."""
    if fold(a.name) == fold(b.name):
        return SAME
    if a.kinds and b.kinds:
        return _by_kinds(a, b)
    if set(words(a.name)) & set(words(b.name)):
        return Relation("close", why="they share a word")
    return UNLIKE


def _by_kinds(a: CargoValue, b: CargoValue) -> Relation:
    """Kinds hold their wider classes too, so the list with fewer is the more general one."""
    one, two = set(a.kinds), set(b.kinds)
    if one == two:
        return SAME
    if one < two:
        return Relation("wider", why=f"{b.name} are among {a.name}")
    if two < one:
        return Relation("narrower", why=f"{a.name} are among {b.name}")
    if cargo_compatible(a.kinds, b.kinds) or ((_is_list(a) or _is_list(b)) and (one & two) - {_ROOT}):
        return Relation("close", why="goods in common")
    return DIFFERENT


def _is_list(a: CargoValue) -> bool:
    """Whether a wording lists goods: its kinds then do not say which of them it holds."""
    return any(mark in a.name for mark in (" and ", " or ", ",", "&"))


def is_generic(value: Value) -> bool:
    """Whether a cargo's wording is only packaging, a general word, or nothing that the lexicon knows."""
    return not (isinstance(value, CargoValue) and set(value.kinds) - {_ROOT})
