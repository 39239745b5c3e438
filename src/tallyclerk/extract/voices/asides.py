"""Speakers that stand between a comma and a verb of saying, where the parser takes them for something else.

"The ship docked in Port Selby, *Nile Basin Agency* reported": small parsers hang such a name on the noun before it, and
the verb on the clause. The words beside the verb tell better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallyclerk.extract.syntax import one_of
from tallyclerk.gazetteer import is_place
from tallyclerk.resources.parties import find_body, find_party
from tallyclerk.resources.speech import is_outlet, is_provider, sources

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BOUNDS = frozenset((",", "”", '"', "''", "’", "–", "—", ";", ":"))
NAMING = frozenset(("NOUN", "PROPN"))
INSIDE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "X"))
BEHIND_HEAD = frozenset(("ADP", "CCONJ", "PRON", "VERB"))
RELATIVE = frozenset(("who", "which", "that"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
PARTICIPLES = frozenset(("VBN", "VBG"))
SUBJECTS = frozenset(("he", "she", "they", "it"))
# How many words of a name or role are looked through.
LONGEST = 16


def aside(verb: Token) -> Token | None:
    """The noun of what stands between a comma or quotation mark and a verb of saying: "…, *X of Y* said"."""
    last = _before(verb)
    start = _start(verb, last)
    if start is None or start == verb.sent.start or start > last or is_place(verb.doc[start : last + 1].text):
        return None
    return _first_of_list(_head(verb, start, last))


def introduced(verb: Token) -> Token | None:
    """The name between commas behind a role: "the head of the council, *Ihor Mazur*, told"."""
    comma = verb.i - 1 if verb.nbor(-1).text == "," else _before(verb)
    if verb.doc[comma].text != ",":
        return None
    last = comma - 1
    start = _start(verb, last)
    if start is None or start < verb.sent.start + 2 or start > last or last - start > 3:
        return None
    words = verb.doc[start : last + 1]
    if any(word.pos_ != "PROPN" for word in words) or find_party(words.text) or is_place(words.text):
        return None
    begin = _start(verb, start - 2)
    role = _head(verb, begin, start - 2) if begin is not None else None
    return words[-1] if role is not None and one_of(role, sources().titles | sources().spokes) else None


def closing(word: Token) -> Token | None:
    """The noun before a word that closes a sentence as a verb of saying but is read as a noun: "…, *maps* show."."""
    behind = word.doc[word.i + 1 : word.sent.end]
    if word.pos_ != "NOUN" or not sources().says(word.lemma_.lower()) or any(not token.is_punct for token in behind):
        return None
    noun = aside(word)
    if noun is None:
        return None
    several = noun.tag_ in ("NNS", "NNPS") or (noun.i + 1 < word.i and noun.nbor().lower_ == "and")
    return noun if several == (word.lower_ == word.lemma_) else None


def opening(noun: Token) -> int:
    """Where the part of a sentence begins that a noun found by `aside` stands in."""
    return next((i + 1 for i in range(noun.i, noun.sent.start - 1, -1) if noun.doc[i].text in BOUNDS), noun.sent.start)


def _before(verb: Token) -> int:
    """The last word before a verb, its auxiliaries and adverbs, and before a name in brackets."""
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].pos_ == "ADV" or verb.doc[at].lower_ in ("has", "have", "had")):
        at -= 1
    if verb.doc[at].text == ")":
        opened = next((i for i in range(at, verb.sent.start, -1) if verb.doc[i].text == "("), at + 1)
        at = opened - 1
    return at


def _start(verb: Token, last: int) -> int | None:
    """Where the words begin that end at a place, behind a comma or quotation mark; None where that is far off."""
    for at in range(last, max(verb.sent.start - 1, last - LONGEST), -1):
        if verb.doc[at].text in BOUNDS:
            return at + 1
    return verb.sent.start if last - verb.sent.start < LONGEST else None


def _head(verb: Token, start: int, last: int) -> Token | None:
    """The noun that a run of words names: its last before a preposition, relative clause or "and"."""
    while start < last and verb.doc[start].pos_ == "CCONJ":
        start += 1
    words = verb.doc[start : last + 1]
    if len(words) == 1 and words[0].lower_ in SUBJECTS:
        return words[0]
    found = None
    for word in words:
        if word.pos_ in NAMING:
            found = word
        elif found is not None and _ends(word):
            return None if _has_clause(verb.doc[word.i : last + 1]) else found
        elif word.pos_ not in INSIDE and word.text not in ("-", "&", "’s", "'s"):
            return None
    return found


def _has_clause(words: Span) -> bool:
    """Whether words hold a finite verb that is not that of a relative clause."""
    relative = any(word.lower_ in RELATIVE for word in words)
    return not relative and any(word.pos_ == "AUX" or word.tag_ in FINITE for word in words)


def _ends(word: Token) -> bool:
    """Whether a word behind a noun begins something that hangs on it, and no clause whose subject it is."""
    if word.pos_ == "VERB":
        return word.tag_ in PARTICIPLES
    return word.pos_ in BEHIND_HEAD and (word.pos_ != "PRON" or word.lower_ in RELATIVE)


def _first_of_list(noun: Token | None) -> Token | None:
    """The first of the bodies that a list names: "*the Parks Board*, Norland Customs and the Authority said"."""
    while noun is not None and noun.dep_ == "conj" and noun.head.pos_ == "PROPN" and _is_body(noun.head):
        noun = noun.head
    return noun


def _is_body(noun: Token) -> bool:
    name = noun.doc[noun.left_edge.i : noun.i + 1].text
    return one_of(noun, sources().bodies) or bool(find_body(name)) or is_outlet(noun.text) or is_provider(noun.text)
