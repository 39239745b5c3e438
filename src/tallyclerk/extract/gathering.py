"""Gathering a report's statements into movements, and what movements of one report lend each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallyclerk.extract.events import Event, room_for
from tallyclerk.extract.page import name_in
from tallyclerk.extract.sameness import identity, is_only_goods
from tallyclerk.extract.statement import Telling
from tallyclerk.extract.ties import apart
from tallyclerk.model import Mention, Role
from tallyclerk.resources.cargo import cargo_class, cargo_compatible
from tallyclerk.resources.vehicles import vehicle_kind

# What goods share that one clause names side by side.
BESIDE: tuple[Role, ...] = ("giver", "recipient", "origin", "via", "destination", "vehicle")


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
        fitting = [o for o in others if (o.is_seizure if event.is_boarding else o.is_whole) and o.may_be_seen_in(event)]
        if not fitting and event.is_aside:
            fitting = [other for other in others if other.has_goods and not other.contradicts(event)]
        if not fitting and event.is_vague:
            fitting = [other for other in others if other.has_goods and not other.contradicts(event)]
        if len(fitting) == 1 or (
            fitting and event.is_sighting and all(_of_one_way(a, b) for a, b in pairwise(fitting))
        ):
            nearest(fitting, event.start).take_in(event)
            found.remove(event)
    return found


def join_sole_carrier(events: Sequence[Event]) -> list[Event]:
    """Put what a report tells of its one carrier with its one kind of goods: "The Halcyon sailed. She has 600 tonnes."

    Only where all goods of the report go together, and none of them is on another carrier.
    """
    goods = [event for event in events if event.has_goods]
    if (
        not goods
        or not all(cargo_compatible(a.kinds, b.kinds) for at, a in enumerate(goods) for b in goods[at + 1 :])
        or not _is_one_carrier(events)
    ):
        return list(events)
    found = list(events)
    for event in events:
        if event.has_goods or not event.has_carrier:
            continue
        fitting = [other for other in goods if not other.contradicts(event)]
        if fitting:
            nearest(fitting, event.start).take_in(event)
            found.remove(event)
    return found


def _is_one_carrier(events: Sequence[Event]) -> bool:
    """Whether all vehicles of a report can be one: the same name, or one mode and at most one count."""
    told = [(t, m) for event in events for t in event.tellings for m in t.named("vehicle")]
    names = {name for t, m in told for name in t.filling.phrases.page.vehicles if name_in(m.text, name)}
    rest = {m.text for t, m in told if not any(name_in(m.text, name) for name in names)}
    modes = {kind[1] for text in rest if (kind := vehicle_kind(text))} | ({"sea"} if names else set())
    counted = {text for text in rest if any(letter.isdigit() for letter in text) or text.endswith("s")}
    return len(names) + len(counted) < 2 and len(modes) == 1


def nearest(events: Sequence[Event], start: int) -> Event:
    """The event told of last before a place in the text, else the first after it."""
    before = [event for event in events if event.start <= start]
    return before[-1] if before else events[0]


def _of_one_way(a: Event, b: Event) -> bool:
    """Whether two movements go from and to the same parties, as far as they are named."""
    return not any(apart(x, y, role) for x in a.tellings for y in b.tellings for role in ("giver", "recipient"))


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


def share_by_clause(tellings: Sequence[Telling]) -> None:
    """Give goods that one clause names side by side what others tell of only one of them.

    "Customs seized 8 tonnes of ivory and 12 tonnes of scales. The scales came from Norport": so did the ivory.
    """
    told = [t for t in tellings if t.claims and not t.denied]
    for telling in told:
        for other in told:
            if other is telling or other.filling.trigger is not telling.filling.trigger:
                continue
            for role in BESIDE:
                if not telling.named(role) and other.named(role):
                    telling.filling.roles[role] = [m for m in other.named(role) if room_for(telling, role, m)]
                    telling.filling.steps.append(
                        f"no {role} is named for these goods; it is that of what stands beside them"
                    )


def name_vague_goods(tellings: Sequence[Telling]) -> None:
    """Tell what "the load" is, where all goods that the report names are of one kind: the nearest wording."""
    told = [(t, m) for t in tellings if t.weighs for m in t.named("cargo")]
    named = [(t.start, m) for t, m in told if not is_only_goods(m)]
    if not named or not all(
        cargo_compatible(cargo_class(a.text), cargo_class(b.text)) for (_, a), (_, b) in pairwise(named)
    ):
        return
    for telling, mention in told:
        if is_only_goods(mention) and _is_definite(telling, mention):
            _, known = min(named, key=lambda pair: abs(pair[0] - telling.start))
            cargo = telling.filling.roles["cargo"]
            cargo[cargo.index(mention)] = known
            telling.filling.steps.append(f"“{mention.text}” is read as “{known.text}”, the only goods named")


def _is_definite(telling: Telling, mention: Mention) -> bool:
    before = telling.filling.phrases.page.document.text[: mention.start].rstrip().rpartition(" ")[2]
    return before.lower() in ("the", "this", "that", "these", "those", "its", "their")


def drop_repeats(tellings: Sequence[Telling]) -> None:
    """Of claims of one sentence that come to the same keep one: a verb's before a noun's, else the first."""
    kept: list[Telling] = []
    for telling in sorted((t for t in tellings if t.claims), key=lambda t: (t.filling.trigger.pos_ == "NOUN", t.start)):
        telling.claims = not any(_is_repeat(telling, other) for other in kept)
        kept += [telling] if telling.claims else []


def _is_repeat(a: Telling, b: Telling) -> bool:
    one_sentence = a.paragraph is b.paragraph and a.filling.trigger.sent == b.filling.trigger.sent
    return one_sentence and a.outcome == b.outcome and a.wordings() == b.wordings()
