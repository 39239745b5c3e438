"""Who says so: the sources of a sentence, and the chain that stands above one claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallyclerk.extract.page import Page
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import NOUN, conjuncts, is_passive, one_of, subject
from tallyclerk.model import Attribution, Mention, SourceKind
from tallyclerk.resources.parties import PartyMatch, find_body, find_party
from tallyclerk.resources.speech import is_outlet, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADLINE = re.compile(r"(?:^|[.!?] )([A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,4}): ")
BEHIND = re.compile(r": ([A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,4})$")
ABOVE = frozenset(
    (
        "ccomp",
        "xcomp",
        "acl",
        "advcl",
        "parataxis",
        "pcomp",
        "prep",
        "dobj",
        "conj",
        "pobj",
        "relcl",
        "attr",
        "nsubjpass",
        "oprd",
        "acomp",
    )
)


@dataclass
class Voices:
    """The sources of a page as they are met, in order; knows full names for later short ones.

    Attributes:
        seen: Sources named so far.
        spoken: Where each verb of saying stands, with its sources.
    """

    page: Page
    seen: list[Attribution] = field(default_factory=list)
    spoken: list[tuple[int, tuple[Attribution, ...]]] = field(default_factory=list)

    def listen(self) -> None:
        """Hear every source of the page once, so that a short name is known by its full one wherever that stands."""
        for paragraph in self.page.paragraphs:
            phrases = Phrases(self.page, paragraph)
            for token in paragraph.doc:
                if token.pos_ == "VERB" and sources().says(token.lemma_.lower()):
                    chain = [link for noun in _speaker(token) for link in self.source(phrases, noun)]
                    if chain:
                        self.spoken.append((paragraph.start(token), tuple(chain)))

    def above(self, paragraph: Paragraph, trigger: Token) -> tuple[Attribution, ...]:
        """The chain of sources over a claim's trigger, outermost first."""
        chain: list[Attribution] = []
        for noun in (*_headline(trigger), *_speakers_above(trigger), *_according(paragraph, trigger)):
            for link in self.source(Phrases(self.page, paragraph), noun):
                if all(link.name != known.name for known in chain):
                    chain.append(link)
        return tuple(chain)

    def nearest(self, start: int) -> tuple[Attribution, ...]:
        """The source that speaks last before a place in the text, else the first one after it."""
        before = [chain for at, chain in self.spoken if at < start]
        after = [chain for at, chain in self.spoken if at >= start]
        return before[-1] if before else after[0] if after else ()

    def source(self, phrases: Phrases, noun: Token) -> tuple[Attribution, ...]:
        """A noun as source: the person or body that it names, and the body that a person speaks for."""
        if one_of(noun, sources().reports):
            owner = _owner(noun)
            return self.source(phrases, owner) if owner is not None else self._named_before(phrases, noun)
        if noun.pos_ == "PRON":
            return self._named_before(phrases, noun)
        links: list[Attribution] = []
        for item in conjuncts(noun):
            links.extend(self._one(phrases, item))
        return tuple(links)

    def _one(self, phrases: Phrases, noun: Token) -> Iterator[Attribution]:
        if noun.pos_ not in ("NOUN", "PROPN") or self.page.is_time(phrases.paragraph, noun):
            return
        if noun.pos_ == "NOUN" and phrases.vehicle(noun) is not None:
            return
        if noun.pos_ == "NOUN" and one_of(noun, sources().definite) and _is_bare(noun) and _is_definite(noun):
            yield from self._named_before(phrases, noun)
            return
        found = self._read(phrases, noun)
        if found is None:
            return
        self.seen.append(found)
        yield found
        body = _speaks_for(phrases, noun) if found.kind in ("person", "anonymous") else None
        nation = find_party(body.text) if body is not None else None
        if body is not None and body.text != found.text and not (nation and nation.via == "adjective"):
            yield _link(body, body.text, "body", None)

    def _read(self, phrases: Phrases, noun: Token) -> Attribution | None:
        party = phrases.party(noun)
        if party and party[1] is not None:
            return self._party(phrases, noun, (party[0], party[1]))
        mention = phrases.body_name(noun)
        if noun.pos_ == "PROPN":
            return self._proper(phrases, noun, mention)
        if one_of(noun, sources().anonymous | sources().titles):
            return self._role(phrases, noun, mention)
        if one_of(noun, sources().bodies | sources().outlets):
            whole = phrases.with_owner(noun)
            return _link(whole, whole.text, "outlet" if one_of(noun, sources().outlets) else "body", None)
        return self._owner_of(phrases, mention)

    def _party(self, phrases: Phrases, noun: Token, party: tuple[Mention, PartyMatch]) -> Attribution:
        """A source that the lexicon of parties knows, or that belongs to one it knows."""
        mention, match = party
        if noun.pos_ == "NOUN" and one_of(noun, sources().anonymous):
            whole = phrases.name(noun)
            return _link(whole, whole.text, "anonymous", match.entry.name)
        if match.via == "office" or (match.via == "adjective" and noun.pos_ == "NOUN"):
            whole = phrases.body_name(noun)
            return _link(whole, whole.text, _source_kind(match), None)
        return _link(mention, _full(mention.text), _source_kind(match), None)

    def _owner_of(self, phrases: Phrases, mention: Mention) -> Attribution | None:
        """The body that a thing belongs to: "a *French navy* destroyer"."""
        words = mention.text.split(" ")
        for cut in range(len(words) - 1, 0, -1):
            text = " ".join(words[:cut])
            if find_body(text):
                return _link(phrases.paragraph.cut(mention.start, mention.start + len(text)), text, "body", None)
        return None

    def _role(self, phrases: Phrases, noun: Token, mention: Mention) -> Attribution:
        """A source told by what it is: "spokesman John Kirby" is the person, "two officials" stay without a name."""
        name = _following_name(noun)
        if name is not None:
            return self._proper(phrases, name, phrases.name(name))
        owner = phrases.owner(noun)
        return _link(mention, mention.text, "anonymous", owner[1].entry.name if owner else None)

    def _proper(self, phrases: Phrases, noun: Token, mention: Mention) -> Attribution:
        if is_outlet(mention.text) or one_of(noun, sources().outlets):
            return _link(mention, mention.text, "outlet", None)
        titled = _without_title(phrases, noun, mention)
        has_title = set(mention.text[: -len(titled.text)].lower().split()) & sources().titles
        if not has_title and set(mention.text.lower().split()) & sources().bodies:
            return _link(mention, mention.text, "body", None)
        known = next((s for s in self.seen if s.kind == "person" and mention.text in s.name.split()), None)
        if known:
            return _link(mention, known.name, "person", known.of)
        bare = titled
        body = _speaks_for(phrases, noun)
        is_person = body is not None or bare.text != mention.text or len(bare.text.split()) in (2, 3)
        return _link(bare, bare.text, "person" if is_person else "body", body.text if body else None)

    def _named_before(self, phrases: Phrases, noun: Token) -> tuple[Attribution, ...]:
        """The source that a pronoun or "the ministry" stands for, with the span of the words that say it now."""
        lemma = noun.lemma_.lower()
        mention = phrases.paragraph.mention(noun, noun)
        before = [s for s in reversed(self.seen) if s.start < mention.start]
        wanted = [s for s in before if lemma in s.name.lower()]
        if noun.lower_ in ("he", "she"):
            wanted = [s for s in before if s.kind == "person"]
        elif not wanted and noun.lower_ not in ("we", "i", "you", "who", "that", "which"):
            wanted = [s for s in before if s.kind != "anonymous"]
        return (_link(mention, wanted[0].name, wanted[0].kind, wanted[0].of),) if wanted else ()


