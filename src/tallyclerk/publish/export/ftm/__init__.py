"""A dossier as FollowTheMoney entities, one JSON object a line, as OpenAleph and OpenSanctions' tools read them.

Each transfer is an Event with an EconomicActivity for its trade and a Trip for each leg whose ends are known. A
Documentation ties every value to the report that states it, with the words.

Source: https://followthemoney.tech/explorer/
"""

from __future__ import annotations

from uuid import UUID

from tallyclerk.model import (
    DateValue,
    Dossier,
    Leg,
    PartyValue,
    PlaceValue,
    Role,
    Transfer,
    VehicleValue,
)
from tallyclerk.publish.export import edtf, ids, text
from tallyclerk.publish.export.ftm import things
from tallyclerk.publish.export.ftm.entities import Entities
from tallyclerk.publish.export.named import places, vehicles
from tallyclerk.publish.export.stated import Stated, stated
from tallyclerk.publish.records import Records

__all__ = ["to_ftm"]

_INTERVAL = "startDate and endDate are the first and the last possible day"


def to_ftm(dossier: Dossier) -> bytes:
    """All entities of a dossier: reports first, then each transfer with what it names."""
    records, entities = Records(dossier), Entities()
    for document in dossier.documents:
        things.article(entities, document)
    known = ids.of_transfers(dossier.transfers)
    for transfer in dossier.transfers:
        _Telling(records, entities, transfer, known[transfer.id]).tell()
    return entities.lines()


class _Telling:
    """One transfer being told as entities."""

    def __init__(self, records: Records, entities: Entities, transfer: Transfer, id: UUID) -> None:
        self.records = records
        self.entities = entities
        self.transfer = transfer
        self.id = id
        self.values = stated(records, transfer)

    def tell(self) -> None:
        """Add the transfer with its parties, places, vehicles, legs and the words behind each value."""
        event = self._event()
        for one in self.values:
            self._document(one, self._thing(one) or event)
        self._activity()
        self._trips()

    def _event(self) -> str:
        ends: tuple[Role, ...] = ("origin", "via", "destination")
        return self.entities.add(
            ids.stable("event", str(self.id)),
            "Event",
            name=text.passage(self.transfer.title),
            summary=text.passage(self.transfer.summary),
            description=self._facts(),
            involved=self._things("giver", "recipient"),
            location=[text.label(place.name) for place in self._places(*ends)],
            country=self._countries(*ends),
            keywords=[self.transfer.status, self.transfer.certainty],
            recordId=self.transfer.id,
            proof=self._articles(),
            **self._when(),
        )

    def _activity(self) -> None:
        """The trade: who sends what to whom, from which country to which."""
        self.entities.add(
            ids.stable("activity", str(self.id)),
            "EconomicActivity",
            sender=self._things("giver"),
            receiver=self._things("recipient"),
            goodsDescription=[text.label(one.value.label) for one in self._asserted("cargo", "quantity")],
            transport=self._things("vehicle"),
            departureCountry=self._countries("origin"),
            destinationCountry=self._countries("destination"),
            summary=text.passage(self.transfer.summary),
            recordId=self.transfer.id,
            **self._when(),
        )

    def _trips(self) -> None:
        """A Trip for each leg whose ends are known; FollowTheMoney has none without."""
        where, by = places(self.records, self.transfer), vehicles(self.records, self.transfer)
        for number, leg in enumerate(self.transfer.legs, start=1):
            start, end = (where.get((name or "").casefold()) for name in (leg.origin, leg.destination))
            if start is None or end is None:
                continue
            craft = by.get((leg.vehicle or "").casefold())
            self.entities.add(
                ids.stable("trip", str(self.id), number),
                "Trip",
                name=text.label(f"{start.name} to {end.name}" + (f", by {leg.mode}" if leg.mode else "")),
                startLocation=things.place(self.entities, start),
                endLocation=things.place(self.entities, end),
                vehicle=things.vehicle(self.entities, craft) if craft else None,
                description=_days(leg),
                startDate=leg.earliest.isoformat() if leg.earliest else None,
                endDate=leg.latest.isoformat() if leg.latest else None,
                recordId=f"{self.transfer.id}.leg{number}",
                proof=self._articles(),
            )

    def _document(self, one: Stated, entity: str) -> None:
        """A Documentation for each passage that states a value, on what the value names or else on the Event."""
        for passage in one.passages:
            article = things.article(self.entities, passage.document)
            self.entities.add(
                ids.stable("documentation", article, entity, str(self.id), one.role, one.value.label, passage.text),
                "Documentation",
                document=article,
                entity=entity,
                role=text.label(f"{one.role}: {one.value.label}"),
                status=passage.certainty,
                summary=passage.text,
                description=[
                    f"worded: {passage.wording or 'not in words of its own'}",
                    f"said by: {passage.said_by or 'the report itself'}",
                    f"of the value: {text.passage(one.value.independence)}",
                ],
                publisher=passage.outlet,
                sourceUrl=passage.url,
                date=things.day(passage.published),
                recordId=passage.claim,
            )

    def _thing(self, one: Stated) -> str | None:
        """The entity that a value names; None for amounts, goods and days."""
        named = one.value.value
        if isinstance(named, PartyValue):
            return things.party(self.entities, named)
        if isinstance(named, PlaceValue):
            return things.place(self.entities, named)
        return things.vehicle(self.entities, named) if isinstance(named, VehicleValue) else None

    def _things(self, *roles: Role) -> list[str]:
        return [self._thing(one) or "" for one in self._asserted(*roles)]

    def _asserted(self, *roles: Role) -> tuple[Stated, ...]:
        """The values of some roles that somebody states; what stands in denials only is documented, and no more."""
        return tuple(one for role in roles for one in self.values if one.role == role and not one.denied)

    def _places(self, *roles: Role) -> list[PlaceValue]:
        return [one.value.value for one in self._asserted(*roles) if isinstance(one.value.value, PlaceValue)]

    def _countries(self, *roles: Role) -> list[str]:
        return [things.country(place.country) or "" for place in self._places(*roles)]

    def _articles(self) -> list[str]:
        return [things.article(self.entities, self.records.documents[id]) for id in self.transfer.documents]

    def _facts(self) -> list[str]:
        """Each value in a line, with its verdict and what stands behind it."""
        return [
            text.passage(
                f"{one.role}: {one.edtf or one.value.label} ({one.fact.verdict}; {one.value.independence}; {one.grade})"
            )
            for one in self.values
        ]

    def _when(self) -> dict[str, str | list[str] | None]:
        """The best-supported date: the ends of its interval, and as one date where it is a day, month or year."""
        found = next((v.value.value for v in self._asserted("date") if isinstance(v.value.value, DateValue)), None)
        if found is None:
            return {}
        return {
            "startDate": found.earliest.isoformat() if found.earliest else None,
            "endDate": found.latest.isoformat() if found.latest else None,
            "date": things.day(edtf.of_value(found)),
        }


def _days(leg: Leg) -> str:
    written = edtf.of_leg(leg)
    return f"EDTF {written}; {_INTERVAL}" if written else "days not known"
