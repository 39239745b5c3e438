"""What puts a doing into the future, or leaves it under way: auxiliaries, infinitives, and what governs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.scope import Link, auxiliaries, climb, is_infinitive, is_passive_saying, is_perfect
from tallyclerk.extract.syntax import one_of
from tallyclerk.resources.frames import frames
from tallyclerk.resources.speech import doubt

if TYPE_CHECKING:
    from spacy.tokens import Token


def foiled(trigger: Token) -> str | None:
    """ "*Foiled* an attempt to smuggle rifles"."""
    words = (link.word for link in climb(trigger) if link.word.pos_ == "VERB")
    return next((word.text for word in words if one_of(word, doubt().foils)), None)


def plans(trigger: Token) -> Iterator[str]:
    """Words that put a movement into the future: "will", "plans to", "is to be", "for delivery"."""
    yield from _future(trigger)
    if trigger.tag_ in ("VBZ", "VBP"):
        yield from (c.text for c in trigger.children if c.dep_ in ("mark", "advmod") and c.lower_ in doubt().until)
    if trigger.dep_ == "pobj" and trigger.head.lower_ == "for" and trigger.pos_ == "NOUN" and _is_bare(trigger):
        yield "for"
    if _is_cut_short(trigger):
        yield "before"
    for link in climb(trigger):
        if _is_left_to_do(link):
            yield link.word.text
        if link.doing:
            yield from _future(link.word)
        if link.below.dep_ in ("ccomp", "acl") and not is_infinitive(link.below):
            return


def _future(word: Token) -> Iterator[str]:
    """The auxiliaries and adjectives of a word that put it into the future; a bare "to" of purpose."""
    auxes = auxiliaries(word)
    done = is_perfect(word)
    for aux in auxes:
        if aux.lower_ in doubt().plans.auxiliaries and not (done and aux.lower_ not in ("will", "shall", "'ll", "’ll")):
            yield aux.text
    for child in word.children:
        if child.dep_ in ("amod", "advmod") and word.pos_ == "NOUN" and one_of(child, doubt().plans.modifiers):
            yield child.text
    if is_infinitive(word) and not done and word.dep_ in ("advcl", "ROOT", "relcl", "conj") and not _is_done(word.head):
        yield "to"


def _is_left_to_do(link: Link) -> bool:
    """Whether what is below is something still to be done: "*plans* to send", "*agreed* on the delivery"."""
    word, below = link.word, link.below
    if word.pos_ == "ADP":
        return False
    if below.dep_ in ("xcomp", "acl", "ccomp", "oprd") and is_infinitive(below):
        if _is_done(word):
            return False
        if word.lemma_ == "be" and word.pos_ in ("AUX", "VERB"):  # "was to have sent"
            return True
        if is_perfect(below):
            return False
        said = is_passive_saying(link) and doubt().of(word.lemma_.lower(), "passive")
        hedged = said or doubt().of(word.lemma_.lower(), "above")
        return one_of(word, doubt().plans.above) or not hedged
    return one_of(word, doubt().plans.above)


def _is_done(word: Token) -> bool:
    """Whether the infinitive of a word tells of something done: "*managed* to send", "the *first* to send"."""
    if _is_kept(word) or _was_spent(word) or (one_of(word, doubt().lets) and is_perfect(word)):
        return True
    said_of = [child for child in word.children if child.dep_ == "attr"]
    return one_of(word, doubt().actual) or any(
        child.dep_ == "amod" and one_of(child, doubt().actual) for noun in (word, *said_of) for child in noun.children
    )


def _is_kept(plan: Token) -> bool:
    """ "*Fulfilled* a pledge to send", "made good on its *promise*": the plan was carried out."""
    if plan.pos_ != "NOUN":
        return False
    verb = plan.head.head if plan.head.pos_ == "ADP" else plan.head
    words = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()} {child.lower_}" for child in verb.children)}
    return not words.isdisjoint(doubt().keeps) and _is_past(verb)


def _was_spent(word: Token) -> bool:
    """ "*Took* two days to unload", "needed three *shifts* to load": what a doing cost is told once it is done."""
    verb = word.head if word.dep_ in ("dobj", "npadvmod") and word.pos_ == "NOUN" else word
    if not one_of(verb, doubt().costs) or not _is_past(verb):
        return False
    it = any(child.dep_ in ("nsubj", "expl") and child.lower_ == "it" for child in verb.children)
    spent = (child for child in verb.children if child.dep_ in ("dobj", "npadvmod"))
    return it or any(part.dep_ == "nummod" for child in spent for part in child.children)


def _is_past(verb: Token) -> bool:
    """Whether a verb tells of what has been: "fulfilled", "has kept", not "to keep", "would have kept"."""
    unreal = any(aux.lower_ in doubt().plans.auxiliaries or doubt().of(aux.lower_, "self") for aux in auxiliaries(verb))
    return verb.tag_ in ("VBD", "VBN") and not unreal and not any(child.dep_ == "neg" for child in verb.children)


def _is_cut_short(trigger: Token) -> bool:
    """ "Was seized *before* it reached Yemen", "sank *before* unloading": what the goods did not come to."""
    mark = trigger.head.lower_ if trigger.dep_ == "pcomp" else ""
    before = mark == "before" or any(child.dep_ == "mark" and child.lower_ == "before" for child in trigger.children)
    above = trigger.head.head if mark else trigger.head
    frame = frames().verbs.get(above.lemma_.lower())
    return before and frame is not None and frame.stage in ("seized", "lost")


def _is_bare(noun: Token) -> bool:
    return not any(child.dep_ in ("det", "poss") for child in noun.children)


def under_way(trigger: Token) -> bool:
    """Whether a doing is going on: "is delivering", "being delivered", "began to unload"."""
    if trigger.tag_ == "VBG" and any(aux.lemma_ == "be" for aux in auxiliaries(trigger)):
        return True
    if any(aux.lower_ == "being" for aux in auxiliaries(trigger)):
        return True
    head = trigger.head
    return trigger.dep_ in ("xcomp", "nsubj", "dobj") and one_of(head, doubt().ongoing)
