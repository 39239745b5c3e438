"""Comparing two values of one role, whatever their type."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tallyclerk.model import CargoValue, DateValue, Mention, PartyValue, PlaceValue, QuantityValue, Value, VehicleValue
from tallyclerk.reconcile.amounts import compare_quantities
from tallyclerk.reconcile.days import compare_dates
from tallyclerk.reconcile.goods import compare_cargo
from tallyclerk.reconcile.names import words
from tallyclerk.reconcile.relation import DIFFERENT, SAME, UNLIKE, UNSURE, Relation
from tallyclerk.reconcile.tables import tables
from tallyclerk.resources.folding import fold

# Places too wide or shapeless for a distance to tell them from others.
_WIDE = frozenset(("water", "continent"))
_ISO = re.compile(r"iso:([A-Z]{2})$")


@lru_cache(maxsize=200_000)
def compare(a: Value, b: Value) -> Relation:
    """How value a stands to value b of the same role."""
    judge = _JUDGES.get(type(a)) if type(a) is type(b) else None
    if judge is None:
        return SAME if fold(a.text) == fold(b.text) else UNLIKE
    return judge(a, b)


def country_of(value: Value) -> str | None:
    """ISO 3166-1 alpha-2 of the country that a party or place is, or belongs to."""
    if isinstance(value, PartyValue):
        found = _ISO.match(value.id or "")
        return found.group(1) if found else value.country
    return value.country if isinstance(value, PlaceValue) else None


def is_country(value: Value) -> bool:
    """Whether a value is a whole country."""
    if isinstance(value, PartyValue):
        return value.kind == "country" or bool(_ISO.match(value.id or ""))
    return isinstance(value, PlaceValue) and value.precision == "country"


def compare_parties(a: PartyValue, b: PartyValue) -> Relation:
    """A country is wider than its bodies; two bodies of one country are close."""
    if (a.id and a.id == b.id) or fold(a.name) == fold(b.name):
        return SAME
    one, two = country_of(a), country_of(b)
    if one and one == two:
        return _within_country(a, b)
    if one and two:
        return Relation("different", why=f"{a.name} and {b.name} are of two countries")
    if _part_of_name(a.name, b.name):
        return Relation("close", why="the one name is part of the other")
    # A firm that no lexicon knows may well be of the country or body that another report names.
    return UNSURE if bool(a.id) == bool(b.id) else UNLIKE


def _within_country(a: PartyValue, b: PartyValue) -> Relation:
    if is_country(a) == is_country(b):
        return SAME if is_country(a) else Relation("close", why="both are bodies of one country")
    if is_country(a):
        return Relation("wider", why=f"{b.name} belongs to {a.name}")
    return Relation("narrower", why=f"{a.name} belongs to {b.name}")


def compare_places(a: PlaceValue, b: PlaceValue) -> Relation:
    """The same entry, a country or region and a place in it, near neighbours, or two places."""
    if (a.gazetteer_id and a.gazetteer_id == b.gazetteer_id) or _one_name(a, b):
        return SAME
    if _lies_in(b, a):
        return Relation("wider", why=f"{b.name} lies in {a.name}")
    if _lies_in(a, b):
        return Relation("narrower", why=f"{a.name} lies in {b.name}")
    if _is_wide(a) or _is_wide(b):
        return UNLIKE
    return _apart(a, b)


def _one_name(a: PlaceValue, b: PlaceValue) -> bool:
    """Whether two places have one name, or two readings of one wording: nothing says that two places are meant."""
    if fold(a.name) == fold(b.name) and (a.country == b.country or not (a.country and b.country)):
        return True
    return fold(a.text) == fold(b.text) and a.country == b.country and not (is_country(a) or is_country(b))


def _is_wide(place: PlaceValue) -> bool:
    """Whether a place is too wide or shapeless for a distance to tell it from others: a sea, a part of the world."""
    return place.precision == "water" or (place.precision == "region" and place.country is None)


def _lies_in(inner: PlaceValue, outer: PlaceValue) -> bool:
    if not outer.country or inner.country != outer.country or inner.precision == "country":
        return False
    if outer.precision == "country":
        return True
    return outer.precision == "region" and bool(inner.region) and fold(inner.region or "") == fold(outer.name)


def _apart(a: PlaceValue, b: PlaceValue) -> Relation:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        if a.country and b.country and a.country != b.country:
            return DIFFERENT
        # A place that no gazetteer knows may lie in or beside the one that another report names.
        return UNSURE if (a.lat is None) == (b.lat is None) else UNLIKE
    if is_country(a) or is_country(b):
        return DIFFERENT
    km = _kilometres((a.lat, a.lon), (b.lat, b.lon))
    vague = tables().near_words & {*words(a.text), *words(b.text)} or "airport" in (a.precision, b.precision)
    if km <= (tables().limits.near_place_km if vague else tables().limits.same_place_km):
        return Relation("close", why=f"{km:.0f} km apart")
    return Relation("different", why=f"{km:,.0f} km apart")


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance on a sphere, which is enough to tell neighbours. Source: the haversine formula."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def is_named(vehicle: VehicleValue) -> bool:
    """Whether a vehicle goes by a name or number, not only a description."""
    return bool(vehicle.imo or vehicle.id)


def compare_vehicles(a: VehicleValue, b: VehicleValue) -> Relation:
    """The same ship by IMO number or name; a description is wider than a named vehicle that fits it."""
    if a.imo and b.imo:
        return SAME if a.imo == b.imo else DIFFERENT
    if (a.id and a.id == b.id) or fold(a.name) == fold(b.name):
        return SAME
    if a.mode and b.mode and a.mode != b.mode:
        return UNLIKE
    return _two_names(a, b) if is_named(a) and is_named(b) else _described(a, b)


def _two_names(a: VehicleValue, b: VehicleValue) -> Relation:
    return Relation("close", why="the one name is part of the other") if _part_of_name(a.name, b.name) else DIFFERENT


def _described(a: VehicleValue, b: VehicleValue) -> Relation:
    if a.flag and b.flag and a.flag != b.flag:
        return UNLIKE
    if is_named(a) or is_named(b):
        return Relation("wider" if is_named(b) else "narrower", why="the one is named, the other only described")
    return Relation("close", why="two descriptions") if a.mode and a.mode == b.mode else UNLIKE


def _part_of_name(a: str, b: str) -> bool:
    one, two = set(words(a)), set(words(b))
    return bool(one and two) and (one <= two or two <= one)


_JUDGES: dict[type[Mention], Callable[[Any, Any], Relation]] = {
    QuantityValue: compare_quantities,
    DateValue: compare_dates,
    CargoValue: compare_cargo,
    PlaceValue: compare_places,
    PartyValue: compare_parties,
    VehicleValue: compare_vehicles,
}
