"""Filling the roles of one frame: what each filler of frames.yaml makes of a noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallyclerk.extract.concrete import is_animate, is_concrete
from tallyclerk.extract.phrases import Goods, Phrases
from tallyclerk.extract.sameness import countries_of
from tallyclerk.extract.syntax import clause, conjuncts, of_object, one_of, speaker_meant
from tallyclerk.model import Mention, Mode, Role
from tallyclerk.resources.frames import Frame, frames
from tallyclerk.resources.ordinals import ordinal_value
from tallyclerk.resources.parties import PartyMatch, find_body, find_party
from tallyclerk.resources.speech import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token


ENDS: tuple[Role, Role] = ("origin", "destination")
# What stands between a place and the country or part of it that it lies in.
_WITHIN = re.compile(r",? in (?:the |[a-z]+ |far )*")
GIVING: tuple[Role, Role] = ("giver", "origin")
TAKING: tuple[Role, Role] = ("recipient", "destination")


@dataclass
class Filling:
    """The roles of one frame as they are being filled. Lives only while its clause is read.

    Attributes:
        anaphors: Nouns that mean goods or vehicles named before.
        implied: Countries of a named place, kept as giver or recipient where nobody else is named.
        seizers: Nouns that name who took the goods.
        aboard: Whether the words say that the goods are on something.
        spoken: The wording of vehicles that may mean one named elsewhere, by their token.
        since: Where the vehicle was last said to be.
        called: Whether it only tells of a call on the way.
        share: Whether it moves no more than a share of goods told of elsewhere: "the rest".
        nation: The nationality of the vehicle, which stands for the giver where neither a place nor goods tell of one.
        open: Whether its cargo is in no lexicon, and only the frame and the kind of noun show that it is goods.
        moving: A name that no lexicon knows, of what moves: a ship, if it has goods.
        nameless: Parties without a name ("the companies").
        items: The goods named, each with its amount.
        seats: Capitals at an end, each as place and as party: a city or its government.
        meant: Whether the words say outright who it is for.
        lends: Whether it only says who plays a part in a movement that other statements tell.
        unknown: Goods that no lexicon knows, for want of better.
        boxes: Counted containers that the goods are said to travel in.
        measured: Whether the words measure goods without naming them: "11,000 tonnes were taken".
        packed: Wording of packages and generic goods ("the containers"), for want of a better name of what is in them.
    """

    frame: Frame
    trigger: Token
    phrases: Phrases
    roles: dict[Role, list[Mention]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    mode: Mode | None = None
    anaphors: list[Token] = field(default_factory=list)
    implied: dict[Role, Mention] = field(default_factory=dict)
    seizers: list[Token] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    aboard: bool = False
    spoken: dict[int, Mention] = field(default_factory=dict)
    since: Mention | None = None
    called: bool = False
    share: bool = False
    nation: Mention | None = None
    packed: list[Mention] = field(default_factory=list)
    open: bool = False
    unknown: list[Goods] = field(default_factory=list)
    moving: Mention | None = None
    nameless: dict[Role, Mention] = field(default_factory=dict)
    items: list[Goods] = field(default_factory=list)
    lends: bool = False
    meant: bool = False
    seats: list[tuple[Role, Role, Mention]] = field(default_factory=list)
    boxes: list[Mention] = field(default_factory=list)
    measured: bool = False

    def add(self, role: Role, mention: Mention | None) -> bool:
        """Put a mention into a role once; says whether there was one."""
        if mention is None:
            return False
        values = self.roles.setdefault(role, [])
        if all(mention.end <= value.start or value.end <= mention.start for value in values):
            values.append(mention)
        return True

    def goods(self, token: Token) -> bool:
        """Take a noun for goods: cargo with its quantity."""
        if (who := speaker_meant(token)) is not None and is_animate(who):
            return True  # "crew members said *they* would be sent back"
        self.share = self.share or one_of(token, nouns().shares)
        taken = False
        for item in self.phrases.goods(token):
            if item.anaphor:
                self.anaphors.append(item.head)
                self._pack(item)
                self.add("quantity", item.quantity)
                taken = True
            elif item.mention is not None and item.vague:
                self._pack(item)
                if self.frame.open and one_of(item.head, nouns().concrete):
                    self.unknown.append(item)
                taken = True
            elif item.mention is not None and item.kinds:
                self.add("cargo", item.mention)
                self.add("quantity", item.quantity)
                self.items.append(item)
                self.kinds = tuple(dict.fromkeys((*self.kinds, *item.kinds)))
                self._maker(item)
                taken = True
            elif item.mention is not None and self._may_be_goods(item):
                self.unknown.append(item)
                taken = self.phrases.page.anything
        return taken

    def _may_be_goods(self, item: Goods) -> bool:
        """Whether a noun that no lexicon knows is taken for goods, until all slots are filled (`settle`)."""
        if item.mention is None:
            return False
        return self.phrases.page.anything or (self.frame.open and is_concrete(item.head, item.mention.text))

    def settle(self) -> None:
        """Keep goods that no lexicon knows where nothing better is named, and somebody sends them to somebody.

        One end must be a known party or place, or both must be named: "sold hot cells to Norland".
        """
        self.add("vehicle" if self.roles.get("cargo") else "giver", self.moving)
        self._put_goods_before_carriers()
        self._seat()
        for role, mention in self.nameless.items():
            other = self.roles.get("recipient" if role == "giver" else "giver", ())
            known = self.phrases.page.anything or any(find_party(m.text) or find_body(m.text) for m in other)
            if not self.roles.get(role) and known:
                self.add(role, mention)
        if self.roles.get("cargo") or not self.unknown or not (self.phrases.page.anything or self._has_ends()):
            return
        for item in self.unknown:
            self.add("cargo", item.mention)
            self.add("quantity", item.quantity)
            self._maker(item)
        self.kinds, self.open = ("goods",), True

    def box(self, token: Token) -> bool:
        """ "In *three containers*": what goods travel in, which stands for a vehicle where the report names none."""
        inside = token.head.lower_ in ("in", "inside", "aboard") and one_of(token, nouns().containers)
        count = self.phrases.quantity(token) if inside and of_object(token) is None else None
        if count is not None and count not in self.boxes:
            self.boxes.append(count)
        return count is not None

    def boxed(self, counted: Sequence[Mention]) -> list[Mention]:
        """The amounts, where they only count containers: "*three containers* were stopped", not "of rifles"."""
        text = self.phrases.page.document.text
        last = [mention.text.lower().split()[-1].removesuffix("s") for mention in counted]
        only = all(word in nouns().containers for word in last)
        return list(counted) if only and not any(text.startswith(" of ", m.end) for m in counted) else []

    def _put_goods_before_carriers(self) -> None:
        """ "*Nineteen trucks* with *360 tonnes* of food": how much was moved is the weight, not the count of trucks."""
        amounts = self.roles.get("quantity", [])
        measured = [amount for amount in amounts if not self.is_carriers(amount)]
        if measured and self.roles.get("cargo"):
            self.roles["quantity"] = measured

    def is_carriers(self, amount: Mention) -> bool:
        """Whether an amount is the number of vehicles."""
        return any(amount.start < v.end and v.start < amount.end for v in self.roles.get("vehicle", ()))

    def _seat(self) -> None:
        """ "From *Norport* to Southport": a capital beside a town is the city, and its government only if need be."""
        towns = [m for role in ENDS for m in self.roles.get(role, ()) if find_party(m.text) is None]
        both = len({role for role, _, _ in self.seats}) == len(ENDS)
        carried = self.roles.get("vehicle") or (self.spoken and self.roles.get("cargo"))
        if not (towns or carried or (both and self.mode)):
            return
        for place_role, party_role, mention in self.seats:
            self.add(place_role, mention)
            if len(parties := self.roles[party_role]) > 1 and mention in parties:
                parties.remove(mention)

    def split(self) -> list[Filling]:
        """One filling for each of several goods with amounts of their own: "1,400 rifles and 226,000 rounds"."""
        if len(shared := self._apiece()) > 1:
            return shared
        counted = [item for item in self.items if item.quantity is not None and item.mention is not None]
        if len(counted) < 2 or len(counted) < len(self.items) or len(self.roles["quantity"]) != len(counted):
            return [self]
        return [self._only(item) for item in counted]

    def _apiece(self) -> list[Filling]:
        """One filling for each of several that get the same: "25,000 tons *each* went to Norland and Southland"."""
        takers = self.roles.get("recipient", [])
        words = (t for t in clause(self.trigger) if t.lower_ in nouns().apiece)
        if len(takers) < 2 or not self.roles.get("quantity") or next(words, None) is None:
            return []
        return [self._for(taker, takers) for taker in takers]

    def _for(self, taker: Mention, takers: list[Mention]) -> Filling:
        alone = self._copy()
        others = [mention for mention in takers if mention != taker]
        for role in TAKING:
            alone.roles[role] = [mention for mention in self.roles.get(role, []) if mention not in others]
        return alone

    def _copy(self) -> Filling:
        alone = copy(self)
        for name in ("implied", "steps", "spoken", "anaphors", "seizers", "packed"):
            setattr(alone, name, copy(getattr(self, name)))
        alone.roles = {role: list(mentions) for role, mentions in self.roles.items()}
        return alone

    def _only(self, item: Goods) -> Filling:
        alone = self._copy()
        alone.roles["cargo"] = [item.mention] if item.mention else []
        alone.roles["quantity"] = [item.quantity] if item.quantity else []
        alone.kinds, alone.items = item.kinds, [item]
        return alone

    @property
    def has_needs(self) -> bool:
        """Whether one of the roles that its frame needs is filled."""
        consigned = bool(self.anaphors) or bool(self.roles.get("quantity"))
        met = {"aboard": self.aboard, "meant": self.meant, "consignment": consigned}
        needs = self.frame.needs
        return not needs or any(met.get(n, bool(self.roles.get(n))) for n in needs)  # type: ignore[call-overload]

    def _has_ends(self) -> bool:
        named = [[*self.roles.get(a, ()), *self.roles.get(b, ())] for a, b in (GIVING, TAKING)]
        known = any(find_party(mention.text) or find_body(mention.text) for ends in named for mention in ends)
        return known or all(named)

    def _pack(self, item: Goods) -> None:
        """Keep the wording of packages ("the cargo"); a noun of movement alone ("the route") is none."""
        moves = item.head.lemma_.lower() in frames().nouns and not one_of(item.head, nouns().packaging)
        if item.mention is None or moves or ordinal_value(item.mention.text) is not None:
            return
        if self.phrases.is_measure(item.head):  # "a 200,000-*tonne* donation"
            self.measured = True
            return
        self.packed.insert(0 if item.kinds else len(self.packed), item.mention)

    def _maker(self, item: Goods) -> None:
        """The nationality before goods stands for the giver where nobody else is named: "North Korean coal"."""
        owner = self.phrases.owner(item.head)
        nation = owner is not None and owner[1].entry.id.startswith("iso:") and owner[1].via != "capital"
        if owner and nation and "giver" not in self.implied:
            self.implied["giver"] = owner[0]

    def party(self, role: Role, token: Token) -> bool:
        """Take a noun for a party in a role, with known ones conjoined to it ("*Norland and Southland* sent")."""
        found = self.phrases.party(token)
        if found is None or not self._named(role, found, token):
            return False
        for more in conjuncts(token)[1:]:
            other = self.phrases.party(more)
            if other is not None and other[1] is not None:
                self.add(role, other[0])
        return True

    def _named(self, role: Role, found: tuple[Mention, PartyMatch | None], token: Token) -> bool:
        """Add a party with a name; one without ("the companies") waits for a known one on the other side."""
        if found[1] is None and token.pos_ in ("NOUN", "PRON") and not self._has_name(found[0], token):
            self.nameless.setdefault(role, found[0])
            return True
        return self.add(role, found[0])

    def _has_name(self, mention: Mention, token: Token) -> bool:
        """ "*Norland* refinery group": a common noun with a name."""
        starts = ((t, self.phrases.paragraph.start(t)) for t in token.sent)
        return any(t.pos_ == "PROPN" and mention.start <= start < mention.end for t, start in starts)

    def vehicle(self, token: Token) -> bool:
        """Take a noun for a vehicle; its number of trips is how much was moved."""
        mention = self.phrases.vehicle(token)
        if mention is None:
            if (counted := self._counted(token)) is not None:
                return self.vehicle(counted)
            if token.pos_ == "PRON" and token.lower_ in nouns().pronouns:
                self.anaphors.append(token)
                return True
            return False
        self._freight(token)
        self.add("quantity", self.phrases.ordinal(token))
        if (owner := self.phrases.owner(token)) and owner[1].entry.id.startswith("iso:"):
            self.nation = owner[0]
        if (body := self.phrases.operator(token)) is not None:
            self.implied.setdefault("giver", body)
        if self._is_generic(token, mention):
            self.anaphors.append(token)
            self.spoken.setdefault(token.i, mention)
            return True
        self.add("vehicle", mention)
        if one_of(token, nouns().trips) and (count := self.phrases.quantity(token)):
            self.add("quantity", count)
        return True

    def _counted(self, token: Token) -> Token | None:
        """ "A number *of railcars* (at least 73)": the vehicles that a noun of number counts; the count in brackets."""
        inner = of_object(token) if one_of(token, nouns().packaging) else None
        if inner is None or self.phrases.vehicle(inner) is None:
            return None
        count = self.phrases.quantity(inner) or self.phrases.quantity(token)
        self.add("quantity", count or self.phrases.in_brackets(inner, token.right_edge))
        return inner

    def _is_generic(self, token: Token, mention: Mention) -> bool:
        """ "the vessel", "a Russian ship": one vehicle without a name or count, that the text may name elsewhere."""
        named = any(name in mention.text for name in self.phrases.page.vehicles)
        return token.tag_ == "NN" and not named and not any(letter.isdigit() for letter in mention.text)

    def _freight(self, vehicle: Token) -> None:
        """ "A ship *with grain*", "a convoy *of aid*": what a vehicle has in it."""
        for child in vehicle.children:
            if child.dep_ == "prep" and child.lower_ in ("with", "of") and child.i > vehicle.i:
                for noun in child.children:
                    if noun.dep_ == "pobj" and self.phrases.vehicle(noun) is None:  # "a convoy of *trucks*"
                        self.goods(noun)

    def end(self, place_role: Role, party_role: Role, token: Token) -> bool:
        """An end of the movement: a country is party and place, a place keeps its country as implied party."""
        if token.pos_ == "ADV" and token.lower_ in ("there", "here"):
            self.anaphors.append(token)
            return True
        if one_of(token, nouns().modes) and token.pos_ == "NOUN":
            return False
        if token.lower_ in ("those", "that") and (owner := of_object(token)) is not None:
            token = owner  # "from the vaults of Norland to *those of Southland*"
        if self.phrases.vehicle(token) is not None:
            return self.vehicle(token)
        if (owner := self.phrases.keeper(token)) is not None:
            inside = _inside(token) or _inside(owner)
            self.add(place_role, self.phrases.place(inside) if inside is not None else None)
            return self.party(party_role, owner)
        return self._is_within(token) or self._end_of(place_role, party_role, token)

    def _end_of(self, place_role: Role, party_role: Role, token: Token) -> bool:
        place, party = self.phrases.place(token), self.phrases.party(token)
        if place is not None and self.phrases.is_water(place):
            return self.frame.stage != "seized" and self.add("via", place)
        if party and party[1] is not None:
            return self._known_end(place_role, party_role, token, (party[0], party[1]))
        return self._place_or_name(place_role, party_role, token)

    def _is_within(self, token: Token) -> bool:
        """ "From Norport *in Norland*": where a place named before lies is no end of its own, whatever it hangs on."""
        place = self.phrases.place(token)
        if token.head.lower_ != "in" or place is None:
            return False
        text = self.phrases.page.document.text
        sides: tuple[tuple[Role, Role], ...] = (("origin", "giver"), ("destination", "recipient"))
        for role, party in sides:
            for known in self.roles.get(role, ()):
                between = text[known.end : place.start] if known.end < place.start else ""
                if _WITHIN.fullmatch(between) and countries_of(known) & countries_of(place):
                    if country := self.phrases.country_of(token):
                        self.implied.setdefault(party, country[0])
                    return True
        return False

    def _place_or_name(self, place_role: Role, party_role: Role, token: Token) -> bool:
        """An end that the lexicon of parties does not know: a place, or else a name, which is a party."""
        place, party = self.phrases.place(token), self.phrases.party(token)
        if party is not None and self.phrases.is_body(token, trade=self.frame.trade):
            return self._named(party_role, party, token)
        if place is not None:
            self.add(place_role, place)
            if country := self.phrases.country_of(token):
                self.implied.setdefault(party_role, country[0])
            return True
        return party is not None and self._named(party_role, party, token)

    def _known_end(self, place_role: Role, party_role: Role, token: Token, known: tuple[Mention, PartyMatch]) -> bool:
        mention, match = known
        if match.entry.kind is None:
            return self.add(place_role, mention)
        if match.via == "capital" and self.frame.cities:
            return self.add(place_role, mention)
        if match.via == "capital" and place_role in ENDS:
            self.seats.append((place_role, party_role, mention))
        self.add(party_role, mention)
        whole = mention.start <= self.phrases.paragraph.start(token)  # "the Bank of *Norland*" is not the country
        if match.entry.id.startswith("iso:") and match.via in ("name", "alias") and whole:
            self.add(place_role, mention)
        elif (inside := _inside(token)) is not None and (place := self.phrases.place(inside)):
            self.add(place_role, place)
        elif (home := self.phrases.country_of(token)) and home[1].via != "adjective" and home[0].end <= mention.start:
            self.add(place_role, home[0])  # "Yemen's Houthi rebels"
        return True


def _inside(token: Token) -> Token | None:
    """The place that a party is in: rebels in *Yemen*."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            return next((obj for obj in child.children if obj.dep_ == "pobj"), None)
    return None
