"""Noun phrases as mentions: which words of a phrase name the goods, the party, the place or the vehicle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tallyclerk.extract.page import Page, appositive_kind
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.sameness import is_water
from tallyclerk.extract.syntax import NOUN, conjuncts, of_object, one_of
from tallyclerk.gazetteer import is_place
from tallyclerk.model import Mention
from tallyclerk.resources.cargo import cargo_class
from tallyclerk.resources.frames import frames
from tallyclerk.resources.ordinals import ordinal_value
from tallyclerk.resources.parties import PartyMatch, find_body, find_party
from tallyclerk.resources.speech import nouns, sources
from tallyclerk.resources.vehicles import vehicle_kind, vehicle_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

# Modifiers to the left of a noun that belong to its name.
NAMING = frozenset(("compound", "amod", "nmod", "npadvmod", "punct", "nummod", "advmod", "appos", "quantmod"))
# How deep "a set of containers of boxes of …" is followed.
MOST_NESTED = 4
# Kinds of units that say no amount of goods.
NO_AMOUNT = frozenset(
    ("money", "time", "age", "length", "speed", "share", "member", "capacity", "power", "frequency", "data", "angle")
)
# Names of equipment: S-400, AK-47, T-72B3, MiG-29.
DESIGNATION = re.compile(r"\b(?:[A-Z]{1,5}|[A-Z][a-z]{1,3})-?\d{1,4}[A-Za-z0-9]{0,3}\b")


@dataclass(frozen=True)
class Goods:
    """Goods as worded.

    Attributes:
        mention: The wording, without article and count; None where only a pronoun stands for them.
        quantity: The wording of how much.
        kinds: Classes in the cargo lexicon; empty for wording that it does not know.
        anaphor: Whether the words mean goods named before ("the containers", "them").
        head: The noun.
        vague: Whether the words only say that it is goods, in some packing.
    """

    mention: Mention | None
    quantity: Mention | None
    kinds: tuple[str, ...]
    anaphor: bool
    head: Token
    vague: bool = False


@dataclass(frozen=True)
class Phrases:
    """Reads the noun phrases of one paragraph of a page."""

    page: Page
    paragraph: Paragraph

    def name(self, head: Token) -> Mention:
        """A noun with the modifiers that belong to its name, without articles, counts and possessors."""
        first = head
        limit = self._count_end(head)
        make = _make_before(head)
        for token in reversed(list(head.doc[_first_of(head).i : head.i])):
            if self.paragraph.start(token) < limit or self._is_when(token):
                break
            if token != make and not _names(token, head):
                break
            first = token
        while first.i < head.i and (
            (first.lower_ in nouns().fillers and not _is_named(first))
            or _says_how(first, head)
            or first.is_punct
            or first.pos_ == "DET"
        ):
            first = first.nbor()
        return self.paragraph.mention(first, head)

    def _is_when(self, token: Token) -> bool:
        """ "By *mid-February* lorries had taken 40 tonnes": a time beside a noun is no part of its name."""
        time = self.page.time_at(self.paragraph.start(token), self.paragraph.end(token))
        return time is not None and not token.text.isdigit()

    def _count_end(self, head: Token) -> int:
        """Where the count before a noun ends in the document, or -1."""
        quantity = self.page.quantity_in(self.paragraph.start(_first_of(head)), self.paragraph.start(head))
        return quantity.number_end if quantity else -1

    def quantity(self, head: Token) -> Mention | None:
        """How many of a noun: the count before it or in brackets behind it, with the noun."""
        start, end = self.paragraph.start(_first_of(head)), self.paragraph.end(head)
        found = self.page.quantity_in(start, end)
        if found and found.kind in NO_AMOUNT:
            return None
        if found and found.end - found.start <= 60:
            return self.paragraph.cut(max(found.start, self.paragraph.offset), max(end, found.end))
        return self.in_brackets(head, head.right_edge)

    def is_measure(self, noun: Token) -> bool:
        """Whether a noun is but the measure of an amount: "loads of 12 *tonnes*"."""
        amount = self.page.quantity_in(self.paragraph.start(noun.left_edge), self.paragraph.end(noun))
        return amount is not None and amount.kind in ("mass", "volume") and amount.end >= self.paragraph.end(noun)

    def in_brackets(self, head: Token, last: Token) -> Mention | None:
        """The count in brackets or behind a dash right after a noun, up to some word."""
        end = self.paragraph.end(head)
        after = self.page.quantity_in(end, self.paragraph.end(last))
        if after and re.fullmatch(r"\s*[(–—-]\s*", self.page.document.text[end : after.start]):
            return self.paragraph.cut(after.start, after.end)
        return None

    def goods(self, head: Token, depth: int = MOST_NESTED) -> list[Goods]:
        """The goods that a noun and its conjuncts name, lists without counts of their own as one wording."""
        found: list[Goods] = []
        for noun in conjuncts(_first_of_list(head)):
            for item in self._item(noun, depth):
                found = self._append(found, item)
        return found

    def _append(self, found: list[Goods], item: Goods) -> list[Goods]:
        last = found[-1] if found else None
        if not (last and last.mention and item.mention and not item.quantity and item.kinds and last.kinds):
            return [*found, item]
        between = self.page.document.text[last.mention.end : item.mention.start]
        if not re.fullmatch(r"(?:,|\s|and|or|as well as|other|the|&)*", between):
            return [*found, item]
        joined = self.paragraph.cut(last.mention.start, item.mention.end)
        kinds = tuple(dict.fromkeys((*last.kinds, *item.kinds)))
        return [*found[:-1], Goods(joined, last.quantity, kinds, last.anaphor and item.anaphor, last.head)]

    def _item(self, noun: Token, depth: int) -> list[Goods]:
        if noun.pos_ == "PRON" and not (one_of(noun, nouns().packaging) and of_object(noun)):
            words = self.paragraph.mention(noun, noun) if self.page.anything else None
            return [Goods(words, None, (), words is None and noun.lower_ in nouns().pronouns, noun)]
        if noun.lower_ == "one" and noun.left_edge == noun and of_object(noun) is None and not self.page.anything:
            return []  # "flew *one* with a camera": one of what was named, or nobody's goods
        packed = one_of(noun, nouns().packaging) or noun.pos_ == "NUM"
        inner = (of_object(noun) or _fronted(noun)) if packed and depth else None
        if inner is not None and inner.pos_ in NOUN:
            return self._packed(noun, inner, depth)
        if noun.lemma_.lower() in frames().nouns and (compound := self._compound(noun)):
            return [Goods(compound, self.quantity(noun), cargo_class(compound.text), False, noun)]
        if self._is_money(noun) and not self.page.anything:
            return []
        mention = self._known(noun)
        kinds = cargo_class(mention.text) or (("equipment",) if DESIGNATION.search(mention.text) else ())
        bare = mention.text == noun.text
        quantity = self.quantity(noun)
        named_before = bare and one_of(noun, nouns().generic) and _definite(noun)
        vague = len(kinds) < 2 and (packed or noun.lemma_.lower() in frames().nouns)
        means_others = bool(quantity) or _definite(noun) or depth < MOST_NESTED
        return [Goods(mention, quantity, kinds, named_before or (vague and means_others), noun, vague)]

    def _is_money(self, noun: Token) -> bool:
        """Whether a noun is itself an amount of money: "gave *NOK 250 million*", "$5"."""
        amount = self.page.quantity_in(self.paragraph.start(noun.left_edge), self.paragraph.end(noun))
        return amount is not None and amount.kind == "money" and amount.end >= self.paragraph.end(noun)

    def _known(self, noun: Token) -> Mention:
        """A noun's name, with the word behind it where the lexicon knows only both ("ammonium nitrate" misread)."""
        mention = self.name(noun)
        last = noun.i + 1 == len(noun.doc)
        if noun.pos_ == "NOUN" and not last and noun.nbor().pos_ in ("NOUN", "ADJ") and not cargo_class(mention.text):
            longer = self.paragraph.cut(mention.start, self.paragraph.end(noun.nbor()))
            if cargo_class(longer.text):
                return longer
        return mention

    def _packed(self, noun: Token, inner: Token, depth: int) -> list[Goods]:
        """ "1,000 containers of munitions": the munitions, in the count of the containers."""
        items = self.goods(inner, depth - 1)
        counted = self._bare_count(noun) if inner.i < noun.i else self.quantity(noun)
        if counted and items and (not items[0].quantity or inner.i < noun.i):
            first = items[0]
            items[0] = Goods(first.mention, counted, first.kinds, first.anaphor, first.head)
        return items

    def _bare_count(self, number: Token) -> Mention | None:
        """ "Of 90 howitzers, *12* came": the number alone, not that of the whole before it."""
        found = self.page.quantity_in(self.paragraph.start(number), self.paragraph.end(number))
        return self.paragraph.cut(found.start, found.end) if found else None

    def _compound(self, noun: Token) -> Mention | None:
        """The goods before a packing noun: *arms* shipment."""
        parts = [t for t in noun.lefts if t.dep_ in ("compound", "nmod", "amod")]
        for token in reversed(parts):
            mention = self.name(token)
            if token.pos_ in ("NOUN", "PROPN") and cargo_class(mention.text):
                return mention
        return None

    def party(self, head: Token) -> tuple[Mention, PartyMatch | None] | None:
        """The party that a noun phrase names, with its entry in the lexicon where it has one."""
        if head.pos_ == "ADJ" and head.is_title:
            return self._nation(head)
        if head.pos_ == "PRON" and self.page.anything:
            return self.paragraph.mention(head, head), None
        if head.pos_ not in ("NOUN", "PROPN") or self.page.is_time(self.paragraph, head) or is_none(head):
            return None
        return self._named_party(_called(head) or head)

    def _named_party(self, head: Token) -> tuple[Mention, PartyMatch | None] | None:
        whole = self.with_owner(head)
        for mention in (*self._state(head), whole, self.name(head), *self._behind_nation(head)):
            match = find_party(mention.text) or find_body(mention.text) or _people(head, mention)
            if match and match.via == "capital" and mention.text in self.page.cities:
                return None
            if match:
                return (self._with_article(mention) if match.via == "relative" else mention), match
        return self._party_prefix(head) or self._ruled(head) or self._unknown(head)

    def _state(self, head: Token) -> Iterator[Mention]:
        """A name with all before it and its "of": the *Democratic People's Republic of Norland*."""
        inner = of_object(head) if head.pos_ == "PROPN" else None
        first = next((t for t in head.doc[head.left_edge.i : head.i + 1] if t.is_title and t.pos_ != "DET"), None)
        if inner is not None and first is not None and inner.pos_ == "PROPN":
            yield self.paragraph.mention(first, inner)

    def _behind_nation(self, head: Token) -> Iterator[Mention]:
        """ "The Norlandic *Wolf Brigade*": a proper name without the nationality before it."""
        name = self.name(head)
        first = name.text.split()[0]
        if head.pos_ != "PROPN" or not first[0].isupper() or is_place(name.text):
            return
        if first != name.text and (match := find_party(first)) and match.via == "adjective":
            rest = self.paragraph.cut(name.start + len(first) + 1, name.end)
            known = find_party(rest.text)
            yield from () if known and known.entry.kind == "country" else (rest,)  # "*Norlandic* Southland"

    def _nation(self, head: Token) -> tuple[Mention, PartyMatch] | None:
        """ "*Norlandic* supplies of rifles", "*Norlandic* efforts": the nation whose deed it is."""
        mention = self.paragraph.mention(head, head)
        match = find_party(mention.text)
        return (mention, match) if match and match.via == "adjective" and not _is_flag(head) else None

    def _ruled(self, head: Token) -> tuple[Mention, PartyMatch | None] | None:
        """ "The regime *of Kim Jong Un*", "the government *of Norland*", "the leadership *in Norport*"."""
        if not one_of(head, sources().bodies | sources().groups):
            return None
        under = [child for child in head.children if child.dep_ == "prep" and child.lower_ in ("of", "in")]
        names = (noun for prep in under for noun in prep.children if noun.dep_ == "pobj" and noun.pos_ == "PROPN")
        found = next(filter(None, map(self.party, names)), None)
        return found if found is None or found[1] is not None or head.pos_ != "PROPN" else None

    def _unknown(self, head: Token) -> tuple[Mention, None] | None:
        """A proper name that no lexicon knows and that is neither vehicle nor goods."""
        name = self._of_body(head) or self._proper(head)
        if head.pos_ == "NOUN" and (self.page.anything or one_of(head, nouns().actors)):
            return self.with_owner(head), None
        other = self.vehicle(head) or cargo_class(name.text) or self.is_water(name)
        named = head.pos_ == "PROPN" and (not other or self.is_firm(head))
        return (name, None) if named else None

    def _of_body(self, head: Token) -> Mention | None:
        """ "The *Directorate of Norland Supplies*": a body's name with the "of" that is a part of it."""
        inner = of_object(head)
        if head.pos_ != "PROPN" or inner is None or inner.pos_ != "PROPN" or not one_of(head, _actors()):
            return None
        return self.paragraph.cut(self._proper(head).start, self.paragraph.end(inner))

    def _proper(self, head: Token) -> Mention:
        """A name without the common nouns before it that say what it is: "the shelling firm *Norland Nuts*"."""
        name = self.name(head)
        before = (t for t in reversed(head.doc[head.left_edge.i : head.i]) if one_of(t, _actors()) and t.is_lower)
        last = next((t for t in before if self.paragraph.start(t) >= name.start), None)
        if head.pos_ == "PROPN" and last is not None:
            return self.paragraph.mention(last.nbor(), head)
        owner = next((t for t in head.lefts if t.dep_ == "poss" and t.tag_ == "NNPS"), None)
        if owner is not None and head.is_title and find_party(self.name(owner).text) is None:
            return self.paragraph.cut(self.name(owner).start, name.end)  # "the *Norland Growers' Union*"
        return name

    def is_firm(self, head: Token) -> bool:
        """Whether a name ends like goods or a firm, and is no ship's: "*Norland Coal* shipped 300 tonnes"."""
        ending = bool(cargo_class(head.text)) or one_of(head, nouns().firms)
        if head.pos_ != "PROPN" or not ending or self.is_ship(head):
            return False
        words = self._proper(head).text.split()
        return len(words) > 1 and all(word.istitle() for word in words) and find_party(words[0]) is None

    def is_ship(self, head: Token) -> bool:
        """Whether a name is one that the text introduces as a ship's."""
        return any(name in self.name(head).text for name in self.page.vehicles)

    def is_body(self, head: Token, *, trade: bool) -> bool:
        """Whether a name that no lexicon knows is a party's, and not a place's.

        Args:
            head: The last word of the name.
            trade: Whether the frame is of a deal, so that any name that the gazetteer does not have is a party's.
        """
        name = self._proper(head).text
        if head.pos_ != "PROPN" or is_place(name) or one_of(head, nouns().sites) or any(c.isdigit() for c in name):
            return False
        return trade or one_of(head, _actors() | nouns().firms) or self.is_firm(head)

    def _with_article(self, mention: Mention) -> Mention:
        """ "*the* North": a relative name is one only with its article."""
        lead = self.page.document.text[max(0, mention.start - 4) : mention.start]
        return self.paragraph.cut(mention.start - 4, mention.end) if lead.lower() == "the " else mention

    def with_owner(self, head: Token) -> Mention:
        """A phrase with the possessor before it: "Turkey's defence ministry"."""
        owner = next((t for t in head.lefts if t.dep_ == "poss"), None)
        if owner is None or owner.pos_ == "PRON":
            return self.name(head)
        return self.paragraph.cut(self.name(owner).start, self.paragraph.end(head))

    def body_name(self, head: Token) -> Mention:
        """A name with the "of" that belongs to it: "the *Dutch Ministry of Defence*"."""
        mention, inner = self.with_owner(head), of_object(head)
        named = inner is not None and inner.pos_ == "PROPN" and head.is_title and one_of(head, sources().bodies)
        return self.paragraph.cut(mention.start, self.paragraph.end(inner)) if inner is not None and named else mention

    def _party_prefix(self, head: Token) -> tuple[Mention, PartyMatch] | None:
        """A party at the head of a longer phrase: "the *Pyongyang* regime", "*Ukraine*'s forces"."""
        if not one_of(head, _actors()):
            return None
        found = self._group(head) or self.owner(head)
        if found is None or found[1].via != "adjective" or not one_of(head, nouns().actors):
            return found
        return self.paragraph.cut(found[0].start, self.paragraph.end(head)), found[1]

    def _group(self, head: Token) -> tuple[Mention, PartyMatch] | None:
        """A known group at the end of a longer phrase: "Yemen's Iran-backed *Houthi rebels*"."""
        for first in range(head.left_edge.i + 1, head.i):
            if head.doc[first].is_title:
                mention = self.paragraph.mention(head.doc[first], head)
                match = find_party(mention.text) or find_body(mention.text)
                if match:
                    return mention, match
        return None

    def owner(self, head: Token) -> tuple[Mention, PartyMatch] | None:
        """The known party named before a noun: "*Iranian* cargo planes", "*North Korea*'s supply"."""
        tokens = list(head.doc[head.left_edge.i : head.i])
        for first in range(len(tokens)):
            for last in range(min(len(tokens), first + 5), first, -1):
                window = tokens[first:last]
                if (
                    window[-1].dep_ == "case"
                    or window[-1].is_punct
                    or window[0].pos_ not in ("PROPN", "ADJ", "NOUN")
                    or (not window[0].is_title and not window[0].is_upper)
                ):
                    continue
                mention = self.paragraph.mention(window[0], window[-1])
                match = find_party(mention.text)
                if match and match.via != "relative" and not _is_flag(window[-1]):
                    return mention, match
        return None

    def operator(self, vehicle: Token) -> Mention | None:
        """ "Lorries of *the Norlandic Red Cross*", "*Norland*'s government trucks": the body whose vehicle it is."""
        inner = of_object(vehicle)
        owners = [t for t in vehicle.lefts if t.dep_ == "poss"] + ([inner] if inner is not None else [])
        for owner in owners:
            found = self.party(owner) if owner.pos_ in ("PROPN", "NOUN") else None
            if found is None or not one_of(owner, sources().bodies | nouns().firms):
                continue
            if owner.pos_ == "PROPN" or found[1] is not None:  # "the government's trucks" name no one
                return self.body_name(owner) if owner.pos_ == "PROPN" else found[0]
        return None

    def ordinal(self, head: Token) -> Mention | None:
        """ "The *eighth aircraft*": so many have come. The first of a kind is no count."""
        count = next((t for t in head.lefts if t.dep_ == "amod" and (ordinal_value(t.text) or 0) > 1), None)
        return self.paragraph.mention(count, head) if count is not None else None

    def vehicle(self, head: Token) -> Mention | None:
        """The vehicle that a noun phrase names or describes, with its count."""
        mention = self.name(head)
        bare = _bare(mention).text
        named = head.pos_ in ("PROPN", "NOUN") and any(
            bare == name or bare.endswith(" " + name) for name in self.page.vehicles
        )
        if head.pos_ == "NOUN" and (name := self._name_right_behind(head)) is not None:
            return name
        kind = vehicle_kind(bare) or (appositive_kind(head) if head.is_title else None)
        if (kind is None and not named) or (kind is not None and not vehicle_kinds()[kind[0]].carries):
            return None
        beside = (_bare(self.name(t)) for t in head.children if t.dep_ == "appos")
        if name := next((mention for mention in beside if mention.text in self.page.vehicles), None):
            return name
        counted = self.page.quantity_in(self.paragraph.start(head.left_edge), mention.start)
        counts = counted is not None and counted.kind in (None, "count")  # a "17,601-tonne" carrier is not counted
        return self.paragraph.cut(counted.start, mention.end) if counted is not None and counts else mention

    def _name_right_behind(self, head: Token) -> Mention | None:
        """ "The carrier *Halcyon*": a ship's name right behind a noun, whatever the noun."""
        close = (t for t in head.children if t.dep_ == "appos" and t.left_edge.i == head.i + 1)
        return next((m for t in close if (m := _bare(self.name(t))).text in self.page.vehicles), None)

    def place(self, head: Token) -> Mention | None:
        """The place that a noun phrase names: a name, or a site with a name in it ("a depot near Norport")."""
        if head.pos_ not in ("NOUN", "PROPN") or self.page.is_time(self.paragraph, head):
            return None
        mention = self.name(head)
        if one_of(head, nouns().lands) and _is_the(head) and head.head.lower_ in ("through", "across"):
            return self.page.country_before(mention.start)
        if mention.text[0].isdigit() or _is_branch(mention.text):
            return None
        return self._of_name(head, mention) or self._place_name(head, mention)

    def _place_name(self, head: Token, mention: Mention) -> Mention | None:
        if head.pos_ == "PROPN" or (is_place(mention.text) and mention.text[0].isupper()):
            return mention
        if not one_of(head, nouns().sites):
            return None
        last = _last_name(head)
        if last is not None:
            return self.paragraph.mention(_token_at(self, mention.start, head), last)
        return mention if any(letter.isupper() for letter in mention.text) else None

    def _of_name(self, head: Token, mention: Mention) -> Mention | None:
        """A name with "of" in it, where the gazetteer has it: the *Gulf of Oman*."""
        inner = of_object(head)
        if head.pos_ != "PROPN" or inner is None or inner.pos_ != "PROPN":
            return None
        whole = self.paragraph.cut(mention.start, self.paragraph.end(inner))
        return whole if is_place(whole.text) else None

    def keeper(self, head: Token) -> Token | None:
        """ "The vaults of *the Norland Bank*", "those of *the Norland Bank*": whose is what goods leave or reach."""
        inner = of_object(head) if one_of(head, nouns().keeping) or head.lower_ in ("those", "that") else None
        found = self.party(inner) if inner is not None else None
        if inner is None or found is None:
            return None
        listed = one_of(inner, sources().bodies | sources().groups) or self.is_body(inner, trade=False)
        return inner if listed or (found[1] is not None and found[1].entry.kind != "country") else None

    def is_ground(self, head: Token) -> bool:
        """Whether a noun phrase names a country, or a place that the gazetteer or its own noun tells to be one."""
        place = self.place(head)
        if place is None:
            return False
        known = find_party(place.text)
        return known.entry.kind == "country" if known else is_place(place.text) or one_of(head, nouns().sites)

    def is_water(self, place: Mention) -> bool:
        """Whether a place is one that goods pass rather than reach."""
        return is_water(place)

    def country_of(self, head: Token) -> tuple[Mention, PartyMatch] | None:
        """The country named in or right behind a place phrase: "Najin, *North Korea*", "the *Korean* port"."""
        for token in head.subtree:
            if token.pos_ in ("PROPN", "ADJ") and not self.page.is_distance(self.paragraph, token):
                mention = self.name(token) if token.pos_ == "PROPN" else self.paragraph.mention(token, token)
                match = find_party(mention.text)
                if (
                    match
                    and match.entry.id.startswith("iso:")
                    and match.via not in ("capital", "relative")
                    and not _is_flag(token)
                ):
                    return mention, match
        owned = self.owner(head)
        return owned if owned and owned[1].via != "capital" else None