def _source_kind(match: PartyMatch) -> SourceKind:
    if match.entry.kind == "person":
        return "person"
    return "country" if match.entry.kind == "country" and match.via != "adjective" else "body"


def _link(mention: Mention, name: str, kind: SourceKind, of: str | None) -> Attribution:
    return Attribution(text=mention.text, start=mention.start, end=mention.end, name=name, kind=kind, of=of)


def _full(text: str) -> str:
    match = find_party(text) or find_body(text)
    return match.entry.name if match and match.via in ("alias", "seat") else text


def _speakers_above(trigger: Token) -> Iterator[Token]:
    """Subjects of the verbs of saying over a trigger, outermost first."""
    found: list[Token] = []
    here = trigger
    while here.head != here:
        below, here = here, here.head
        if below.dep_ not in ABOVE and not (below.dep_ in ("nsubj", "compound", "appos") and here.pos_ != "VERB"):
            break
        if here.pos_ == "VERB" and sources().says(here.lemma_.lower()) and below.dep_ != "conj":
            found.extend(_speaker(here))
    found.extend(noun for verb in _asides(trigger) for noun in _speaker(verb))
    return reversed(found)


def _asides(trigger: Token) -> Iterator[Token]:
    """Verbs of saying beside the clause: "The ship left, the ministry said, …"."""
    verb = trigger
    while verb.head != verb and verb.dep_ in ("xcomp", "auxpass", "dobj", "prep", "pobj", "nsubj", "acl", "advcl"):
        verb = verb.head
    for child in verb.children:
        says = child.dep_ in ("parataxis", "ccomp") and child.pos_ == "VERB" and sources().says(child.lemma_.lower())
        if says and not any(c.dep_ in ("ccomp", "xcomp", "dobj", "mark") for c in child.children):
            yield child


