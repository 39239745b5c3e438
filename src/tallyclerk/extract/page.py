"""A document made ready for extraction: parsed, with the quantities, times and vehicle names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tallyclerk.config import ExtractSettings
from tallyclerk.extract.parse import Paragraph, paragraphs, parse
from tallyclerk.extract.screen import is_about_transfers, pieces, screened
from tallyclerk.extract.syntax import conjuncts, one_of, verb_above
from tallyclerk.gazetteer import is_place
from tallyclerk.grammar.quantity import QuantityExpression, find_quantities
from tallyclerk.grammar.time import TimeExpression, find_times
from tallyclerk.model import Document, Mention, Mode
from tallyclerk.resources.cargo import cargo_class
from tallyclerk.resources.frames import frames
from tallyclerk.resources.parties import find_body, find_party
from tallyclerk.resources.speech import nouns, sources
from tallyclerk.resources.vehicles import named_vehicles, vehicle_kind, warship_names

if TYPE_CHECKING:
    from spacy.tokens import Token

DISTANCE = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|some|nearly|just|less than|more than|within|under|over)\s+)?"
    r"\b\d[\d,.]{0,9}\s?(?:km|kilomet(?:er|re)s?|miles?)\b[^.;\n]{0,80}?\b(?:border|frontier|coast|from)\b[^.;,\n]{0,60}",
    re.IGNORECASE,
)
# A name beside what only a city has.
CITY = re.compile(
    r"\b(?:port|harbou?r|city|airport|docks?|outskirts|suburbs?|streets?) (?:of|in|near|at) ([A-Z][\w-]+)"
    r"|\b([A-Z][\w-]+)(?:['’]s)? (?:main |international )?(?:port|harbou?r|airport|docks?|outskirts|suburbs?)\b"
)
NAME = re.compile(r"\b[A-Z][\w-]+(?: (?:and|of) (?=[A-Z])| (?=[A-Z])|\b(?! [A-Z]))(?:[A-Z][\w-]+)?")
# What stands for text that is left out: one long word of a line, so that it is one token to every pattern.
BLANK = "x"
# Frames whose subject moves by itself.
MOVES = frozenset(("leave", "head", "arrive", "stop", "carry", "deliver", "load", "cross"))


@dataclass(frozen=True)
class Page:
    """A parsed document with its mentions of numbers, times and vehicles, all with spans of the document.

    Attributes:
        vehicles: Bare names that the text introduces as vehicles ("the freighter Halcyon" makes "Halcyon" one).
        is_about_transfers: Whether it is short, or a good part of it tells of transfers.
        anything: Whether whatever changes hands counts as goods.
        distances: Stated distances to a border or place: "some 290 km from the border". What they are measured from is
            no end of a movement.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    quantities: tuple[QuantityExpression, ...]
    times: tuple[TimeExpression, ...]
    vehicles: frozenset[str]
    distances: tuple[Mention, ...]
    is_about_transfers: bool = True
    anything: bool = False

    def quantity_in(self, start: int, end: int) -> QuantityExpression | None:
        """The first quantity whose number lies in `[start, end)`."""
        return next((q for q in self.quantities if start <= q.number_start and q.number_end <= end), None)

    def time_at(self, start: int, end: int) -> TimeExpression | None:
        """The time that overlaps `[start, end)`, if any."""
        return next((t for t in self.times if t.start < end and start < t.end), None)

    @cached_property
    def ships(self) -> tuple[Mention, ...]:
        """Every mention of a vehicle's name, in the order of the text."""
        found = [
            Mention(text=name, start=match.start(), end=match.end())
            for name in self.vehicles
            for match in named(self.document.text, name)
        ]
        return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))

    def country_before(self, place: int) -> Mention | None:
        """The country that is named last before a place in the text, in its dateline too."""
        return next((mention for mention in reversed(self._countries) if mention.end <= place), None)

    @cached_property
    def _countries(self) -> tuple[Mention, ...]:
        found = (Mention(text=m.group(), start=m.start(), end=m.end()) for m in NAME.finditer(self.document.text))
        return tuple(name for name in found if _is_country(name.text))

    @cached_property
    def cities(self) -> frozenset[str]:
        """Names that the text uses for a city, so that a capital of this name is not its government here."""
        return frozenset(name for match in CITY.finditer(self.document.text) for name in match.groups() if name)

    def is_distance(self, paragraph: Paragraph, token: Token) -> bool:
        """Whether a token is part of a stated distance."""
        return any(d.start <= paragraph.start(token) < d.end for d in self.distances)

    def is_time(self, paragraph: Paragraph, token: Token) -> bool:
        """Whether a token is part of a time."""
        return self.time_at(paragraph.start(token), paragraph.end(token)) is not None


