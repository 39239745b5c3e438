"""Forms of words: which words of a text may be a form of a lemma, told without a parse."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from tallyclerk.resources.frames import frames
from tallyclerk.resources.loading import load_yaml
from tallyclerk.resources.speech import sources

_VOWELS = "aeiou"


class _WordForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    irregular: dict[str, tuple[str, ...]]
    everyday: tuple[str, ...]
    signs: tuple[str, ...]


def forms_of(lemma: str) -> frozenset[str]:
    """All forms that a verb or noun may have, by rule and from the list; some that no text has are among them."""
    return frozenset((lemma, *_with_s(lemma), *_with_ed(lemma), *_lexicon().irregular.get(lemma, ())))


@cache
def frame_words() -> frozenset[str]:
    """Words that may evoke a frame. "Be" and "have" are everywhere, so only what they need beside them counts."""
    index = frames()
    placed = {noun for _, noun in index.placed}
    firsts = {first for first, _ in index.phrases}
    lemmas = (set(index.verbs) | set(index.transitive) | set(index.nouns) | placed | firsts) - {"be", "have"}
    return _all_forms(lemmas) | frozenset(_lexicon().signs)


@cache
def frame_pairs() -> dict[str, frozenset[str]]:
    """Words that evoke a frame only with a second one ("set … sail"), each with the forms of those."""
    seconds: dict[str, set[str]] = {}
    for first, second in frames().phrases:
        for form in _all_forms((first,)) - frame_words():
            seconds.setdefault(form, set()).update(_all_forms((second,)) | {second})
    return {form: frozenset(words) for form, words in seconds.items()}


@cache
def telling_words() -> frozenset[str]:
    """Those frame words that texts about something else seldom have: shipped, delivered, consignment."""
    return frame_words() - _all_forms(_lexicon().everyday)


@cache
def speech_words() -> frozenset[str]:
    """Words that may be verbs or nouns of saying, or name a source ("according", "citing")."""
    known = sources()
    said = {verb for entry in known.speech for verb in entry.verbs}
    said |= known.acts | known.quoting | known.citing | known.finding | known.telling
    named = known.opening - {"in", "on", "as", "with", "per"}
    return _all_forms(said) | frozenset(named)


def _all_forms(lemmas: Iterable[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in forms_of(lemma))


def _with_s(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma[:-1] + "ies",)
    return (lemma + "es",) if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else (lemma + "s",)


def _with_ed(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied", lemma + "ing"
    doubled = (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    return lemma + "ed", lemma + "ing", *doubled


@cache
def _lexicon() -> _WordForms:
    words: _WordForms = load_yaml("word_forms.yaml", _WordForms)
    return words
