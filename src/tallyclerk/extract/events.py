"""One movement as a whole report tells it: which of its statements speak of the same goods on the same way.

News states giver, goods, ship and harbour of one movement in different sentences, and words them now widely ("weapons
arrived in Turkey"), now exactly ("S-400 parts landed at Murted"). Statements are put together only where nothing that
they name speaks against it; then each is given what only others name, and the finest wording of what it names itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tallyclerk.extract.page import name_in
from tallyclerk.extract.sameness import identity, is_finer, is_firm, is_state, place_key
from tallyclerk.extract.statement import Telling
from tallyclerk.extract.telling import WEIGHED, evidence, has_goods, speaks_against
from tallyclerk.extract.ties import contradict, goals_of, sources_of, tie
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import broad_classes

LENT: tuple[Role, ...] = ("cargo", "giver", "recipient", "origin", "destination", "vehicle")
# What a share of goods has in common with the whole.
SAME: tuple[Role, ...] = ("cargo", "giver", "origin", "vehicle")
IMPLIED: tuple[Role, ...] = ("giver", "recipient")
SEEN: tuple[Role, ...] = ("quantity", "date")
OTHER_SIDE: dict[Role, Role] = {
    "giver": "recipient",
    "recipient": "giver",
    "origin": "destination",
    "destination": "origin",
}
# The frame of those who stop and search.
BOARDING = "board"


@dataclass
class Event:
    """Statements that may speak of one movement, in the order of the text."""

    tellings: list[Telling] = field(default_factory=list)

    def fit(self, other: Telling) -> int:
        """How closely a statement is tied to this movement: 0 where not at all, or where it contradicts any of it."""
        if any(contradict(known, other) for known in self.tellings):
            return 0
        return max(tie(known, other) for known in self.tellings)

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
    def is_claimed(self) -> bool:
        """Whether it makes a claim that is no denial."""
        return any(t.claims and not t.denied for t in self.tellings)

    @property
    def is_counted(self) -> bool:
        """Whether one of its claims says how much, by more than the number of carriers that somebody saw."""
        return any(t.own.get("quantity") for t in self.tellings if t.claims)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes of its goods."""
        return tuple(dict.fromkeys(kind for t in self.tellings for kind in t.filling.kinds))

    @property
    def has_carrier(self) -> bool:
        """Whether it tells what carries the goods: by name, by number, or one; not just "ships"."""
        carriers = [(t, m.text) for t in self.tellings for m in t.named("vehicle")]
        return any(not text.endswith("s") or t.counts_carriers or _is_named(t, text) for t, text in carriers)

    @property
    def is_sighting(self) -> bool:
        """Whether it only says where a carrier was, and claims nothing."""
        return not any(t.claims or t.named("cargo") for t in self.tellings)

    @property
    def is_vague(self) -> bool:
        """Whether it speaks of goods but does not tell which."""
        return not self.has_goods and any(t.named("cargo") for t in self.tellings)

    @property
    def is_aside(self) -> bool:
        """Whether it only tells who plays a part, or where a stop is made, in what other statements tell of."""
        return all(t.is_aside for t in self.tellings)

    def contradicts(self, other: Event) -> bool:
        """Whether the two cannot be one movement."""
        return any(contradict(a, b) for a in self.tellings for b in other.tellings)

    def may_be_seen_in(self, sighting: Event) -> bool:
        """Whether a sighting is at an end of this movement, or names one of its parties, and nothing else."""
        if self.contradicts(sighting):
            return False
        ours, theirs = self._sides(), sighting._sides()
        if not any(theirs):
            return sighting.is_carrier or sighting.is_boarding
        return any(bool(mine & other) for mine, other in zip(ours, theirs, strict=True))

    @property
    def is_carrier(self) -> bool:
        """Whether it counts or names what carries goods."""
        return any(t.own.get("vehicle") and t.own.get("quantity") for t in self.tellings)

    @property
    def is_boarding(self) -> bool:
        """Whether it tells of vehicles that were stopped and searched, and of nothing in them."""
        return all(t.filling.frame.id == BOARDING and t.own.get("vehicle") for t in self.tellings)

    @property
    def is_seizure(self) -> bool:
        """Whether somebody took the goods."""
        return any(t.claims and t.filling.frame.stage == "seized" for t in self.tellings)

    def _sides(self) -> tuple[set[str], set[str]]:
        """The parties and countries that it goes from, and those that it goes to."""
        parts = [(sources_of(t), goals_of(t)) for t in self.tellings]
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
            dealt = {m for t in self.tellings if t.filling.frame.trade for m in t.own.get(role, ()) if is_firm(m)}
            for telling in self.tellings:
                if telling.denied and role == "cargo":
                    continue  # what is denied is denied as it was put
                if telling.named(role):
                    _refine(telling, role, told, dealt)
                elif told and (telling.claims or telling.is_substantial):
                    self._lend(telling, role)
        for role in SEEN:
            self._count(role)
        self._weigh_carriers()
        self._box()
        self._put_stops()

    def _put_stops(self) -> None:
        """Give the places on the way that a statement tells without being a claim to the claim nearest to it."""
        claims = [t for t in self.tellings if t.claims and not t.denied]
        for telling in self.tellings:
            if telling.claims or telling.denied or not claims:
                continue
            nearest = min(claims, key=lambda t: abs(t.start - telling.start))
            for place in telling.own.get("via", ()):
                if room_for_stop(nearest, place):
                    nearest.filling.add("via", place)
                    nearest.filling.steps.append(f"“{place.text}” is on the way, as another statement on it says")

    def share_implied(self) -> None:
        """Give its claims the nation of goods or place that only a statement which claims nothing names."""
        for role in IMPLIED:
            told = [t for t in self.tellings if not t.denied]
            if any(t.named(role) or (t.claims and (role in t.filling.implied or t.filling.nation)) for t in told):
                continue
            found = next((t.filling.implied[role] for t in told if role in t.filling.implied), None)
            for telling in self.tellings:
                if found is not None and room_for(telling, role, found):
                    telling.filling.implied.setdefault(role, found)

    def _count(self, role: Role) -> None:
        """Give its claims the number and day of a sighting, where it has only one and they have none."""
        sightings = [t for t in self.tellings if not t.claims and not t.denied]
        sightings = [t for t in sightings if not t.is_past] or sightings  # "earlier pictures *had shown* 20"
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

    def _box(self) -> None:
        """Give its claims the containers that the goods travel in, where no vehicle is named."""
        boxes = {m.text: m for t in self.tellings if not t.denied for m in t.filling.boxes}
        if len(boxes) != 1 or any(t.named("vehicle") for t in self.tellings):
            return
        (box,) = boxes.values()
        for telling in self.tellings:
            if telling.claims and not telling.denied:
                telling.filling.add("vehicle", box)

    def _weigh_carriers(self) -> None:
        """Where one statement weighs the goods, the number of what carried them is not how much was moved."""
        weighed = {
            m.text: m
            for t in self.tellings
            if t.claims and not t.denied and not t.filling.share and any(kind in WEIGHED for kind, _ in t.amounts())
            for m in t.own.get("quantity", ())
        }
        if len(weighed) != 1:
            return
        (amount,) = weighed.values()
        for telling in self.tellings:
            counted = telling.named("quantity")
            boxed = telling.filling.boxed(counted)
            carried = telling.own.get("vehicle") and all(map(telling.filling.is_carriers, counted))
            if counted and (boxed or carried):
                telling.filling.boxes.extend(boxed)
                telling.filling.roles["quantity"] = [amount]
                telling.filling.steps.append(f"“{counted[0].text}” carried “{amount.text}”, as another statement says")

    def count(self, amount: Mention) -> None:
        """Give all its claims an amount that the report tells apart from them."""
        for telling in self.tellings:
            if telling.claims and not telling.denied and not telling.filling.share:
                telling.filling.roles["quantity"] = [amount]
                telling.filling.steps.append(f"“{amount.text}” is the only amount that the report names for such goods")

    @property
    def family(self) -> frozenset[str]:
        """The widest classes of its goods below goods themselves: arms, energy, food."""
        kinds = {kind for t in self.tellings for kind in t.filling.kinds}
        return frozenset(kinds & broad_classes())

    def take(self, role: Role, mention: Mention) -> None:
        """Give all its claims a party that the report names only for other movements."""
        for telling in self.tellings:
            if telling.claims and room_for(telling, role, mention):
                telling.filling.add(role, mention)
                telling.filling.steps.append(
                    f"no {role} is named for these goods; “{mention.text}” is the only one named for any such"
                )

    def _lend(self, telling: Telling, role: Role) -> None:
        """The nearest statement lends; a vehicle only where the movement has but one."""
        whole = [
            t for t in self.tellings if not t.denied and (t.filling.share == telling.filling.share or role in SAME)
        ]
        others = sorted(whole, key=lambda t: abs(t.start - telling.start))
        if role == "vehicle" and len({m.text for t in others for m in t.named(role)}) != 1:
            return
        lent = next((m for t in others for m in t.named(role) if room_for(telling, role, m)), None)
        if lent is not None:
            telling.filling.add(role, lent)
            telling.filling.steps.append(
                f"no {role} is named here; “{lent.text}” is taken from another statement on the same goods"
            )