@dataclass(frozen=True)
class Outline:
    """A document before it is parsed: which of its text is worth it.

    Attributes:
        lines: Paragraphs, or runs of sentences in them, with their offsets.
        names: Names that the text introduces as vehicles.
        is_whole: Whether all of it is to be parsed.
    """

    document: Document
    lines: tuple[tuple[int, str], ...]
    names: frozenset[str]
    is_about_transfers: bool
    is_whole: bool
    anything: bool = False


def outline(document: Document, settings: ExtractSettings, *, sparing: bool = False) -> Outline:
    """Look through a document without parsing it.

    Args:
        document: The document.
        settings: From how many characters a paragraph is cut, and what counts as goods.
        sparing: Leave out what cannot hold a claim.
    """
    lines = list(paragraphs(document.text, settings.max_sentence_chars))
    names = frozenset(named_vehicles(document.text))
    cut = pieces(lines, names)
    return Outline(
        document=document,
        lines=tuple(screened(lines, cut) if sparing else lines),
        names=names,
        is_about_transfers=is_about_transfers(cut),
        is_whole=not sparing,
        anything=settings.anything,
    )


def open_page(looked: Outline) -> Page:
    """Parse a document as far as its outline says, and find its quantities, times and vehicle names there."""
    document = looked.document
    text = document.text if looked.is_whole else _only(looked.lines, len(document.text))
    parsed = parse(looked.lines)
    return Page(
        document=document,
        paragraphs=parsed,
        quantities=find_quantities(text),
        times=find_times(text),
        vehicles=frozenset((*looked.names, *_sailing(parsed, looked.names))) - warship_names(document.text),
        distances=tuple(_distances(text)),
        is_about_transfers=looked.is_about_transfers,
        anything=looked.anything,
    )


def _only(lines: Sequence[tuple[int, str]], length: int) -> str:
    """A text of the same length with only some of its lines, so that what is found keeps its place."""
    parts, end = [], 0
    for offset, line in lines:
        parts += [_blank(offset - end), line]
        end = offset + len(line)
    return "".join((*parts, _blank(length - end)))


def _blank(length: int) -> str:
    return "\n" * length if length < 3 else f"\n{BLANK * (length - 2)}\n"


def _distances(text: str) -> Iterator[Mention]:
    for match in DISTANCE.finditer(text):
        wording = match.group().rstrip()
        yield Mention(text=wording, start=match.start(), end=match.start() + len(wording))


def _sailing(paragraphs: tuple[Paragraph, ...], known: frozenset[str]) -> Iterator[str]:
    """Names with "the" that do or suffer what ships do, though they are no party and no place, and those beside them.

    "*The Halcyon* left the port", "the captain of *the Halcyon*", "boarded *the Halcyon*", "the Halcyon and *Boreas*".
    """
    named = [(paragraph, token) for paragraph in paragraphs for token in paragraph.doc if _is_named_with_the(token)]
    found = set(known)
    for paragraph, token in named:
        name = _whole_name(paragraph, token)
        described = appositive_kind(token) is not None
        sails = described or ((token.pos_ == "PROPN" or not token.head.is_title) and _is_shipshape(token))
        if sails and _can_sail(name, anywhere=described):
            found.add(name)
            yield name
        if name in found:
            beside = {_whole_name(paragraph, more) for more in conjuncts(token)[1:] if more.pos_ == "PROPN"}
            yield from sorted(name for name in beside if not any(name.endswith(f" {ship}") for ship in known))
    if not found and any(_is_the_ship(token) for paragraph in paragraphs for token in paragraph.doc):
        yield from _only_one(
            {_whole_name(paragraph, t) for paragraph, t in named if not _says(t)}
            - {_whole_name(paragraph, t) for paragraph, t in named if _says(t)}
        )


