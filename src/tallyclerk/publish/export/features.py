"""What GeoJSON and KML show of a dossier: places, other readings of them, and legs, each with its properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from tallyclerk.model import DateValue, Dossier, PlaceValue, Reading, Transfer
from tallyclerk.publish.export import edtf, text
from tallyclerk.publish.export.conflicts import competing
from tallyclerk.publish.export.legs import way
from tallyclerk.publish.export.lines import DECIMALS, Line, between
from tallyclerk.publish.export.passages import Passage
from tallyclerk.publish.export.stated import Stated, stated
from tallyclerk.publish.maps.projection import Point
from tallyclerk.publish.maps.route import Step, route
from tallyclerk.publish.records import Records

Properties = dict[str, Any]

QUOTES = 5
"""Quotes that stand beside one place; the others are in the dossier."""


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on a map.

    Attributes:
        points: A place's one point; empty for a leg, and for what has no coordinates.
        lines: A leg's line, in parts where it crosses the antimeridian; empty where an end is not known.
        begin, end: First and last day or moment of a leg or observation, in ISO 8601.
    """

    id: str
    transfer: str
    kind: Literal["place", "reading", "leg", "observation"]
    name: str
    competing: bool = False
    begin: str | None = None
    end: str | None = None
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    properties: Properties


def features(dossier: Dossier) -> Iterator[Feature]:
    """The places of every transfer with their other readings, its legs, and what sensors saw of its ships."""
    records = Records(dossier)
    for transfer in dossier.transfers:
        for one in stated(records, transfer):
            if isinstance(one.value.value, PlaceValue):
                yield _place(one, one.value.value)
                yield from _readings(one, one.value.value)
        yield from _legs(records, transfer)
        yield from _observations(records, transfer)


def _place(one: Stated, place: PlaceValue) -> Feature:
    marked = competing(one.conflicts)
    return Feature(
        id=one.id,
        transfer=one.transfer.id,
        kind="place",
        name=text.label(one.value.label),
        competing=marked,
        points=_point(place.lon, place.lat),
        properties={
            **_of_transfer(one.transfer),
            "role": one.role,
            "rank": one.rank,
            "competing": marked,
            "verdict": one.fact.verdict,
            "independence": text.passage(one.value.independence),
            "independent_origins": len(one.value.witnesses),
            "credibility": one.value.credibility,
            "country": text.label(place.country),
            "region": text.label(place.region),
            "precision": place.precision or "unknown",
            "gazetteer_id": text.label(place.gazetteer_id),
            "note": text.passage(place.note),
            "conflicts": [{"kind": c.kind, "reason": text.passage(c.reason)} for c in one.conflicts],
            "claims": list(one.value.claims),
            "documents": list(one.value.documents),
            "origins": list(one.value.origins),
            "quotes": _quotes(one),
        },
    )


def _readings(one: Stated, place: PlaceValue) -> Iterator[Feature]:
    """Other places that the wording could name; the one without a reason was not weighed, and is left out."""
    for n, reading in enumerate((r for r in place.readings if r.why), start=1):
        yield _reading(f"{one.id}.reading{n}", one, place, reading)


def _reading(id: str, one: Stated, place: PlaceValue, reading: Reading) -> Feature:
    return Feature(
        id=id,
        transfer=one.transfer.id,
        kind="reading",
        name=text.label(reading.name),
        competing=True,
        points=_point(reading.lon, reading.lat),
        properties={
            **_of_transfer(one.transfer),
            "role": one.role,
            "competing": True,
            "instead_of": text.label(place.name),
            "wording": text.label(place.text),
            "country": text.label(reading.country),
            "note": text.passage(reading.why),
        },
    )


def _legs(records: Records, transfer: Transfer) -> Iterator[Feature]:
    for leg, step in zip(transfer.legs, route(records, transfer).steps, strict=True):
        yield Feature(
            id=f"{transfer.id}.leg{step.number}",
            transfer=transfer.id,
            kind="leg",
            name=text.label(way(leg)),
            begin=_iso(leg.earliest),
            end=_iso(leg.latest),
            lines=_line(step),
            properties={
                **_of_transfer(transfer),
                "number": step.number,
                "mode": leg.mode or "unknown",
                "vehicle": text.label(leg.vehicle),
                "from": text.label(leg.origin),
                "to": text.label(leg.destination),
                "earliest": _iso(leg.earliest),
                "latest": _iso(leg.latest),
                "edtf": edtf.of_leg(leg),
                "certainty": step.certainty,
                "competing": False,
                "drawn_as": "the shortest way between the ends; it is not a track",
            },
        )


def _observations(records: Records, transfer: Transfer) -> Iterator[Feature]:
    sensed = records.dossier.sensed
    for seen in (o for o in (sensed.observations if sensed else ()) if transfer.id in o.transfers):
        yield Feature(
            id=f"{transfer.id}.{seen.id}",
            transfer=transfer.id,
            kind="observation",
            name=text.label(f"{seen.kind}{f', {seen.place}' if seen.place else ''}"),
            begin=seen.start.isoformat(),
            end=seen.end.isoformat(),
            points=_point(seen.lon, seen.lat),
            properties={
                **_of_transfer(transfer),
                "observed": seen.kind,
                "start": seen.start.isoformat(),
                "end": seen.end.isoformat(),
                "competing": False,
                "arithmetic": text.passage(seen.arithmetic),
                "note": text.passage(seen.explanation),
            },
        )


def _of_transfer(transfer: Transfer) -> Properties:
    dates = transfer.facts["date"].values if "date" in transfer.facts else ()
    when = next((edtf.of_value(v.value) for v in dates if isinstance(v.value, DateValue)), "")
    return {
        "transfer": transfer.id,
        "transfer_title": text.passage(transfer.title),
        "status": transfer.status,
        "transfer_edtf": text.label(when),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line(step: Step) -> tuple[Line, ...]:
    if not (step.drawable and step.start and step.end):
        return ()
    return between(step.start.point, step.end.point)


def _point(lon: float | None, lat: float | None) -> tuple[Point, ...]:
    """The point, if it is one on earth."""
    if lon is None or lat is None or not (abs(lat) <= 90 and abs(lon) <= 180):
        return ()
    return ((round(lon, DECIMALS), round(lat, DECIMALS)),)


def _quotes(one: Stated) -> list[Properties]:
    return [_quote(p) for p in one.passages[:QUOTES]]


def _quote(passage: Passage) -> Properties:
    return {
        "text": passage.text,
        "wording": passage.wording,
        "said_by": passage.said_by,
        "certainty": passage.certainty,
        "outlet": passage.outlet,
        "published_edtf": passage.published,
        "document": passage.document.id,
        "url": passage.url,
        "sha256": text.label(passage.document.sha256),
    }
