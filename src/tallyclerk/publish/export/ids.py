"""Ids that hang on what a thing is, not on its number in one dossier: the same thing has the same id in the next."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from tallyclerk.model import (
    Attribution,
    Document,
    Mention,
    Origin,
    PartyValue,
    PlaceValue,
    Role,
    Transfer,
    VehicleValue,
)
from tallyclerk.publish.export import text

NAMESPACE = UUID("daee7849-4ee0-5eb8-92f9-18c6cc08b4f5")
"""Of all ids that exports give: uuid5(NAMESPACE_DNS, "tallyclerk"). A change of it would change every id."""

_TOLD_BY: tuple[Role, ...] = ("giver", "recipient", "cargo", "origin", "destination", "vehicle")


def stable(*parts: str | int | None) -> UUID:
    """The UUID (version 5) of some parts, in their order."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return uuid5(NAMESPACE, joined.encode(errors="replace").decode())  # half a surrogate pair has no bytes


def of_document(document: Document) -> UUID:
    """By its key and the hash of its bytes."""
    return stable("document", document.key, document.sha256)


def of_place(place: PlaceValue) -> UUID:
    """By its gazetteer's id, else by name, division and country."""
    return stable("place", place.gazetteer_id or folded(place.name, place.region, place.country))


def of_party(party: PartyValue) -> UUID:
    """By the id that other data can join (`iso:KP`), else by name and country."""
    return stable("party", party.id or folded(party.name, party.country))


def of_vehicle(vehicle: VehicleValue) -> UUID:
    """By IMO number, else by its id (`name:angara`), else by name."""
    number = f"imo:{vehicle.imo}" if vehicle.imo else vehicle.id
    return stable("vehicle", number or folded(vehicle.name, vehicle.kind, vehicle.flag))


def of_origin(origin: Origin | Attribution) -> UUID:
    """By name and kind."""
    return stable("origin", folded(origin.name, origin.kind))


def of_value(value: Mention) -> UUID:
    """A value by what it stands for."""
    if isinstance(value, PlaceValue):
        return of_place(value)
    if isinstance(value, PartyValue):
        return of_party(value)
    if isinstance(value, VehicleValue):
        return of_vehicle(value)
    return stable("value", type(value).__name__, folded(value.label))


def of_transfers(transfers: Iterable[Transfer]) -> dict[str, UUID]:
    """Ids of transfers by their best-supported parties, goods, places and vehicle, in the dossier's order.

    Two that are alike in all of these are told apart by their order.
    """
    found: dict[str, UUID] = {}
    for transfer in transfers:
        parts = [str(of_value(transfer.facts[r].values[0].value)) if _has(transfer, r) else "" for r in _TOLD_BY]
        id = stable("transfer", *parts)
        while id in found.values():
            id = stable("another", str(id))
        found[transfer.id] = id
    return found


def _has(transfer: Transfer, role: Role) -> bool:
    return role in transfer.facts and bool(transfer.facts[role].values)


def folded(*parts: str | None) -> str:
    """Parts of a name without case and runs of blanks."""
    return "\x1f".join(text.label(part).casefold() for part in parts)
