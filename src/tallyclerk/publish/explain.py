"""`explain`: where one thing in a dossier came from, step by step, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tallyclerk.errors import DossierError
from tallyclerk.model import (
    Check,
    Claim,
    Conflict,
    Document,
    Dossier,
    Fact,
    FactValue,
    Observation,
    Origin,
    Role,
    Transfer,
    Value,
)
from tallyclerk.publish import words
from tallyclerk.publish.assessment import assessment
from tallyclerk.publish.badges import CERTAINTY, CHECK, VERDICT
from tallyclerk.publish.grades import grade
from tallyclerk.publish.quotes import Quote, quotes
from tallyclerk.publish.records import Records
from tallyclerk.publish.view import RELATIONS

Lines = Iterator[str]
STEP = "  "
LONGEST_QUOTE = 600


def explain(dossier: Dossier, id: str) -> str:
    """The account of one thing: where it came from, and why it is as it is.

    Args:
        dossier: The dossier that holds it.
        id: Of a claim (`c3`), fact (`t1.quantity`), transfer (`t1`), origin (`o1`), check (`k1`),
            observation (`s1`) or document (`d1`).

    Returns:
        Lines of plain text that end with a newline.

    Raises:
        DossierError: if the dossier has no such id; the message lists those that it has.
    """
    records = Records(dossier)
    for known, account in _accounts(records):
        if id in known:
            return "".join(f"{words.showable(line).rstrip()}\n" for line in account(id))
    raise DossierError(f"{id}: no such id in this dossier; it has {_ids(records)}")


def _accounts(records: Records) -> Iterable[tuple[Iterable[str], Callable[[str], Lines]]]:
    return (
        (records.facts, lambda key: _fact(records, *records.facts[key])),
        (records.transfers, lambda key: _transfer(records, records.transfers[key])),
        (records.claims, lambda key: _claim(records, records.claims[key])),
        (records.origins, lambda key: _origin(records, records.origins[key])),
        (records.checks, lambda key: _check(records, records.checks[key])),
        (records.observations, lambda key: _observation(records, records.observations[key])),
        (records.documents, lambda key: _document(records, records.documents[key])),
    )


def _ids(records: Records) -> str:
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("transfers", records.transfers),
        ("facts", records.facts),
        ("claims", records.claims),
        ("origins", records.origins),
        ("checks", records.checks),
        ("observations", records.observations),
        ("documents", records.documents),
    )
    return "; ".join(f"{kind} {_shortened(list(ids))}" for kind, ids in kinds if list(ids)) or "none"


def _shortened(ids: list[str]) -> str:
    return ", ".join(ids) if len(ids) <= 12 else f"{', '.join(ids[:10])} … {ids[-1]} ({len(ids)})"


def _claim(records: Records, claim: Claim) -> Lines:
    document = records.documents[claim.document]
    yield f"Claim {claim.id}: {claim.status.replace('_', ' ')}, {claim.certainty}"
    yield f"{STEP}“{_short(claim.quote.of(document.text))}”"
    yield from _source(document)
    yield f"{STEP}code points {claim.quote.start} to {claim.quote.end} of its text"
    yield from ("", "What it says")
    for role, values in claim.roles.items():
        for value in values:
            yield from _worded(role, value)
    for n, leg in enumerate(claim.legs, start=1):
        yield f"{STEP}leg {n}: {_leg(leg.mode, leg.origin, leg.destination)}"
    yield from ("", "Who says so")
    yield f"{STEP}{words.outlet(document)}{_chain(claim)}"
    yield from (f"{STEP}known by {e.kind}: “{e.text}”" for e in claim.evidence_spans)
    yield from ("", "How it was found")
    if claim.frame:
        yield f"{STEP}frame {claim.frame}"
    yield from (f"{STEP}{step}" for step in claim.steps)
    yield f"{STEP}certainty {claim.certainty}: {_lower(CERTAINTY[claim.certainty].meaning)}"
    yield f"{STEP}stage {claim.stage.replace('_', ' ')}, so its status is {claim.status.replace('_', ' ')}"
    yield from _others(records, claim)


def _others(records: Records, claim: Claim) -> Lines:
    """Who else gives the values of a claim, by way of the facts that it went into."""
    yield from ("", "Who else says so")
    found = False
    for _, _, fact in records.facts.values():
        for value in fact.values:
            others = [id for id in value.claims if id != claim.id]
            if claim.id in value.claims:
                found = True
                also = f"also {words.listed(others)}" if others else "nobody else"
                yield f"{STEP}{fact.id}, {_label(value)}: {also} ({value.independence})"
                yield f"{STEP * 3}{fact.verdict}: {fact.explanation}"
                yield from (f"{STEP * 3}{c.kind}: {c.reason}" for c in fact.conflicts if _touches(c, value, claim))
    if not found:
        yield f"{STEP}it went into no fact of any transfer"


def _touches(conflict: Conflict, value: FactValue, claim: Claim) -> bool:
    """Whether a conflict is about a value, by any of the names that it goes by there."""
    worded = {v.text for values in claim.roles.values() for v in values}
    return bool(worded.union({claim.id, value.label, _label(value)}).intersection(conflict.between))


def _fact(records: Records, transfer: Transfer, role: Role, fact: Fact) -> Lines:
    yield f"Fact {fact.id} of “{transfer.title}”: {fact.verdict}"
    yield f"{STEP}{VERDICT[fact.verdict].meaning}."
    yield f"{STEP}Here: {fact.explanation}"
    for n, value in enumerate(fact.values, start=1):
        yield from ("", f"Value {n}: {_label(value)} ({value.independence}; {grade(value)})")
        yield from (f"{STEP}{text}" for text in words.details(value.value))
        for item in quotes(records, role, value):
            yield from _quote(records, item)
        for origin in (records.origins[id] for id in value.origins if id in records.origins):
            yield f"{STEP}origin {origin.id}, {origin.name}: {origin.reason}"
    if fact.conflicts:
        yield from ("", "Where the values differ")
    for conflict in fact.conflicts:
        yield f"{STEP}{conflict.kind}, between {words.listed(conflict.between)}: {conflict.reason}"


def _quote(records: Records, item: Quote) -> Lines:
    marked = f"[{item.marked}]" if item.marked else ""
    yield f"{STEP}{item.claim}: “{_short(item.before, tail=True)}{marked}{_short(item.after)}”"
    if item.refers:
        yield f"{STEP * 3}referred to by “{_short(item.refers)}”"
    said = f"{item.said_by}, in " if item.said_by else ""
    hedge = f", {item.certainty}" if item.certainty != "asserted" else ""
    yield f"{STEP * 3}{said}{item.outlet}, {item.published}{hedge}"
    yield f"{STEP * 3}document {item.document} ({records.documents[item.document].key}), sha256 {item.sha256}"


def _transfer(records: Records, transfer: Transfer) -> Lines:
    yield f"Transfer {transfer.id}: {transfer.title}"
    yield f"{STEP}{transfer.summary}"
    status, meaning = transfer.status.replace("_", " "), _lower(CERTAINTY[transfer.certainty].meaning)
    yield f"{STEP}{status}, {transfer.certainty}: {meaning}"
    yield from (f"{STEP}{sentence}" for sentence in assessment(records, transfer))
    yield from ("", "Why these claims are one transfer")
    yield from (f"{STEP}{step}" for step in transfer.steps or ("nothing had to be put together",))
    for link in transfer.links:
        yield f"{STEP}it {RELATIONS[link.kind]} {link.transfer}: {link.reason}"
    yield from ("", "What is reported")
    for role, fact in transfer.facts.items():
        yield f"{STEP}{role}: {'; '.join(_label(v) for v in fact.values)} ({fact.verdict}; see {fact.id})"
    for n, leg in enumerate(transfer.legs, start=1):
        when = f", {words.interval(leg.earliest, leg.latest)}" if leg.earliest or leg.latest else ""
        vehicle = f", on {leg.vehicle}" if leg.vehicle else ""
        yield f"{STEP}leg {n}: {_leg(leg.mode, leg.origin, leg.destination)}{vehicle}{when}"
    yield from ("", "What it rests on")
    for origin in (records.origins[id] for id in transfer.origins if id in records.origins):
        yield f"{STEP}origin {origin.id}, {origin.name}: {origin.reason}"
    for claim in (records.claims[id] for id in transfer.claims):
        text = records.documents[claim.document].text
        yield f"{STEP}{claim.id} in {claim.document}, {claim.certainty}: “{_short(claim.quote.of(text), limit=160)}”"
    yield from (
        f"{STEP}check {k.id}, {k.kind}: {k.verdict}" for k in records.dossier.checks if k.transfer == transfer.id
    )


def _origin(records: Records, origin: Origin) -> Lines:
    yield f"Origin {origin.id}: {origin.name} ({origin.kind})"
    yield f"{STEP}{'counts' if origin.independent else 'does not count'} as a witness of its own: {origin.reason}"
    for id in origin.rests_on:
        behind = records.origins.get(id)
        yield f"{STEP}rests on {id}{f', {behind.name}: {behind.reason}' if behind else ''}"
    yield from ("", "Documents that rest on it")
    for document in (records.documents[id] for id in origin.documents):
        yield f"{STEP}{document.id}: {words.outlet(document)}, {words.published(document)}"
    facts = (fact for _, _, fact in records.facts.values())
    resting = [(fact, value) for fact in facts for value in fact.values if origin.id in value.origins]
    if resting:
        yield from ("", "Values that rest on it")
    yield from (f"{STEP}{fact.id}: {_label(value)} ({value.independence})" for fact, value in resting)


def _check(records: Records, check: Check) -> Lines:
    yield f"Check {check.id} ({check.kind}): {check.verdict}"
    yield f"{STEP}of {check.transfer}, “{records.transfers[check.transfer].title}”"
    yield f"{STEP}{CHECK[check.verdict].meaning}."
    yield f"{STEP}{check.arithmetic}"
    yield f"{STEP}{check.explanation}"
    yield from ("", "What went in")
    for name, value in check.inputs.items():
        yield f"{STEP}{name.replace('_', ' ')}: {'not known' if value is None else value}"
    for claim in (records.claims[id] for id in check.claims):
        yield f"{STEP}{claim.id}: “{_short(claim.quote.of(records.documents[claim.document].text))}”"


def _observation(records: Records, seen: Observation) -> Lines:
    tracks = records.dossier.sensed.tracks if records.dossier.sensed else ()
    yield f"Observation {seen.id}: {seen.kind}{f', {seen.place}' if seen.place else ''}"
    yield f"{STEP}{words.span_of_time(seen.start, seen.end)}, at {seen.lat:.4f}, {seen.lon:.4f}"
    yield f"{STEP}{seen.arithmetic}"
    yield f"{STEP}{seen.explanation}"
    for track in (track for track in tracks if track.id == seen.track):
        yield f"{STEP}track {track.id}: {track.ship}, MMSI {', '.join(track.mmsi)}; {track.matched}"
    yield from ("", "What went in")
    for name, value in seen.inputs.items():
        yield f"{STEP}{name.replace('_', ' ')}: {'not known' if value is None else value}"
    yield from ("", "What it says of the claims")
    for bearing in records.dossier.sensed.bearings if records.dossier.sensed else ():
        if seen.id in bearing.observations:
            yield f"{STEP}{bearing.transfer}.{bearing.role} {bearing.value}: {bearing.stance}"


def _document(records: Records, document: Document) -> Lines:
    yield f"Document {document.id}: {document.title or 'untitled'}"
    yield from _source(document)
    if basis := words.dated_by(document):
        yield f"{STEP}{words.published(document)}: {basis}"
    yield from (f"{STEP}date refused: “{r.text}”: {r.reason}" for r in document.refused_dates)
    yield from (f"{STEP}note: {note}" for note in document.notes)
    family = next((f for f in records.dossier.families if f.id == document.family), None)
    if family:
        members = words.listed(family.documents)
        yield f"{STEP}family {family.id}, {family.kind} of one text: {members}; {family.evidence}"
    aside = words.counted(len(document.removed), "piece")
    yield f"{STEP}{len(document.text):,} code points of article; {aside} set aside"
    yield from ("", "Claims read from it")
    for claim in records.claims_in.get(document.id, ()):
        into = words.listed(records.transfers_of.get(claim.id, ())) or "no transfer"
        yield f"{STEP}{claim.id}, {claim.certainty}, in {into}: “{_short(claim.quote.of(document.text), limit=160)}”"
    yield from ("", "Origins behind it")
    yield from (f"{STEP}{o.id}: {o.name}, {o.reason}" for o in records.dossier.origins if document.id in o.documents)


def _source(document: Document) -> Lines:
    yield f"{STEP}{words.outlet(document)}, {words.published(document)}, document {document.id} ({document.key})"
    if document.url:
        yield f"{STEP}{document.url}"
    yield f"{STEP}sha256 of its raw bytes: {document.sha256}"
    if document.record:
        yield f"{STEP}archived as {document.record}"


def _worded(role: Role, value: Value) -> Lines:
    shown = words.label(value)
    worded = "" if shown == value.text else f", worded “{words.in_line(value.text)}”"
    yield f"{STEP}{role}: {shown}{worded} [{value.start}–{value.end}]"
    yield from (f"{STEP * 3}{text}" for text in words.details(value))


def _label(value: FactValue) -> str:
    return words.label(value.value) if value.label == value.value.label else value.label


def _leg(mode: str | None, origin: str | None, destination: str | None) -> str:
    way = f"{origin or 'start not known'} to {destination or 'end not known'}"
    return f"by {mode}, {way}" if mode else f"{way}, how is not known"


def _chain(claim: Claim) -> str:
    said = words.said_by(claim)
    return f", citing {said}" if said else ", in its own voice"


def _short(text: str, limit: int = LONGEST_QUOTE, tail: bool = False) -> str:
    """The text on one line, cut at its end or, for what stands before a wording, at its start; edge blanks are kept."""
    if not text.strip():
        return " " if text else ""
    flat = words.in_line(text)
    if len(flat) > limit:
        flat = f"…{flat[-limit:]}" if tail else f"{flat[:limit]}…"
    return f"{' ' if text[0].isspace() else ''}{flat}{' ' if text[-1].isspace() else ''}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
