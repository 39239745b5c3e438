"""The table of facts: every reported value of every role of every transfer, the best-supported first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tallyclerk.model import QuantityValue
from tallyclerk.publish import words
from tallyclerk.publish.export import text
from tallyclerk.publish.export.conflicts import competing
from tallyclerk.publish.export.stated import Stated, stated
from tallyclerk.publish.export.tables.shape import Cell, Column, Key, Table, filled
from tallyclerk.publish.records import Records


def _typed(name: str) -> Callable[[Stated], Any]:
    """A field of the typed value, where its type has it."""
    return lambda s: getattr(s.value.value, name, None)


def _named(name: str) -> Callable[[Stated], str]:
    return lambda s: text.label(getattr(s.value.value, name, None))


def _amount(name: str) -> Callable[[Stated], Cell]:
    return lambda s: getattr(s.value.value, name) if isinstance(s.value.value, QuantityValue) else None


def _conflicts(s: Stated) -> str:
    return text.passage("; ".join(f"{c.kind}: {c.reason}" for c in s.conflicts))


def _wordings(s: Stated) -> str:
    """How the reports word the value, each wording once."""
    records, role, value = s.records, s.role, s.value
    worded = (v.text for id in value.claims for v in records.worded(records.claims[id], role, value))
    return text.passage("; ".join(dict.fromkeys(words.in_line(w) for w in worded)))


COLUMNS: tuple[Column[Stated], ...] = (
    Column("id", "string", "Id of the value: the fact's id and the value's rank", lambda s: s.id),
    Column("fact", "string", "Id of the fact", lambda s: s.fact.id),
    Column("transfer", "string", "The transfer that it is of", lambda s: s.transfer.id),
    Column(
        "role",
        "string",
        "Giver, recipient, cargo, quantity, origin, destination, via, vehicle or date",
        lambda s: s.role,
    ),
    Column("rank", "integer", "1 for the fact's best-supported value", lambda s: s.rank),
    Column("value", "string", "The value as shown", lambda s: text.label(s.value.label)),
    Column("wordings", "string", "How the reports word it, parted by '; '", _wordings),
    Column(
        "verdict", "string", "Of the fact: agreed, repeated, refined, conflicting or single", lambda s: s.fact.verdict
    ),
    Column(
        "independence", "string", "What stands behind the value, in words", lambda s: text.passage(s.value.independence)
    ),
    Column(
        "independent_origins",
        "integer",
        "Origins behind the value that count as witnesses, no more than one for each text",
        lambda s: len(s.value.witnesses),
    ),
    Column(
        "credibility",
        "integer",
        "Admiralty scale: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged",
        lambda s: s.value.credibility,
    ),
    Column("competing", "boolean", "Whether another value excludes it", lambda s: competing(s.conflicts)),
    Column("conflicts", "string", "Conflicts that it is in, with their reasons", _conflicts),
    Column("number", "number", "Of a quantity: the number, or the lower end of a range", _amount("value")),
    Column("number_high", "number", "Of a quantity: the upper end of a range", _amount("high")),
    Column("unit", "string", "Of a quantity: the unit", _named("unit")),
    Column("bound", "string", "Of a quantity: exact, at_least, at_most or about", _named("bound")),
    Column("earliest", "date", "Of a date: first possible day", _typed("earliest")),
    Column("latest", "date", "Of a date: last possible day", _typed("latest")),
    Column("edtf", "string", "Of a date: the same in EDTF", lambda s: text.label(s.edtf)),
    Column("lat", "number", "Of a place: degrees north, WGS-84", _typed("lat")),
    Column("lon", "number", "Of a place: degrees east, WGS-84", _typed("lon")),
    Column("country", "string", "Of a place or party: ISO 3166-1 alpha-2", _named("country")),
    Column("region", "string", "Of a place: first-order division", _named("region")),
    Column(
        "precision",
        "string",
        "Of a place: site, port, airport, settlement, region, country or water",
        _named("precision"),
    ),
    Column("gazetteer_id", "string", "Of a place: its id in the gazetteer", _named("gazetteer_id")),
    Column("external_id", "string", "Of a party or vehicle: an id that other data can join", _named("id")),
    Column("imo", "string", "Of a ship: its IMO number", _named("imo")),
    Column("mode", "string", "Of a vehicle: sea, rail, road, air or pipeline", _named("mode")),
    Column(
        "note", "string", "Why it is read so, or what is not known of it", lambda s: text.passage(_typed("note")(s))
    ),
    Column("claims", "list", "Claims that state it", lambda s: s.value.claims),
    Column("documents", "list", "Documents of these", lambda s: s.value.documents),
    Column("origins", "list", "Origins behind these", lambda s: s.value.origins),
    Column("witnesses", "list", "Origins that count as witnesses, at the roots of chains", lambda s: s.value.witnesses),
)


def facts(records: Records) -> Table:
    """A row for each reported value; none is left out for another's sake."""
    return Table(
        name="facts",
        title="Facts",
        description="Every reported value of every role of a transfer, with its verdict and what stands behind it.",
        columns=COLUMNS,
        rows=filled(COLUMNS, (s for transfer in records.dossier.transfers for s in stated(records, transfer))),
        keys=(Key("transfer", "transfers"),),
    )
