"""A noun phrase as one source: which kind it is, and by which name it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import one_of
from tallyclerk.extract.voices.known import Known
from tallyclerk.extract.voices.people import appositions, following_name, name_edges, speaks_for, without_title
from tallyclerk.model import Attribution, Mention, SourceKind
from tallyclerk.resources.parties import PartyMatch, find_body, find_party
from tallyclerk.resources.speech import is_outlet, nouns, sources

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Reading:
    """Reads the sources in one paragraph."""

    phrases: Phrases
    known: Known

    def name(self, noun: Token) -> Mention:
        """A noun's name, with the capitalised preposition that the parser takes for one: "*Beyond* Norland"."""
        before = noun.nbor(-1) if noun.i else noun
        if noun.dep_ == "pobj" and before == noun.head and before.is_title:
            return self.phrases.paragraph.mention(before, noun)
        return self._whole(noun, self._undated(self.phrases.name(noun)))

    def _whole(self, noun: Token, name: Mention) -> Mention:
        """A proper name with what the parser cuts off: "*Immigration and* Checks Board", "United *Against Fraud*"."""
        first, last = name_edges(noun)
        if first == last:
            return name
        start = min(name.start, self.phrases.paragraph.start(first))
        return self.phrases.paragraph.cut(start, self.phrases.paragraph.end(last))

    def _undated(self, name: Mention) -> Mention:
        """A name without the day before it: "on 3 May *Norland customs* found"."""
        time = self.phrases.page.time_at(name.start, name.start + 1)
        if time is None or time.end >= name.end:
            return name
        lead = len(name.text[time.end - name.start :]) - len(name.text[time.end - name.start :].lstrip(" ,"))
        return self.phrases.paragraph.cut(time.end + lead, name.end)

    def read(self, noun: Token) -> Attribution | None:
        """The source that a noun names by itself, if any."""
        called = following_name(noun) if noun.pos_ == "NOUN" else None
        if called is not None and called.left_edge.i == noun.i + 1:  # "the firm's planner *Jitka Orr*"
            return self._read(called)
        return self._read(noun)

    def _read(self, noun: Token) -> Attribution | None:
        name = self.name(noun)
        if is_outlet(name.text) and name.text[:1].isupper():
            return link(name, name.text, "outlet")
        party = self.phrases.party(noun)
        if party and party[1] is not None:
            return self._party(noun, (party[0], party[1]))
        mention = name
        if noun.pos_ == "PROPN" and noun.is_lower:  # "the foreign *ministry*", which the parser takes for a name
            return self._common(noun, self.phrases.with_owner(noun))
        if mention == self.phrases.name(noun):
            mention = self.phrases.body_name(noun)
        if name_edges(noun)[1] != noun:
            return link(mention, mention.text, "body")
        return self._proper(noun, mention) if noun.pos_ == "PROPN" else self._common(noun, mention)

    def _common(self, noun: Token, mention: Mention) -> Attribution | None:
        """A source told by a common noun that a list knows."""
        if one_of(noun, sources().anonymous | sources().titles) and not _is_one_body(noun):
            return self._role(noun, mention)
        if one_of(noun, sources().bodies | sources().outlets):
            whole = self._undated(self.phrases.with_owner(noun))
            name = whole.text if whole != mention else self._of_seat(noun, whole.text)
            return link(whole, name, "outlet" if one_of(noun, sources().outlets) else "body")
        return self._owner_of(mention)

    def _of_seat(self, noun: Token, name: str) -> str:
        """An organ of state with the state whose capital stands beside it: "in *Baku*, the foreign ministry"."""
        if not one_of(noun, sources().organs):
            return name
        first = noun.sent[0]
        beside = [t for t in noun.rights if t.dep_ == "prep" and t.lower_ == "in"]
        beside += [first] if first.text == "In" and first.i + 2 < noun.i and first.nbor(2).text == "," else []
        for place in (t for prep in beside for t in prep.children if t.dep_ == "pobj"):
            match = find_party(self.phrases.name(place).text)
            if match is not None and match.via == "capital" and match.entry.adjectives:
                return f"{match.entry.adjectives[0]} {name}"
        return name

    def somebody(self, noun: Token) -> Attribution | None:
        """Who speaks though no list knows what they are: "the *shipping desk* said", "a *logistician* puts it at"."""
        things = sources().things | sources().reports | sources().words | nouns().abstract
        if noun.pos_ != "NOUN" or one_of(noun, things):
            return None
        mention = self._undated(self.phrases.with_owner(noun))
        return link(mention, mention.text, "anonymous")

    def _party(self, noun: Token, party: tuple[Mention, PartyMatch]) -> Attribution:
        """A source that the lexicon of parties knows, or that belongs to one it knows."""
        mention, match = party
        if one_of(noun, sources().titles) and following_name(noun) is not None:
            return self._proper(noun, mention)
        if noun.pos_ == "NOUN" and one_of(noun, sources().anonymous) and not _is_one_body(noun):
            whole = self.phrases.name(noun)
            return link(whole, whole.text, "anonymous", match.entry.name)
        if match.via == "office" or (match.via == "adjective" and (noun.pos_ == "NOUN" or _is_body(noun))):
            whole = self._undated(self.phrases.body_name(noun))
            return link(whole, _of_country(whole.text), _source_kind(match))
        if match.entry.id.startswith("iso:") and one_of(noun, sources().bodies | sources().titles | sources().spokes):
            whole = self._undated(self.phrases.with_owner(noun))
            return link(whole, _of_country(self._of_seat(noun, whole.text)), "body")
        return link(mention, _full(mention.text), _source_kind(match))

    def _owner_of(self, mention: Mention) -> Attribution | None:
        """The body that a thing belongs to: "a *French navy* destroyer"."""
        words = mention.text.split(" ")
        for cut in range(len(words) - 1, 0, -1):
            text = " ".join(words[:cut])
            if find_body(text):
                return link(self.phrases.paragraph.cut(mention.start, mention.start + len(text)), text, "body")
        return None

    def _role(self, noun: Token, mention: Mention) -> Attribution:
        """A source told by what it is: "spokesman John Kirby" is the person, "two officials" stay without a name."""
        name = following_name(noun)
        if name is not None:
            return self._proper(name, self.phrases.name(name))
        whose = self.phrases.owner(noun)
        return link(mention, mention.text, "anonymous", whose[1].entry.name if whose else None)

    def _proper(self, noun: Token, mention: Mention) -> Attribution:
        """A source told by its name; a title with a name behind it is the person's."""
        if one_of(noun, sources().titles) and (named := following_name(noun)) is not None:
            return self._proper(named, self.phrases.name(named))
        if (full := self.known.spelt_out(mention.text)) is not None:
            return link(mention, full.name, full.kind, full.of)
        titled = without_title(self.phrases, noun, mention) if noun.dep_ != "pobj" else mention
        for name in (titled, mention):
            if is_outlet(name.text) or (name is mention and one_of(noun, sources().outlets)):
                return link(name, name.text, "outlet")
        has_title = set(mention.text[: -len(titled.text)].lower().split()) & sources().titles
        words = mention.text.lower().split()
        if not has_title and (set(words) & sources().bodies or set(words[1:]) & sources().firms):
            return link(mention, mention.text, "body")
        return self._known_person(titled) or self._person_or_body(noun, titled, is_titled=titled != mention)

    def _known_person(self, name: Mention) -> Attribution | None:
        """A surname whose full name stands elsewhere in the text."""
        if same := self.known.person(name.text):
            return link(name, same.name, "person", same.of)
        full = self.known.full_name(name.text)
        return link(name, full, "person") if full else None

    def _person_or_body(self, noun: Token, name: Mention, *, is_titled: bool) -> Attribution:
        """A name that nothing else tells of: a person by title, body or length, else a body."""
        if not is_titled and (one_of(noun, sources().things) or any(_is_body(word) for word in appositions(noun))):
            return link(name, name.text, "body")
        body = speaks_for(self.phrases, noun)
        words = [word for word in name.text.split() if word.lower() not in sources().name_particles]
        is_person = body is not None or is_titled or len(words) in (2, 3)
        return link(name, name.text, "person" if is_person else "body", body.text if body else None)