def _is_named(telling: Telling, vehicle: str) -> bool:
    return any(name_in(vehicle, name) for name in telling.filling.phrases.page.vehicles)


def _refine(telling: Telling, role: Role, told: Sequence[Mention], dealt: Collection[Mention]) -> None:
    """Put the finest wording of the same thing in the place of each wide one.

    A firm that is party to the deal is finer than the state where the goods only come from or go to.
    """
    place: Role = "origin" if role == "giver" else "destination"
    kept: list[Mention] = []
    for mention in telling.named(role):
        only_place = mention in telling.named(place) and is_state(mention)
        counted = role == "cargo" and any(mention.text in amount.text for amount in telling.own.get("quantity", ()))
        finer = [m for m in told if is_finer(m, mention, role) or (only_place and m in dealt)]
        finer = [] if counted and " " in mention.text else finer  # "35 army trucks" are none of the "M-55S"
        best = max(finer, key=lambda m: len(m.text), default=mention)
        if best != mention:
            telling.filling.steps.append(f"“{mention.text}” is “{best.text}”, as another statement on it says")
        if all(best != other for other in kept):
            kept.append(best)
    telling.filling.roles[role] = kept


def room_for(telling: Telling, role: Role, mention: Mention) -> bool:
    """Whether a role may be lent: its party or place is not in the statement on the other side already."""
    other = OTHER_SIDE.get(role)
    return other is None or identity(mention) not in {identity(known) for known in telling.named(other)}


def room_for_stop(telling: Telling, place: Mention) -> bool:
    """Whether a place on the way is none that the statement names already, as a stop or as an end."""
    named = (m for role in ("via", "origin", "destination") for m in telling.named(role))
    return place_key(place) not in {place_key(known) for known in named}
