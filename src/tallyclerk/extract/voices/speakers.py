"""Whom a verb or noun of saying names as the one who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallyclerk.extract.syntax import NOUN, SUBJECT, conjuncts, is_passive, of_object, one_of, subject
from tallyclerk.extract.voices.asides import BOUNDS, aside, introduced, opening
from tallyclerk.resources.speech import is_outlet, is_provider, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset(("he", "she", "they", "it", "who"))
INVERTED = frozenset(("dobj", "npadvmod", "attr", "oprd", "dep", "appos", "nsubj", "nsubjpass"))


def speakers(verb: Token) -> tuple[Token, ...]:
    """The nouns that name who says what a verb of saying tells, outermost first."""
    found: list[Token] = []
    beside = _beside(verb)
    if (is_passive(verb) or _shares_passive(verb)) and beside is None:
        found.extend(agents(verb))
        noun = subject(verb)
        noun = _one_of_them(noun) if noun is not None else None
        if noun is not None and one_of(verb, sources().citing) and is_voice(noun):
            found.append(noun)  # "Kirby was quoted by the agency as saying"
        return tuple(found)
    noun = beside or _own(verb) or subject(verb) or _inverted(verb) or _misread(verb)
    noun = _one_of_them(noun) if noun is not None else None
    if noun is not None and is_voice(noun):
        if one_of(noun, sources().anonymous):  # who has no name is known by who heard them
            found.extend((*_hearers(verb), *askers(noun)))
        found.append(noun)
    return tuple(found)


def _one_of_them(noun: Token) -> Token:
    """ "One of *the sources*": those of whom one speaks; "one of them, *Tad Orr*" is named."""
    named = next((t for t in noun.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    if named is not None and noun.pos_ != "PROPN" and noun.lower_ in sources().nobody:
        return named
    several = of_object(noun) if noun.lower_ in ("one", "some", "two", "three", "several", "many") else None
    return several if several is not None and several.pos_ in ("NOUN", "PROPN") else noun


def _shares_passive(verb: Token) -> bool:
    """ "Was made in July but only *announced* on Thursday"."""
    bare = not any(child.dep_ in (*SUBJECT, "aux", "dobj", "ccomp") for child in verb.children)
    return verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and bare and is_passive(verb.head)


def _beside(verb: Token) -> Token | None:
    """The speaker that the words before a verb of saying name, where the parse gives it another subject or none."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and _is_last_said(verb))
    if not finite or verb.i == verb.sent.start:
        return None
    own = next((child for child in verb.children if child.dep_ in SUBJECT), None)
    parsed = own or (subject(verb) if not is_passive(verb) else None)
    if own is not None and (behind := _behind(verb, own)) is not None:
        return behind
    if (name := introduced(verb)) is not None:
        return name if parsed is None or name.head != parsed else None
    noun = aside(verb)
    return noun if noun is not None and is_voice(noun) and _is_apart(verb, noun, parsed) else None


def _is_apart(verb: Token, noun: Token, parsed: Token | None) -> bool:
    """Whether a noun before a verb is not part of a list or description of the subject that the parse gives."""
    start = opening(noun)
    listed = parsed is not None and parsed.i == start - 2 and any(t.lower_ == "and" for t in verb.doc[start : verb.i])
    if listed or _describes(verb, parsed, start):
        return False
    return parsed is None or (parsed.i < start and noun not in conjuncts(parsed))


def _behind(verb: Token, own: Token) -> Token | None:
    """ "Dust on the road and torn nets, say *the fishermen*": who speaks behind the verb."""
    finds = one_of(verb, sources().finding) or verb.lemma_ == "tell"
    if own.i > verb.i or verb.nbor(-1).text not in BOUNDS or finds:
        return None
    right = (t for t in verb.rights if t.dep_ in INVERTED and t.pos_ in ("PROPN", "NOUN"))
    noun = next((t for t in right if t.i - verb.i <= 4 or t.left_edge.i == verb.i + 1), None)
    people = sources().anonymous | sources().titles | sources().bodies
    clause = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)
    return noun if noun is not None and not clause and (noun.pos_ == "PROPN" or one_of(noun, people)) else None


def _describes(verb: Token, parsed: Token | None, start: int) -> bool:
    """ "Kirby, *the spokesman* said": a description of the name before it that lacks its second comma."""
    named = verb.doc[start - 2] if start > verb.sent.start + 1 else verb
    own = parsed == named or (parsed is None and named.dep_ not in ("pobj", "dobj"))
    article = verb.doc[start].pos_ == "DET" and named.pos_ == "PROPN"
    return own and article and verb.i + 1 < len(verb.doc) and verb.nbor().text != ","


def _is_last_said(verb: Token) -> bool:
    """Whether only a day or an aside stands behind what may be a participle: "…, the agency *reported* on Monday"."""
    if any(child.dep_ in ("auxpass", "agent") for child in verb.children):
        return False
    if any(child.dep_ == "aux" and child.i < verb.i for child in verb.children):
        return True
    after = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    return after is None or after.is_punct or after.lower_ in ("on", "in", "late", "earlier")


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
                names = (obj for obj in prep.children if obj.dep_ == "pobj")
                yield from (obj for obj in names if obj.pos_ == "PROPN" or is_provider(obj.text))


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
    """The outlet or inquiry that somebody told: "an official told *Reuters*", "sources told *the panel*"."""
    for child in verb.children:
        if child.dep_ not in ("dobj", "dative", "iobj", "nsubj") or child.i < verb.i:
            continue
        named = child.pos_ == "PROPN" and _is_named_outlet(child)
        meant = (
            child.pos_ == "NOUN" and any(t.lower_ == "the" for t in child.lefts) and one_of(child, sources().hearers)
        )
        if named or (meant and verb.lemma_ == "tell"):
            yield child


def _is_named_outlet(noun: Token) -> bool:
    return is_outlet(noun.text) or is_outlet(noun.doc[noun.left_edge.i : noun.i + 1].text)
