"""The table of legs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallyclerk.model import Leg, Transfer
from tallyclerk.publish.export import edtf, text
from tallyclerk.publish.export.tables.shape import Column, Key, Table, filled
from tallyclerk.publish.maps.route import Step, route
from tallyclerk.publish.records import Records


class Source(msgspec.Struct, frozen=True):
    """A leg with its ends where they have coordinates."""

    transfer: Transfer
    leg: Leg
    step: Step


COLUMNS: tuple[Column[Source], ...] = (
    Column("id", "string", "The transfer's id and the leg's number", lambda s: f"{s.transfer.id}.leg{s.step.number}"),
    Column("transfer", "string", "The transfer that it is of", lambda s: s.transfer.id),
    Column("number", "integer", "Its place in the journey, from 1", lambda s: s.step.number),
    Column("mode", "string", "Sea, rail, road, air or pipeline; empty where not said", lambda s: s.leg.mode or ""),
    Column("vehicle", "string", "Ship, train, aircraft or truck", lambda s: text.label(s.leg.vehicle)),
    Column("from", "string", "Where it starts", lambda s: text.label(s.leg.origin)),
    Column("to", "string", "Where it ends", lambda s: text.label(s.leg.destination)),
    Column("earliest", "date", "First possible day", lambda s: s.leg.earliest),
    Column("latest", "date", "Last possible day", lambda s: s.leg.latest),
    Column("edtf", "string", "The same in EDTF", lambda s: edtf.of_leg(s.leg)),
    Column("certainty", "string", "How sure the claims that tell it are", lambda s: s.step.certainty),
    Column("from_lat", "number", "Start: degrees north, WGS-84", lambda s: s.step.start.lat if s.step.start else None),
    Column("from_lon", "number", "Start: degrees east, WGS-84", lambda s: s.step.start.lon if s.step.start else None),
    Column("to_lat", "number", "End: degrees north, WGS-84", lambda s: s.step.end.lat if s.step.end else None),
    Column("to_lon", "number", "End: degrees east, WGS-84", lambda s: s.step.end.lon if s.step.end else None),
)


def legs(records: Records) -> Table:
    """A row for each leg of each transfer."""
    return Table(
        name="legs",
        title="Legs",
        description="One movement by one mode between two places.",
        columns=COLUMNS,
        rows=filled(COLUMNS, _sources(records)),
        keys=(Key("transfer", "transfers"),),
    )


def _sources(records: Records) -> Iterator[Source]:
    for transfer in records.dossier.transfers:
        steps = route(records, transfer).steps
        yield from (Source(transfer, leg, step) for leg, step in zip(transfer.legs, steps, strict=True))
