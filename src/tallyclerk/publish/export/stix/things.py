"""Documents, parties, places and vehicles as STIX has them."""

from __future__ import annotations

from typing import Any

from tallyclerk.model import Document, Origin, OriginKind, PartyKind, PartyValue, PlaceValue, VehicleValue
from tallyclerk.publish.export import edtf, ids, text
from tallyclerk.publish.export.stix.bundle import Bundle, end_of, start_of

CLASSES: dict[PartyKind | None, str] = {
    "country": "organization",
    "body": "organization",
    "company": "organization",
    "group": "group",
    "person": "individual",
    None: "unspecified",
}
ORIGINS: dict[OriginKind, str] = {
    "person": "individual",
    "body": "organization",
    "country": "organization",
    "outlet": "organization",
    "imagery": "organization",
}
"""Identity classes of origins; others are unspecified."""


def document(bundle: Bundle, read: Document) -> list[str]:
    """A report's bytes as observed: a file with its hash, its address, and when they were published.

    Returns:
        Ids of all objects added.
    """
    file = bundle.observe("file", {"hashes": {"SHA-256": read.sha256}, "name": text.label(read.key) or "report"})
    address = text.address(read.url)
    seen = [file, *([bundle.observe("url", {"value": address})] if address else [])]
    if read.published is None:
        return seen  # observed data must say when, and nobody knows
    observed = bundle.add(
        "observed-data",
        ids.of_document(read),
        first_observed=start_of(read.published.earliest),
        last_observed=end_of(read.published.latest),
        number_observed=1,
        object_refs=seen,
    )
    return [*seen, observed]


def outlet(bundle: Bundle, read: Document) -> str | None:
    """Who published a report, if that is known."""
    name = text.label(read.outlet)
    if not name:
        return None
    return bundle.add(
        "identity",
        ids.stable("outlet", name.casefold()),
        name=name,
        identity_class="organization",
        sectors=["communications"],
    )


def reference(read: Document) -> dict[str, Any]:
    """A report as an external reference: who published it, when, where, and the hash of its bytes."""
    published = edtf.of_publication(read.published) or "day of publication not known"
    address = text.address(read.url)
    return {
        "source_name": text.label(read.outlet) or "outlet not known",
        "description": f"{text.passage(read.title) or text.label(read.key)} ({published})",
        **({"url": address, "hashes": {"SHA-256": read.sha256}} if address else {}),
        "external_id": text.label(read.key) or read.id,
    }


def party(bundle: Bundle, value: PartyValue) -> str:
    """A country, body, company, group or person as an identity."""
    return bundle.add(
        "identity",
        ids.of_party(value),
        name=text.label(value.name),
        identity_class=CLASSES[value.kind],
        sectors=["government"] if value.kind in ("country", "body") else None,
        description=_named(value.id),
    )


def origin(bundle: Bundle, found: Origin) -> str:
    """Where information entered the record, as an identity."""
    return bundle.add(
        "identity",
        ids.of_origin(found),
        name=text.label(found.name),
        identity_class=ORIGINS.get(found.kind, "unspecified"),
        description=text.passage(
            f"{'Counts' if found.independent else 'Does not count'} as a witness of its own: {found.reason}"
        ),
    )


def place(bundle: Bundle, value: PlaceValue) -> str | None:
    """A place as a location; None if neither its coordinates nor its country is known, for STIX has no such place."""
    code = (value.country or "").upper()
    country = code if len(code) == 2 and code.isascii() and code.isalpha() else None
    known = value.lat is not None and value.lon is not None and abs(value.lat) <= 90 and abs(value.lon) <= 180
    if not known and not country:
        return None
    return bundle.add(
        "location",
        ids.of_place(value),
        name=text.label(value.name),
        description=text.passage(
            "; ".join(p for p in (_precision(value), _named(value.gazetteer_id), value.note) if p)
        ),
        latitude=value.lat if known else None,
        longitude=value.lon if known else None,
        country=country,
        administrative_area=text.label(value.region),
    )


def vehicle(bundle: Bundle, value: VehicleValue) -> str:
    """A ship, train, aircraft or truck as infrastructure, which STIX says may be physical."""
    numbers = [{"source_name": "IMO", "external_id": value.imo}] if value.imo else None
    flag = f"flag {value.flag}" if value.flag else ""
    return bundle.add(
        "infrastructure",
        ids.of_vehicle(value),
        name=text.label(value.name),
        description=text.passage("; ".join(p for p in (value.kind or value.mode or "vehicle", flag, value.note) if p)),
        infrastructure_types=["unknown"],
        external_references=numbers,
    )


def _precision(value: PlaceValue) -> str:
    return f"known as a {value.precision}" if value.precision else ""


def _named(id: str | None) -> str | None:
    return text.label(id) if id else None
