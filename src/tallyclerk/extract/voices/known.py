"""The sources of a page met so far, and the full name that a short one, a pronoun or "the ministry" stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tallyclerk.extract.page import Page
from tallyclerk.extract.syntax import one_of
from tallyclerk.gazetteer import is_place
from tallyclerk.model import Attribution, Mention
from tallyclerk.resources.parties import find_body, find_party
from tallyclerk.resources.speech import is_outlet, sources

if TYPE_CHECKING:
    from spacy.tokens import Token

# How long initials must be to stand for one name alone.
SHORTEST_INITIALS = 3


@dataclass
class Known:
    """What a page tells about its sources.

    Attributes:
        seen: Sources in the order in which the text names them.
        roles: Nouns that describe a named source ("the institute, *a think tank*"), by its name.
    """

    page: Page
    seen: list[Attribution] = field(default_factory=list)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)

    def meet(self, source: Attribution, roles: frozenset[str]) -> None:
        """Remember a source, and the nouns that describe it."""
        self.seen.append(source)
        self.roles[source.name] = self.roles.get(source.name, frozenset()) | roles

    def person(self, name: str) -> Attribution | None:
        """The person of whose name this is a part."""
        people = (s for s in self.seen if s.kind == "person" and name != s.name)
        return next((s for s in people if name in (*s.name.split(), *s.name.replace("-", " ").split())), None)

    def spelt_out(self, short: str) -> Attribution | None:
        """The source named before in full whose initials a short name is: "ISPR", "Inter-Services Public Relations"."""
        if not (short.isupper() and len(short) >= SHORTEST_INITIALS):
            return None
        return next((s for s in self.seen if s.name != short and _initials(s.name).startswith(short)), None)

    def holder(self, role: Attribution) -> Attribution | None:
        """The person named with a title that a headline has alone: "*minister*" for "Agriculture Minister Jan Orr"."""
        word = role.name.lower()
        if word not in sources().titles:
            return None
        held = {s.name: s for s in self.seen if s.kind == "person" and word in self.roles.get(s.name, ())}
        return next(iter(held.values())) if len(held) == 1 else None

    def full_name(self, surname: str) -> str | None:
        """The first longer name of the page that ends in a surname: "Maria *Lindqvist*"."""
        return self._names.get(surname)

    @cached_property
    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for paragraph in self.page.paragraphs:
            for last in paragraph.doc:
                words = _run(last) if last.pos_ == "PROPN" and last.text[0].isupper() else []
                if len(words) in (2, 3) and not any(self.page.is_time(paragraph, word) for word in words):
                    name = paragraph.mention(words[0], last).text
                    if not _is_no_person(name):
                        found.setdefault(last.text, name)
        return found

    def before(self, noun: Token, mention: Mention) -> Attribution | None:
        """The source that a pronoun or a bare noun ("the ministry", "the experts") stands for."""
        earlier = [s for s in reversed(self.seen) if s.start < mention.start]
        if noun.lower_ in ("he", "she"):
            people = [s for s in earlier if s.kind == "person" or _is_one_person(s)]
            bodies = [s for s in earlier if s.kind == "body" and " " not in s.name and not s.name.isupper()]
            return next(iter(people or bodies), None)
        if noun.pos_ == "PRON":
            return next((s for s in earlier if s.kind != "person" or noun.lower_ != "it"), None)
        lemma = noun.lemma_.lower()
        same = next((s for s in earlier if one_of(noun, self._words(s))), None)
        if same is not None:
            return same
        if lemma in sources().experts or lemma in sources().institutes:
            named = [s for s in earlier if s.kind in ("body", "outlet", "person") and not _is_state(s.name)]
            if lemma in sources().outlets:
                named.sort(key=lambda s: s.kind != "outlet")
            return next((s for s in named if s.kind != "person"), named[0] if named else None)
        return None

    def _words(self, source: Attribution) -> frozenset[str]:
        return self.roles.get(source.name, frozenset()) | frozenset(source.name.lower().split())


def _initials(name: str) -> str:
    """The first letters of a name's words that have a capital."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _is_state(name: str) -> bool:
    """Whether a name is that of a state, its rulers or a part of them, which no "company" or "group" stands for."""
    match = find_party(name)
    return match is not None and (match.entry.kind != "body" or match.via != "name")


def _is_one_person(source: Attribution) -> bool:
    """Whether a source without a name is one person: "an officer", not "two officials"."""
    return source.kind == "anonymous" and not source.name.lower().endswith(("s", "people", "men", "women"))


def _run(last: Token) -> list[Token]:
    """The proper nouns that end in a token, without titles."""
    if last.i + 1 < len(last.doc) and last.nbor().pos_ == "PROPN" and last.nbor().text[0].isupper():
        return []
    words = [last]
    for token in reversed(list(last.doc[max(last.sent.start, last.i - 4) : last.i])):
        title = token.lower_ in sources().titles or token.lower_.rstrip(".") in sources().titles
        if token.pos_ != "PROPN" or title or not token.text[0].isupper():
            break
        words.insert(0, token)
    return words


def _is_no_person(name: str) -> bool:
    words = {word.lower() for word in name.split()}
    parts = any(find_party(word) for word in name.split())
    kinds = sources().bodies | sources().outlets | sources().titles
    known = find_party(name) or find_body(name) or is_outlet(name) or is_place(name)
    return bool(parts or words & kinds or known)
