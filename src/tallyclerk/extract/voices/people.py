"""Reading a person's name: titles before it, the name behind a role, and the body that the person speaks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import one_of
from tallyclerk.model import Mention
from tallyclerk.resources.speech import nouns, sources

if TYPE_CHECKING:
    from spacy.tokens import Token


def following_name(noun: Token) -> Token | None:
    """ "spokesman *John Kirby*" read as a title with an apposition."""
    return next((t for t in noun.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)


def appositions(noun: Token) -> Iterator[Token]:
    """The nouns that describe a name: "Kestrel Watch, a *project* of the institute"."""
    for child in noun.children:
        if child.dep_ in ("appos", "compound", "nmod") and child.pos_ == "NOUN":
            yield child
    if noun.dep_ == "appos" and noun.head.pos_ == "NOUN" and noun.head.dep_ != "pobj":
        yield noun.head
    behind = noun.doc[noun.i + 1 : noun.i + 9]
    if len(behind) > 2 and behind[0].text == "," and behind[1].lower_ in ("a", "an", "the"):
        nouns = [t for t in behind[2:] if t.pos_ == "NOUN"][:2]
        speaks = bool(nouns) and nouns[-1].i + 1 < len(noun.doc) and nouns[-1].nbor().pos_ in ("VERB", "AUX")
        yield from () if speaks else nouns


def titles(noun: Token) -> Iterator[Token]:
    """The titles before a name: "Agriculture *Minister* Jan Orr"."""
    return (child for child in noun.lefts if child.dep_ in ("compound", "nmod") and one_of(child, sources().titles))


def is_spokes(noun: Token) -> bool:
    """Whether a noun or what describes it is a role that speaks for a body."""
    words = (noun, *(t for t in noun.children if t.dep_ in ("appos", "compound")))
    if noun.dep_ == "appos":
        words = (*words, noun.head)
    return any(one_of(word, sources().spokes) for word in words)


def without_title(phrases: Phrases, noun: Token, mention: Mention) -> Mention:
    """A person's name without the titles and bodies before it."""
    first = noun
    for token in reversed(list(noun.doc[noun.left_edge.i : noun.i])):
        if _is_particle(token) or (token.text == "-" and _is_particle(token.nbor(-1))):
            continue  # "Majed *al-*Ansari"
        if (
            not (token.pos_ == "PROPN" or _opens_name(token, noun))
            or one_of(token, sources().titles | sources().bodies)
            or not (token.is_title or token.is_upper)
        ):
            break
        if token.lower_.rstrip(".") in sources().titles:
            break
        first = token
    whole = phrases.paragraph.mention(first, noun)
    return whole if whole.start >= mention.start else mention


def _is_particle(token: Token) -> bool:
    return token.lower_ in sources().name_particles


def _opens_name(token: Token, noun: Token) -> bool:
    """ "*Empire* Navigation": a word that opens a name of two, though the parser takes it for a common noun."""
    opens = token.pos_ in ("NOUN", "ADJ") and token.is_title and token.i == noun.i - 1 and token.dep_ == "compound"
    people = nouns().people | nouns().actors | sources().spokes
    return opens and not one_of(token, people) and not token.lower_.endswith(nouns().people_endings)


def name_edges(noun: Token) -> tuple[Token, Token]:
    """The first and last word of a proper name that the parser cuts at an "and" or a preposition with a capital."""
    first = last = noun
    if noun.pos_ != "PROPN":
        return first, last
    for child in noun.lefts:
        joined = child.dep_ in ("nmod", "compound") and child.pos_ == "PROPN" and child.conjuncts
        if joined and all(t.is_title or t.lower_ in ("and", "&", "of") for t in noun.doc[child.i : noun.i]):
            first = child
            break
    after = noun.doc[noun.i + 1 : noun.i + 6]
    if len(after) > 1 and after[0].dep_ == "prep" and after[0].is_title and noun.is_title and after[1].is_title:
        for token in after[1:]:
            if not token.is_title or token.pos_ not in ("PROPN", "ADJ", "NOUN"):
                break
            last = token
    return first, last


def speaks_for(phrases: Phrases, noun: Token) -> Mention | None:
    """The body of a person: in an apposition ("spokesman for the Council") or before the name."""
    for child in noun.children:
        if child.dep_ in ("appos", "prep") and child.i > noun.i and not (child.dep_ == "prep" and child.is_title):
            for token in child.subtree:
                if _is_where(token) or _is_task(token):
                    continue
                if token.dep_ == "pobj" and (token.pos_ == "PROPN" or one_of(token, sources().bodies)):
                    party = phrases.party(token)
                    return party[0] if party else phrases.name(token)
            owned = phrases.owner(child) if child.pos_ == "NOUN" else None
            body = owned[0] if owned else _compound_body(phrases, child)
            if body:
                return body
    before = phrases.owner(noun)
    return before[0] if before else None


def _is_where(noun: Token) -> bool:
    """ "In *Athens*": where somebody is, not for whom they speak."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "near") and not one_of(noun, sources().bodies)


def _is_task(noun: Token) -> bool:
    """ "Envoy for the *reconstruction* of Norland", "representative for *Norland*": what somebody sees to."""
    prep = noun.head
    above = prep.head
    if prep.lower_ == "of" and above.pos_ == "NOUN" and above.dep_ == "pobj":
        return not one_of(above, sources().bodies)
    return prep.lower_ == "for" and above.lower_ in ("envoy", "representative", "coordinator", "commissioner")


def _compound_body(phrases: Phrases, noun: Token) -> Mention | None:
    """ "National Security Council coordinator": the body in a role noun's compounds."""
    for token in noun.lefts:
        if one_of(token, sources().bodies):
            return phrases.name(token)
    return None
