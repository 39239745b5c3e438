"""Walking dependency trees: subjects, objects, prepositions and noun phrases of a clause."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tallyclerk.resources.speech import nouns, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

# ClearNLP labels, as the parser gives them.
CLAUSE = frozenset(("relcl", "acl", "ccomp", "advcl", "csubj", "csubjpass", "parataxis"))
SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
NOUN = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM"))


def one_of(token: Token, words: Collection[str]) -> bool:
    """Whether a word list has a token, by lemma, as written, or without its plural ending (lemmatisers miss some)."""
    lower = token.lower_
    return token.lemma_.lower() in words or lower in words or lower.removesuffix("s") in words


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: with an auxiliary, or a past participle that modifies a noun."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    return verb.dep_ in ("acl", "xcomp", "advcl", "ROOT", "conj", "ccomp", "amod")


def subject(verb: Token, depth: int = 6) -> Token | None:
    """The subject of a verb, also where another clause holds it.

    Infinitives and conjoined verbs take it from the verb above ("began to supply", "loaded and returned"),
    participles and relative clauses from the noun they modify.
    """
    own = _own_subject(verb)
    if own is not None:
        return antecedent(own)
    return None if depth == 0 or verb.head == verb else _borrowed_subject(verb, depth)


def _borrowed_subject(verb: Token, depth: int) -> Token | None:
    """The subject that another clause holds for a verb."""
    if verb.dep_ == "acl" and one_of(verb.head, nouns().undertakings) and verb.tag_ != "VBN":
        return undertaker(verb.head, depth - 1)
    if verb.dep_ in ("acl", "relcl"):
        return verb.head if verb.head.pos_ in NOUN else None
    if verb.dep_ in ("xcomp", "conj", "advcl") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        controller = _controlling_object(verb) if verb.dep_ == "xcomp" else None
        return controller or subject(verb.head, depth - 1)
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        return _above_gerund(verb, verb.head.head, depth - 1)
    return None


def undertaker(noun: Token, depth: int) -> Token | None:
    """Whose effort, plan or contract it is: "*Norlandic* efforts to buy", "*Norland* signed a contract to supply"."""
    for child in noun.children:
        if (child.dep_ == "poss" and child.pos_ != "PRON") or (child.dep_ == "amod" and child.is_title):
            return child
    owner = of_object(noun)
    if owner is not None and owner.pos_ in ("PROPN", "NOUN"):
        return owner
    verb = verb_above(noun)
    return subject(verb, depth) if verb is not None and noun.dep_ in ("dobj", "pobj", "attr") else None


def _above_gerund(verb: Token, head: Token, depth: int) -> Token | None:
    """ "Refrained from *selling*", "is interested in *buying*", "accused Norland of *sending*"."""
    if head.pos_ in ("VERB", "AUX"):
        accused = next((c for c in head.children if c.dep_ == "dobj" and c.i < verb.i), None)
        return antecedent(accused) if accused is not None and _controls(head) else subject(head, depth)
    if head.pos_ == "ADJ" and head.dep_ == "acomp":
        return subject(head.head, depth)
    return undertaker(head, depth) if one_of(head, nouns().undertakings) else None


def _controls(verb: Token) -> bool:
    return verb.lemma_.lower() in nouns().object_control


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECT and child.dep_ != "expl" and child.pos_ in NOUN:
            return child
    return _in_all(verb)


def _in_all(verb: Token) -> Token | None:
    """ "*In all 600 doses* arrived": a subject that a parser hangs on the "in" of "in all"."""
    first = next(verb.children, None)
    if verb.dep_ != "ROOT" or first is None or first.lower_ != "in" or first.i + 1 >= len(verb.doc):
        return None
    under = next((child for child in first.children if child.dep_ == "pobj"), None)
    return under if under is not None and first.nbor().lower_ in ("all", "total") and under.i > first.i + 1 else None


def other_subjects(verb: Token) -> Iterator[Token]:
    """Further subjects of a verb: a parser may hang both parts of "rifles and rounds were taken" on it."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in NOUN]
    yield from (antecedent(child) for child in own[1:])


