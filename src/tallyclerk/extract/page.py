"""A document made ready for extraction: parsed, with the quantities, times and vehicle names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.parse import Paragraph, parse
from tallyclerk.gazetteer import is_place
from tallyclerk.grammar.quantity import QuantityExpression, find_quantities
from tallyclerk.grammar.time import TimeExpression, find_times
from tallyclerk.model import Document, Mention
from tallyclerk.resources.frames import frames
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.vehicles import named_vehicles

if TYPE_CHECKING:
    from spacy.tokens import Token

DISTANCE = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|some|nearly|just|less than|more than|within|under|over)\s+)?"
    r"\b\d[\d,.]{0,9}\s?(?:km|kilomet(?:er|re)s?|miles?)\b[^.;\n]{0,80}?\b(?:border|frontier|coast|from)\b[^.;,\n]{0,60}",
    re.IGNORECASE,
)
# Frames whose subject moves by itself.
MOVES = frozenset(("leave", "head", "arrive", "stop", "carry"))


@dataclass(frozen=True)
class Page:
    """A parsed document with its mentions of numbers, times and vehicles, all with spans of the document.

    Attributes:
        vehicles: Bare names that the text introduces as vehicles ("the freighter Halcyon" makes "Halcyon" one).
        distances: Stated distances to a border or place: "some 290 km from the border". What they are measured from is
            no end of a movement.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    quantities: tuple[QuantityExpression, ...]
    times: tuple[TimeExpression, ...]
    vehicles: frozenset[str]
    distances: tuple[Mention, ...]

    def quantity_in(self, start: int, end: int) -> QuantityExpression | None:
        """The first quantity whose number lies in `[start, end)`."""
        return next((q for q in self.quantities if start <= q.number_start and q.number_end <= end), None)

    def time_at(self, start: int, end: int) -> TimeExpression | None:
        """The time that overlaps `[start, end)`, if any."""
        return next((t for t in self.times if t.start < end and start < t.end), None)

    def named_vehicles(self) -> dict[str, Mention]:
        """Each vehicle name with its first mention in the text, in the order of names."""
        found = {}
        for name in sorted(self.vehicles):
            match = name_in(self.document.text, name)
            if match:
                found[name] = Mention(text=name, start=match.start(), end=match.end())
        return found

    def is_distance(self, paragraph: Paragraph, token: Token) -> bool:
        """Whether a token is part of a stated distance."""
        return any(d.start <= paragraph.start(token) < d.end for d in self.distances)

    def is_time(self, paragraph: Paragraph, token: Token) -> bool:
        """Whether a token is part of a time."""
        return self.time_at(paragraph.start(token), paragraph.end(token)) is not None


def open_page(document: Document, longest: int) -> Page:
    """Parse a document and find its quantities, times and vehicle names."""
    paragraphs = parse(document.text, longest)
    return Page(
        document=document,
        paragraphs=paragraphs,
        quantities=find_quantities(document.text),
        times=find_times(document.text),
        vehicles=frozenset((*named_vehicles(document.text), *_sailing(paragraphs))),
        distances=tuple(_distances(document.text)),
    )


def _distances(text: str) -> Iterator[Mention]:
    for match in DISTANCE.finditer(text):
        wording = match.group().rstrip()
        yield Mention(text=wording, start=match.start(), end=match.start() + len(wording))


def _sailing(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    """Names with "the" that move by themselves though they are no party and no place: "*the Halcyon* left the port"."""
    for paragraph in paragraphs:
        for token in paragraph.doc:
            if token.pos_ != "PROPN" or token.dep_ != "nsubj" or not _moves(token.head):
                continue
            words = [t for t in token.lefts if t.dep_ == "compound"]
            name = paragraph.mention(words[0] if words else token, token).text
            article = any(t.dep_ == "det" and t.lower_ == "the" for t in token.lefts)
            if article and name.istitle() and not find_party(name) and not is_place(name):
                yield name


def _moves(verb: Token) -> bool:
    """ "left", or "began its journey"."""
    nouns = [child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"]
    found = [frames().verbs.get(verb.lemma_.lower()), *(frames().nouns.get(noun) for noun in nouns)]
    return any(frame is not None and frame.id in MOVES for frame in found)


def name_in(text: str, name: str) -> re.Match[str] | None:
    """Where a name first stands in a text as whole words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
