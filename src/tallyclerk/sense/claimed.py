"""Where and when the claims of a transfer put its goods: what sensors can be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from tallyclerk.model import (
    Claim,
    DateValue,
    Dossier,
    FactValue,
    Mode,
    PlaceValue,
    QuantityValue,
    Role,
    Transfer,
    VehicleValue,
)
from tallyclerk.resources.folding import fold

PLACES: tuple[Role, ...] = ("origin", "via", "destination")
VAGUE = frozenset(("country", "region", "water"))
"""Precisions at which coordinates only stand for an area."""


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """One place at which a transfer's goods are said to have been, from a first to a last possible day.

    Attributes:
        label: Label of the fact's value.
        leg: Number of the leg whose end it is, from 1; None where no leg names it.
        vehicle, mode: What carried them there or from there.
        basis: Where the days come from: the leg's own, or the transfer's, or None where there are none.
        units: What the goods are counted in.
    """

    transfer: str
    role: Role
    label: str
    place: PlaceValue
    leg: int | None = None
    vehicle: str | None = None
    mode: Mode | None = None
    earliest: date | None = None
    latest: date | None = None
    basis: str | None = None
    claims: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def presences(transfer: Transfer) -> tuple[Presence, ...]:
    """Every end of a leg that is one of the transfer's places, then the places that no leg names."""
    found = [*_of_legs(transfer)]
    named = {presence.label for presence in found}
    for role, told in _places(transfer):
        if told.label not in named:
            found.append(_presence(transfer, role, told))
    return tuple(found)


def is_exact(place: PlaceValue) -> bool:
    """Whether a place has coordinates of its own, not those of an area."""
    return place.lat is not None and place.lon is not None and place.precision not in VAGUE


def named_ships(dossier: Dossier) -> tuple[VehicleValue, ...]:
    """Every ship that a transfer names, by name and number: each once, in order of its name."""
    found: dict[tuple[str, str], VehicleValue] = {}
    for transfer in dossier.transfers:
        fact = transfer.facts.get("vehicle")
        for told in fact.values if fact else ():
            value = told.value
            if isinstance(value, VehicleValue) and value.id and value.mode in ("sea", None):
                found.setdefault((fold(value.name), value.imo or ""), value)
    return tuple(found[key] for key in sorted(found))


def transfers_naming(dossier: Dossier, name: str, imo: str | None) -> tuple[Transfer, ...]:
    """The transfers that name a ship as their vehicle, with this IMO number or none."""
    return tuple(t for t in dossier.transfers if any(same_ship(told, name, imo) for told in _vehicles(t)))


def same_ship(told: FactValue, name: str, imo: str | None = None) -> bool:
    """Whether a fact's value is the ship of this name, and of this number where both have one."""
    value = told.value
    if not isinstance(value, VehicleValue) or fold(value.name) != fold(name):
        return False
    return not (imo and value.imo) or value.imo == imo


def event_dates(transfer: Transfer) -> tuple[FactValue, ...]:
    """The values of a transfer's date that date the movement, not the statement."""
    fact = transfer.facts.get("date")
    dated = (told for told in (fact.values if fact else ()) if isinstance(told.value, DateValue))
    return tuple(told for told in dated if getattr(told.value, "kind", "event") == "event")


def known_by(claims: Iterable[Claim], kind: str) -> bool:
    """Whether any of some claims rests on a kind of evidence."""
    return any(kind in claim.evidence for claim in claims)


def _of_legs(transfer: Transfer) -> Iterator[Presence]:
    places = {fold(name): told for _, told in _places(transfer) for name in (told.label, _name(told))}
    for number, leg in enumerate(transfer.legs, start=1):
        for role, end in (("origin", leg.origin), ("destination", leg.destination)):
            told = places.get(fold(end)) if end else None
            if told is None:
                continue
            found = _presence(transfer, _role_of(transfer, told, role), told)
            vehicle = leg.vehicle or (_only_vehicle(transfer) if leg.mode == "sea" or len(transfer.legs) == 1 else None)
            found = msgspec.structs.replace(found, leg=number, vehicle=vehicle, mode=leg.mode)
            if leg.earliest or leg.latest:
                found = msgspec.structs.replace(
                    found, earliest=leg.earliest, latest=leg.latest, basis=f"the days of leg {number}"
                )
            yield found


def _role_of(transfer: Transfer, told: FactValue, role: str) -> Role:
    """The fact that holds a value: that of the leg's end, if it is there."""
    wanted: Role = "origin" if role == "origin" else "destination"
    holding = [r for r, other in _places(transfer) if other.label == told.label]
    return wanted if wanted in holding or not holding else holding[0]


def _presence(transfer: Transfer, role: Role, told: FactValue) -> Presence:
    assert isinstance(told.value, PlaceValue)  # noqa: S101 - `_places` gives no other
    days = [value for value in (dated.value for dated in event_dates(transfer)) if isinstance(value, DateValue)]
    first = [day for day in (value.earliest for value in days) if day]
    last = [day for day in (value.latest for value in days) if day]
    open_start, open_end = len(first) < len(days), len(last) < len(days)
    return Presence(
        transfer=transfer.id,
        role=role,
        label=told.label,
        place=told.value,
        mode=_only_mode(transfer),
        vehicle=None if transfer.legs else _only_vehicle(transfer),
        earliest=min(first) if first and not open_start else None,
        latest=max(last) if last and not open_end else None,
        basis="all days that the transfer's reports give" if days else None,
        claims=told.claims,
        units=_units(transfer),
    )


def _places(transfer: Transfer) -> Iterator[tuple[Role, FactValue]]:
    for role in PLACES:
        fact = transfer.facts.get(role)
        for told in fact.values if fact else ():
            if isinstance(told.value, PlaceValue):
                yield role, told


def _vehicles(transfer: Transfer) -> tuple[FactValue, ...]:
    fact = transfer.facts.get("vehicle")
    return fact.values if fact else ()


def _only_vehicle(transfer: Transfer) -> str | None:
    """The named vehicle, where a transfer names one only."""
    named = {told.value.name for told in _vehicles(transfer) if isinstance(told.value, VehicleValue) and told.value.id}
    return next(iter(named)) if len(named) == 1 else None


def _only_mode(transfer: Transfer) -> Mode | None:
    """The way of moving, where all vehicles of a transfer without legs move alike."""
    modes = {told.value.mode for told in _vehicles(transfer) if isinstance(told.value, VehicleValue)}
    return next(iter(modes)) if len(modes) == 1 and not transfer.legs else None


def _units(transfer: Transfer) -> tuple[str, ...]:
    fact = transfer.facts.get("quantity")
    values = (told.value for told in (fact.values if fact else ()))
    return tuple(sorted({value.unit for value in values if isinstance(value, QuantityValue) and value.unit}))


def _name(told: FactValue) -> str:
    return told.value.name if isinstance(told.value, PlaceValue) else told.label
