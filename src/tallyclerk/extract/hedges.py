"""What makes a statement less than certain: each word around a verb or noun of a doing that weakens or denies it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.scope import (
    Link,
    auxiliaries,
    climb,
    is_infinitive,
    is_passive_saying,
    is_perfect,
    names,
    negations,
)
from tallyclerk.extract.syntax import one_of
from tallyclerk.model import Certainty
from tallyclerk.resources.frames import frames
from tallyclerk.resources.speech import doubt, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = frozenset(("advmod", "neg", "amod", "det", "acomp", "oprd", "preconj", "attr"))
DENIERS = frozenset(("neg", "det", "advmod", "preconj", "aux"))
PREDICATES = frozenset(("amod", "acomp", "oprd"))
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "expl"))
CLAUSES = frozenset(("ccomp", "xcomp", "conj", "acomp", "oprd"))

Cue = tuple[Certainty, str]


def hedges(trigger: Token) -> Iterator[Cue]:
    """What weakens or denies a doing, each with the word that shows it."""
    yield from _own(trigger, negatable=True)
    yield from _arguments(trigger)
    yield from _condition(trigger)
    yield from _comments(trigger)
    yield from _question(trigger)
    clause = True  # still inside the clause of the trigger, so that its conjunction opens that one
    yield from _according(trigger)
    for link in climb(trigger):
        if _is_refused_denial(link):  # "did not deny sending": whatever else is said of the denial
            continue
        yield from _above(link)
        yield from _own(link.word, negatable=link.doing)
        yield from _according(link.word)
        if link.doing:
            yield from _arguments(link.word)
        clause = clause and link.below.dep_ in CLAUSES
        if clause:
            yield from _condition(link.word)


def _own(token: Token, *, negatable: bool) -> Iterator[Cue]:
    """The auxiliaries, adverbs and adjectives of a verb or noun."""
    perfect = is_perfect(token)
    for child in (*auxiliaries(token), *negations(token), *token.children):
        if child.dep_ not in MODIFIERS and child.dep_ != "aux":
            continue
        found = _self(child, perfect=perfect)
        if found == "denied" and child.dep_ not in PREDICATES and not (negatable and _denies(child, token)):
            continue
        if child.dep_ == "det" and token.pos_ == "NOUN" and token.dep_ not in ARGUMENTS:
            continue
        if found:
            yield found, child.text


def _self(child: Token, *, perfect: bool) -> Certainty | None:
    word = child.lower_ if child.dep_ == "aux" else child.lemma_.lower()
    if perfect and child.dep_ == "aux" and (found := doubt().of(word, "perfect")):
        return found
    return doubt().of(word, "self") or doubt().of(child.lower_, "self")


def _denies(child: Token, token: Token) -> bool:
    """Whether a negation is one of the whole: not "not only"."""
    if child.dep_ not in DENIERS:
        return False
    after = token.doc[child.i + 1] if child.i + 1 < len(token.doc) else None
    return after is None or after.lower_ not in doubt().only


def _arguments(token: Token) -> Iterator[Cue]:
    """ "*No* rifles were sent", "*none* of the tanks arrived", "*neither* side delivered"."""
    for child in token.children:
        if child.dep_ not in ARGUMENTS:
            continue
        for word in (child, *child.children):
            is_it = word == child or word.dep_ in ("det", "preconj", "cc")
            if is_it and (found := doubt().of(word.lower_, "argument")):
                yield found, word.text


def _condition(token: Token) -> Iterator[Cue]:
    """ "*If* it delivers": the conjunction of the clause."""
    for child in token.children:
        if child.dep_ not in ("mark", "advmod") or child.i > token.i:
            continue
        if child.lower_ == "than" and token.tag_ in ("VB", "VBG"):  # "rather than deliver"
            yield "denied", child.text
        elif found := doubt().of(child.lower_, "clause"):
            before = token.doc[child.i - 1].lower_ if child.i else ""
            if before not in ("as", "even"):
                yield found, child.text


def _question(trigger: Token) -> Iterator[Cue]:
    """ "Did Norland send arms?": a sentence that asks whether."""
    sentence = trigger.sent
    if sentence[-1].text == "?" and sentence[0].pos_ in ("AUX", "VERB") and sentence.root in (trigger, trigger.head):
        yield "possible", "?"


def _comments(trigger: Token) -> Iterator[Cue]:
    """ "…, which *may* constitute the first deliveries": a clause that says what the event amounts to."""
    for token in trigger.subtree:
        if (
            token.dep_ == "relcl"
            and token.i > trigger.i
            and any(c.lower_ == "which" for c in token.subtree if c.i < token.i)
        ):
            for verb in (token, *(c for c in token.children if c.dep_ == "ccomp")):
                if verb.lemma_ in ("be", "constitute", "represent", "mark", "form", "mean"):
                    yield from _own(verb, negatable=False)


def _above(link: Link) -> Iterator[Cue]:
    """What a governing word makes of what is below it."""
    word = link.word
    if found := doubt().of(word.lower_, "instead"):
        yield found, word.text
    elif word.pos_ == "ADP":
        yield from (("denied", child.text) for child in word.children if doubt().of(child.lower_, "instead"))
    elif _is_left_undone(link):
        yield "denied", "yet to"
    elif word.pos_ == "NOUN" and (_is_without(word) or (one_of(word, doubt().signs) and _is_missing(word))):
        yield "denied", f"no {word.text}"
    elif found := _weight(link):
        yield found, word.text
    elif sources().says(word.lemma_.lower()) and _is_doubtful(word):
        yield "alleged", word.text


def _weight(link: Link) -> Certainty | None:
    """What the lists make of a governing word."""
    for name in names(link.word):
        if name in doubt().signs and link.word.pos_ != "NOUN":  # "they signed a contract"
            continue
        found = doubt().of(name, "halts") if _is_halted(link) else None
        if found is None and is_passive_saying(link):
            found = doubt().of(name, "passive")
        if found := found or doubt().of(name, "above") or sources().certainty(name):
            return found
    return None


def _is_refused_denial(link: Link) -> bool:
    """ "Did *not deny* sending", "could *not prevent* the delivery"."""
    return link.word.pos_ != "ADP" and _weight(link) == "denied" and _is_negated(link.word)


def _is_left_undone(link: Link) -> bool:
    """ "*Has yet to* arrive", "remains to be delivered"."""
    if link.word.lemma_ not in ("have", "be", "remain") or not is_infinitive(link.below):
        return False
    return any(child.lower_ == "yet" for verb in (link.word, link.below) for child in verb.children)


def _is_without(noun: Token) -> bool:
    """ "*No* plans to send", "*no* agreement on the delivery"."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def _is_halted(link: Link) -> bool:
    """Whether what is below is a doing, not a thing that is stopped on its way."""
    below = link.below
    if below.pos_ != "NOUN":
        return True
    frame = frames().nouns.get(below.lemma_.lower())
    return below.tag_ == "NNS" or (frame is not None and frame.stage == "delivered")


def _is_negated(word: Token) -> bool:
    return any(_denies(child, word) for child in negations(word))


def _is_missing(sign: Token) -> bool:
    """ "Did *not* find evidence that", "*without* proof that", "*little* evidence that"."""
    little = any(child.lower_ == "little" for child in sign.children)
    return little or _is_negated(sign.head) or sign.head.lower_ == "without"


def _is_doubtful(verb: Token) -> bool:
    """Whether who says so accuses, or is a report that nobody confirmed: "the indictment says"."""
    return any(_is_unsure(child) for child in verb.children if child.dep_ == "nsubj")


def _is_unsure(source: Token) -> bool:
    return one_of(source, doubt().accusers) or any(one_of(child, doubt().unsure) for child in source.children)


def _according(verb: Token) -> Iterator[Cue]:
    """ "*According to* the indictment": what such a source makes of the verb's clause."""
    for child in verb.children:
        if child.lower_ == "according":
            for source in (noun for to in child.children for noun in to.children if noun.dep_ == "pobj"):
                if _is_unsure(source):
                    yield "alleged", source.text
