"""The legs of one movement: where it began, where it called, where it ended or is to end, in the order of the way.

A report seldom states a voyage in one sentence. Its ends are taken from all statements on the movement; a place that
was reached or is to be called at, while the movement goes on to another, lies between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tallyclerk.extract.certainty import stage_of
from tallyclerk.extract.events import Event
from tallyclerk.extract.sameness import countries_of, identity, is_continent, is_water, place_key
from tallyclerk.extract.statement import Telling
from tallyclerk.model import DraftLeg, Mention, Mode, Role
from tallyclerk.resources.parties import find_party
from tallyclerk.resources.speech import nouns
from tallyclerk.resources.vehicles import vehicle_kind

# Stages at which goods have not reached their goal.
UNDER_WAY = ("planned", "in_transit")


@dataclass(frozen=True)
class Call:
    """A place on the way, and the statement that puts it there."""

    place: Mention
    telling: Telling
    reached: bool = True

    @property
    def key(self) -> str:
        """What the place is, so that two wordings of it are one."""
        return place_key(self.place)


@dataclass
class Itinerary:
    """The way of one movement, as its statements tell it."""

    event: Event
    default: Mode | None

    def legs(self) -> Iterator[tuple[Telling, DraftLeg]]:
        """Each leg with the statement that it rests on most; none where nothing says how the goods went."""
        pairs = self._hops() or [*pairwise(self._stops())] or [(self._start(), self._end())]
        for a, b in (part for pair in pairs for part in _by_mode(*pair)):
            last = b or a
            if last is None:
                return
            leg = self._leg(a, b)
            if leg.mode is not None or leg.vehicle is not None:
                yield last.telling, leg

    def _hops(self) -> list[tuple[Call | None, Call | None]]:
        """The movements that single statements tell from end to end, where one goes on from where another ended."""
        told: dict[tuple[str, str], tuple[Call, Call]] = {}
        for t in self._told():
            origin = next(iter(t.own.get("origin", ())), t.filling.since)
            goal = next(iter(t.own.get("destination", ())), None)
            if origin is not None and goal is not None and place_key(origin) != place_key(goal):
                told.setdefault((place_key(origin), place_key(goal)), (Call(origin, t), Call(goal, t)))
        hops = list(told.values())
        goals = {b.key for _, b in hops}
        onward = [hop for hop in hops if hop[0].key in goals]
        first = [hop for hop in hops if hop not in onward and any(hop[1].key == a.key for a, _ in onward)]
        return [*first, *onward] if first else []

    def _stops(self) -> list[Call]:
        start, end = self._start(), self._end()
        if start is None or end is None:
            return []
        between = [call for call in self._between() if call.key not in (start.key, end.key)]
        return [start, *between, end]

    def _start(self) -> Call | None:
        calls = [Call(place, t) for t in self._told() for place in t.own.get("origin", ())]
        calls += [Call(t.filling.since, t) for t in self._told() if t.filling.since and not t.own.get("origin")]
        return _finest(calls) or _finest([Call(party, t) for t in self._told() for party in _country(t, "giver")])

    def _end(self) -> Call | None:
        start = self._start()
        if (lost := self._lost(start)) is not None:
            return lost
        calls = [call for call in self._goals() if start is None or call.key != start.key]
        final = [call for call in calls if self._is_final(call) and not self._is_denied(call)]
        party = [Call(party, t, False) for t in self._told() for party in _country(t, "recipient")]
        party = [call for call in party if start is None or call.key != start.key]
        reached = [call for call in calls if call.reached]
        return _finest(final) or _finest(reached) or _finest(calls) or _finest(party) or self._last_seen(start)

    def _lost(self, start: Call | None) -> Call | None:
        """Where the carrier was lost, so that the way ended there, wherever it was to lead."""
        calls = [Call(place, t) for t in self._told() if _is_lost(t) for place in t.own.get("via", ())]
        return _finest([call for call in reversed(calls) if start is None or call.key != start.key])

    def _last_seen(self, start: Call | None) -> Call | None:
        """Where the goods were last on their way, of a movement whose end nobody tells."""
        calls = [Call(place, t) for t in self._told() for place in t.own.get("via", ()) if not is_water(place)]
        return next((call for call in reversed(calls) if start is None or call.key != start.key), None)

    def _goals(self) -> list[Call]:
        return [
            Call(place, t, stage_of(t.filling.trigger, t.filling.frame.stage)[0] not in UNDER_WAY)
            for t in self._told()
            for place in t.own.get("destination", ())
        ]

    def _is_final(self, call: Call) -> bool:
        """Whether a goal lies with the recipient: in its country, or as the country itself."""
        countries = {identity(party) for t in self._told() for party in t.own.get("recipient", ())}
        return bool(countries & countries_of(call.place))

    def _is_denied(self, call: Call) -> bool:
        """Whether a goal was only planned, and the report denies that the goods came there."""
        if call.reached:
            return False
        missing = [t for t in self.event.tellings if t.denied and t.filling.frame.stage == "delivered"]
        denied = (place for t in missing for role in ("destination", "recipient") for place in t.own.get(role, ()))
        missed = set[str]().union(*map(countries_of, denied))
        return bool(missed & countries_of(call.place))

    def calls(self) -> list[Call]:
        """Goals at which the goods only call, as they go on from there to the recipient."""
        start, end = self._start(), self._end()
        if end is None or not self._is_final(end):
            return []
        ends = [end.key, start.key if start else None]
        return [
            call
            for call in self._goals()
            if call.key not in ends
            and not (self._is_final(call) or _holds(end.place, call.place) or is_continent(call.place))
        ]

    def _between(self) -> list[Call]:
        """Places on the way: those named as such, and those reached though the goods go on to the recipient."""
        told = [t for t in self._told() if not _is_lost(t)]
        calls = [Call(place, t) for t in told for place in t.own.get("via", ()) if not is_water(place)]
        calls += self.calls()
        found: dict[str, Call] = {}
        for call in calls:
            found.setdefault(call.key, call)
        return list(found.values())

    def _told(self) -> list[Telling]:
        return [telling for telling in self.event.tellings if not telling.denied]

    def _leg(self, a: Call | None, b: Call | None) -> DraftLeg:
        telling = b.telling if b else a.telling if a else self.event.tellings[0]
        carried = None if telling.filling.mode else self._vehicle()  # "then by rail" is not by the ship before
        own = telling.named("vehicle") if telling.own.get("vehicle") else ()  # in its finest wording
        vehicle = next(iter(own), None) or carried
        dates = (b.telling.own.get("date", ()) if b else ()) or (a.telling.own.get("date", ()) if a else ())
        return DraftLeg(
            mode=self._mode(vehicle, telling),
            vehicle=vehicle,
            origin=a.place if a else None,
            destination=b.place if b else None,
            date=next(iter(dates), None),
        )

    def _vehicle(self) -> Mention | None:
        """The vehicle of the movement: a named one before one that is only described, the longer wording first."""
        found = [m for t in self.event.tellings for m in t.own.get("vehicle", ())]
        names = self.event.tellings[0].filling.phrases.page.vehicles
        named = [m for m in found if any(name in m.text for name in names)]
        return max(named or found, key=lambda m: (len(m.text.split()), -m.start), default=None)

    def _mode(self, vehicle: Mention | None, telling: Telling) -> Mode | None:
        """How it went: as the statement says outright, by its vehicle, verb or kind of place; else as others say."""
        own = telling.filling.mode or (mode_of(vehicle, telling) if vehicle is not None else None)
        if own:
            return own
        said = [t.filling.mode for t in self._told() if t.filling.mode]
        cues = [*_cues(telling)] or said or [mode for t in self._told() for mode in _cues(t)]
        return Counter(cues).most_common(1)[0][0] if cues else self.default


def _by_mode(a: Call | None, b: Call | None) -> list[tuple[Call | None, Call | None]]:
    """A way whose ends were told by other modes, as two: "left Norport by ship", "a train brought it to Southport"."""
    if a is None or b is None or a.telling is b.telling:
        return [(a, b)]
    began, ended = _own_mode(a.telling), _own_mode(b.telling)
    return [(a, None), (None, b)] if began and ended and began != ended else [(a, b)]


def _is_lost(telling: Telling) -> bool:
    return stage_of(telling.filling.trigger, telling.filling.frame.stage)[0] == "lost"


def _own_mode(telling: Telling) -> Mode | None:
    """How a statement says outright that it went, or by its vehicle."""
    vehicle = next(iter(telling.own.get("vehicle", ())), None)
    return telling.filling.mode or (mode_of(vehicle, telling) if vehicle is not None else None)


def is_part(leg: DraftLeg, other: DraftLeg) -> bool:
    """Whether a leg says less than another one, and nothing else: "to Norport" beside "from Southport to Norport"."""
    if leg is other or leg.mode != other.mode or (leg.origin and leg.destination):
        return False
    ends = ((leg.origin, other.origin), (leg.destination, other.destination))
    if any(mine and (whole is None or place_key(mine) != place_key(whole)) for mine, whole in ends):
        return False
    ours, theirs = leg.vehicle, other.vehicle
    return bool(other.origin and other.destination) and (
        ours is None or (theirs is not None and ours.text == theirs.text)
    )


def mode_of(vehicle: Mention, telling: Telling) -> Mode | None:
    """How a vehicle moves: by its kind, or at sea where the text names it as a ship."""
    if kind := vehicle_kind(vehicle.text):
        return kind[1]
    return "sea" if any(name in vehicle.text for name in telling.filling.phrases.page.vehicles) else None


def default_mode(events: Sequence[Event], text: str) -> Mode | None:
    """The mode that a report's vehicles and places speak for by two to one, else the one that its words do.

    Args:
        events: The movements that it tells.
        text: All its words: "Europe's largest port" speaks for the sea even where no movement names it.
    """
    modes = Counter[Mode]()
    for event in events:
        for telling in event.tellings:
            moved = [mode_of(v, telling) for v in telling.own.get("vehicle", ())]
            modes.update([mode for mode in moved if mode] + list(_cues(telling)))
    found = (nouns().place_modes.get(word) for word in re.findall(r"[a-z]+", text.lower()))
    words = Counter[Mode](mode for mode in found if mode)
    return _clear(modes) or (None if modes else _clear(words))


def _clear(modes: Counter[Mode]) -> Mode | None:
    ranked = modes.most_common(1)
    return ranked[0][0] if ranked and 3 * ranked[0][1] >= 2 * modes.total() else None


def _cues(telling: Telling) -> Iterator[Mode]:
    """Modes that the verb or the kind of a place shows."""
    if mode := nouns().verb_modes.get(telling.filling.trigger.lemma_.lower()):
        yield mode
    for role in ("origin", "destination", "via"):
        for place in telling.own.get(role, ()):
            words = place.text.lower()
            for word, mode in nouns().place_modes.items():
                if word in words.split() or (" " in word and word in words):
                    yield mode
    if any(is_water(place) for place in telling.own.get("via", ())):
        yield "sea"


def _country(telling: Telling, role: Role) -> list[Mention]:
    """The parties of a role that are countries, whose name is also a place."""
    found = telling.named(role)
    return [party for party in found if (match := find_party(party.text)) and match.entry.kind == "country"]


def _finest(calls: Sequence[Call]) -> Call | None:
    """The first place that is finer than a country, else the first."""
    fine = [call for call in calls if not find_party(call.place.text)]
    return next(iter(fine or calls), None)


def _holds(a: Mention, b: Mention) -> bool:
    """Whether one of two places may lie in the other."""
    return bool(countries_of(a) & countries_of(b)) and bool(find_party(a.text) or find_party(b.text))
