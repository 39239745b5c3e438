"""What speaks for and against a sentence telling of a transfer."""

from __future__ import annotations

from functools import cache

import msgspec

from tallyclerk.resources.loading import load_yaml


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One list of words, with a sentence that they keep silent and one close to it that they do not."""

    words: frozenset[str]
    silent: str
    told: str


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Goods that move by themselves when they are used, and the verbs that then tell of use."""

    classes: frozenset[str]
    verbs: frozenset[str]
    silent: str
    told: str


class TellingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of telling.yaml; its comments say what each is for."""

    ability: Signs
    curbs: Signs
    used: Use
    no_goods: Signs
    counted: Signs
    travellers: Signs
    beyond: Signs
    people_carriers: Signs
    freight_carriers: Signs
    strong: Signs


@cache
def telling_signs() -> TellingWords:
    """The lists of telling.yaml."""
    words: TellingWords = load_yaml("telling.yaml", TellingWords)
    return words