def _speaker(verb: Token) -> Iterator[Token]:
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent":
                yield from (obj for obj in child.children if obj.dep_ == "pobj")
        return
    noun = subject(verb)
    if noun is not None and noun.pos_ in NOUN:
        yield noun


def _according(paragraph: Paragraph, trigger: Token) -> Iterator[Token]:
    """Nouns behind "according to" and its like in the trigger's sentence."""
    sentence = trigger.sent
    lowered = sentence.text.lower()
    for words in sources().according:
        for match in re.finditer(rf"\b{re.escape(words)}\b", lowered):
            after = [t for t in sentence if t.idx >= sentence.start_char + match.end()]
            head = next((t for t in after[:14] if t.dep_ in ("pobj", "dobj") and t.pos_ in ("NOUN", "PROPN")), None)
            if head is not None:
                yield head


def _headline(trigger: Token) -> Iterator[Token]:
    """The source before or behind the colon of a headline: "*White House*: ships left", "Ships left: *Reuters*"."""
    match = HEADLINE.search(trigger.sent.text) or BEHIND.search(trigger.sent.text)
    if match is None:
        return
    end = trigger.sent.start_char + match.end(1)
    noun = next((t for t in trigger.sent if t.idx + len(t) == end), None)
    if noun is not None and (find_party(match.group(1)) or is_outlet(match.group(1))):
        yield noun


def _owner(report: Token) -> Token | None:
    """Whose report it is: "*CNN* report", "*Iran*'s statement", "a statement by *the ministry*"."""
    for child in report.lefts:
        if child.dep_ in ("poss", "compound", "nmod") and child.pos_ == "PROPN":
            return child
    for child in report.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            named = next((obj for obj in child.children if obj.dep_ == "pobj" and obj.pos_ == "PROPN"), None)
            if named is not None:
                return named
    by = (t for t in report.subtree if t.i > report.i and t.lower_ == "by" and t.dep_ in ("prep", "agent"))
    return next((obj for t in by for obj in t.children if obj.dep_ == "pobj" and obj.pos_ == "PROPN"), None)


def _is_bare(noun: Token) -> bool:
    """ "the ministry", with nothing that names it."""
    return not any(t.dep_ in ("compound", "poss", "amod", "nmod") for t in noun.lefts) and not any(
        t.dep_ == "appos" for t in noun.rights
    )


def _is_definite(noun: Token) -> bool:
    return any(t.lower_ in ("the", "this", "that", "its", "their") for t in noun.lefts)


def _following_name(noun: Token) -> Token | None:
    """ "spokesman *John Kirby*" read as a title with an apposition."""
    return next((t for t in noun.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)


def _without_title(phrases: Phrases, noun: Token, mention: Mention) -> Mention:
    """A person's name without the titles and bodies before it."""
    first = noun
    for token in reversed(list(noun.doc[noun.left_edge.i : noun.i])):
        if token.pos_ != "PROPN" or one_of(token, sources().titles | sources().bodies) or not token.is_title:
            break
        if token.lower_.rstrip(".") in sources().titles or token.lower_ in sources().titles:
            break
        first = token
    whole = phrases.paragraph.mention(first, noun)
    return whole if whole.start >= mention.start else mention


def _speaks_for(phrases: Phrases, noun: Token) -> Mention | None:
    """The body of a person: in an apposition ("spokesman for the Council") or before the name."""
    for child in noun.children:
        if child.dep_ in ("appos", "prep") and child.i > noun.i:
            for token in child.subtree:
                if (token.pos_ == "PROPN" and token.dep_ == "pobj") or (
                    one_of(token, sources().bodies) and token.dep_ == "pobj"
                ):
                    party = phrases.party(token)
                    return party[0] if party else phrases.name(token)
            owned = phrases.owner(child) if child.pos_ == "NOUN" else _compound_body(phrases, child)
            if owned:
                return owned[0] if isinstance(owned, tuple) else owned
    before = phrases.owner(noun)
    return before[0] if before else None


def _compound_body(phrases: Phrases, noun: Token) -> Mention | None:
    """ "National Security Council coordinator": the body in a role noun's compounds."""
    for token in noun.lefts:
        if one_of(token, sources().bodies):
            return phrases.name(token)
    return None
