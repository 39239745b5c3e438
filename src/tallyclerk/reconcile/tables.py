"""The tables of this stage: weights, limits, wording patterns, and who speaks for whom."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.model import Certainty, ConflictKind, Mode, Stage
from tallyclerk.resources import load_yaml


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression and a sentence that it must find."""

    pattern: str
    example: str


class Mistaken(Pattern, frozen=True, forbid_unknown_fields=True):
    """Words around a figure that show what it is a figure of, and the kind of mistake to take it for another."""

    kind: ConflictKind


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that tell same from different; `reconcile.yaml` says why each."""

    narrow_days: int
    apart_days: int
    apart_days_seized: int
    apart_days_same_ship: int
    apart_days_planned: int
    published_days: int
    occasion_days: int
    near_chars: int
    some_names: int
    many_names: int
    parts_ratio: float
    whole_ratio: float
    contained_ratio: float
    rounding_share: float
    about_share: float
    same_place_km: float
    near_place_km: float


class SpeaksFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"principal": "for"}):
    """A body that speaks for another one."""

    body: str
    principal: str
    country: str
    example: str


class Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `reconcile.yaml`."""

    threshold: float
    weights: dict[str, dict[str, float]]
    denial_threshold: float
    limits: Limits
    part_words: tuple[Pattern, ...]
    elsewhere: tuple[Mistaken, ...]
    series_nouns: tuple[str, ...]
    ordinals: dict[str, int]
    alternative_modes: tuple[tuple[Mode, Mode], ...]
    return_words: tuple[Pattern, ...]
    onward_words: tuple[Pattern, ...]
    facility_words: frozenset[str]
    near_words: frozenset[str]
    speaks_for: tuple[SpeaksFor, ...]
    not_government: frozenset[str]
    government_nouns: frozenset[str]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `wording.yaml`."""

    active: dict[Stage, dict[Certainty, str]]
    passive: dict[Stage, dict[Certainty, str]]
    modes: dict[Mode, str]
    unknown_goods: str
    unknown_giver: str
    unknown_recipient: str


def tables() -> Tables:
    """The tables of `reconcile.yaml`."""
    found: Tables = load_yaml("reconcile.yaml", Tables)
    return found


def wording() -> Wording:
    """The tables of `wording.yaml`."""
    found: Wording = load_yaml("wording.yaml", Wording)
    return found


@cache
def part_words() -> re.Pattern[str]:
    """Finds words that make a quantity a part of a larger one."""
    return _any_of(tables().part_words)


@cache
def return_words() -> re.Pattern[str]:
    """Finds words that make a transfer the return for another one."""
    return _any_of(tables().return_words)


@cache
def onward_words() -> re.Pattern[str]:
    """Finds words that make a movement go on from another one."""
    return _any_of(tables().onward_words)


@cache
def series_words() -> re.Pattern[str]:
    """Finds the numbered member of a series: groups `ordinal` and `noun`."""
    ordinals = "|".join(sorted(tables().ordinals))
    nouns = "|".join(sorted(tables().series_nouns))
    return re.compile(
        rf"\b(?P<ordinal>{ordinals}|\d{{1,3}}(?:st|nd|rd|th))\s+(?:[\w\-]{{1,20}}\s+){{0,2}}?(?P<noun>{nouns})\b", re.I
    )


def _any_of(patterns: tuple[Pattern, ...]) -> re.Pattern[str]:
    return re.compile("|".join(entry.pattern for entry in patterns), re.I)
