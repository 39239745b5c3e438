"""Finding frames in a parsed page and walking their slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallyclerk.extract.fillers import fill
from tallyclerk.extract.filling import Filling
from tallyclerk.extract.page import Page
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.parts import holder
from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import (
    DAYS,
    SITES,
    gap,
    is_passive,
    objects,
    one_of,
    other_subjects,
    prepositions,
    subject,
    verb_above,
)
from tallyclerk.resources.frames import Filler, Frame, frames
from tallyclerk.resources.speech import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token


def fillings(page: Page) -> Iterator[tuple[Paragraph, Filling]]:
    """Each frame of a page with its roles as its own clause fills them, in the order of the text."""
    for paragraph in page.paragraphs:
        phrases = Phrases(page, paragraph)
        for token in paragraph.doc:
            frame = frame_of(token)
            if frame is not None and not any(t.dep_ == "dobj" and t.lemma_ in frame.unless for t in token.children):
                yield from ((paragraph, filling) for filling in _read(frame, token, phrases).split())


def _read(frame: Frame, token: Token, phrases: Phrases) -> Filling:
    """A frame filled, or a narrower one that the same words evoke where what it needs is there."""
    narrower = frames().narrower
    for key in ((token.lemma_.lower(), word.lemma_.lower()) for word in _second_words(token)):
        if key in narrower and (filling := walk(narrower[key], token, phrases)).has_needs:
            return filling
    other = narrower.get((token.lemma_.lower(),))
    if other is not None and (filling := walk(other, token, phrases)).has_needs:
        return filling
    return walk(frame, token, phrases)


def frame_of(token: Token) -> Frame | None:
    """The frame that a token evokes, if any."""
    if token.pos_ in ("VERB", "AUX") or (token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "amod", "ROOT")):
        return _frame_of_verb(token)
    if token.pos_ == "NOUN" and not _in_phrase(token):
        index, lemma = frames(), token.lemma_.lower()
        return index.placed.get((token.head.lower_, lemma)) or index.nouns.get(lemma)
    return None


def _frame_of_verb(verb: Token) -> Frame | None:
    index, lemma = frames(), verb.lemma_.lower()
    for word in _second_words(verb):
        found = index.phrases.get((lemma, word.lemma_.lower()))
        if found is not None and _is_particle(word, found):
            return found
    if any(child.dep_ == "prt" and child.lower_ in nouns().particles.get(lemma, ()) for child in verb.children):
        return None
    if verb.dep_ == "amod" or (verb.pos_ == "AUX" and verb.dep_ in ("aux", "auxpass")):
        return None
    if one_of(verb, nouns().commands) and any(child.lower_ in nouns().homeward for child in verb.children):
        return None  # "ordered them *home*"
    with_object = index.transitive.get(lemma) if _is_done_to_something(verb) else None
    return with_object or index.verbs.get(lemma)


def _second_words(verb: Token) -> Iterator[Token]:
    """What may make a verb with it another word: "tie *up*", "set *sail*", "put to *sea*"."""
    for child in verb.children:
        far = child.dep_ == "prep" and child.i > verb.i + 1 and any(inner.dep_ == "pobj" for inner in child.children)
        if child.i > verb.i and (not far or child.lower_ == "to"):  # "made *for* it", but not "made a bid *for* it"
            yield child
            if child.dep_ == "prep":
                yield from (inner for inner in child.children if inner.dep_ == "pobj" and inner.i == child.i + 1)
        if child.dep_ == "dobj" and child.i > verb.i:  # "took 300 rifles *to Norland*", hung on the rifles
            yield from (prep for prep in child.rights if prep.dep_ == "prep" and prep.lower_ == "to")


def _is_done_to_something(verb: Token) -> bool:
    """Whether a verb has an object, or is passive: "*stopped* a train", "a train was *stopped*"."""
    return is_passive(verb) or any(child.dep_ == "dobj" for child in verb.children)


def _is_particle(word: Token, frame: Frame) -> bool:
    """Whether a word makes one phrase with the verb before it: "took *on* coal", not "took them *on Monday*".

    A movement by itself has no object: "the plane took *off*", not "the crane took coal *off the ship*".
    """
    under = [inner for inner in word.children if inner.dep_ == "pobj"]
    if word.lower_ in ("off", "up", "down", "out", "in") and under and moves_itself(frame):
        return False
    return not any(inner.lemma_ == "way" or inner.text in DAYS for inner in under)


def moves_itself(frame: Frame) -> bool:
    """Whether a frame tells of a movement without an object: a ship that leaves, heads for or reaches a place."""
    return frame.slots.get("object") in (None, "ignore", "left", "reached")


def _in_phrase(noun: Token) -> bool:
    """Whether a verb and its object are one frame's words: "took *delivery*"."""
    return noun.dep_ == "dobj" and (noun.head.lemma_.lower(), noun.lemma_.lower()) in frames().phrases


