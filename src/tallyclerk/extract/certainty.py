"""How sure the text is, and how far the movement has come: the verbs, auxiliaries and adverbs around a frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.model import Certainty, Stage
from tallyclerk.resources.speech import doubt, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

WEAKEST_FIRST: tuple[Certainty, ...] = ("denied", "possible", "alleged", "assessed", "asserted")
MODIFIERS = frozenset(("aux", "advmod", "neg", "amod", "det", "acomp", "oprd", "preconj", "attr"))


def certainty_of(trigger: Token) -> tuple[Certainty, str]:
    """The certainty of what a frame states, and the word that shows it ("" where it is plainly asserted)."""
    found = list(_hedges(trigger))
    if not found:
        return "asserted", ""
    return min(found, key=lambda pair: WEAKEST_FIRST.index(pair[0]))


def _hedges(trigger: Token) -> Iterator[tuple[Certainty, str]]:
    yield from _own(trigger, negatable=True)
    yield from _comments(trigger)
    if _is_to(trigger) and trigger.head.tag_ == "VBD" and trigger.head.lemma_ == "be":
        yield "alleged", f"{trigger.head.text} to"
    here = trigger
    close = True  # the verbs of one chain ("is believed to have been sent") share their auxiliaries
    while here.head != here:
        below, here = here, here.head
        close = close and below.dep_ in ("xcomp", "oprd", "acomp", "dobj", "nsubjpass", "pobj", "prep", "attr")
        if below.dep_ in ("conj", "advcl", "relcl", "nsubj", "appos") or not _governs(here, below):
            if below.dep_ == "conj" and here.pos_ == below.pos_:
                close = False
                continue
            break
        yield from _above(here)
        yield from _own(here, negatable=close and below.dep_ in ("xcomp", "acomp"))


def _comments(trigger: Token) -> Iterator[tuple[Certainty, str]]:
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


def _governs(here: Token, below: Token) -> bool:
    """Whether what is said of `here` says something of the clause or noun below it."""
    if here.pos_ in ("VERB", "AUX", "ADJ"):
        return below.dep_ in (
            "ccomp",
            "xcomp",
            "dobj",
            "nsubjpass",
            "acomp",
            "oprd",
            "attr",
            "prep",
            "pcomp",
            "csubj",
            "parataxis",
        )
    return below.dep_ in ("acl", "prep", "pobj", "pcomp", "compound")


def _own(token: Token, *, negatable: bool) -> Iterator[tuple[Certainty, str]]:
    for child in token.children:
        if child.dep_ not in MODIFIERS:
            continue
        word = child.lower_ if child.dep_ == "aux" else child.lemma_.lower()
        found = doubt().of(word, "self") or doubt().of(child.lower_, "self")
        if found == "denied" and not (negatable and child.dep_ in ("neg", "det", "advmod", "preconj")):
            continue
        if child.dep_ == "det" and token.pos_ == "NOUN" and token.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
            continue
        if found:
            yield found, child.text


def _above(token: Token) -> Iterator[tuple[Certainty, str]]:
    lemma = token.lemma_.lower()
    found = doubt().of(lemma, "above") or sources().certainty(lemma)
    if found == "denied" and any(child.dep_ == "neg" for child in token.children):
        return
    if found:
        yield found, token.text
    elif token.lemma_ in ("evidence", "indication", "proof", "sign") and any(c.lower_ == "no" for c in token.children):
        yield "denied", f"no {token.text}"
    elif lemma in ("fail", "refuse", "decline"):
        yield "denied", token.text


def stage_of(trigger: Token, default: Stage) -> tuple[Stage, str]:
    """The stage that a frame's wording comes to, and the word that shows it ("" for the frame's own stage)."""
    if default != "seized" and (cue := next(_plans(trigger), None)):
        return "planned", cue
    if default == "delivered" and _under_way(trigger):
        return "in_transit", trigger.text
    return default, ""


def _plans(trigger: Token) -> Iterator[str]:
    """Words that put a movement into the future: "will", "plans to", "is to be", "for delivery"."""
    for word in _chain(trigger):
        lemma = word.lemma_.lower()
        if word != trigger and (lemma in doubt().plans or word.lower_ in doubt().plans):
            yield word.text
        for child in word.children:
            if child.dep_ == "aux" and child.lower_ in doubt().plans:
                yield child.text
            if child.dep_ in ("amod", "advmod") and child.lemma_.lower() in doubt().plans and word.pos_ == "NOUN":
                yield child.text
    if _is_to(trigger) and trigger.head.tag_ != "VBD":
        yield "to"
    if trigger.dep_ == "pobj" and trigger.head.lower_ == "for" and trigger.pos_ == "NOUN":
        yield "for"


def _chain(trigger: Token) -> Iterator[Token]:
    """The trigger and the verbs, adjectives and nouns that it hangs on as an infinitive or object."""
    yield trigger
    here = trigger
    while (
        here.dep_ in ("xcomp", "ccomp", "acomp", "oprd", "dobj", "prep", "pobj", "nsubjpass", "acl", "attr")
        and here.head != here
    ):
        if here.dep_ in ("ccomp", "dobj", "nsubjpass", "acl") and here.head.lemma_.lower() not in doubt().plans:
            return
        here = here.head
        yield here


def _is_to(trigger: Token) -> bool:
    """ "The tanks are to be delivered": an infinitive under a bare form of be, or one of purpose."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in trigger.children):
        return False
    return (trigger.head.lemma_ == "be" and trigger.dep_ == "xcomp") or (
        trigger.dep_ == "advcl" and trigger.head.pos_ == "VERB"
    )


def _under_way(trigger: Token) -> bool:
    if trigger.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in trigger.children):
        return True
    head = trigger.head
    return trigger.dep_ in ("xcomp", "nsubj", "dobj") and head.lemma_.lower() in doubt().ongoing
