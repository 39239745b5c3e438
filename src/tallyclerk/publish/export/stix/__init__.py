"""A dossier as a STIX 2.1 bundle.

Each document is a report about what it names, each transfer a report of the dossier's own. Reported values are notes
with a confidence, denials and implausible checks are opinions. Ids are made from what a thing is (UUID version 5), and
times are those of the documents, so the same dossier gives the same bytes.

Source: https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html
"""

from __future__ import annotations

from datetime import date

from tallyclerk.model import (
    ROLES,
    DateValue,
    Document,
    Dossier,
    Leg,
    PartyValue,
    PlaceValue,
    Role,
    Transfer,
    Value,
    VehicleValue,
)
from tallyclerk.publish.export import edtf, ids, text
from tallyclerk.publish.export.named import places, vehicles
from tallyclerk.publish.export.stated import stated
from tallyclerk.publish.export.stix import judged, things
from tallyclerk.publish.export.stix.bundle import EPOCH, Bundle, end_of, start_of
from tallyclerk.publish.records import Records

__all__ = ["to_stix"]

_UNDATED = "No document of this dossier has a day of publication; the times in this bundle mean nothing."


def to_stix(dossier: Dossier) -> bytes:
    """All objects of a dossier: documents with what they name, then each transfer with what is known of it."""
    records, bundle = Records(dossier), Bundle(dossier)
    known = ids.of_transfers(dossier.transfers)
    for origin in dossier.origins:
        things.origin(bundle, origin)
    for document in dossier.documents:
        _document(bundle, records, document)
    for transfer in dossier.transfers:
        _transfer(bundle, records, transfer, str(known[transfer.id]))
    return bundle.written()


def _document(bundle: Bundle, records: Records, document: Document) -> None:
    """A report that says what its claims name; a grouping where nobody knows when it was published."""
    seen = things.document(bundle, document)
    outlet = things.outlet(bundle, document)
    values = (v for c in records.claims_in.get(document.id, ()) for role in ROLES for v in c.roles.get(role, ()))
    named = (_thing(bundle, value) for value in values)
    refs = list(dict.fromkeys([*seen, *([outlet] if outlet else []), *(id for id in named if id)]))
    about = {
        "name": text.passage(document.title) or text.label(document.key) or document.id,
        "description": f"Published (EDTF): {edtf.of_publication(document.published) or 'not known'}",
        "object_refs": refs,
        "lang": text.label(document.language),
        "external_references": [things.reference(document)],
    }
    if document.published is None:
        bundle.add("grouping", ids.of_document(document), context="unspecified", **about)
    else:
        published = start_of(document.published.latest)
        bundle.add("report", ids.of_document(document), report_types=["news-report"], published=published, **about)


def _transfer(bundle: Bundle, records: Records, transfer: Transfer, key: str) -> None:
    """A report of the dossier's own about a transfer: what it names, how that hangs together, and what is known."""
    named = {role: _named(bundle, transfer, role) for role in ROLES}
    related = [*_trade(bundle, transfer, named), *_journey(bundle, records, transfer)]
    refs = dict.fromkeys([id for ids_ in named.values() for id in ids_] + related)
    undated = f" {_UNDATED}" if bundle.time == EPOCH else ""
    report = bundle.add(
        "report",
        key,
        name=text.passage(transfer.title) or transfer.id,
        description=f"{text.passage(transfer.summary)}{undated}",
        report_types=["transfer"],
        published=bundle.time,
        labels=[transfer.status, transfer.certainty],
        object_refs=list(refs) or [bundle.author],
        external_references=[things.reference(records.documents[id]) for id in transfer.documents[: judged.QUOTES]],
    )
    _judge(bundle, records, transfer, report)


def _judge(bundle: Bundle, records: Records, transfer: Transfer, report: str) -> None:
    for one in stated(records, transfer):
        thing = _thing(bundle, one.value.value)
        judged.fact(bundle, one, [report, *([thing] if thing else [])])
    for named, conflict in judged.all_conflicts(transfer):
        judged.conflict(bundle, report, named, conflict)
    for claim in (records.claims[id] for id in transfer.claims):
        if claim.certainty == "denied":
            judged.denial(bundle, records, report, claim)
    for check in (check for check in records.dossier.checks if check.transfer == transfer.id):
        judged.check(bundle, report, check)


def _trade(bundle: Bundle, transfer: Transfer, named: dict[Role, list[str]]) -> list[str]:
    """The best-supported giver supplies the best-supported recipient."""
    if not named["giver"] or not named["recipient"] or named["giver"][0] == named["recipient"][0]:
        return []
    dates = transfer.facts["date"].values if "date" in transfer.facts else ()
    when = next((v.value for v in dates if isinstance(v.value, DateValue)), None)
    goods = [
        v.label for role in ("cargo", "quantity") if role in transfer.facts for v in transfer.facts[role].values[:1]
    ]
    told = f"{transfer.status}, {transfer.certainty}: {', '.join(goods) or 'goods not named'}"
    times = _times(when.earliest, when.latest) if when else {}
    return [
        bundle.relate(named["giver"][0], "supplies", named["recipient"][0], description=text.passage(told), **times)
    ]


def _journey(bundle: Bundle, records: Records, transfer: Transfer) -> list[str]:
    """Each leg from place to place, and its vehicle at both."""
    where, by = places(records, transfer), vehicles(records, transfer)
    found: list[str] = []
    for leg in transfer.legs:
        ends = [where.get((name or "").casefold()) for name in (leg.origin, leg.destination)]
        located = [id for place in ends if place and (id := things.place(bundle, place))]
        times = _times(leg.earliest, leg.latest)
        craft = by.get((leg.vehicle or "").casefold())
        if craft:
            vessel = things.vehicle(bundle, craft)
            found += [vessel, *(bundle.relate(vessel, "located-at", id, **times) for id in located)]
        if len(located) == 2 and located[0] != located[1]:
            found.append(bundle.relate(located[0], "shipped-to", located[1], description=_way(leg), **times))
        found += located
    return found


def _named(bundle: Bundle, transfer: Transfer, role: Role) -> list[str]:
    values = transfer.facts[role].values if role in transfer.facts else ()
    return [id for value in values if (id := _thing(bundle, value.value))]


def _thing(bundle: Bundle, value: Value) -> str | None:
    """The object that a value names; None for amounts, goods and days, and for places that nobody can find."""
    if isinstance(value, PartyValue):
        return things.party(bundle, value)
    if isinstance(value, PlaceValue):
        return things.place(bundle, value)
    return things.vehicle(bundle, value) if isinstance(value, VehicleValue) else None


def _way(leg: Leg) -> str:
    written = edtf.of_leg(leg)
    return text.passage(
        f"{f'by {leg.mode}' if leg.mode else 'mode not known'}{f', on {leg.vehicle}' if leg.vehicle else ''}"
        f"{f', EDTF {written}' if written else ''}"
    )


def _times(earliest: date | None, latest: date | None) -> dict[str, str]:
    """The days within which something was, as STIX writes times."""
    start = {"start_time": start_of(earliest)} if earliest else {}
    return {**start, **({"stop_time": end_of(latest)} if latest else {})}