def _controlling_object(verb: Token) -> Token | None:
    """ "ordered the ship to sail": the object above is the subject below."""
    for child in verb.head.children:
        if child.dep_ == "dobj" and child.i < verb.i and verb.head.lemma_ in nouns().object_control:
            return antecedent(child)
    return None


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for, else the token."""
    if token.tag_ in ("WDT", "WP") and token.pos_ in ("PRON", "DET"):
        verb = token.head
        for _ in range(4):
            if verb.dep_ == "relcl":
                return verb.head
            if verb.head == verb:
                break
            verb = verb.head
    return token


def gap(verb: Token) -> Token | None:
    """The noun that a relative or infinitive clause modifies, where the clause's own object is missing."""
    top = verb
    while top.dep_ in ("xcomp", "ccomp") and top.head != top:
        top = top.head
    if top.dep_ == "relcl" and top.head.pos_ in NOUN and _own_subject(verb if verb == top else top) is not None:
        return top.head
    return None


def objects(verb: Token) -> Iterator[tuple[str, Token]]:
    """The direct object and dative of a verb, as (slot, token), with relative pronouns resolved."""
    for child in verb.children:
        if child.dep_ == "dobj":
            if not _is_told_to(verb, child):
                yield "object", antecedent(child)
        elif child.dep_ in ("dative", "iobj") and child.pos_ in NOUN:
            yield "dative", antecedent(child)
        elif child.dep_ in ("attr", "acomp") and child.pos_ in NOUN:
            yield "attribute", child
        elif child.dep_ in ("dative",) and child.pos_ == "ADP":
            for obj in child.children:
                if obj.dep_ == "pobj":
                    yield child.lower_, obj


def _is_told_to(verb: Token, noun: Token) -> bool:
    """ "Ordered *the drill* to be held": what is ordered is the drill's doing, and not the drill."""
    below = (child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.i > noun.i)
    return _controls(verb) and any(any(t.dep_ == "aux" and t.lower_ == "to" for t in b.children) for b in below)


