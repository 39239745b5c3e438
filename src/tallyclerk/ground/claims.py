"""From drafts to claims: every mention gets its typed value, every leg its names and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tallyclerk.ground.cargo import ground_cargo
from tallyclerk.ground.context import Context, context_of
from tallyclerk.ground.party import ground_party
from tallyclerk.ground.place import ground_places
from tallyclerk.ground.quantity import ground_quantity_in
from tallyclerk.ground.reference import Reference, reference_of
from tallyclerk.ground.registered import registered
from tallyclerk.ground.time import ground_date_in
from tallyclerk.ground.vehicle import ground_vehicle
from tallyclerk.model import (
    Claim,
    DateValue,
    Document,
    Draft,
    DraftLeg,
    Leg,
    Mention,
    PlaceValue,
    Role,
    Value,
    VehicleValue,
    status_of,
)
from tallyclerk.register import Register

_PLACES: tuple[Role, ...] = ("origin", "destination", "via")
_PARTIES: tuple[Role, ...] = ("giver", "recipient")


class _Grounding(msgspec.Struct, frozen=True):
    """What one document's mentions are grounded with. The same span in the same role gets the same value."""

    context: Context
    reference: Reference | None
    places: dict[Mention, PlaceValue]
    register: Register | None = None

    def value(self, role: Role, mention: Mention, draft: Draft) -> Value:
        """The typed value of a mention in a role."""
        if role in _PLACES:
            return self.places[mention]
        if role in _PARTIES:
            return registered(ground_party(mention, self.context), self.register)
        if role == "date":
            return self.date(mention, draft)
        if role == "vehicle":
            return registered(ground_vehicle(mention, self.context), self.register)
        if role == "quantity":
            return ground_quantity_in(self.context.document.text, mention)
        return ground_cargo(mention)

    def date(self, mention: Mention, draft: Draft) -> DateValue:
        """The days of a time; what is planned lies ahead."""
        planned = draft.stage == "planned"
        return ground_date_in(self.context.document.text, mention, self.reference, planned=planned)

    def said(self, mention: Mention) -> DateValue:
        """The days of a time that dates the statement."""
        value = ground_date_in(self.context.document.text, mention, self.reference)
        return msgspec.structs.replace(value, kind="report")


def ground(
    document: Document, drafts: Sequence[Draft], first: int, register: Register | None = None
) -> tuple[Claim, ...]:
    """Ground the drafts of one document.

    Args:
        document: The document that all spans index.
        drafts: Claims as extracted from it.
        first: Number of the first claim's id: `c{first}`.
        register: What ships and parties are looked up in, if the user has one.

    Returns:
        One claim a draft, in order. Nothing is dropped: what cannot be grounded keeps its words and says why.
    """
    context = context_of(document)
    places = ground_places([mention for draft in drafts for mention in _place_mentions(draft)], context)
    grounding = _Grounding(context, reference_of(document), places, register)
    return tuple(_claim(f"c{number}", draft, grounding) for number, draft in enumerate(drafts, start=first))


def _place_mentions(draft: Draft) -> Iterator[Mention]:
    for role in _PLACES:
        yield from draft.roles.get(role, ())
    for leg in draft.legs:
        yield from (end for end in (leg.origin, leg.destination) if end is not None)


def _claim(id: str, draft: Draft, grounding: _Grounding) -> Claim:
    roles: dict[Role, tuple[Value, ...]] = {
        role: tuple(grounding.value(role, mention, draft) for mention in mentions)
        for role, mentions in draft.roles.items()
        if mentions
    }
    if draft.said_on:
        roles["date"] = (*roles.get("date", ()), *(grounding.said(mention) for mention in draft.said_on))
    return Claim(
        id=id,
        document=draft.document,
        status=status_of(draft.stage, draft.certainty),
        stage=draft.stage,
        certainty=draft.certainty,
        roles=roles,
        legs=tuple(_leg(leg, draft, grounding) for leg in draft.legs),
        attribution=draft.attribution,
        evidence=tuple(dict.fromkeys(evidence.kind for evidence in draft.evidence)),
        evidence_spans=draft.evidence,
        quote=draft.quote,
        frame=draft.frame,
        steps=(*draft.steps, *_steps(roles)),
        stated=draft.stated,
        borrowed=draft.borrowed,
    )


def _leg(leg: DraftLeg, draft: Draft, grounding: _Grounding) -> Leg:
    vehicle = ground_vehicle(leg.vehicle, grounding.context) if leg.vehicle else None
    days = grounding.date(leg.date, draft) if leg.date else None
    return Leg(
        mode=leg.mode or (vehicle.mode if vehicle else None),
        vehicle=vehicle.name if vehicle else None,
        origin=_end(leg.origin, draft, grounding),
        destination=_end(leg.destination, draft, grounding),
        earliest=days.earliest if days and days.kind == "event" else None,
        latest=days.latest if days and days.kind == "event" else None,
    )


def _end(mention: Mention | None, draft: Draft, grounding: _Grounding) -> str | None:
    """A leg's end: a party's name where it is only a party in the claim, else the place as worded."""
    if mention is None:
        return None
    as_place = any(mention in draft.roles.get(role, ()) for role in _PLACES)
    as_party = any(mention in draft.roles.get(role, ()) for role in _PARTIES)
    return ground_party(mention, grounding.context).name if as_party and not as_place else mention.text


def _steps(roles: dict[Role, tuple[Value, ...]]) -> tuple[str, ...]:
    """What grounding decided, one line a value that says why."""
    lines = []
    for role, values in roles.items():
        for value in values:
            note = getattr(value, "note", None)
            if note and isinstance(value, PlaceValue | VehicleValue | DateValue):
                lines.append(f"{role} “{value.text}”: {note}")
    return tuple(dict.fromkeys(lines))
