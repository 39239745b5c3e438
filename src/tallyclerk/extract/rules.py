"""The attribute rules of a spaCy model, applied without trying each on each word.

The model has 179 rules, of which nearly all look at one word alone: its tag, its dependency, whether it is white space,
and whether it is one of the words that some rule names. What they come to is found out once for each such combination,
by the model's own matcher, and looked up from then on. A text with a word that begins a rule of two words, or that fits
a rule's regular expression, goes to that matcher.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_Kind = tuple[int, int, int, int]
_LOOKED_AT = ("TAG", "DEP", "LOWER", "IS_SPACE")


class Rules:
    """The rules of one model. What they set is what the model's own component sets; only the time differs."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Sort the rules of a model; where one looks at more than is known here, the model's component does it all."""
        self._ruler = ruler
        self._strings = ruler.vocab.strings
        self._words: set[int] = set()
        self._starts: set[int] = set()
        self._expressions: list[re.Pattern[str]] = []
        self._fits: dict[int, bool] = {}
        self._known: dict[_Kind, tuple[int, ...]] = {}
        patterns: list[Any] = [rule["patterns"] for rule in ruler.patterns]
        self._is_understood = all(self._take(words) for rule in patterns for words in rule)

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say of each word of a text."""
        from spacy.tokens._retokenize import set_token_attrs  # noqa: PLC0415 - heavy

        kinds = self._kinds(doc)
        if kinds is None:
            return self._ruler(doc)
        if any(kind not in self._known for kind in kinds):
            self._learn(doc, kinds)
        for token, kind in zip(doc, kinds, strict=True):
            for rule in self._known[kind]:
                set_token_attrs(token, self._ruler.attrs[rule])
        return doc

    def _kinds(self, doc: Doc) -> list[_Kind] | None:
        """All that the rules look at, of each word; None where a rule of two words may begin, or some are not known."""
        if not self._is_understood:
            return None
        kinds: list[_Kind] = []
        rows: list[Any] = doc.to_array(list(_LOOKED_AT)).reshape(-1, len(_LOOKED_AT)).tolist()
        for tag, dep, lower, space in rows:
            if lower in self._starts or dep in self._starts or self._fits_one(lower):
                return None
            kinds.append((tag, dep, lower if lower in self._words else 0, space))
        return kinds

    def _fits_one(self, lower: int) -> bool:
        """Whether a word fits the regular expression of some rule."""
        if lower not in self._fits:
            self._fits[lower] = any(expression.search(self._strings[lower]) for expression in self._expressions)
        return self._fits[lower]

    def _learn(self, doc: Doc, kinds: list[_Kind]) -> None:
        """Find out what the rules say of each kind of word in a text, in the order in which they are applied."""
        found: dict[int, list[int]] = {}
        for rule, _, start, _ in self._ruler.match(doc):
            found.setdefault(start, []).append(rule)
        self._known.update((kind, tuple(found.get(at, ()))) for at, kind in enumerate(kinds))

    def _take(self, words: list[dict[str, Any]]) -> bool:
        """Note the words that a rule names, or how one of several words begins. Whether it is understood."""
        if len(words) == 1:
            return set(words[0]) <= set(_LOOKED_AT) and self._note(words[0].get("LOWER", []))
        plain = [word[name] for name in ("LOWER", "DEP") for word in words if isinstance(word.get(name), str)]
        self._starts.update(self._strings.add(name) for name in plain[:1])
        return bool(plain)

    def _note(self, lower: Any) -> bool:
        """Note what a rule says of a word's letters: a word, words, or an expression. Whether it is understood."""
        if isinstance(lower, dict) and set(lower) == {"REGEX"}:
            self._expressions.append(re.compile(lower["REGEX"]))
            return True
        if isinstance(lower, dict) and set(lower) != {"IN"}:
            return False
        named = [lower] if isinstance(lower, str) else lower["IN"] if isinstance(lower, dict) else lower
        self._words.update(self._strings.add(word) for word in named)
        return True