@cache
def _actors() -> frozenset[str]:
    """Nouns that name a party by what stands before them."""
    parts = frozenset(noun for noun, frame in frames().nouns.items() if frame.part)
    return sources().bodies | sources().titles | sources().groups | nouns().actors | parts


def _people(head: Token, mention: Mention) -> PartyMatch | None:
    """ "The *Norlanders*": a nation by the plural of its adjective."""
    if head.tag_ not in ("NNPS", "NNS") or mention.text != head.text:
        return None
    match = find_party(head.text.removesuffix("s"))
    return match if match and match.via == "adjective" else None


def _says_how(first: Token, head: Token) -> bool:
    """ "*Even* Norland", "a 17,601-*tonne* carrier": an adverb of the noun itself, or its measure, is no part of it."""
    measure = first.i > 1 and first.nbor(-1).text in "-–" and first.nbor(-2).like_num
    return (first.dep_ == "advmod" and first.head == head) or measure


def _is_named(first: Token) -> bool:
    """ "*New* York", "*First* National Bank": a word that opens a name, not one that says which."""
    return first.pos_ == "PROPN" and first.is_title and first.nbor().pos_ == "PROPN" and first.nbor().is_title


def _is_branch(name: str) -> bool:
    """ "UNICEF Norland": a body before a country is that body's branch there, no place."""
    body, _, country = name.rpartition(" ")
    found = find_party(country) if body else None
    lead = find_body(body) or find_party(body)
    return found is not None and found.via == "name" and lead is not None and lead.via != "adjective"


