"""A noun as a source: the person, body, outlet or nameless group that it names, and whom a person speaks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import conjuncts, one_of
from tallyclerk.extract.voices.known import Known
from tallyclerk.extract.voices.people import appositions, following_name, is_spokes, speaks_for, without_title
from tallyclerk.extract.voices.speakers import is_voice, owner
from tallyclerk.model import Attribution, Mention, SourceKind
from tallyclerk.resources.parties import PartyMatch, find_body, find_party
from tallyclerk.resources.speech import is_outlet, provider_kind, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

DETERMINERS = frozenset(("the", "this", "that", "its", "their", "these", "those"))


@dataclass(frozen=True)
class Naming:
    """Names the sources of one paragraph."""

    phrases: Phrases
    known: Known

    def links(self, noun: Token) -> tuple[Attribution, ...]:
        """A noun as source: who it names, and the body that a person speaks for; nothing where it names nobody."""
        if noun.pos_ == "PRON":
            return self._meant(noun)
        if one_of(noun, sources().reports) and noun.pos_ == "NOUN":
            whose = owner(noun)
            return self.links(whose) if whose is not None else self._publisher(noun)
        found: list[Attribution] = []
        for item in conjuncts(noun):
            found.extend(self._one(item))
        return tuple(found)

    def mentions(self, noun: Token) -> tuple[Mention, ...]:
        """The wording of a noun and those joined to it, as it stands."""
        if noun.pos_ == "PRON":
            return (self.phrases.paragraph.mention(noun, noun),)
        return tuple(self._name(item) for item in conjuncts(noun) if is_voice(item))

    def _name(self, noun: Token) -> Mention:
        """A noun's name, with the capitalised preposition that the parser takes for one: "*Beyond* Norland"."""
        before = noun.nbor(-1) if noun.i else noun
        if noun.dep_ == "pobj" and before == noun.head and before.is_title:
            return self.phrases.paragraph.mention(before, noun)
        return self._undated(self.phrases.name(noun))

    def _undated(self, name: Mention) -> Mention:
        """A name without the day before it: "on 3 May *Norland customs* found"."""
        time = self.phrases.page.time_at(name.start, name.start + 1)
        if time is None or time.end >= name.end:
            return name
        lead = len(name.text[time.end - name.start :]) - len(name.text[time.end - name.start :].lstrip(" ,"))
        return self.phrases.paragraph.cut(time.end + lead, name.end)

    def _one(self, noun: Token) -> Iterator[Attribution]:
        if noun.pos_ not in ("NOUN", "PROPN") or self.phrases.page.is_time(self.phrases.paragraph, noun):
            return
        if (provided := provider_kind(self._name(noun).text)) and not is_outlet(noun.text):
            yield link(self._name(noun), self._name(noun).text, provided)
            return
        if one_of(noun, sources().things) or (noun.pos_ == "NOUN" and self.phrases.vehicle(noun) is not None):
            return
        if noun.pos_ == "NOUN" and _is_bare(noun) and (meant := self._meant(noun)):
            yield from meant
            return
        found = self._read(noun)
        if found is None:
            return
        self.known.meet(found, frozenset(t.lemma_.lower() for t in appositions(noun)))
        yield found
        body = speaks_for(self.phrases, noun) if found.kind in ("person", "anonymous") and is_spokes(noun) else None
        nation = find_party(body.text) if body is not None else None
        if body is not None and body.text != found.text and not (nation and nation.via == "adjective"):
            yield link(body, body.text, "body")

    def _read(self, noun: Token) -> Attribution | None:
        party = self.phrases.party(noun)
        if party and party[1] is not None:
            return self._party(noun, (party[0], party[1]))
        mention = self._name(noun)
        if mention == self.phrases.name(noun):
            mention = self.phrases.body_name(noun)
        if noun.pos_ == "PROPN":
            return self._proper(noun, mention)
        if one_of(noun, sources().anonymous | sources().titles):
            return self._role(noun, mention)
        if one_of(noun, sources().bodies | sources().outlets):
            whole = self._undated(self.phrases.with_owner(noun))
            return link(whole, whole.text, "outlet" if one_of(noun, sources().outlets) else "body")
        return self._owner_of(mention)

    def _party(self, noun: Token, party: tuple[Mention, PartyMatch]) -> Attribution:
        """A source that the lexicon of parties knows, or that belongs to one it knows."""
        mention, match = party
        if one_of(noun, sources().titles) and following_name(noun) is not None:
            return self._proper(noun, mention)
        if noun.pos_ == "NOUN" and one_of(noun, sources().anonymous):
            whole = self.phrases.name(noun)
            return link(whole, whole.text, "anonymous", match.entry.name)
        if match.via == "office" or (match.via == "adjective" and (noun.pos_ == "NOUN" or _is_body(noun))):
            whole = self._undated(self.phrases.body_name(noun))
            return link(whole, _of_country(whole.text), _source_kind(match))
        if match.entry.id.startswith("iso:") and noun.pos_ == "NOUN" and one_of(noun, sources().bodies):
            whole = self._undated(self.phrases.with_owner(noun))
            return link(whole, _of_country(whole.text), "body")
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
        named = following_name(noun) if one_of(noun, sources().titles) else None
        if named is not None:
            return self._proper(named, self.phrases.name(named))
        titled = without_title(self.phrases, noun, mention) if noun.dep_ != "pobj" else mention
        if is_outlet(titled.text):
            return link(titled, titled.text, "outlet")
        if is_outlet(mention.text) or one_of(noun, sources().outlets):
            return link(mention, mention.text, "outlet")
        has_title = set(mention.text[: -len(titled.text)].lower().split()) & sources().titles
        if not has_title and set(mention.text.lower().split()) & sources().bodies:
            return link(mention, mention.text, "body")
        if same := self.known.person(titled.text):
            return link(titled, same.name, "person", same.of)
        if full := self.known.full_name(titled.text):
            return link(titled, full, "person")
        body = speaks_for(self.phrases, noun)
        if not has_title and any(_is_body(word) for word in appositions(noun)):
            return link(titled, titled.text, "body")
        is_person = body is not None or titled.text != mention.text or len(titled.text.split()) in (2, 3)
        return link(titled, titled.text, "person" if is_person else "body", body.text if body else None)

    def _meant(self, noun: Token) -> tuple[Attribution, ...]:
        """The source named before that a pronoun or a bare noun stands for, with the words that say it now."""
        mention = self.phrases.paragraph.mention(noun, noun)
        found = self.known.before(noun, mention)
        return (link(mention, found.name, found.kind, found.of),) if found else ()

    def _publisher(self, report: Token) -> tuple[Attribution, ...]:
        """ "The report said": whoever is named last and no person."""
        mention = self.phrases.paragraph.mention(report, report)
        earlier = (s for s in reversed(self.known.seen) if s.start < mention.start)
        found = next((s for s in earlier if s.kind not in ("person", "anonymous")), None)
        return (link(mention, found.name, found.kind, found.of),) if found else ()


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


def _is_body(noun: Token) -> bool:
    return one_of(noun, sources().bodies | sources().institutes)


def _is_bare(noun: Token) -> bool:
    """ "the ministry", with nothing that names it."""
    if not any(t.lower_ in DETERMINERS for t in noun.lefts):
        return False
    named = any(t.dep_ in ("compound", "poss", "amod", "nmod") and t.pos_ != "PRON" for t in noun.lefts)
    return not named and not any(t.dep_ == "appos" for t in noun.rights)
