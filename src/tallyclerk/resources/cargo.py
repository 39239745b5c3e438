"""Goods: which class a noun phrase is of, and which classes go together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from tallyclerk.resources.folding import fold
from tallyclerk.resources.loading import load_yaml

_LIST = re.compile(r",| and | or | & |/|;")
_DESIGNATION = re.compile(r"[a-z]{0,3}\d[\w]*|[a-z]{1,2}")
_MAX_PHRASE = 300
_LONGEST = 6


class CargoClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of goods. `also` is a second parent (ammonium nitrate is fertiliser, and explosive).

    `illicit` goods are sent by nobody who would be named: a country that they come from is a place, no giver.
    """

    id: str
    parent: str | None
    example: str
    nouns: tuple[str, ...]
    models: tuple[str, ...] = ()
    also: str | None = None
    illicit: bool = False


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    classes: tuple[CargoClass, ...]
    partitives: tuple[str, ...]
    generic: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True):
    nouns: dict[str, str]
    models: dict[str, str]
    partitives: frozenset[str]
    generic: frozenset[str]


def cargo_classes() -> tuple[CargoClass, ...]:
    """All classes of `cargo.yaml`, in its order."""
    lexicon: _Lexicon = load_yaml("cargo.yaml", _Lexicon)
    return lexicon.classes


@lru_cache(maxsize=8192)
def cargo_class(noun_phrase: str) -> tuple[str, ...]:
    """Classes of the goods that a noun phrase names, each followed by its wider classes; empty for no goods.

    The phrase may be a list, and may count or pack the goods: "containers of military equipment and munitions" gives
    `("arms", "goods", "ammunition")`. What it *ends* in decides: "oil tanker" and "ammunition depot" are no goods.
    """
    found: list[str] = []
    for part in _LIST.split(noun_phrase[:_MAX_PHRASE]):
        for kind in _lineage(_class_of(part.strip())):
            if kind not in found:
                found.append(kind)
    return tuple(found)


def cargo_compatible(a_kinds: Sequence[str], b_kinds: Sequence[str]) -> bool:
    """Whether goods of these classes can be the same goods: one of the first is, or holds, one of the second.

    Goods of no known class are compatible with all.
    """
    if not a_kinds or not b_kinds:
        return True
    return any(
        left in _lineage(right) or right in _lineage(left)
        for left in _narrowest(a_kinds)
        for right in _narrowest(b_kinds)
    )


@cache
def goods_words() -> frozenset[str]:
    """Words in which wordings of goods end, in lower case, as singular and plural; made for quick search."""
    last = {fold(text).split()[-1] for text in (*_words().nouns, *_words().models)}
    return frozenset(form for word in last for form in (word, *_plurals(word)))


def ends_in_goods(words: list[str]) -> bool:
    """Whether some folded words end in the name of goods; "goods" themselves count."""
    return (_noun_at_end(words) or _model_at_end(words)) is not None


def _plurals(word: str) -> tuple[str, ...]:
    return (word[:-1] + "ies",) if word.endswith("y") else (word + "s", word + "es")


def is_illicit(kinds: Iterable[str]) -> bool:
    """Whether goods are of a class that no state sends or receives: drugs."""
    return bool(_illicit().intersection(kinds))


@cache
def _illicit() -> frozenset[str]:
    return frozenset(entry.id for entry in cargo_classes() if entry.illicit)


@cache
def broad_classes() -> frozenset[str]:
    """The classes right below goods: arms, energy, food …"""
    return frozenset(entry.id for entry in cargo_classes() if entry.parent == "goods")


def is_narrower(a_kinds: Sequence[str], b_kinds: Sequence[str]) -> bool:
    """Whether goods of the first classes are all of a class below one of the second: rifles are narrower than arms."""
    ours, theirs = _narrowest(a_kinds), _narrowest(b_kinds)
    return bool(ours and theirs) and all(any(wide in _lineage(kind)[1:] for wide in theirs) for kind in ours)


def _class_of(part: str) -> str | None:
    """The class of one item of a list, by its head or, after a partitive, by what follows "of"."""
    head, of, rest = part.partition(" of ")
    words = _words()
    folded = fold(head)
    if of and _singular(folded.rpartition(" ")[2]) in words.partitives:
        return _class_of(rest) or _by_end(folded)
    return _by_end(folded)


def _by_end(folded: str) -> str | None:
    tokens = folded.split()
    if not tokens:
        return None
    words = _words()
    noun = _noun_at_end(tokens)
    if noun and noun != "goods" and not (len(tokens) > 1 and _singular(tokens[-1]) in words.generic):
        return noun
    before = _by_end(" ".join(tokens[:-1])) if _singular(tokens[-1]) in words.generic else None
    return _longest(before, noun) or _model_at_end(tokens)


def _longest(before: str | None, noun: str | None) -> str | None:
    """Of a generic noun's own class and that of the words before it, the narrower: "missile" in "missile parts"."""
    if before is None or (noun is not None and before in _lineage(noun)):
        return noun
    return before


def _noun_at_end(tokens: list[str]) -> str | None:
    nouns = _words().nouns
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        tail = tokens[-size:]
        for last in (tail[-1], _singular(tail[-1])):
            found = nouns.get(" ".join((*tail[:-1], last)))
            if found:
                return found
    return None


def _model_at_end(tokens: list[str]) -> str | None:
    """A model's name, at the end but for designations like "A6" or "2"."""
    models = _words().models
    for end in range(len(tokens), 0, -1):
        for size in range(min(_LONGEST, end), 0, -1):
            tail = tokens[end - size : end]
            for last in (tail[-1], _singular(tail[-1])):
                found = models.get(" ".join((*tail[:-1], last)))
                if found:
                    return found
        if not _DESIGNATION.fullmatch(tokens[end - 1]):
            return None
    return None


def _singular(word: str) -> str:
    """The singular of a regular plural; other words as they are."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses", "oes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _lineage(kind: str | None) -> tuple[str, ...]:
    """A class and all its wider classes, narrowest first."""
    return _lineages().get(kind or "", ())


def _narrowest(kinds: Iterable[str]) -> tuple[str, ...]:
    """Those classes of a list that are not a wider class of another in it."""
    kinds = tuple(kinds)
    wider = {above for kind in kinds for above in _lineage(kind)[1:]}
    return tuple(kind for kind in kinds if kind not in wider)


@cache
def _lineages() -> dict[str, tuple[str, ...]]:
    classes = {entry.id: entry for entry in cargo_classes()}
    found: dict[str, tuple[str, ...]] = {}
    for entry in classes.values():
        line: list[str] = []
        todo = [entry.id]
        while todo:
            kind = todo.pop(0)
            if kind not in line:
                line.append(kind)
                todo += [above for above in (classes[kind].parent, classes[kind].also) if above]
        found[entry.id] = tuple(line)
    return found


@cache
def _words() -> _Words:
    lexicon: _Lexicon = load_yaml("cargo.yaml", _Lexicon)
    nouns: dict[str, str] = {}
    models: dict[str, str] = {}
    for entry in lexicon.classes:
        nouns.update((fold(noun), entry.id) for noun in entry.nouns)
        models.update((fold(model), entry.id) for model in entry.models)
    return _Words(nouns, models, frozenset(lexicon.partitives), frozenset(lexicon.generic))