def _first_of_list(head: Token) -> Token:
    """The first noun of the list that a noun ends: a relative clause hangs on the last."""
    while head.dep_ == "conj" and head.head.pos_ in NOUN and head.head.i < head.i:
        head = head.head
    return head


def _names(token: Token, head: Token) -> bool:
    """Whether a token left of a noun belongs to its name."""
    here = token
    while here != head:
        if here.dep_ not in NAMING or here.text in ("(", ")", ",", "–", "—", '"', "“", "”", ":"):
            return False
        here = here.head
        if here.i > head.i or (here.head == here and here != head):
            return False
    return True


def _fronted(count: Token) -> Token | None:
    """ "*Of 43 trucks* promised, the first eleven were handed over": what a bare number counts."""
    first = count.sent[0]
    if count.pos_ != "NUM" or first.lower_ != "of" or count in first.subtree:
        return None
    return next((child for child in first.children if child.dep_ == "pobj"), None)


def _make_before(head: Token) -> Token | None:
    """ "Supplied 35 *M-80A* fighting vehicles": a make right before a noun's words, that a parser hangs on the verb."""
    edge = head.left_edge.i
    before = head.doc[edge - 1] if edge and head.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "conj") else None
    apart = before is not None and before.dep_ in ("npadvmod", "dep", "dative", "dobj", "appos", "nmod")
    plain = head.doc[edge].pos_ in ("NOUN", "ADJ", "PROPN", "VERB")
    return before if before is not None and apart and plain and DESIGNATION.fullmatch(before.text) else None


