"""Sources, certainty, evidence and cargo nouns: the word lists of extraction, schema-checked and ready to look up."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Literal

import msgspec

from tallyclerk.model import Certainty, Mode
from tallyclerk.resources.folding import fold
from tallyclerk.resources.loading import load_yaml
from tallyclerk.resources.outlets import PRESS, outlets

_ARTICLES = frozenset(("the", "der", "die", "das", "le", "la", "el", "il"))


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of saying, and the certainty that they lend to what is said."""

    verbs: tuple[str, ...]
    example: str
    certainty: Certainty | None = None


class Acts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of saying that report nothing: what their subject asks, promises, praises or blames."""

    verbs: tuple[str, ...]
    example: str


class Providers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who keeps the data that reports lean on, by kind of source."""

    register: frozenset[str]
    imagery: frozenset[str]


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of sources.yaml."""

    speech: tuple[Speech, ...]
    requests: tuple[Acts, ...]
    quoting: frozenset[str]
    citing: frozenset[str]
    finding: frozenset[str]
    evincing: frozenset[str]
    beliefs: frozenset[str]
    telling: frozenset[str]
    words: frozenset[str]
    reports: frozenset[str]
    inquiries: frozenset[str]
    according_to: tuple[str, ...]
    pointing: frozenset[str]
    news: frozenset[str]
    credits: frozenset[str]
    unsaid: frozenset[str]
    particles: frozenset[str]
    reduced: frozenset[str]
    grounds: frozenset[str]
    views: frozenset[str]
    material: frozenset[str]
    provided: frozenset[str]
    hearers: frozenset[str]
    nobody: frozenset[str]
    things: frozenset[str]
    mastheads: frozenset[str]
    anonymous: frozenset[str]
    experts: frozenset[str]
    institutes: frozenset[str]
    spokes: frozenset[str]
    bodies: frozenset[str]
    organs: frozenset[str]
    platforms: tuple[str, ...]
    firms: frozenset[str]
    outlets: frozenset[str]
    publishers: frozenset[str]
    providers: Providers
    titles: frozenset[str]
    name_particles: frozenset[str]
    groups: frozenset[str]

    def certainty(self, verb: str) -> Certainty | None:
        """What a verb of saying makes of what is said; None where it leaves it as it is."""
        entry = self._speech.get(verb)
        return entry.certainty if entry else None

    def says(self, verb: str) -> bool:
        """Whether a verb lemma is one of saying that something is so."""
        return verb in self._speech

    @cached_property
    def acts(self) -> frozenset[str]:
        """Verb lemmas of saying that report nothing."""
        return frozenset(verb for entry in self.requests for verb in entry.verbs)

    @cached_property
    def according(self) -> tuple[tuple[str, ...], ...]:
        """The words before a source, each as its tokens."""
        return tuple(tuple(words.split()) for words in self.according_to)

    @cached_property
    def opening(self) -> frozenset[str]:
        """The first words of `according`."""
        return frozenset(words[0] for words in self.according)

    @cached_property
    def _speech(self) -> dict[str, Speech]:
        return {verb: entry for entry in self.speech for verb in entry.verbs}


Scope = Literal["self", "perfect", "above", "halts", "passive", "clause", "instead", "argument"]


class Hedge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that weaken a statement, and where they must stand (the head of certainty.yaml lists the scopes)."""

    certainty: Certainty
    words: frozenset[str]
    scope: Scope
    example: str