def _only_one(names: set[str]) -> Iterator[str]:
    """Where a text speaks of "the ship", and one name with "the" can only be hers, that name."""
    able = [name for name in names if _can_sail(name)]
    yield from able if len(able) == 1 else ()


def _is_named_with_the(token: Token) -> bool:
    titled = token.is_title and token.pos_ in ("PROPN", "NOUN") and token.dep_ != "compound"
    return titled and any(t.dep_ == "det" and t.lower_ == "the" for t in token.lefts)


def _whole_name(paragraph: Paragraph, token: Token) -> str:
    words = [t for t in token.lefts if t.dep_ == "compound"]
    return paragraph.mention(words[0] if words else token, token).text


def _can_sail(name: str, *, anywhere: bool = False) -> bool:
    """Whether a name can be a ship's: it is no party, nor ends as bodies, sites or undertakings do ("Relief Fund")."""
    last = name.lower().split()[-1]
    words = (sources().bodies, sources().titles, nouns().actors, nouns().sites, nouns().waters, nouns().undertakings)
    if (
        not name.istitle()
        or cargo_class(name)
        or any(last in listed or last.removesuffix("s") in listed for listed in words)
    ):
        return False
    return not find_party(name) and not find_body(name) and (anywhere or not is_place(name))


def _is_the_ship(token: Token) -> bool:
    """ "The vessel", "the bulk carrier": one ship that the text has named, or will."""
    if token.tag_ != "NN" or not any(t.dep_ == "det" and t.lower_ == "the" for t in token.lefts):
        return False
    kind = vehicle_kind(" ".join((*(t.text for t in token.lefts if t.dep_ == "compound"), token.text)))
    return kind is not None and kind[1] == "sea"


def _says(name: Token) -> bool:
    """Whether a name stands where a speaker's or hearer's does."""
    verb = verb_above(name)
    spoken = verb is not None and sources().says(verb.lemma_.lower())
    return (spoken and name.dep_ in ("nsubj", "dobj", "dative")) or name.head.lower_ in ("to", "by", "for", "with")


def _is_country(name: str) -> bool:
    match = find_party(name)
    return match is not None and match.entry.kind == "country" and match.via in ("name", "alias")


def appositive_kind(name: Token) -> tuple[str, Mode] | None:
    """What kind of vehicle stands in apposition to a name: "the Halcyon, *a bulk carrier*"."""
    for child in name.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i > name.i:
            words = [t.text for t in child.lefts if t.dep_ in ("compound", "amod")]
            return vehicle_kind(" ".join((*words, child.text)))
    return None


def _is_shipshape(name: Token) -> bool:
    """Whether a name stands where a ship's does: as what moves, is boarded, or has a captain."""
    head = name.head
    if name.dep_ in ("nsubj", "nsubjpass", "dobj") and one_of(head, nouns().ship_verbs):
        return True
    if name.dep_ == "nsubj" and _moves(head):
        return True
    if name.dep_ == "poss" and one_of(head, nouns().ship_parts):
        return True
    if name.dep_ != "pobj":
        return False
    on_board = head.lower_ in ("aboard", "onto", "ex") or (
        head.lower_ == "of" and one_of(head.head, nouns().ship_parts)
    )
    return on_board or (head.lower_ in ("on", "of") and head.head.lower_ == "board")


def _moves(verb: Token) -> bool:
    """ "left", "dropped anchor", or "began its journey"."""
    objects = [child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"]
    lemma = verb.lemma_.lower()
    found = [frames().verbs.get(lemma), *(frames().nouns.get(noun) for noun in objects)]
    found += [frames().phrases.get((lemma, noun)) for noun in objects]
    return any(frame is not None and frame.id in MOVES for frame in found)


def named(text: str, name: str) -> Iterator[re.Match[str]]:
    """Where a name stands in a text as whole words."""
    return re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)


def name_in(text: str, name: str) -> re.Match[str] | None:
    """Where a name first stands in a text as whole words."""
    return next(named(text, name), None)
