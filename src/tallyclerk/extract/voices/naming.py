"""Nouns as sources: the persons, bodies, outlets and nameless groups that they name, and whom a person speaks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import conjuncts, one_of
from tallyclerk.extract.voices.known import Known
from tallyclerk.extract.voices.people import appositions, is_spokes, speaks_for
from tallyclerk.extract.voices.reading import Reading, link
from tallyclerk.extract.voices.speakers import is_voice, owner
from tallyclerk.model import Attribution, Mention
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.speech import is_outlet, provider_kind, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

DETERMINERS = frozenset(("the", "this", "that", "its", "their", "these", "those"))


@dataclass(frozen=True)
class Naming:
    """Names the sources of one paragraph."""

    phrases: Phrases
    known: Known

    @property
    def reading(self) -> Reading:
        """How a single noun of the paragraph is read."""
        return Reading(self.phrases, self.known)

    def links(self, noun: Token) -> tuple[Attribution, ...]:
        """A noun as source: who it names, and the body that a person speaks for; nothing where it names nobody."""
        if noun.pos_ == "PRON":
            return self._meant(noun)
        if one_of(noun, sources().reports) and noun.pos_ == "NOUN":
            whose = owner(noun)
            return self.links(whose) if whose is not None else self._publisher(noun)
        found: list[Attribution] = []
        for item in _joined(noun):
            found.extend(self._one(item))
        return tuple(found)

    def mentions(self, noun: Token) -> tuple[Mention, ...]:
        """The wording of a noun and those joined to it, as it stands."""
        if noun.pos_ == "PRON":
            return (self.phrases.paragraph.mention(noun, noun),)
        return tuple(self.reading.name(item) for item in _joined(noun) if is_voice(item))

    def _one(self, noun: Token) -> Iterator[Attribution]:
        if noun.pos_ not in ("NOUN", "PROPN") or self.phrases.page.is_time(self.phrases.paragraph, noun):
            return
        if (provided := provider_kind(self.reading.name(noun).text)) and not is_outlet(noun.text):
            yield link(self.reading.name(noun), self.reading.name(noun).text, provided)
            return
        if one_of(noun, sources().things) or (noun.pos_ == "NOUN" and self.phrases.vehicle(noun) is not None):
            return
        if noun.pos_ == "NOUN" and _is_bare(noun) and (meant := self._meant(noun)):
            yield from meant
            return
        found = self.reading.read(noun)
        if found is None:
            return
        self.known.meet(found, frozenset(t.lemma_.lower() for t in appositions(noun)))
        yield found
        body = speaks_for(self.phrases, noun) if found.kind in ("person", "anonymous") and is_spokes(noun) else None
        nation = find_party(body.text) if body is not None else None
        if body is not None and body.text != found.text and not (nation and nation.via == "adjective"):
            yield link(body, body.text, "body")

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


def _joined(noun: Token) -> list[Token]:
    """A noun and those joined to it, without roles that describe it: "Maria Lindqvist, analyst and author"."""
    return [item for item in conjuncts(noun) if not _describes(item, noun)]


def _describes(item: Token, noun: Token) -> bool:
    here = item
    while here not in (noun, here.head):
        if here.dep_ == "appos" and here.pos_ == "NOUN" and noun.pos_ == "PROPN":
            return True
        here = here.head
    return False


def _is_bare(noun: Token) -> bool:
    """ "the ministry", with nothing that names it."""
    if not any(t.lower_ in DETERMINERS for t in noun.lefts):
        return False
    named = any(t.dep_ in ("compound", "poss", "amod", "nmod") and t.pos_ != "PRON" for t in noun.lefts)
    return not named and not any(t.dep_ == "appos" for t in noun.rights)
