"""Sources, certainty, evidence and cargo nouns: the word lists of extraction, schema-checked and ready to look up."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallyclerk.model import Certainty, Mode
from tallyclerk.resources.folding import fold
from tallyclerk.resources.loading import load_yaml
from tallyclerk.resources.outlets import PRESS, outlets


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of saying, and the certainty that they lend to what is said."""

    verbs: tuple[str, ...]
    example: str
    certainty: Certainty | None = None


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of sources.yaml."""

    speech: tuple[Speech, ...]
    reports: frozenset[str]
    according: tuple[str, ...]
    anonymous: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    titles: frozenset[str]
    definite: frozenset[str]
    groups: frozenset[str]

    def certainty(self, verb: str) -> Certainty | None:
        """What a verb of saying makes of what is said; None where it leaves it as it is."""
        return next((entry.certainty for entry in self.speech if verb in entry.verbs), None)

    def says(self, verb: str) -> bool:
        """Whether a verb lemma is one of saying."""
        return any(verb in entry.verbs for entry in self.speech)


class Hedge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that weaken a statement, and where they must stand."""

    certainty: Certainty
    words: frozenset[str]
    scope: str
    example: str


class Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of certainty.yaml."""

    hedges: tuple[Hedge, ...]
    plans: frozenset[str]
    ongoing: frozenset[str]

    def of(self, word: str, scope: str) -> Certainty | None:
        """The certainty that a word gives in a scope, if any."""
        return next((h.certainty for h in self.hedges if h.scope == scope and word in h.words), None)


class EvidenceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of evidence and the patterns that show it."""

    kind: str
    words: tuple[str, ...]
    example: str

    def pattern(self) -> re.Pattern[str]:
        """All patterns as one, on word boundaries."""
        return re.compile(r"\b(?:" + "|".join(self.words) + r")\b", re.IGNORECASE)


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of nouns.yaml."""

    packaging: frozenset[str]
    generic: frozenset[str]
    pronouns: frozenset[str]
    holds: frozenset[str]
    trips: frozenset[str]
    modes: dict[str, Mode]
    sites: frozenset[str]
    fillers: frozenset[str]
    waters: frozenset[str]
    participles: frozenset[str]
    object_control: frozenset[str]
    onward: frozenset[str]
    light_verbs: frozenset[str]
    place_modes: dict[str, Mode]
    verb_modes: dict[str, Mode]
    no_movement: frozenset[str]
    ship_verbs: frozenset[str]
    ship_parts: frozenset[str]


@cache
def sources() -> Sources:
    """The words of sources.yaml."""
    words: Sources = load_yaml("sources.yaml", Sources)
    return words


@cache
def doubt() -> Doubt:
    """The words of certainty.yaml."""
    words: Doubt = load_yaml("certainty.yaml", Doubt)
    return words


@cache
def nouns() -> Nouns:
    """The words of nouns.yaml."""
    words: Nouns = load_yaml("nouns.yaml", Nouns)
    return words


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet or agency of outlets.yaml, leading article or not ("Der Spiegel")."""
    folded = fold(name)
    return folded in _publishers() or folded.partition(" ")[2] in _publishers()


@cache
def _publishers() -> frozenset[str]:
    return frozenset(fold(outlet.name) for outlet in outlets() if outlet.kind in PRESS)


@cache
def evidence() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kinds of evidence with their compiled patterns, in the order of evidence.yaml."""
    return tuple((entry.kind, entry.pattern()) for entry in load_yaml("evidence.yaml", tuple[EvidenceEntry, ...]))
