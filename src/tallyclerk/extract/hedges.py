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
PREDICATES = frozenset(("amod", "acomp", "oprd", "attr"))
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "expl"))
CLAUSES = frozenset(("ccomp", "xcomp", "conj", "acomp", "oprd"))

Cue = tuple[Certainty, str]


def hedges(trigger: Token) -> Iterator[Cue]:
    """What weakens or denies a doing, each with the word that shows it."""
    yield from _own(trigger, negatable=True)
    yield from _arguments(trigger)
    yield from _condition(trigger)
    yield from _comments(trigger)
    yield from _asides(trigger)
    yield from _verdict(trigger)
    yield from _question(trigger)
    taking = _is_taking(trigger)
    clause = True  # still inside the clause of the trigger, so that its conjunction opens that one
    yield from _according(trigger)
    for link in climb(trigger):
        if _is_refused_denial(link):  # "did not deny sending": whatever else is said of the denial
            continue
        yield from (cue for cue in _above(link) if not (taking and _accuses(link)))
        yield from _asides(link.word)
        yield from _verdict(link.word)
        yield from _own(link.word, negatable=link.doing)
        yield from _according(link.word)
        if link.doing:
            yield from _arguments(link.word)
        clause = clause and link.below.dep_ in CLAUSES
        if clause:
            yield from _condition(link.word)


def _is_taking(trigger: Token) -> bool:
    """Whether goods are taken: who announces that tells what was done, and accuses nobody by it."""
    frame = frames().verbs.get(trigger.lemma_.lower()) or frames().nouns.get(trigger.lemma_.lower())
    return frame is not None and frame.stage == "seized"


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
        if (negation := _not_one(child)) is not None:
            yield "denied", negation.text


def _not_one(noun: Token) -> Token | None:
    """ "*Not* one bag was sold", "not a single rifle": a negation of the least that there could be."""
    counts = (noun, *(child for child in noun.children if child.dep_ in ("nummod", "amod", "det")))
    for word in (child for part in counts for child in part.children if child.dep_ in ("neg", "preconj")):
        if word.lower_ == "not" and word.nbor().lower_ in ("one", "a", "an", "even", "any"):
            return word
    return None


def refuted(verb: Token) -> bool:
    """Whether what a verb of saying tells is gainsaid behind it: "some *say* it left, and that is untrue"."""
    return any(True for _ in _verdict(verb))


def _asides(token: Token) -> Iterator[Cue]:
    """ "In 2014, prosecutors *alleged*, a plane carried rifles": a verb of saying put into the clause."""
    for child in token.children:
        if child.dep_ == "parataxis" and child.pos_ == "VERB":
            found = sources().certainty(child.lemma_.lower())
            if found in ("alleged", "assessed") and any(part.dep_ == "nsubj" for part in child.lefts):
                yield found, child.text


def _verdict(token: Token) -> Iterator[Cue]:
    """ "They say that it carried rifles, and *that is untrue*": what is made of a statement behind it."""
    for child in token.children:
        if child.i < token.i or child.dep_ not in ("conj", "parataxis", "ccomp") or child.lemma_ != "be":
            continue
        if any(part.dep_ == "nsubj" and part.lower_ in sources().pointing for part in child.lefts):
            yield from (cue for cue in _own(child, negatable=False) if cue[0] == "denied")


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
    elif _is_untrue(word):
        yield "denied", "not true"
    elif one_of(word, doubt().verdicts) and (verdict := _called(link)) is not None:
        yield "denied", verdict.text
    elif word.pos_ == "NOUN" and (_is_without(word) or (one_of(word, doubt().signs) and _is_missing(word))):
        yield "denied", f"no {word.text}"
    elif found := _weight(link):
        yield found, word.text
    elif sources().says(word.lemma_.lower()) and _is_doubtful(word):
        yield "alleged", word.text


def _is_untrue(verb: Token) -> bool:
    """ "It is *not true* that"."""
    said = (child for child in verb.children if child.dep_ in ("acomp", "attr"))
    return verb.lemma_ == "be" and any(one_of(child, doubt().truths) for child in said) and _is_negated(verb)


def _called(link: Link) -> Token | None:
    """ "Called reports that rifles were sent *baseless*"."""
    behind = (token for token in link.word.subtree if token.i > link.word.i and token.pos_ in ("ADJ", "NOUN"))
    return next((token for token in behind if doubt().of(token.lower_, "self") == "denied"), None)


def _accuses(link: Link) -> bool:
    """Whether nothing but who says so makes a doubt of what is below: "prosecutors *said*"."""
    return sources().says(link.word.lemma_.lower()) and _weight(link) is None and _is_doubtful(link.word)


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
