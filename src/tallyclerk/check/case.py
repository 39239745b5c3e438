"""One transfer made ready for its checks: its claims, documents, and the places that its legs name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tallyclerk.model import Check, CheckVerdict, Claim, Document, Leg, PlaceValue, Transfer, Value
from tallyclerk.resources.folding import fold

VAGUE = frozenset(("country", "region", "water"))
"""Precisions at which the coordinates only stand for an area."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A check before it has its number."""

    kind: str
    verdict: CheckVerdict
    arithmetic: str
    explanation: str
    inputs: dict[str, str | int | float | None]
    claims: tuple[str, ...]

    def numbered(self, id: str, transfer: str) -> Check:
        """The check with its id."""
        return msgspec.convert(
            {**msgspec.structs.asdict(self), "id": id, "transfer": transfer}, Check, from_attributes=True
        )


class Case(msgspec.Struct, frozen=True):
    """A transfer with what its checks read.

    Attributes:
        claims: Its claims, in its order.
        documents: All documents by id.
        places: Grounded places of its facts and claims by folded name and wording; the first of a name counts.
    """

    transfer: Transfer
    claims: tuple[Claim, ...]
    documents: dict[str, Document]
    places: dict[str, PlaceValue]

    def place(self, name: str | None) -> PlaceValue | None:
        """The place that a leg's end names."""
        return self.places.get(fold(name)) if name else None

    def tellers(self, leg: Leg) -> tuple[str, ...]:
        """Claims of the transfer that hold both of a leg's ends, or either where none holds both."""
        ends = {fold(end) for end in (leg.origin, leg.destination) if end}
        both = tuple(claim.id for claim in self.claims if ends <= _names(claim))
        return both or tuple(claim.id for claim in self.claims if ends & _names(claim))


def case_of(transfer: Transfer, claims: dict[str, Claim], documents: Sequence[Document]) -> Case:
    """Gather what the checks of one transfer read."""
    own = tuple(claims[id] for id in transfer.claims if id in claims)
    places: dict[str, PlaceValue] = {}
    for value in (*_fact_values(transfer), *(value for claim in own for value in _values(claim))):
        if isinstance(value, PlaceValue):
            for name in (value.name, value.text):
                places.setdefault(fold(name), value)
    return Case(transfer, own, {document.id: document for document in documents}, places)


def exact(place: PlaceValue | None) -> bool:
    """Whether a place has coordinates of its own, not those of an area."""
    return place is not None and place.lat is not None and place.lon is not None and place.precision not in VAGUE


def _fact_values(transfer: Transfer) -> Iterator[Value]:
    for fact in transfer.facts.values():
        yield from (told.value for told in fact.values)


def _values(claim: Claim) -> Iterator[Value]:
    for values in claim.roles.values():
        yield from values


def _names(claim: Claim) -> set[str]:
    return {fold(name) for value in _values(claim) for name in (value.label, value.text)}
