"""Whether a noun that the cargo lexicon does not know can be goods all the same: "castor beans", "hot cells"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallyclerk.extract.syntax import one_of
from tallyclerk.gazetteer import is_place
from tallyclerk.resources.frames import frames
from tallyclerk.resources.parties import find_body, find_party
from tallyclerk.resources.speech import nouns, sources

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_concrete(noun: Token, wording: str) -> bool:
    """Whether a noun names things: no person, party, place, deed, quality, money or thought.

    Told by word lists and by endings (-tion, -ness, -ist), as no lexicon lists all goods.

    Args:
        noun: The head of a noun phrase.
        wording: The phrase without article and count.
    """
    common = noun.pos_ == "NOUN" or (noun.pos_ == "PROPN" and noun.is_lower)
    if not common or len(noun.text) < 3 or not noun.text[0].isalpha():
        return False
    if any(child.tag_ == "PRP$" for child in noun.children):
        return False
    return not (_is_abstract(noun) or is_animate(noun) or _is_name(wording))


def _is_abstract(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    words = nouns()
    if one_of(noun, words.concrete):
        return False
    moves = lemma in frames().nouns or one_of(noun, words.packaging) or one_of(noun, words.undertakings)
    return moves or one_of(noun, words.abstract) or lemma.endswith(words.abstract_endings)


def is_animate(noun: Token) -> bool:
    """Whether a noun names people, who are not goods."""
    words = nouns()
    listed = words.people | words.actors | sources().bodies | sources().titles | sources().groups | sources().anonymous
    return one_of(noun, listed) or noun.lower_.removesuffix("s").endswith(words.people_endings)


def _is_name(wording: str) -> bool:
    return bool(find_party(wording) or find_body(wording)) or (wording[0].isupper() and is_place(wording))
