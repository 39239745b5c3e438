"""One movement as a whole report tells it: which of its statements speak of the same goods on the same way.

News states giver, goods, ship and harbour of one movement in different sentences, and words them now widely ("weapons
arrived in Turkey"), now exactly ("S-400 parts landed at Murted"). Statements are put together only where nothing that
they name speaks against it; then each is given what only others name, and the finest wording of what it names itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tallyclerk.extract.filling import Filling
from tallyclerk.extract.page import name_in
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.telling import evidence, has_goods, speaks_against
from tallyclerk.gazetteer import lookup
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import broad_classes, cargo_class, cargo_compatible, is_narrower
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import find_body, find_party
from tallyclerk.resources.vehicles import vehicle_kind

LENT: tuple[Role, ...] = ("cargo", "giver", "recipient", "origin", "destination", "vehicle")
SEEN: tuple[Role, ...] = ("quantity", "date")
OTHER_SIDE: dict[Role, Role] = {
    "giver": "recipient",
    "recipient": "giver",
    "origin": "destination",
    "destination": "origin",
}
# Classes so wide that sharing them does not make goods the same.
WIDE = frozenset(("goods", "arms", "energy", "food"))


@dataclass
class Telling:
    """One statement of a report about a movement.

    Attributes:
        claims: Whether it is a claim by itself; if not, it only says where a vehicle or goods were.
        denied: Whether it says that the movement did not happen.
        weighs: Whether its movement shows enough to be one.
        own: What its own words name, before other statements lend to it.
    """

    paragraph: Paragraph
    filling: Filling
    claims: bool
    denied: bool = False
    weighs: bool = True
    own: dict[Role, tuple[Mention, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own = {role: tuple(mentions) for role, mentions in self.filling.roles.items()}

    @property
    def counts_carriers(self) -> bool:
        """Whether what it counts is what carries the goods."""
        carriers = {m.text for m in self.own.get("vehicle", ())}
        return any(m.text in carriers or vehicle_kind(m.text) for m in self.own.get("quantity", ()))

    @property
    def is_partial(self) -> bool:
        """Whether it is a sighting of counted goods, which may be some of those that another statement tells of."""
        return self.filling.frame.weak and bool(self.own.get("quantity")) and not self.counts_carriers

    @property
    def start(self) -> int:
        """Where its verb or noun stands in the document."""
        return self.paragraph.start(self.filling.trigger)

    def named(self, role: Role) -> tuple[Mention, ...]:
        """What it names in a role, lent or not."""
        return tuple(self.filling.roles.get(role, ()))

    @property
    def is_substantial(self) -> bool:
        """Whether it names goods with their amount or vehicle, so that it is a claim once others lend it an end."""
        rest = self.own.get("quantity") or self.own.get("vehicle")
        return not self.filling.frame.weak and not self.denied and bool(self.own.get("cargo") and rest)

    def amounts(self) -> set[tuple[str, float]]:
        """How much it says was moved, each as the kind of measure and the number."""
        page = self.filling.phrases.page
        found = (page.quantity_in(m.start, m.end) for m in self.own.get("quantity", ()))
        return {(q.kind or "count", float(q.value)) for q in found if q is not None}


@dataclass
class Event:
    """Statements that may speak of one movement, in the order of the text."""

    tellings: list[Telling] = field(default_factory=list)

    def fit(self, other: Telling) -> int:
        """How closely a statement is tied to this movement: 0 where not at all, or where it contradicts any of it."""
        if any(_contradict(known, other) for known in self.tellings):
            return 0
        return max(_tie(known, other) for known in self.tellings)

    @property
    def start(self) -> int:
        """Where it is first told of."""
        return self.tellings[0].start

    @property
    def is_whole(self) -> bool:
        """Whether it tells what is moved by or for whom; a mere sighting of a carrier does not."""
        return any(t.named("cargo") and t.filling.kinds for t in self.tellings) and any(
            t.named(role) for t in self.tellings for role in ("giver", "recipient")
        )

    @property
    def has_goods(self) -> bool:
        """Whether it tells what goods are moved, by more than "the cargo"."""
        return any(set(t.filling.kinds) - {"goods"} for t in self.tellings)

    @property
    def is_sighting(self) -> bool:
        """Whether it only says where a carrier was, and claims nothing."""
        return not any(t.claims or t.named("cargo") for t in self.tellings)

    @property
    def is_vague(self) -> bool:
        """Whether it speaks of goods but does not tell which."""
        return not self.has_goods and any(t.named("cargo") for t in self.tellings)

    def contradicts(self, other: Event) -> bool:
        """Whether the two cannot be one movement."""
        return any(_contradict(a, b) for a in self.tellings for b in other.tellings)

    def may_be_seen_in(self, sighting: Event) -> bool:
        """Whether a sighting is at an end of this movement, or names one of its parties, and nothing else."""
        if self.contradicts(sighting):
            return False
        ours, theirs = self._sides(), sighting._sides()
        if not any(theirs):
            return sighting.is_carrier
        return any(bool(mine & other) for mine, other in zip(ours, theirs, strict=True))

    @property
    def is_carrier(self) -> bool:
        """Whether it counts or names what carries goods."""
        return any(t.own.get("vehicle") and t.own.get("quantity") for t in self.tellings)

    def _sides(self) -> tuple[set[str], set[str]]:
        """The parties and countries that it goes from, and those that it goes to."""
        parts = [(_from(t), _to(t)) for t in self.tellings]
        return set[str]().union(*(a for a, _ in parts)), set[str]().union(*(b for _, b in parts))

    def weigh(self, needed: int) -> None:
        """Keep its claims only if one of its statements shows, by its own words, so many points for a transfer."""
        for telling in self.tellings:
            if speaks_against(telling) or not has_goods(telling):
                telling.claims = telling.weighs = False
        shown = max((evidence(telling) for telling in self.tellings if telling.claims), default=0)
        for telling in self.tellings:
            telling.weighs = telling.weighs and shown >= needed
            telling.claims = telling.claims and telling.weighs

    def take_in(self, sighting: Event) -> None:
        """Add a sighting, which is no claim of its own then."""
        for telling in sighting.tellings:
            telling.claims = telling.claims and not telling.filling.frame.weak
        self.tellings = sorted((*self.tellings, *sighting.tellings), key=lambda t: t.start)

    def complete(self) -> None:
        """Give each claim the finest wording of what it names, and what only other statements name."""
        for role in LENT:
            told = [m for t in self.tellings if not t.denied for m in t.named(role)]
            for telling in self.tellings:
                if telling.denied and role == "cargo":
                    continue  # what is denied is denied as it was put
                if telling.named(role):
                    _refine(telling, role, told)
                elif told and (telling.claims or telling.is_substantial):
                    self._lend(telling, role)
        for role in SEEN:
            self._count(role)

    def _count(self, role: Role) -> None:
        """Give its claims the number and day of a sighting, where it has only one and they have none."""
        sightings = [t for t in self.tellings if not t.claims and not t.denied]
        if role == "quantity":  # "73 railcars", but not "300 containers", which may be some of the goods
            sightings = [t for t in sightings if t.counts_carriers]
        seen = {m.text: m for t in sightings for m in t.own.get(role, ())}
        if len(seen) != 1 or any(t.named(role) for t in self.tellings if t.claims):
            return
        (mention,) = seen.values()
        for telling in self.tellings:
            if telling.claims and not telling.denied:
                telling.filling.add(role, mention)
                telling.filling.steps.append(f"“{mention.text}” is taken from a sighting of what carries the goods")

    @property
    def family(self) -> frozenset[str]:
        """The widest classes of its goods below goods themselves: arms, energy, food."""
        kinds = {kind for t in self.tellings for kind in t.filling.kinds}
        return frozenset(kinds & broad_classes())

    def take(self, role: Role, mention: Mention) -> None:
        """Give all its claims a party that the report names only for other movements."""
        for telling in self.tellings:
            if telling.claims and _room_for(telling, role, mention):
                telling.filling.add(role, mention)
                telling.filling.steps.append(
                    f"no {role} is named for these goods; “{mention.text}” is the only one named for any such"
                )

    def _lend(self, telling: Telling, role: Role) -> None:
        """The nearest statement lends; a vehicle only where the movement has but one."""
        others = sorted((t for t in self.tellings if not t.denied), key=lambda t: abs(t.start - telling.start))
        if role == "vehicle" and len({m.text for t in others for m in t.named(role)}) != 1:
            return
        lent = next((m for t in others for m in t.named(role) if _room_for(telling, role, m)), None)
        if lent is not None:
            telling.filling.add(role, lent)
            telling.filling.steps.append(
                f"no {role} is named here; “{lent.text}” is taken from another statement on the same goods"
            )


def gather(tellings: Sequence[Telling]) -> list[Event]:
    """Put statements together to movements, each with the one it is tied to most closely, the latest of equals."""
    events: list[Event] = []
    for telling in tellings:
        fits = [(event.fit(telling), at) for at, event in enumerate(events)]
        tie, at = max(fits, default=(0, 0))
        if tie:
            events[at].tellings.append(telling)
        else:
            events.append(Event([telling]))
    return events


def settle(events: Sequence[Event]) -> list[Event]:
    """Put sightings of a carrier, and goods told of in passing, with the movement that they can be of.

    Where a sighting can be of several, these must go one way; the one told of last before takes it.
    "73 railcars stood in Norport, Norland": the arms that Norland sends elsewhere in the report, if it sends no others.
    "The buyer refused the load": the corn, if the report tells of no other goods.
    """
    found = list(events)
    for event in events:
        others = [other for other in found if other is not event]
        if event.is_whole:
            continue
        fitting = [other for other in others if other.is_whole and other.may_be_seen_in(event)]
        if not fitting and event.is_vague:
            fitting = [other for other in others if other.has_goods and not other.contradicts(event)]
        if len(fitting) == 1 or (
            fitting and event.is_sighting and all(_of_one_way(a, b) for a, b in pairwise(fitting))
        ):
            nearest(fitting, event.start).take_in(event)
            found.remove(event)
    return found


def nearest(events: Sequence[Event], start: int) -> Event:
    """The event told of last before a place in the text, else the first after it."""
    before = [event for event in events if event.start <= start]
    return before[-1] if before else events[0]


def _of_one_way(a: Event, b: Event) -> bool:
    """Whether two movements go from and to the same parties, as far as they are named."""
    return not any(_apart(x, y, role) for x in a.tellings for y in b.tellings for role in ("giver", "recipient"))


def share_parties(events: Sequence[Event]) -> None:
    """Give movements without a giver or recipient the only one that the report names for goods of that family."""
    for role in ("giver", "recipient"):
        named = [(event, t, m) for event in events for t in event.tellings if not t.denied for m in t.named(role)]
        for event in events:
            if any(t.named(role) for t in event.tellings):
                continue
            kin = [m for other, _, m in named if other.family & event.family]
            if len({identity(m) for m in kin}) == 1:
                event.take(role, kin[0])


def _refine(telling: Telling, role: Role, told: Sequence[Mention]) -> None:
    """Put the finest wording of the same thing in the place of each wide one."""
    kept: list[Mention] = []
    for mention in telling.named(role):
        finer = [other for other in told if is_finer(other, mention, role)]
        best = max(finer, key=lambda m: len(m.text), default=mention)
        if best != mention:
            telling.filling.steps.append(f"“{mention.text}” is “{best.text}”, as another statement on it says")
        if all(best != other for other in kept):
            kept.append(best)
    telling.filling.roles[role] = kept


def is_finer(a: Mention, b: Mention, role: Role) -> bool:
    """Whether one wording names the same thing as another, but more exactly."""
    if role == "cargo":
        ours, theirs = cargo_class(a.text), cargo_class(b.text)
        return is_narrower(ours, theirs) or bool(set(ours) - {"goods"} and not set(theirs) - {"goods"})
    if role in ("origin", "destination"):
        country = find_party(b.text)
        return country is not None and find_party(a.text) is None and country.entry.country in countries_of(a)
    if role in ("giver", "recipient"):
        group, country = find_party(a.text), find_party(b.text)
        pair = group is not None and country is not None and group.entry.country == country.entry.country
        return pair and group.entry.kind == "group" and country.entry.kind == "country"  # type: ignore[union-attr]
    return role == "vehicle" and a.text != b.text and bool(name_in(a.text, b.text))


def _room_for(telling: Telling, role: Role, mention: Mention) -> bool:
    """Whether a role may be lent: its party or place is not in the statement on the other side already."""
    other = OTHER_SIDE.get(role)
    return other is None or identity(mention) not in {identity(known) for known in telling.named(other)}


def _tie(a: Telling, b: Telling) -> int:
    """How closely two statements are tied: by vehicle, name, narrow class or amount of the goods, a party alone."""
    if a.is_partial or b.is_partial:
        return 0
    if _share_vehicle(a, b):
        return 4
    ours, theirs = a.named("cargo"), b.named("cargo")
    if any(_heads(x) & _heads(y) for x in ours for y in theirs):
        return 3
    if (set(a.filling.kinds) & set(b.filling.kinds)) - WIDE:
        return 2
    by_party = any(_shared(a, b, role) for role in ("giver", "recipient"))
    by_family = bool(set(a.filling.kinds) & set(b.filling.kinds) & broad_classes())  # "rifles", then "the weapons"
    if (by_party or by_family) and a.amounts() & b.amounts():
        return 2
    return 1 if (by_party or by_family) and (_is_vague(a) or _is_vague(b)) else 0


def _is_vague(telling: Telling) -> bool:
    """Whether a statement does not say what exactly, or how much, was moved on what."""
    precise = set(telling.filling.kinds) - WIDE or telling.own.get("quantity") or telling.own.get("vehicle")
    return not precise


def _contradict(a: Telling, b: Telling) -> bool:
    """Whether what two statements name cannot be of one movement."""
    if _other_goods(a, b) or _other_vehicle(a, b):
        return True
    return _apart(a, b, "giver") or _apart(a, b, "recipient") or _crossed(a, b) or _other_amount(a, b)


def _other_goods(a: Telling, b: Telling) -> bool:
    """Whether the goods are of classes that do not go together, or are other makes of goods."""
    if not cargo_compatible(a.filling.kinds, b.filling.kinds):
        return True
    ours, theirs = a.named("cargo"), b.named("cargo")
    makes = [_makes(mentions) for mentions in (ours, theirs)]
    return bool(all(makes)) and not makes[0] & makes[1]


def _makes(cargo: Iterable[Mention]) -> frozenset[str]:
    """The names of makes in goods: *Leopard* tanks, *S-400* parts. A nationality is none."""
    words = (word for mention in cargo for word in re.findall(r"[\w-]+", mention.text))
    return frozenset(fold(word) for word in words if _is_make(word))


def _is_make(word: str) -> bool:
    return (word[0].isupper() or any(c.isdigit() for c in word)) and len(word) > 2 and find_party(word) is None


def _ids(telling: Telling, role: Role) -> set[str]:
    return {identity(mention) for mention in telling.named(role)}


def _from(telling: Telling) -> set[str]:
    return _ids(telling, "giver").union(*(countries_of(place) for place in telling.named("origin")))


def _to(telling: Telling) -> set[str]:
    return _ids(telling, "recipient").union(*(countries_of(place) for place in telling.named("destination")))


def _crossed(a: Telling, b: Telling) -> bool:
    """Whether one goes to whom the other comes from: "Norland sent arms", "ships unloaded in Norland"."""
    if _from(a) & _from(b) or _to(a) & _to(b):
        return False
    return bool(_from(a) & _ids(b, "recipient") or _from(b) & _ids(a, "recipient"))


def _shared(a: Telling, b: Telling, role: Role) -> bool:
    return bool(_ids(a, role) & _ids(b, role))


def _apart(a: Telling, b: Telling, role: Role) -> bool:
    return bool(_ids(a, role) and _ids(b, role)) and not _shared(a, b, role)


def _other_amount(a: Telling, b: Telling) -> bool:
    """Whether both say how much in one kind of measure, and no number is the same."""
    ours, theirs = a.amounts(), b.amounts()
    return bool({kind for kind, _ in ours} & {kind for kind, _ in theirs}) and not ours & theirs


def _share_vehicle(a: Telling, b: Telling) -> bool:
    return any(same_vehicle(x, y) for x in a.named("vehicle") for y in b.named("vehicle"))


def same_vehicle(a: Mention, b: Mention) -> bool:
    """Whether one vehicle's wording holds the other's."""
    return a.text == b.text or bool(name_in(a.text, b.text) or name_in(b.text, a.text))


def _other_vehicle(a: Telling, b: Telling) -> bool:
    """Whether one has a ship by name and the other another one, or several without names."""
    if _share_vehicle(a, b):
        return False
    return (_is_proper(a) and (_is_proper(b) or _is_fleet(b))) or (_is_proper(b) and _is_fleet(a))


def _is_proper(telling: Telling) -> bool:
    return any(name_in(m.text, n) for m in telling.named("vehicle") for n in _ship_names(telling))


def _is_fleet(telling: Telling) -> bool:
    """Whether its vehicles are counted: "16 ships"."""
    counted = {m.text for m in telling.own.get("quantity", ())}
    return any(m.text in counted for m in telling.named("vehicle"))


def _ship_names(telling: Telling) -> Iterable[str]:
    return telling.filling.phrases.page.vehicles


def _heads(cargo: Mention) -> frozenset[str]:
    """The last words of a list of goods, without their plural."""
    return frozenset(
        part.split()[-1].removesuffix("s") for part in re.split(r",| and ", fold(cargo.text)) if part.split()
    )


def identity(mention: Mention) -> str:
    """What a wording of a party or place stands for: the same for a country, its adjective and its government."""
    match = find_party(mention.text) or find_body(mention.text)
    if match is None:
        return fold(mention.text)
    return match.entry.country or match.entry.id


def countries_of(place: Mention) -> set[str]:
    """Countries that a place may lie in, by any of its last words ("railway station in Norport")."""
    match = find_party(place.text)
    if match is not None:
        return {match.entry.country or match.entry.id}
    words = place.text.split()
    for first in range(len(words)):
        if found := lookup(" ".join(words[first:])):
            return {candidate.country for candidate in found if candidate.country}
    return set()
