"""Candidates for the wording of a place, and how well each fits what the text says."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from tallyclerk.gazetteer import Place, lookup, near_names
from tallyclerk.gazetteer.geodesy import points_km
from tallyclerk.ground.area import Holder
from tallyclerk.ground.context import Context
from tallyclerk.ground.wording import Wording
from tallyclerk.model import Precision
from tallyclerk.resources.parties import find_party

# Weights, set by hand and measured by benchmarks/stage_toponyms.py. Their order matters more than their size: what the
# words around a name say outright counts before what the document is about, and that before size.
HELD, HELD_LISTED = 8.0, 4.0
MISSED, MISSED_LISTED = -6.0, -0.5
ASKED, NOT_ASKED = 2.0, -1.0
NAMED_COUNTRY = 2.0
NEAR_OTHERS = 1.5
MAIN_NAME = 0.8
_BASE: dict[Precision, float] = {
    "country": 6.0,
    "region": 3.2,
    "water": 3.0,
    "site": 2.4,
    "port": 2.0,
    "airport": 0.5,
    "settlement": 0.0,
}
_NEAR_KM = 300.0
_FEW = 40
_CITY = 50_000


class Candidate(msgspec.Struct, frozen=True):
    """A place that a name can mean, by which name it was found, and whether that name had to be mended."""

    place: Place
    name: str
    mended: bool = False


class Scored(msgspec.Struct, frozen=True):
    """A candidate with its score and the reasons for it, strongest first."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]

    @property
    def place(self) -> Place:
        """The place."""
        return self.candidate.place


def candidates(wording: Wording, holders: Sequence[Holder], context: Context) -> tuple[Candidate, ...]:
    """Places of the first of the wording's names that has any; else those of a name one or two letters away."""
    for name in wording.names:
        found = _named(name, context) if any(letter.isupper() for letter in name) else []
        if found:
            return tuple(dict.fromkeys(_without_namesakes(found, wording.asks)))
    for name in reversed(wording.names):
        mended = _mended(name, holders, context)
        if mended:
            return mended
    return ()


def _without_namesakes(found: list[Candidate], asks: Precision | None) -> list[Candidate]:
    """Without regions that bear the name of a city in them: "Moscow" is the city unless the region is asked for."""
    if asks == "region":
        return found
    cities = {(c.place.country, c.place.region) for c in found if c.place.population >= _CITY}
    return [c for c in found if c.place.kind != "region" or (c.place.country, c.place.region) not in cities]


def _named(name: str, context: Context) -> list[Candidate]:
    found = (*_countries(name, context), *lookup(name.replace("irbase", "ir base")))
    regions = {place.country for place in found if place.kind == "region" and place.main}
    party = find_party(name)
    if party is not None and party.via == "alias":
        # England is a region of its own, though the press uses it for the kingdom.
        found = tuple(place for place in found if place.precision != "country" or place.country not in regions)
    return [Candidate(place, name) for place in found]


def score(candidate: Candidate, wording: Wording, holders: Sequence[Holder], context: Context) -> Scored:
    """How well a candidate fits: what holds it, what is asked for, which countries the text names, and its size."""
    place = candidate.place
    total = _BASE[place.precision] + 0.5 * math.log10(place.population + 10)
    total += MAIN_NAME if place.main else 0.0
    total -= 1.5 if place.kind == "county" else 0.0
    reasons: list[str] = []
    for told in holders:
        holds = told.holds(place)
        total += (HELD if told.strong else HELD_LISTED) if holds else (MISSED if told.strong else MISSED_LISTED)
        if holds:
            label = next(area.label for area in told.areas if area.holds(place))
            reasons.append(f"the text places it in {label}")
    total += _asked(place, wording.asks)
    share = _share(place.country, context)
    if share and not reasons:
        reasons.append("the text speaks of that country")
    return Scored(candidate, total + NAMED_COUNTRY * share, tuple(reasons))


def nearness(place: Place, others: Sequence[Place]) -> float:
    """A bonus for a place in the country of, or within a few hundred kilometres of, other places of the document."""
    exact = [
        other for other in others if other.id != place.id and other.precision not in ("country", "region", "water")
    ]
    if not exact:
        return 0.0
    if any(points_km(place.lat, place.lon, other.lat, other.lon) < _NEAR_KM for other in exact[:_FEW]):
        return NEAR_OTHERS
    return NEAR_OTHERS / 3 if any(place.country and place.country == other.country for other in exact) else 0.0


def _countries(name: str, context: Context) -> list[Place]:
    """The country of this name or adjective, as a place."""
    party = find_party(name)
    entry = party.entry if party else None
    if party and party.via == "relative":
        entry = context.relative(name)
    if entry is None or party is None or not entry.id.startswith("iso:") or party.via == "capital":
        return []
    return [msgspec.structs.replace(place, main=True) for place in lookup(entry.name) if place.id == entry.id]


def _mended(name: str, holders: Sequence[Holder], context: Context) -> tuple[Candidate, ...]:
    """Candidates whose names are near this one, in the countries that hold it or else that the text names most.

    Where the text only names a country somewhere, a single letter may differ, and the word must be a long one.
    """
    if not name[:1].isupper() or " " in name.strip():
        return ()
    stated = [area.country for told in holders for area in told.areas]
    if not stated and len(name) < 7:
        return ()
    found: list[Candidate] = []
    for country in dict.fromkeys(stated or context.leading(3)):
        for near in near_names(name, country, 2 if stated else 1)[:5]:
            found.extend(Candidate(place, near, mended=True) for place in lookup(near) if place.country == country)
    return tuple(dict.fromkeys(found))


def _asked(place: Place, asks: Precision | None) -> float:
    if asks is None or asks == "site":
        return 0.0
    if asks == place.precision or (asks == "port" and place.port):
        return ASKED
    if asks in ("port", "airport", "settlement") and place.precision in ("settlement", "port"):
        return 0.0
    return NOT_ASKED


def _share(country: str | None, context: Context) -> float:
    """How often the text names a country, against the one it names most."""
    most = max(context.countries.values(), default=0)
    count = context.countries.get(country or "", 0)
    return 0.4 + 0.6 * count / most if count else 0.0
