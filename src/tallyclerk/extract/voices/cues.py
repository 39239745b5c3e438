"""Finding the cues of saying in a parsed paragraph: verbs, prepositions, nouns, and the colon of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.syntax import is_passive, one_of
from tallyclerk.extract.voices.asides import closing, opening
from tallyclerk.extract.voices.content import around, has_quotation, of_verb, points_back
from tallyclerk.extract.voices.saying import Cue
from tallyclerk.extract.voices.speakers import agents, askers, is_voice, owner, speakers
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.speech import is_outlet, is_provider, sources

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the)){0,5}"
HEADLINE = re.compile(rf"(?:^\s*|[.!?] )({NAME})(:) ")
PLATFORM = "|".join(re.escape(name) for name in sources().platforms)
POSTED = re.compile(rf"^[^.:!?]*?({NAME}),? (?:on|in) (?:{PLATFORM})(:) ")
QUOTED = re.compile(rf"^\s*({NAME})(:) ?[“\"«‘']")
BEHIND = re.compile(rf"(?:: | [-–—] ?)({NAME})\s*$")


def cues(doc: Doc) -> Iterator[Cue]:
    """The cues of a paragraph, in the order of the text."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from _noun(token)
            yield from _closing(token)
        if token.lower_ in sources().opening:
            yield from _according(token)
    yield from _headline(doc)


def _verb(verb: Token) -> Iterator[Cue]:
    lemma = verb.lemma_.lower()
    if _is_unsaid(verb) or _is_else(verb):
        return
    acts = lemma in sources().acts and not _gives_news(verb)
    if lemma in sources().beliefs and _is_thought(verb):
        return
    reports = sources().says(lemma) or _gives_news(verb) or (lemma in sources().quoting and _has_words(verb))
    if not reports and not acts:
        return
    if lemma in sources().citing and not is_passive(verb):
        yield from _citing(verb)
        if verb.dep_ in ("advcl", "acl", "parataxis"):  # who cites is the one that speaks above
            return
    who = speakers(verb)
    if not who or (reports and lemma in sources().finding and not _finds(verb, who)):
        return
    content = of_verb(verb, who)
    yield Cue(verb, who, content, reports=not acts and not _is_negated(verb), back=points_back(verb))


def _is_unsaid(verb: Token) -> bool:
    """ "*Would* say", "they *can* deny": nobody has said it."""
    return any(child.dep_ == "aux" and child.lower_ in sources().unsaid for child in verb.children)


def _is_negated(verb: Token) -> bool:
    """ "Did *not* reply", "will *not* say": it speaks of somebody, and reports nothing."""
    denies = sources().certainty(verb.lemma_.lower()) == "denied"
    return not denies and any(child.dep_ == "neg" for child in verb.children)


def _is_else(verb: Token) -> bool:
    """Whether a form of a verb of saying tells of something else: "*tracking* data", "*believed* to be", "*add up*"."""
    lemma = verb.lemma_.lower()
    if verb.dep_ in ("amod", "compound") and verb.tag_ in ("VBG", "VBN"):
        return True
    if verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ" and lemma not in sources().acts:  # "worth *noting*"
        return True
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    if f"{lemma} {particle}" in sources().particles:
        return True
    if lemma == "report" and any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.children):
        return True
    after = verb.doc[verb.i + 1 : verb.i + 3]
    to = len(after) > 1 and after[0].tag_ == "TO" and after[1].tag_ in ("VB", "AUX")
    return to and verb.tag_ in ("VBN", "VBD") and lemma in sources().reduced and verb.dep_ != "ROOT"


def _is_thought(verb: Token) -> bool:
    """What "he" thinks below what he says is no other source: "she said she *thought* so"."""
    own = [child for child in verb.lefts if child.dep_ == "nsubj"]
    return bool(own) and own[0].pos_ == "PRON" and verb.dep_ in ("ccomp", "relcl", "advcl", "pcomp", "acl")


def _gives_news(verb: Token) -> bool:
    """ "*Gave* the details"."""
    objects = (child for child in verb.children if child.dep_ == "dobj")
    return verb.lemma_.lower() in sources().telling and any(one_of(child, sources().news) for child in objects)


def _has_words(verb: Token) -> bool:
    return has_quotation(verb) or any(child.dep_ == "ccomp" for child in verb.children)


def _finds(verb: Token, who: tuple[Token, ...]) -> bool:
    """Seeing is a source's own finding only with a clause of what was seen or a report, or where an outlet sees."""
    if any(child.dep_ == "dobj" and one_of(child, sources().reports) for child in verb.children):
        return True
    if verb.lemma_ == "put" and _is_put_at(verb):
        return True
    clauses = (child for child in verb.children if child.dep_ == "ccomp")
    if any(t.lower_ == "that" and t.dep_ == "mark" for clause in clauses for t in clause.lefts):
        return True
    return any(_is_reporter(noun) for noun in who)


def _is_put_at(verb: Token) -> bool:
    """ "*Puts* the total *at* 332 tonnes"."""
    behind = verb.doc[verb.i + 1 : verb.i + 12] if any(child.dep_ == "dobj" for child in verb.children) else ()
    return any(t.lower_ == "at" and t.i + 1 < len(verb.doc) and _opens_number(t.nbor()) for t in behind)


def _opens_number(token: Token) -> bool:
    return token.like_num or token.pos_ in ("NUM", "SYM") or token.lower_ in ("about", "around", "some", "over", "more")


def _is_reporter(noun: Token) -> bool:
    kinds = sources().institutes | sources().outlets | sources().bodies
    if any(child.dep_ == "appos" and child.pos_ == "NOUN" and one_of(child, kinds) for child in noun.rights):
        return True  # "Halyard Signals, a ship-tracking *firm*, followed her"
    name = noun.doc[noun.left_edge.i : noun.i + 1].text
    known = is_outlet(noun.text) or is_outlet(name) or is_provider(noun.text) or is_provider(name)
    return known or one_of(noun, sources().outlets | sources().reports | sources().things | sources().bodies)


