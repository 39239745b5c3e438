"""Nouns as sources: the persons, bodies, outlets and nameless groups that they name, and whom a person speaks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.phrases import Phrases
from tallyclerk.extract.syntax import conjuncts, one_of
from tallyclerk.extract.voices.known import Known
from tallyclerk.extract.voices.people import appositions, is_spokes, speaks_for, titles
from tallyclerk.extract.voices.reading import Reading, link
from tallyclerk.extract.voices.speakers import is_voice, owner
from tallyclerk.gazetteer import is_place
from tallyclerk.model import Attribution, Mention
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.speech import is_outlet, is_provider, provider_kind, sources

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

    def links(self, noun: Token, *, speaks: bool = False) -> tuple[Attribution, ...]:
        """A noun as source: who it names, and the body that a person speaks for; nothing where it names nobody.

        Args:
            speaks: Whether it is the subject of a verb of speech, so that whatever it is, it is somebody.
        """
        if noun.pos_ == "PRON":
            return self._meant(noun)
        if one_of(noun, sources().experts) and _is_bare(noun) and (meant := self._meant(noun)):
            return meant
        if one_of(noun, sources().material) and noun.pos_ == "NOUN" and not one_of(noun, sources().reports):
            whose = owner(noun)
            return self._keeper(whose) if whose is not None else ()
        if one_of(noun, sources().reports) and noun.pos_ == "NOUN":
            whose = owner(noun)
            return self.links(whose) if whose is not None else self._publisher(noun)
        found: list[Attribution] = []
        for item in _joined(noun):
            found.extend(self._one(item, speaks=speaks))
        return tuple(found)

    def mentions(self, noun: Token) -> tuple[Mention, ...]:
        """The wording of a noun and those joined to it, as it stands."""
        if noun.pos_ == "PRON":
            return (self.phrases.paragraph.mention(noun, noun),)
        return tuple(self.reading.name(item) for item in _joined(noun) if is_voice(item))

    def _keeper(self, whose: Token) -> tuple[Attribution, ...]:
        """ "*AFP* pictures", "images from *Maxar*": before the noun only an outlet or provider, else what they show."""
        found = self.links(whose)
        beside = whose.dep_ in ("compound", "nmod")
        return tuple(one for one in found if not beside or one.kind in ("outlet", "register", "imagery"))

    def _one(self, noun: Token, *, speaks: bool) -> Iterator[Attribution]:
        if not (noun.pos_ in ("NOUN", "PROPN") or is_provider(noun.text)) or self.phrases.page.is_time(
            self.phrases.paragraph, noun
        ):
            return
        if (provided := provider_kind(self.reading.name(noun).text)) and not is_outlet(noun.text):
            yield link(self.reading.name(noun), self.reading.name(noun).text, provided)
            return
        is_firm = noun.pos_ == "PROPN" and noun.lower_ in sources().firms
        if one_of(noun, sources().things) and not is_firm and not _is_titled(noun):
            return
        if noun.pos_ == "NOUN" and self.phrases.vehicle(noun) is not None:
            return
        if noun.pos_ == "NOUN" and _is_bare(noun) and (meant := self._meant(noun)):
            yield from meant
            return
        found = self.reading.read(noun) or (self.reading.somebody(noun) if speaks else None)
        if found is None:
            return
        self.known.meet(found, frozenset(t.lemma_.lower() for t in (*appositions(noun), *titles(noun))))
        yield found
        body = speaks_for(self.phrases, noun) if found.kind in ("person", "anonymous") and is_spokes(noun) else None
        body = body or (self._house(noun) if found.kind == "anonymous" and found.of is None else None)
        nation = find_party(body.text) if body is not None else None
        if body is not None and body.text != found.text and not (nation and nation.via == "adjective"):
            yield link(body, body.text, "body")

    def _house(self, noun: Token) -> Mention | None:
        """ "Analysts *at Halyard*": the body in whose name those without a name speak."""
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ in ("at", "with") and prep.i == noun.i + 1:
                names = (child for child in prep.children if child.dep_ == "pobj" and child.pos_ == "PROPN")
                if (name := next(names, None)) is not None and not is_place(self.reading.name(name).text):
                    return self.reading.name(name)
        return None

    def _meant(self, noun: Token) -> tuple[Attribution, ...]:
        """The source named before that a pronoun or a bare noun stands for, with the words that say it now."""
        mention = self.phrases.paragraph.mention(noun, noun)
        found = self.known.before(noun, mention)
        return (link(mention, found.name, found.kind, found.of),) if found else ()

    def _publisher(self, report: Token) -> tuple[Attribution, ...]:
        """ "The report said": whoever is named last and no person."""
        mention = self.phrases.paragraph.mention(report, report)
        earlier = (s for s in reversed(self.known.seen) if s.start < mention.start)
        named = (s for s in earlier if s.kind not in ("person", "anonymous") and not s.name.islower())
        found = next(named, None)
        return (link(mention, found.name, found.kind, found.of),) if found else ()


def _is_titled(noun: Token) -> bool:
    """ "*Forest Ledger*": a name of several words that ends in a thing, as names of papers and projects do."""
    if (
        noun.pos_ != "PROPN"
        or not noun.is_title
        or noun.lower_ not in sources().mastheads
        or any(t.lower_ == "the" for t in noun.lefts)
    ):
        return False
    before = noun.doc[noun.left_edge.i : noun.i]
    return len(before) > 0 and all(t.is_title and t.pos_ in ("PROPN", "NOUN", "ADJ") for t in before)


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
    """ "the ministry", with nothing that names it; "the *state-owned* group" where it can only be one named before."""
    if not any(t.lower_ in DETERMINERS for t in noun.lefts) or any(t.dep_ == "appos" for t in noun.rights):
        return False
    told = [t for t in noun.lefts if t.dep_ in ("compound", "poss", "amod", "nmod") and t.pos_ != "PRON"]
    if one_of(noun, sources().experts) and not any(t.dep_ == "prep" for t in noun.rights):
        return all(t.dep_ == "amod" or (t.dep_ == "compound" and t.pos_ == "NOUN") for t in told)
    return not told