def walk(frame: Frame, trigger: Token, phrases: Phrases) -> Filling:
    """Fill the roles of a frame from the clause of its trigger."""
    filling = Filling(frame=frame, trigger=trigger, phrases=phrases, mode=frame.mode)
    pairs = _verb_slots(trigger) if trigger.pos_ in ("VERB", "AUX") else _noun_slots(trigger)
    slots = [(_filler(frame, _moves_itself(frame, slot, trigger, token)), token) for slot, token in pairs]
    for filler, token in sorted(slots, key=lambda pair: pair[0] == "site"):  # which end a site is hangs on the others
        fill(filling, filler, token)
    if trigger.pos_ == "NOUN" and one_of(trigger, nouns().trips):
        filling.add("quantity", phrases.quantity(trigger))
    _take_part(filling)
    filling.settle()
    return filling


def _take_part(filling: Filling) -> None:
    """ "The seller is *Norland Gas*": who plays the part that a noun names, in the deal told of before."""
    part, noun = filling.frame.part, filling.trigger
    name = holder(noun) if part and noun.pos_ == "NOUN" else None
    if part is None or name is None or filling.phrases.party(name) is None:
        return
    filling.roles.pop(part, None)  # "Norland Oil, a *Southlandic* importer"
    filling.party(part, name)
    if not filling.roles.get("cargo") and not filling.anaphors:
        filling.lends = True
        filling.anaphors.append(noun)


def _filler(frame: Frame, slot: str) -> Filler:
    """What fills a slot.

    A nation before a noun is its possessor, unless the frame knows better. Who awaits a delivery, or is to be helped by
    it, is its recipient, as far as the frame has one. Goods do not move goods, so the agent of a passive is no cargo
    ("flown *by helicopter*").
    """
    if slot in ("receiver", "purpose"):
        taker: Filler = "recipient" if slot == "receiver" else "beneficiary"
        return taker if "goal" in frame.slots.values() else "ignore"
    if slot == "counterpart":
        return "giver" if frame.slots.get("subject") == "recipient" else "recipient"
    possessor: Filler = frame.slots.get("possessor", "ignore") if slot == "nation" else "ignore"
    filler = frame.slots.get(slot, possessor)
    return "giver" if slot == "agent" and filler == "mover" else filler


def _moves_itself(frame: Frame, slot: str, trigger: Token, token: Token) -> str:
    """The participle of a movement is passive in form only: "a vessel *headed* for", "rifles *bound* for"."""
    before = slot == "object" and token.i < trigger.i and trigger.pos_ in ("VERB", "AUX")
    return "subject" if before and moves_itself(frame) else slot


def _verb_slots(verb: Token) -> Iterator[tuple[str, Token]]:
    """Slots of a verb with their nouns: subject and objects first, as places depend on them."""
    passive = is_passive(verb)
    above = subject(verb)
    direct, moved = list(objects(verb)), gap(verb)
    first = "object" if passive else "subject"
    other = moved if moved != above else None
    if passive and _is_given_to(verb, direct, other):
        first = "dative"
        if other is not None:
            yield "object", other
    if above is not None:
        yield first, above
    yield from ((first, more) for more in other_subjects(verb) if more != above)
    yield from direct
    if moved is not None and not passive and not any(slot == "object" for slot, _ in direct) and moved != above:
        yield "object", moved
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "use":
        yield from (("via", child) for child in verb.head.children if child.dep_ == "dobj")
    for slot, token in prepositions(verb):
        if slot == "by" and passive:
            yield "agent", token
        yield slot, token
    yield from _adverbs(verb)
    yield from (("stop", place) for place in _stops(verb))
    yield from (("purpose", token) for token in _helped(verb))
    yield from (("counterpart", token) for token in _counterparts(verb))


def _is_given_to(verb: Token, direct: Sequence[tuple[str, Token]], moved: Token | None) -> bool:
    """ "*Norland* was given 40 rifles", "rifles that *Norland* had been promised": who gets is its subject."""
    frame = frames().verbs.get(verb.lemma_.lower())
    takes = frame is not None and "dative" in frame.slots
    return takes and (any(slot == "object" for slot, _ in direct) or moved is not None)


def _counterparts(verb: Token) -> Iterator[Token]:
    """ "Bought under a contract with *Norland Arms*": the other side of the deal that a movement rests on."""
    beside = (more for child in verb.children if child.dep_ == "dobj" for more in child.children)
    for prep in (*verb.children, *beside):
        if prep.dep_ != "prep" or prep.lower_ not in ("under", "in", "through", "after", "per"):
            continue
        for noun in prep.children:
            if noun.dep_ == "pobj" and one_of(noun, nouns().deals):
                under = (child for child in noun.children if child.dep_ == "prep" and child.lower_ == "with")
                yield from (other for child in under for other in child.children if other.dep_ == "pobj")