def _citing(verb: Token) -> Iterator[Cue]:
    """ "Citing *two officials*": the object is a source that the speaker leans on."""
    for child in verb.children:
        named = child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN") and child.i > verb.i
        if named and not any(t.lower_ == "no" for t in child.lefts):
            content = around(verb) if verb.head != verb else of_verb(verb, (child,))
            yield Cue(verb, (child,), content, inner=True)


def _according(first: Token) -> Iterator[Cue]:
    """ "According to *X*": the words of `according`, and the noun under the last of them."""
    for phrase in sources().according:
        last = first.i + len(phrase) - 1
        if last >= len(first.doc) or tuple(t.lower_ for t in first.doc[first.i : last + 1]) != phrase:
            continue
        rest = [t for t in first.doc[last + 1 : min(first.sent.end, last + 15)] if t.dep_ in ("pobj", "dobj", "ROOT")]
        noun = next((t for t in rest if is_voice(t)), None)
        if noun is not None and " ".join(phrase) in sources().grounds:
            noun = owner(noun) if one_of(noun, sources().reports | sources().things) else None
        if noun is not None and (len(phrase) > 1 or _is_definite(noun)):
            own = {t.i for t in (*first.subtree, *noun.subtree)}
            who = (*askers(noun), noun)
            yield Cue(first, who, frozenset(t.i for t in _clause_of(first) if t.i not in own))
        return


def _is_definite(noun: Token) -> bool:
    """Not "*per* tonne"."""
    return noun.pos_ == "PROPN" or any(child.dep_ in ("det", "poss") for child in noun.lefts)


def _clause_of(token: Token) -> Iterator[Token]:
    """The tokens of the clause that a preposition stands in; of the sentence, where it hangs high."""
    here = token
    while here.head != here and here.pos_ not in ("VERB", "AUX"):
        here = here.head
    if here.dep_ in ("ccomp", "conj", "advcl", "parataxis", "relcl") and here.head.i > token.i:
        return here.subtree
    return iter(token.sent)


def _noun(noun: Token) -> Iterator[Cue]:
    """ "*The ministry*'s claim that …", "*Iran*'s denial of …"."""
    yield from _opinion(noun)
    yield from _provided(noun)
    if not one_of(noun, sources().words):
        return
    who = owner(noun)
    said = [c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") or (c.dep_ == "prep" and c.lower_ == "of")]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and not said:  # "the owners' answer *was that* …"
        said = [child for child in noun.head.children if child.dep_ == "ccomp"]
    if who is not None and said:
        yield Cue(noun, (who,), frozenset(t.i for c in said for t in c.subtree))


def _opinion(noun: Token) -> Iterator[Cue]:
    """ "In *the experts'* opinion", "by *its* count"."""
    above = noun.head
    if noun.dep_ != "pobj" or not one_of(noun, sources().views) or above.lower_ not in ("in", "by", "on", "from", "to"):
        return
    who = next((child for child in noun.lefts if child.dep_ == "poss" and is_voice(child)), None)
    if who is not None:
        own = {t.i for t in above.subtree}
        yield Cue(noun, (who,), frozenset(t.i for t in _clause_of(above) if t.i not in own))


def _provided(noun: Token) -> Iterator[Cue]:
    """ "Flight data *reviewed by Reuters*", "pictures *supplied by* a firm": whose material a sentence rests on."""
    if not one_of(noun, sources().material):
        return
    verbs = [t for t in noun.rights if t.dep_ == "acl"] + ([noun.head] if noun.dep_ in ("nsubj", "nsubjpass") else [])
    for verb in verbs:
        who = tuple(agents(verb)) if verb.tag_ in ("VBN", "VBD") and one_of(verb, sources().provided) else ()
        heard = sources().says(verb.lemma_.lower()) and _finds(verb, who)
        if who and not heard:
            own = {t.i for one in who for t in one.subtree}
            yield Cue(verb, who, frozenset(t.i for t in noun.sent if t.i not in own))


def _closing(word: Token) -> Iterator[Cue]:
    """ "…, *analysts* conclude." where the parser takes the verb for a noun."""
    noun = closing(word)
    if noun is not None and is_voice(noun):
        yield Cue(word, (noun,), frozenset(range(word.sent.start, opening(noun) - 1)))


def _headline(doc: Doc) -> Iterator[Cue]:
    """ "*White House*: ships left", "Ships left: *Reuters*", "*Kirby*: “Ships left”"."""
    for sentence in doc.sents:
        quoted = QUOTED.search(sentence.text)
        quoted = quoted or POSTED.search(sentence.text)
        match = quoted or HEADLINE.search(sentence.text) or BEHIND.search(sentence.text)
        if match is None or not (quoted or _is_source(match[1])):
            continue
        end = sentence.start_char + match.end(1)
        noun = next((t for t in sentence if t.idx + len(t) == end), None)
        if noun is not None and noun.pos_ in ("PROPN", "NOUN") and noun.lower_ not in sources().credits:
            own = range(sentence.start_char + match.start(1), end)
            word = noun.nbor() if noun.i + 1 < len(doc) and match.end(1) < len(sentence.text) else noun
            yield Cue(word, (noun,), frozenset(t.i for t in sentence if t.idx not in own))


def _is_source(name: str) -> bool:
    """Whether a name beside a colon or dash is a source; a place there is the topic or the dateline."""
    party = find_party(name)
    return is_outlet(name) or (party is not None and party.entry.kind in ("body", "person", "group"))
