"""Searches of STAC APIs for each claimed place and its days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import msgspec

from tallyclerk.config import ScenesSettings
from tallyclerk.errors import SensorError
from tallyclerk.model import Dossier
from tallyclerk.resources.sensors import Thing, find_collection, things_of
from tallyclerk.sense.claimed import Presence, is_exact, presences
from tallyclerk.sense.scenes.box import box
from tallyclerk.sense.scenes.findings import Asked, NotSearched, Search

Sensor = Literal["radar", "optical", "any"]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A place and its days, as items are held against them; `search` is the search as shown.

    `start` and `end` are None where that end is open.
    """

    search: Search
    start: datetime | None
    end: datetime | None
    things: tuple[Thing, ...]


class _Query(msgspec.Struct, frozen=True):
    """What makes two searches one: place, radius, days, and what is looked for."""

    lat: float
    lon: float
    radius: float
    earliest: date | None
    latest: date | None
    things: tuple[str, ...]


def targets(dossier: Dossier, settings: ScenesSettings) -> tuple[tuple[Target, ...], tuple[NotSearched, ...]]:
    """What to search for, each place with the same days once, and what cannot be searched for.

    Raises:
        SensorError: if the settings name no collection.
    """
    groups = _groups(settings.collections)
    asked: dict[_Query, list[Presence]] = {}
    left: dict[NotSearched, None] = {}
    for transfer in dossier.transfers:
        for presence in presences(transfer):
            reason = _why_not(presence)
            if reason:
                left[NotSearched(presence.transfer, presence.role, presence.label, reason)] = None
            else:
                asked.setdefault(_query(presence, settings), []).append(presence)
    found: list[Target] = []
    for query, of in asked.items():
        for sensor, collections in groups:
            id = f"q{len(found) + 1}"
            found.append(_target(id, query, of, (sensor, collections, settings)))
    return tuple(found), tuple(left)


def _groups(named: str) -> tuple[tuple[Sensor, list[str]], ...]:
    """Collections by what they see: only optical ones can be asked for little cloud, for others state none."""
    ids = list(dict.fromkeys(id.strip() for id in named.split(",") if id.strip()))
    if not ids:
        raise SensorError("no collection is named; give ids with commas between them, as in sentinel-2-l2a")
    groups: dict[Sensor, list[str]] = {}
    for id in ids:
        known = find_collection(id)
        groups.setdefault(known.kind if known else "any", []).append(id)
    return tuple(groups.items())


def _why_not(presence: Presence) -> str | None:
    place = presence.place
    if place.lat is None or place.lon is None:
        return "it has no coordinates"
    if not is_exact(place):
        return f"it is only known as a {place.precision}, which is too wide to look for anything in"
    if presence.earliest is None and presence.latest is None:
        return "the reports give no days for it"
    return None


def _query(presence: Presence, settings: ScenesSettings) -> _Query:
    radius = settings.site_km if presence.place.precision == "site" else settings.radius_km
    things = tuple(thing.name for thing in things_of(presence.mode, presence.units))
    at = presence.place.lat or 0.0, presence.place.lon or 0.0
    return _Query(*at, radius, presence.earliest, presence.latest, things)


def _target(
    id: str, query: _Query, of: Sequence[Presence], context: tuple[Sensor, list[str], ScenesSettings]
) -> Target:
    sensor, collections, settings = context
    slack = timedelta(hours=settings.day_hours)
    start = _midnight(query.earliest) - slack if query.earliest else None
    end = _midnight(query.latest) + timedelta(days=1, seconds=-1) + slack if query.latest else None
    body: dict[str, Any] = {
        "collections": collections,
        "bbox": box(query.lat, query.lon, query.radius),
        "datetime": f"{_stamp(start)}/{_stamp(end)}",
        "limit": settings.limit,
    }
    search = Search(
        id=id,
        claims=tuple(dict.fromkeys(Asked(p.transfer, p.role, p.label) for p in of)),
        place=of[0].place.name,
        lat=query.lat,
        lon=query.lon,
        radius_km=query.radius,
        days=f"{query.earliest or '…'} to {query.latest or '…'}",
        basis=f"{of[0].basis}; {settings.day_hours:g} h more on both sides, for nobody says whose days they are",
        looked_for=query.things,
        sensor=sensor,
        body=body if sensor != "optical" else {**body, "query": {"eo:cloud_cover": {"lte": settings.cloud}}},
        with_filter=_filtered(body, settings.cloud) if sensor == "optical" else None,
    )
    return Target(search=search, start=start, end=end, things=tuple(_things(query, of)))


def _things(query: _Query, of: Sequence[Presence]) -> Iterator[Thing]:
    yield from (thing for thing in things_of(of[0].mode, of[0].units) if thing.name in query.things)


def _filtered(body: dict[str, Any], cloud: float) -> dict[str, Any]:
    clear = {"op": "<=", "args": [{"property": "eo:cloud_cover"}, cloud]}
    return {**body, "filter-lang": "cql2-json", "filter": clear}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _stamp(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else ".."