def link(mention: Mention, name: str, kind: SourceKind, of: str | None = None) -> Attribution:
    """A mention as a link of a chain."""
    return Attribution(text=mention.text, start=mention.start, end=mention.end, name=name, kind=kind, of=of)


def _source_kind(match: PartyMatch) -> SourceKind:
    if match.entry.kind == "person":
        return "person"
    return "country" if match.entry.kind == "country" and match.via != "adjective" else "body"


def _full(text: str) -> str:
    match = find_party(text) or find_body(text)
    return match.entry.name if match and match.via in ("alias", "seat") else text


def _of_country(name: str) -> str:
    """A body of a country under one name, however its country is worded: "Norland's navy" is the Norlandic navy."""
    whose, possessive, office = name.replace("’", "'").partition("'s ")
    owner = find_party(whose) if possessive else None
    if owner is None or not owner.entry.id.startswith("iso:") or not owner.entry.adjectives:
        return name
    return f"{owner.entry.adjectives[0]} {office}"


def _is_one_body(noun: Token) -> bool:
    """ "The port *authority*" is a body; "the authorities" are whoever they may be."""
    return noun.tag_ in ("NN", "NNP") and one_of(noun, sources().bodies)


def _is_body(noun: Token) -> bool:
    return one_of(noun, sources().bodies | sources().institutes)
