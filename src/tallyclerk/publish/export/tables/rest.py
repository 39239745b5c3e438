"""The tables that the others refer to: transfers, origins and checks."""

from __future__ import annotations

from tallyclerk.model import Check, Origin, Transfer
from tallyclerk.publish.export import text
from tallyclerk.publish.export.tables.shape import Column, Key, Table, filled
from tallyclerk.publish.records import Records

TRANSFERS: tuple[Column[Transfer], ...] = (
    Column("id", "string", "Id in this dossier; t1 is the best-supported one", lambda t: t.id),
    Column("title", "string", "What it is about", lambda t: text.passage(t.title)),
    Column("summary", "string", "The finding in one sentence", lambda t: text.passage(t.summary)),
    Column("status", "string", "Delivered, in transit, planned, alleged, denied or seized", lambda t: t.status),
    Column("certainty", "string", "Asserted, assessed, alleged, possible or denied", lambda t: t.certainty),
    Column(
        "links",
        "list",
        "How it hangs together with other transfers: kind:transfer",
        lambda t: tuple(f"{link.kind}:{link.transfer}" for link in t.links),
    ),
    Column("claims", "list", "Claims that it was put together from", lambda t: t.claims),
    Column("documents", "list", "Documents of these", lambda t: t.documents),
    Column("origins", "list", "Where its assertions come from", lambda t: t.origins),
)

ORIGINS: tuple[Column[Origin], ...] = (
    Column("id", "string", "Id in this dossier", lambda o: o.id),
    Column("name", "string", "Body, person or provider", lambda o: text.label(o.name)),
    Column("kind", "string", "Person, body, country, imagery, register, outlet or anonymous", lambda o: o.kind),
    Column("independent", "boolean", "Whether it counts as a witness of its own", lambda o: o.independent),
    Column("reason", "string", "Why it does or does not", lambda o: text.passage(o.reason)),
    Column("rests_on", "list", "Origins behind it", lambda o: o.rests_on),
    Column("documents", "list", "Documents whose claims rest on it", lambda o: o.documents),
)

CHECKS: tuple[Column[Check], ...] = (
    Column("id", "string", "Id in this dossier", lambda c: c.id),
    Column("transfer", "string", "The transfer that it tests", lambda c: c.transfer),
    Column("kind", "string", "What is tested", lambda c: c.kind),
    Column("verdict", "string", "Possible, implausible or cannot judge", lambda c: c.verdict),
    Column("arithmetic", "string", "The calculation", lambda c: text.passage(c.arithmetic)),
    Column("explanation", "string", "What it shows, and what not", lambda c: text.passage(c.explanation)),
    Column("claims", "list", "Claims that it tests", lambda c: c.claims),
)


def transfers(records: Records) -> Table:
    """A row for each transfer."""
    return Table(
        name="transfers",
        title="Transfers",
        description="Movements of goods as reconstructed from the claims.",
        columns=TRANSFERS,
        rows=filled(TRANSFERS, records.dossier.transfers),
    )


def origins(records: Records) -> Table:
    """A row for each origin."""
    return Table(
        name="origins",
        title="Origins",
        description="Where information entered the record.",
        columns=ORIGINS,
        rows=filled(ORIGINS, records.dossier.origins),
    )


def checks(records: Records) -> Table:
    """A row for each check."""
    return Table(
        name="checks",
        title="Checks",
        description="Tests of facts against the physical world, with the arithmetic.",
        columns=CHECKS,
        rows=filled(CHECKS, records.dossier.checks),
        keys=(Key("transfer", "transfers"),),
    )
