"""What is said: the tokens of a sentence that a cue of saying covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tallyclerk.resources.speech import sources

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset(("ccomp", "xcomp", "dobj", "nsubjpass", "csubjpass", "parataxis", "oprd", "attr"))
BESIDE = frozenset(("prep", "advcl", "pcomp", "acomp", "acl", "relcl", "conj"))
ASIDE = frozenset(("parataxis", "ccomp", "advcl", "dep", "intj", "appos", "conj"))
QUOTES = frozenset(('"', "“", "”", "``", "''", "«", "»", "„"))


def of_verb(verb: Token, spoken_by: Iterable[Token]) -> frozenset[int]:
    """The tokens of a verb's complements; of an aside ("…, the ministry said, …"), those of the clause around it."""
    voices = {token.i for speaker in spoken_by for token in speaker.subtree if verb not in speaker.subtree}
    found = {t.i for child in complements(verb) for t in child.subtree} - voices
    if found and not _is_as(verb):
        beside = (child for child in verb.children if child.dep_ in BESIDE and not _speaks(child))
        return frozenset(found | {t.i for child in beside for t in child.subtree} - voices)
    if verb.head != verb and (verb.dep_ in ASIDE or _is_as(verb)):
        return around(verb)
    return frozenset(t.i for t in verb.sent if t not in (verb, *verb.lefts) and t.i not in voices)


def complements(verb: Token) -> list[Token]:
    """The clauses and objects of a verb of saying, but for whom it is told to and pronouns that only point back."""
    return [
        child
        for child in verb.children
        if child.dep_ in CLAUSES and child.pos_ != "PRON" and not (child.dep_ == "dobj" and _told_to(verb, child))
    ]


def around(aside: Token) -> frozenset[int]:
    """The tokens of the clause that something hangs on, without its own."""
    own = {token.i for token in aside.subtree}
    return frozenset(token.i for token in aside.head.subtree if token.i not in own)


def points_back(verb: Token) -> bool:
    """Whether all that is said is a word for what stands before: "confirmed it", "said so", "writes about it"."""
    if complements(verb):
        return bool({child.lemma_.lower() for child in complements(verb)} & sources().news)
    for child in verb.children:
        words = (child, *(t for t in child.children if child.dep_ == "prep" and t.dep_ == "pobj"))
        if any(word.lower_ in sources().pointing for word in words) and child.i != verb.i:
            return child.dep_ in ("dobj", "advmod", "prep")
    return False


def has_quotation(token: Token) -> bool:
    """Whether there are quotation marks in a token's sentence."""
    return any(other.text in QUOTES for other in token.sent)


def _told_to(verb: Token, child: Token) -> bool:
    return verb.lemma_ == "tell" and child.i > verb.i


def _is_as(verb: Token) -> bool:
    """ "*As* the ministry reported, …"."""
    return verb.dep_ == "advcl" and any(t.lower_ == "as" and t.dep_ in ("mark", "advmod", "prep") for t in verb.lefts)


def _speaks(child: Token) -> bool:
    return child.dep_ == "conj" and sources().says(child.lemma_.lower())