def clause(head: Token) -> Iterator[Token]:
    """The tokens below a head that belong to its own clause, in order; other clauses and their tokens are left out."""
    stack = [head]
    found = []
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            other_clause = child.dep_ in CLAUSE or (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"))
            if not other_clause:
                stack.append(child)
    return iter(sorted(found, key=lambda token: token.i))


# Prepositions of movement count wherever they hang in a clause, because small parsers often attach "to B" to the
# noun of "from A"; all others only on the head itself or its object.
# Prepositions of where something was done.
ABOARD = frozenset(("on", "onto", "aboard"))
SITES = frozenset(("in", "at", "off", "near", "outside"))
MOVEMENT = frozenset(
    (
        "from",
        "to",
        "via",
        "through",
        "into",
        "onto",
        "toward",
        "towards",
        "aboard",
        "across",
        "on board",
        "out of",
        "for",
        "on behalf of",
    )
)


# Nouns that make one preposition with those around them: "in the *direction* of".
PHRASES = {
    ("in", "direction"): "toward",
    ("by", "way"): "via",
    ("in", "front"): "near",
    ("for", "account"): "on behalf of",
    ("on", "behalf"): "on behalf of",
    ("on", "account"): "because of",
}
DAYS = frozenset(calendar.day_name)
MONTHS = frozenset(name for name in (*calendar.month_name, *calendar.month_abbr) if name)


def prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """Each preposition of a clause with its object, in order: ("from", Najin), ("on board", ship)…"""
    for token in (*clause(head), *_behind_aside(head)):
        is_preposition = token.dep_ in ("prep", "agent", "dative") or token.tag_ == "IN"
        if not is_preposition or one_of(token.head, nouns().no_movement) or _is_seat(token, head):
            continue
        for child in token.children:
            if child.dep_ in ("pobj", "pcomp") and child.pos_ in NOUN | {"ADV"}:
                name = _name(token, child)
                if name in MOVEMENT or _hangs_on(token, head):
                    yield name, child
                    yield from ((name, more) for more in conjuncts(child)[1:])


def _is_seat(prep: Token, head: Token) -> bool:
    """ "The importer, *a firm from Norport*": where somebody sits, and nothing comes from."""
    return prep.lower_ == "from" and prep.head != head and one_of(prep.head, nouns().actors)


def _behind_aside(head: Token) -> Iterator[Token]:
    """ "It came, *the navy believes*, from Iran": what a parser hangs on the verb of an aside."""
    for child in head.children:
        if child.dep_ == "parataxis" and child.i > head.i and sources().says(child.lemma_.lower()):
            yield from (token for token in child.children if token.dep_ == "prep" and token.i > child.i)


def _hangs_on(prep: Token, head: Token) -> bool:
    above = prep.head
    if above == head:
        return True
    if above.dep_ == "pobj" and above.head.dep_ == "agent" and above.head.head == head:
        return prep.lower_ in SITES  # "seized by customs *in Rotterdam*"
    if above.dep_ == "pobj" and above.head.head == head and _is_onto(above.head, head):
        return prep.lower_ in SITES  # "was loaded on the tanker Halcyon *at Norport*"
    if above.text.rstrip(".") in MONTHS or above.like_num:
        # "is expected *on August 2* in Istanbul": a parser hangs the place on the day
        time = above.head
        return time == head or (time.dep_ == "prep" and time.head == head)
    if prep.lower_ == "of" or head.pos_ not in ("VERB", "AUX"):
        under_of = above.dep_ == "pobj" and above.head.lower_ == "of" and above.head.head == head
        return (above.dep_ == "prep" and above.head == head) or (under_of and prep.lower_ != "of")
    return above.head == head and (
        above.dep_ in ("dobj", "attr", "nsubjpass", "prep", "advmod", "npadvmod", "prt", "acomp")
    )


def _is_onto(prep: Token, verb: Token) -> bool:
    """Whether what a preposition governs is a ship: "loaded *on*", "switched *to*"."""
    return prep.lower_ in ABOARD or (prep.lower_ in ("to", "from") and one_of(verb, nouns().ship_changes))


def _name(prep: Token, obj: Token) -> str:
    """The preposition as the frames name it: "on board" is one."""
    if prep.lower_ == "on" and obj.lower_ == "board":
        return "on board"
    before = prep.head
    if prep.lower_ == "of" and (before.head.lower_, before.lower_) in PHRASES:
        return PHRASES[before.head.lower_, before.lower_]
    if prep.lower_ == "of" and before.lower_ in ("out", "because", "instead", "inside") and before.i == prep.i - 1:
        return f"{before.lower_} of"
    return prep.lower_


def conjuncts(head: Token) -> list[Token]:
    """A noun and the nouns conjoined with it, in order."""
    found = [head]
    for child in head.children:
        if child.dep_ in ("conj", "appos") and child.pos_ in NOUN and (child.dep_ == "conj" or _in_list(child)):
            found.extend(conjuncts(child))
    return found


def _in_list(token: Token) -> bool:
    """A list with commas is sometimes read as appositions: "A, B and C"."""
    return any(child.dep_ == "conj" for child in token.children)


def of_object(head: Token) -> Token | None:
    """The noun under the first "of" of a noun: containers of *munitions*."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((obj for obj in child.children if obj.dep_ == "pobj"), None)
    return None


def verb_above(token: Token) -> Token | None:
    """The verb whose clause a token stands in."""
    here = token
    while here.head != here:
        here = here.head
        if here.pos_ in ("VERB", "AUX"):
            return here
    return here if here.pos_ in ("VERB", "AUX") else None


def speaker_meant(pronoun: Token) -> Token | None:
    """ "Iran denies that *it* has sent arms": the subject of the verb of saying above. "She" is a ship or a person."""
    if pronoun.pos_ != "PRON" or pronoun.lower_ not in ("it", "they", "we"):
        return None
    for above in pronoun.ancestors:
        if above.pos_ == "VERB" and sources().says(above.lemma_.lower()) and above.i < pronoun.i:
            noun = subject(above)
            return noun if noun is not None and noun.pos_ in ("PROPN", "NOUN") else None
    return None
