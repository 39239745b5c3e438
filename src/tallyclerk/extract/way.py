"""Which places of a movement are on its way, and which are its ends: a harbour only called at is no destination."""

from __future__ import annotations

from tallyclerk.extract.events import Event
from tallyclerk.extract.filling import Filling
from tallyclerk.extract.itinerary import Itinerary
from tallyclerk.extract.page import name_in
from tallyclerk.extract.sameness import countries_of, place_key
from tallyclerk.model import Mention, Role
from tallyclerk.resources.parties import find_party

ENDS: tuple[Role, ...] = ("origin", "destination")


def put_calls_on_the_way(event: Event) -> None:
    """Move goals from which the goods go on to their recipient from the destinations to the way.

    "It docked in Istanbul and is bound for Tripoli": Istanbul was reached, but nothing was delivered there.
    """
    called = {call.key for call in Itinerary(event, None).calls()}
    for telling in event.tellings:
        goals = telling.filling.roles.get("destination", [])
        passed = [place for place in goals if place_key(place) in called]
        if not passed or telling.denied:
            continue
        telling.filling.roles["destination"] = [place for place in goals if place not in passed]
        telling.filling.called = True
        for place in passed:
            telling.filling.add("via", place)
            telling.filling.steps.append(f"“{place.text}” is on the way, as the goods go on to the recipient")


def leave_ends_off_the_way(filling: Filling) -> None:
    """Drop places on the way that are an end of it, or the country that an end lies in."""
    ends = [place for role in ENDS for place in filling.roles.get(role, ())]
    via = filling.roles.get("via", [])
    filling.roles["via"] = [place for place in via if not any(_is_at(place, end) for end in ends)]


def _is_at(place: Mention, end: Mention) -> bool:
    if place_key(place) == place_key(end) or name_in(place.text, end.text) or name_in(end.text, place.text):
        return True
    return find_party(place.text) is not None and bool(countries_of(place) & countries_of(end))