def _first_of(head: Token) -> Token:
    """The first token of a noun's phrase, with a make and its count that a parser hangs elsewhere."""
    make = _make_before(head)
    return make.left_edge if make is not None and make.left_edge.i < head.i else head.left_edge


def _definite(noun: Token) -> bool:
    return any(
        t.dep_ in ("det", "poss") and t.lower_ in ("the", "these", "those", "this", "that", "its", "their")
        for t in noun.lefts
    )


def _is_flag(token: Token) -> bool:
    """ "Russian-flagged", "Bahrain-based": what the participle says of a thing, not a party to what it does."""
    after = token.doc[token.i + 1 : token.i + 3].text.lower()
    return after.lstrip("- ").startswith(tuple(sorted(nouns().participles)))


def _last_name(head: Token) -> Token | None:
    """The first proper name right of a site noun, under "of", "in", "near" or "at"; with "near" it goes on to that."""
    found = None
    for token in head.subtree:
        if token.i <= head.i or token.pos_ != "PROPN" or token.dep_ not in ("pobj", "appos"):
            continue
        if found is None or token.head.lower_ in ("near", "outside"):
            found = token
    return found


def _called(head: Token) -> Token | None:
    """ "The shelling firm *Norland Nuts*": the name right behind a noun that says what somebody is."""
    if head.pos_ != "NOUN" or not one_of(head, _actors()):
        return None
    names = (t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN" and t.left_edge.i == head.i + 1)
    return next(names, None)


def _is_the(head: Token) -> bool:
    """ "The country", "this country": a noun with nothing about it but its article."""
    return [child.lower_ for child in head.children] in (["the"], ["this"])


def is_none(head: Token) -> bool:
    """ "*No Norlandic firm* would touch the cargo": nobody."""
    return any(t.dep_ == "det" and t.lower_ in ("no", "neither") for t in head.lefts)


def _bare(mention: Mention) -> Mention:
    """A mention without an article before it."""
    cut = len(mention.text) - len(re.sub(r"^(?:the|a|an)\s+", "", mention.text, flags=re.IGNORECASE))
    return Mention(text=mention.text[cut:], start=mention.start + cut, end=mention.end)


def _token_at(phrases: Phrases, start: int, head: Token) -> Token:
    """The token of the head's phrase that begins at a place in the document."""
    return next((t for t in head.doc[head.left_edge.i : head.i] if phrases.paragraph.start(t) == start), head)