class Plans(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that put a doing into the future: auxiliaries, what governs it, and adjectives of a noun."""

    auxiliaries: frozenset[str]
    above: frozenset[str]
    modifiers: frozenset[str]


class Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of certainty.yaml."""

    hedges: tuple[Hedge, ...]
    plans: Plans
    ongoing: frozenset[str]
    actual: frozenset[str]
    occurs: frozenset[str]
    foils: frozenset[str]
    keeps: frozenset[str]
    costs: frozenset[str]
    lets: frozenset[str]
    truths: frozenset[str]
    verdicts: frozenset[str]
    signs: frozenset[str]
    linking: frozenset[str]
    only: frozenset[str]
    accusers: frozenset[str]
    unsure: frozenset[str]
    unnamed: frozenset[str]
    wrongdoing: tuple[str, ...]
    until: frozenset[str]

    @cached_property
    def wrongs(self) -> re.Pattern[str]:
        """Any of the words of wrongdoing."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.wrongdoing))})\b", re.IGNORECASE)

    def of(self, word: str, scope: Scope) -> Certainty | None:
        """The certainty that a word gives in a scope, if any."""
        return self._hedges.get((scope, word))

    def ends(self, name: str) -> bool:
        """Whether a verb says of its subject that it came to nothing: "the sale fell through"."""
        return self.of(name, "halts") == "denied" or self.of(name, "above") == "denied"

    @cached_property
    def _hedges(self) -> dict[tuple[Scope, str], Certainty]:
        return {(hedge.scope, word): hedge.certainty for hedge in reversed(self.hedges) for word in hedge.words}


class EvidenceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of evidence and the patterns that show it.

    Attributes:
        lasting: Whether a source that rests on it once does so in its other statements on the page too.
    """

    kind: str
    words: tuple[str, ...]
    example: str
    lasting: bool = False

    def pattern(self) -> re.Pattern[str]:
        """All patterns as one, on word boundaries."""
        return re.compile(r"\b(?:" + "|".join(self.words) + r")\b", re.IGNORECASE)


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of nouns.yaml."""

    packaging: frozenset[str]
    generic: frozenset[str]
    pronouns: frozenset[str]
    holds: frozenset[str]
    containers: frozenset[str]
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
    no_load: frozenset[str]
    undertakings: frozenset[str]
    particles: dict[str, frozenset[str]]
    awaiting: frozenset[str]
    helping: frozenset[str]
    shares: frozenset[str]
    borders: frozenset[str]
    actors: frozenset[str]
    firms: frozenset[str]
    gifts: frozenset[str]
    keeping: frozenset[str]
    deals: frozenset[str]
    apiece: frozenset[str]
    commands: frozenset[str]
    homeward: frozenset[str]
    lands: frozenset[str]
    stops: frozenset[str]
    transfers: frozenset[str]
    ship_to_ship: tuple[str, ...]
    ship_changes: frozenset[str]
    abstract: frozenset[str]
    concrete: frozenset[str]
    abstract_endings: tuple[str, ...]
    people: frozenset[str]
    people_endings: tuple[str, ...]


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
    """Whether a name is that of a publisher, with or without its article ("Der Spiegel") and "News" behind it.

    A name needs a capital letter ("the Guardian", not "the guardian") unless its publisher writes it without ("dpa").
    """
    if name.islower() and name not in _small_names():
        return False
    return not _short_names(name).isdisjoint(_publishers())


def provider_kind(name: str) -> Literal["register", "imagery"] | None:
    """The kind of source that a provider of data is, if a name is that of one or begins with it ("Kpler data")."""
    words = fold(name.removesuffix(".com")).split(" ")
    starts = ("".join(words[:count]) for count in (len(words), 2, 1))
    return next((kind for start in starts if (kind := _providers().get(start))), None)


def is_provider(name: str) -> bool:
    """Whether a name is that of a provider of data."""
    return provider_kind(name) is not None


@cache
def _providers() -> dict[str, Literal["register", "imagery"]]:
    known = sources().providers
    kinds: tuple[tuple[Literal["register", "imagery"], frozenset[str]], ...] = (
        ("register", known.register),
        ("imagery", known.imagery),
    )
    return {fold(name).replace(" ", ""): kind for kind, names in kinds for name in names}


@cache
def _small_names() -> frozenset[str]:
    return frozenset(outlet.name for outlet in outlets() if outlet.name.islower())


@cache
def _publishers() -> frozenset[str]:
    names = (*(outlet.name for outlet in outlets() if outlet.kind in PRESS), *sources().publishers)
    return frozenset(short for name in names for short in _short_names(name))


def _short_names(name: str) -> frozenset[str]:
    folded = fold(name)
    bare = folded.partition(" ")[2] if folded.split(" ")[0] in _ARTICLES else folded
    return frozenset(short for short in (folded, bare, bare.removesuffix(" news")) if short)


@cache
def evidence(*, lasting: bool = False) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kinds of evidence with their compiled patterns, in the order of evidence.yaml; only the lasting ones if asked."""
    entries = load_yaml("evidence.yaml", tuple[EvidenceEntry, ...])
    return tuple((entry.kind, entry.pattern()) for entry in entries if entry.lasting or not lasting)
