"""Who plays the part that a noun names in a deal: "the seller is *Norland Gas*", "*Norland Gas*, the buyer"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.syntax import subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def holder(noun: Token) -> Token | None:
    """The name whose part a noun tells, where the words put the two together; None where the noun stands alone."""
    return next(filter(_is_name, _beside(noun)), None)


def _is_name(token: Token) -> bool:
    named = any(t.pos_ == "PROPN" for t in token.lefts)
    called = any(t.pos_ == "PROPN" and t.dep_ == "appos" for t in token.rights)  # "the shelling firm Norland Nuts"
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and (named or called))


def _beside(noun: Token) -> Iterator[Token]:
    """Tokens that may be the name, the surest first."""
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.i > noun.i:
        yield noun.head  # "buyer Norland Gas"
    yield from _before(noun)
    verb = noun.head
    if verb.lemma_ == "be" and noun.dep_ in ("nsubj", "attr"):
        other = subject(verb) if noun.dep_ == "attr" else None
        yield from (other,) if other is not None else (child for child in verb.children if child.dep_ == "attr")
    yield from (child for child in noun.children if child.dep_ == "appos" and child.i > noun.i)
    if noun.dep_ == "appos":
        yield noun.head
    yield from _named_as(noun)


def _before(noun: Token) -> Iterator[Token]:
    """ "*Norland Gas* the buyer", "*Norland Gas* as the buyer": what stands right before, however it was parsed."""
    words = list(reversed(noun.doc[max(0, noun.i - 4) : noun.i]))
    while words and words[0].lower_ in ("the", "its", "their", "as"):
        words = words[1:]
        if words and words[0].pos_ == "PROPN":
            yield words[0]


def _named_as(noun: Token) -> Iterator[Token]:
    """ "The seller *as Norland Gas*", "the sender is entered *as Norland Gas*", "*Norland Gas* as the seller"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        yield noun.head.head
    above = (noun.head,) if noun.dep_ in ("nsubjpass", "dobj") else ()
    for word in (noun, *above):
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ == "as" and child.i > noun.i:
                yield from (inner for inner in child.children if inner.dep_ == "pobj")