def _stops(verb: Token) -> Iterator[Token]:
    """ "With a stop *at Norport*", "in a ship-to-ship operation *off Norport*": where it halts or changes ship."""
    noun_above = [child for child in verb.children if child.dep_ == "dobj"]
    under = (noun for prep in verb.children if prep.dep_ == "prep" for noun in prep.children if noun.dep_ == "pobj")
    for noun in (*noun_above, *under):
        if not is_stop(noun):
            continue
        for child in (*noun.children, *(c for c in verb.children if c.i > noun.i)):
            if child.dep_ == "prep" and child.lower_ in SITES:
                yield from (place for place in child.children if place.dep_ == "pobj")


def is_stop(noun: Token) -> bool:
    """Whether a noun says that goods halt or change ship on their way."""
    if one_of(noun, nouns().stops):
        return True
    before = noun.doc[noun.left_edge.i : noun.i].text.lower()
    return one_of(noun, nouns().transfers) and any(word in before for word in nouns().ship_to_ship)


def _traveller(noun: Token) -> Token | None:
    """Who is "*on its way*": what the words stand beside, or the subject of the verb that they hang on."""
    above = noun.head.head
    if above.pos_ in ("NOUN", "PROPN"):
        return above
    return subject(above) if above.pos_ in ("VERB", "AUX") else None


def _helped(verb: Token) -> Iterator[Token]:
    """ "Was sent *to support the rebels*": whom the purpose of the movement is to help."""
    for child in verb.children:
        purpose = child.dep_ in ("xcomp", "advcl") and any(t.dep_ == "aux" and t.lower_ == "to" for t in child.lefts)
        if purpose and child.i > verb.i and one_of(child, nouns().helping):
            yield from (t for t in child.children if t.dep_ == "dobj")


def _noun_slots(noun: Token) -> Iterator[tuple[str, Token]]:
    for child in noun.lefts:
        if child.dep_ == "poss":
            yield "possessor", _meant(child)
        elif child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN"):
            yield "compound", child
        elif child.dep_ == "amod" and child.is_title:
            yield "nation", child
    if frames().placed.get((noun.head.lower_, noun.lemma_.lower())) and (moving := _traveller(noun)) is not None:
        yield "subject", moving
    if noun.dep_ == "appos" and noun.head.pos_ in ("NOUN", "PROPN"):
        yield "apposition", noun.head
    verb = noun.head
    mover = subject(verb) if noun.dep_ == "dobj" and one_of(verb, nouns().light_verbs) else None
    if mover is not None:
        yield "subject", mover
    awaiting = subject(verb) if noun.dep_ == "dobj" and one_of(verb, nouns().awaiting) else None
    if awaiting is not None:
        yield "receiver", awaiting
    if verb.lemma_ == "of" or noun.dep_ == "attr" or (noun.dep_ == "nsubj" and verb.lemma_ == "be"):
        yield from _copula(noun)
    own = list(prepositions(noun))
    for slot, token in own:
        if slot == "by":
            yield "agent", token
        yield slot, token
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj"):
        seen = {token.i for _, token in own}
        yield from ((slot, token) for slot, token in _of_verb(noun) if token.i > noun.i and token.i not in seen)


def _of_verb(noun: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions of the verb that a noun of movement hangs on; where a verb happens is its own frame's."""
    if frames().placed.get((noun.head.lower_, noun.lemma_.lower())):
        above = noun.head.head
        yield from prepositions(above) if above.pos_ in ("VERB", "AUX") else ()
    elif noun.head.pos_ == "VERB":
        own = _frame_of_verb(noun.head)  # none in "was carried *out* in eight flights"
        for slot, token in prepositions(noun.head):
            if slot not in SITES or own is None:
                yield slot, token


def _meant(possessor: Token) -> Token:
    """ "The Halcyon began *its* journey": the subject that a possessive pronoun points back to."""
    if possessor.pos_ != "PRON":
        return possessor
    verb = verb_above(possessor)
    noun = subject(verb) if verb is not None else None
    fronted = any(above.dep_ in ("prep", "advcl") and above.i < possessor.i for above in possessor.ancestors)
    return noun if noun is not None and (noun.i < possessor.i or fronted) else possessor


def _copula(noun: Token) -> Iterator[tuple[str, Token]]:
    """What a noun is said of: "*the Caspian* is one of the main routes"."""
    if noun.dep_ == "nsubj":
        yield from (("attribute", child) for child in noun.head.children if child.dep_ == "attr")
        return
    top = noun
    while top.dep_ in ("pobj", "prep") and top.head != top:
        top = top.head
    above = subject(top.head) if top.dep_ == "attr" else None
    if above is not None:
        yield "subject", above


def _adverbs(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "From there", "left there": an adverb of place as the object of its preposition, or of the verb itself."""
    above = verb.head.children if verb.dep_ == "xcomp" else ()
    for child in (*verb.children, *above):
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pcomp" and inner.pos_ == "ADV":
                    yield child.lower_, inner
        elif child.dep_ == "advmod" and child.lower_ == "there" and child.i > verb.i:
            yield "object", child
