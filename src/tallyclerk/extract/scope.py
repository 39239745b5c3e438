"""What stands above a word in its sentence and says how real it is: the verbs and nouns that govern it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tallyclerk.extract.syntax import one_of
from tallyclerk.resources.frames import frames
from tallyclerk.resources.speech import doubt, nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

# ClearNLP labels: how a clause or noun hangs on a verb, and on a noun or preposition, that says something of it.
UNDER_VERB = frozenset(
    ("ccomp", "xcomp", "dobj", "nsubjpass", "acomp", "oprd", "attr", "prep", "agent", "pcomp", "csubj", "parataxis")
)
UNDER_NOUN = frozenset(("acl", "prep", "pobj", "pcomp", "compound", "ccomp", "amod", "conj"))
CLOSE = frozenset(("xcomp", "oprd", "acomp", "dobj", "nsubjpass", "pobj", "prep", "attr", "nsubj"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
LONGEST = 12


class Link(NamedTuple):
    """A governing word.

    Attributes:
        word: It.
        below: What hangs on it, on the way down to the word that was asked about.
        doing: Whether a negation or auxiliary of `word` is one of that word too: "did not *begin* deliveries".
    """

    word: Token
    below: Token
    doing: bool


def climb(trigger: Token) -> Iterator[Link]:
    """What governs a verb or noun of a doing, nearest first."""
    here, close = trigger, True
    for _ in range(LONGEST):
        if here.head == here:
            return
        below, here = here, here.head
        if below.dep_ == "conj":
            close = close and below.pos_ == here.pos_
            continue
        close = close and below.dep_ in CLOSE
        if not _governs(here, below):
            return
        yield Link(here, below, close and _is_doing(here, below))


def _governs(here: Token, below: Token) -> bool:
    """Whether what is said of `here` says something of the clause or noun below it."""
    if below.dep_ in ("nsubj", "csubj"):
        return _takes_place(here) or any(doubt().ends(name) for name in names(here))
    if here.pos_ == "ADP":
        return below.dep_ in ("pobj", "pcomp", "prep") and here.lower_ in doubt().linking
    if here.pos_ in ("VERB", "AUX", "ADJ"):
        return below.dep_ in UNDER_VERB
    return below.dep_ in UNDER_NOUN or here.pos_ == "ADV" or _is_content(below)


def _is_content(clause: Token) -> bool:
    """ "The claims *that* it had flown guns": what a noun says, where the parser takes it for a relative clause."""
    return clause.dep_ == "relcl" and any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)


def _is_doing(here: Token, below: Token) -> bool:
    """Whether the verb above only says that the doing below takes place, or is wanted, thought or able to."""
    if below.dep_ in ("xcomp", "acomp", "oprd"):
        return True
    return below.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and (_takes_place(here) or _moves(here))


def names(word: Token) -> tuple[str, ...]:
    """How lists may name a word: with its particle ("rule out"), else by its lemma."""
    particle = next((child.lower_ for child in word.children if child.dep_ == "prt" or child.lower_ == "through"), None)
    lemma = word.lemma_.lower()
    return (f"{lemma} {particle}", lemma) if particle and word.pos_ == "VERB" else (lemma,)


def _takes_place(verb: Token) -> bool:
    return one_of(verb, doubt().occurs) or one_of(verb, nouns().light_verbs)


def _moves(verb: Token) -> bool:
    """Whether a verb itself tells of a transfer, as "receive" does in "will receive the shipment"."""
    return verb.lemma_.lower() in frames().verbs


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, its own and those that it shares with the verb it is conjoined to."""
    own = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if own or verb.dep_ != "conj" or verb.tag_ in FINITE or verb.head.pos_ not in ("VERB", "AUX"):
        return own
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return own
    return auxiliaries(verb.head)


def negations(verb: Token) -> list[Token]:
    """What negates a verb: its own, and that of the verb it is an alternative to: "did *not* load or deliver"."""
    own = [child for child in verb.children if child.dep_ == "neg"]
    other = verb.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in verb.head.children)
    return own or (negations(verb.head) if other else [])


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(aux.tag_ == "TO" for aux in auxiliaries(verb))


def is_perfect(verb: Token) -> bool:
    """Whether a verb stands with "have": "to have sent", "would have sent"."""
    return any(aux.lemma_ == "have" or aux.lower_ in ("have", "'ve", "’ve") for aux in auxiliaries(verb))


def is_passive_saying(link: Link) -> bool:
    """ "*Is said* to have sent", "it *was reported* that"."""
    if not any(child.dep_ == "auxpass" for child in link.word.children) and link.word.dep_ not in ("acl", "relcl"):
        return False
    if is_infinitive(link.below):
        return True
    return any(child.dep_ in ("nsubjpass", "nsubj", "expl") and child.lower_ == "it" for child in link.word.children)
