"""Documents, parties, places and vehicles as FollowTheMoney has them."""

from __future__ import annotations

from tallyclerk.model import Document, Mode, PartyKind, PartyValue, PlaceValue, Registered, VehicleValue
from tallyclerk.publish import words
from tallyclerk.publish.export import edtf, ids, text
from tallyclerk.publish.export.ftm.entities import Entities
from tallyclerk.resources.languages import language_alpha3

PARTIES: dict[PartyKind | None, str] = {
    "country": "PublicBody",  # FollowTheMoney has no schema for a state
    "body": "PublicBody",
    "company": "Company",
    "group": "Organization",
    "person": "Person",
    None: "LegalEntity",
}
VEHICLES: dict[Mode | None, str] = {"sea": "Vessel", "air": "Airplane"}


def article(entities: Entities, document: Document) -> str:
    """A report as an Article with its text."""
    return entities.add(
        ids.of_document(document),
        "Article",
        title=text.passage(document.title) or text.label(document.key),
        author=text.label(document.author),
        publisher=text.label(document.outlet),
        sourceUrl=text.address(document.url),
        publishedAt=day(edtf.of_publication(document.published)),
        language=language_alpha3(document.language),
        bodyText=text.article(document.text),
        notes=[
            f"SHA-256 of the raw bytes: {text.label(document.sha256)}",
            f"published (EDTF): {edtf.of_publication(document.published) or 'not known'}",
            *([f"evidence archive: {text.label(document.record)}"] if document.record else []),
        ],
    )


def party(entities: Entities, value: PartyValue) -> str:
    """A country, body, company, group or person."""
    return entities.add(
        ids.of_party(value),
        PARTIES[value.kind],
        name=text.label(value.name),
        alias=_other(value.text, value.name),
        country=country(value.country),
        **_registered(value.register),
    )


def place(entities: Entities, value: PlaceValue) -> str:
    """A place as an Address."""
    known = value.lat is not None and value.lon is not None
    where = (text.label(part) for part in (value.name, value.region, value.country))
    return entities.add(
        ids.of_place(value),
        "Address",
        full=", ".join(dict.fromkeys(part for part in where if part)),
        name=text.label(value.name),
        alias=_other(value.text, value.name),
        region=text.label(value.region),
        country=country(value.country),
        latitude=str(value.lat) if known else None,
        longitude=str(value.lon) if known else None,
        remarks=[
            f"precision: {value.precision or 'not known'}",
            f"gazetteer: {text.label(value.gazetteer_id) or 'none'}",
        ],
        notes=text.passage(value.note),
    )


def vehicle(entities: Entities, value: VehicleValue) -> str:
    """A ship as a Vessel, an aircraft as an Airplane, anything else as a Vehicle."""
    schema = VEHICLES.get(value.mode, "Vehicle")
    ship: dict[str, str | None] = (
        {"imoNumber": f"IMO{value.imo}" if value.imo else None, "flag": country(value.flag)}
        if schema == "Vessel"
        else {}
    )
    return entities.add(
        ids.of_vehicle(value),
        schema,
        name=text.label(value.name),
        alias=_other(value.text, value.name),
        type=text.label(value.kind),
        notes=text.passage(value.note),
        **ship,
        **_registered(value.register),
    )


def country(code: str | None) -> str | None:
    """A country as FollowTheMoney writes it: two small letters."""
    return code.lower() if code and len(code) == 2 and code.isascii() and code.isalpha() else None


def day(written: str) -> str | None:
    """EDTF, if it is a day, month or year, which is all that FollowTheMoney knows."""
    parts = written.split("-")
    return written if len(parts) <= 3 and written and all(part.isascii() and part.isdigit() for part in parts) else None


def _other(wording: str, name: str) -> str | None:
    shown = text.label(wording)
    return shown if shown.casefold() != text.label(name).casefold() else None


def _registered(held: Registered | None) -> dict[str, str | list[str] | None]:
    """What the user's own register says, in words alone: a match is no ground to mark anyone as sanctioned."""
    if held is None:
        return {}
    listed = f"; sanctioned there ({words.listed(held.programs) or 'programme not named'})" if held.sanctioned else ""
    return {
        "keywords": f"register: {text.label(held.id)}",
        "summary": text.passage(f"In the user's register as {held.name}{listed}; matched because: {held.why}"),
    }
