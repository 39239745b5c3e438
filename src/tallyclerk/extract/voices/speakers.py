"""Whom a verb or noun of saying names as the one who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.syntax import NOUN, is_passive, one_of, subject
from tallyclerk.resources.speech import is_outlet, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset(("he", "she", "they", "it", "who"))
INVERTED = frozenset(("dobj", "npadvmod", "attr", "oprd", "dep", "appos", "nsubjpass"))


def speakers(verb: Token) -> tuple[Token, ...]:
    """The nouns that name who says what a verb of saying tells, outermost first."""
    found: list[Token] = []
    if is_passive(verb):
        found.extend(agents(verb))
        noun = subject(verb)
        if noun is not None and one_of(verb, sources().citing) and is_voice(noun):
            found.append(noun)  # "Kirby was quoted by the agency as saying"
        return tuple(found)
    noun = _own(verb) or subject(verb) or _inverted(verb) or _misread(verb)
    if noun is not None and is_voice(noun):
        if one_of(noun, sources().anonymous):  # who has no name is known by who heard them
            found.extend((*_hearers(verb), *askers(noun)))
        found.append(noun)
    return tuple(found)


def is_voice(noun: Token) -> bool:
    """Whether a token can name somebody at all."""
    if noun.pos_ == "PRON":
        return noun.lower_ in PERSONAL and not (noun.i and noun.nbor(-1).pos_ == "ADP")
    return noun.pos_ in NOUN - {"SYM", "X"} and noun.lower_ not in sources().nobody


def agents(verb: Token) -> Iterator[Token]:
    """Who a passive names: "was reported *by the ministry*"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from (obj for obj in child.children if obj.dep_ == "pobj" and is_voice(obj))


def askers(noun: Token) -> Iterator[Token]:
    """The outlet behind sources without a name: "experts asked by *Reuters*"."""
    for verb in noun.rights:
        if verb.dep_ in ("acl", "relcl"):
            yield from (one for one in agents(verb) if _is_named_outlet(one))


def owner(report: Token) -> Token | None:
    """Whose report it is: "*CNN* report", "*its* study", "a statement by *the ministry*"."""
    for child in report.lefts:
        if child.dep_ == "poss" and is_voice(child):
            return child
    for child in report.lefts:
        if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN":
            return child
    return next(_credited(report), None)


def _credited(report: Token) -> Iterator[Token]:
    """Names behind "by", "from" or, for words, "of" after a noun of saying."""
    for prep in report.subtree:
        if prep.i > report.i and prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from", "of"):
            near = prep.lower_ == "by" or prep.head == report
            if near and not (prep.lower_ == "of" and one_of(report, sources().inquiries)):
                yield from (obj for obj in prep.children if obj.dep_ == "pobj" and obj.pos_ == "PROPN")


def _inverted(verb: Token) -> Token | None:
    """ "…, said *Kirby*" where the parser missed that he speaks."""
    if verb.dep_ in ("xcomp", "aux") or any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children):
        return None
    behind = verb.i > verb.sent.start and verb.nbor(-1).text in (",", "”", '"', "''", "’")
    right = (t for t in verb.rights if t.dep_ in INVERTED and t.pos_ in ("PROPN", "NOUN") and t.i - verb.i <= 4)
    return next(right, None) if behind else None


def _own(verb: Token) -> Token | None:
    """The subject beside the verb where a relative pronoun is read as another: "which *the navy* said it took"."""
    own = [child for child in verb.lefts if child.dep_ == "nsubj"]
    return own[-1] if len(own) > 1 else None


def _misread(verb: Token) -> Token | None:
    """The capitalised word before a finite verb of saying that the parse misses: "*Beyond Norland* reports"."""
    if verb.tag_ not in ("VBZ", "VBD") or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    if before.text == ",":  # "Kestrel Watch, a think tank, said"
        inside = range(before.i - 1, max(verb.sent.start, before.i - 14), -1)
        comma = next((i for i in inside if verb.doc[i].text == ","), None)
        before = verb.doc[comma - 1] if comma and comma > verb.sent.start else before
    if before.pos_ == "PROPN" or (before.is_title and before.dep_ == "pobj"):
        return before
    return _opening(verb)


def _opening(verb: Token) -> Token | None:
    """The name of a capitalised preposition and a proper noun that opens a sentence without a subject."""
    sentence = verb.sent
    if sentence[0].pos_ not in ("ADP", "SCONJ") or len(sentence) < 3 or sentence[1].pos_ != "PROPN":
        return None
    last = sentence[2] if sentence[2].pos_ == "PROPN" else sentence[1]
    after = last.nbor() if last.i + 1 < len(last.doc) else last
    return last if last.i < verb.i and (after.text == "," or after == verb) else None


def _hearers(verb: Token) -> Iterator[Token]:
    """The outlet that somebody told: "an official told *Reuters*"."""
    for child in verb.children:
        named = child.dep_ in ("dobj", "dative", "iobj", "nsubj") and child.i > verb.i and child.pos_ == "PROPN"
        if named and _is_named_outlet(child):
            yield child


def _is_named_outlet(noun: Token) -> bool:
    return is_outlet(noun.text) or is_outlet(noun.doc[noun.left_edge.i : noun.i + 1].text)
