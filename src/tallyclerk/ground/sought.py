"""Values that one report of a transfer gives, looked for in the text of another that no claim has them from.

A report may tell the amount, the ship or the port in a sentence that no rule reads. Where another report of the same
transfer gives a value, the words for it can be looked for; what is found leads back to its own words, and is no
witness.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from tallyclerk.grammar.capacity import find_capacities
from tallyclerk.grammar.dayforms import day_pattern
from tallyclerk.grammar.quantity import find_quantities
from tallyclerk.ground.quantity import ground_quantity_in
from tallyclerk.model import (
    Claim,
    DateValue,
    Document,
    Fact,
    Mention,
    PlaceValue,
    QuantityValue,
    Role,
    Span,
    Transfer,
    Value,
    VehicleValue,
)

_ROLES: tuple[Role, ...] = ("quantity", "vehicle", "origin", "destination", "date")
_VAGUE = frozenset(("country", "region", "water"))
_BEFORE = 40
# Words before a place where something is, comes from or goes to: a capital without them may stand for its government.
_LOCATED = re.compile(
    r"\b(?:in|at|from|to|near|off|for|into|outside|towards?|port of|left|reached)\s+(?:the\s+)?(?:\w+\s+){0,2}$"
)


def seek(documents: Sequence[Document], claims: Sequence[Claim], transfers: Sequence[Transfer]) -> tuple[Claim, ...]:
    """The claims, of which some have values added that other reports of their transfer give and their own names too."""
    by_id, texts = {claim.id: claim for claim in claims}, {document.id: document for document in documents}
    taken: defaultdict[str, list[Span]] = defaultdict(list)
    for claim in claims:
        taken[claim.document].extend(_spans(claim))
    found: dict[str, Claim] = {}
    for transfer in transfers:
        told: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in (by_id[id] for id in transfer.claims):
            if claim.certainty != "denied":
                told[claim.document].append(claim)
        for document, own in told.items():
            missing = tuple(_missing(transfer, own))
            found.update((claim.id, _with(claim, texts[document], missing, taken[document])) for claim in own)
    return tuple(found.get(claim.id, claim) for claim in claims)


def _missing(transfer: Transfer, told: Sequence[Claim]) -> Iterator[tuple[Role, Fact]]:
    """The facts of which a report gives no value."""
    for role in _ROLES:
        if role in transfer.facts and not any(claim.roles.get(role) for claim in told):
            yield role, transfer.facts[role]


def _with(claim: Claim, document: Document, wanted: Sequence[tuple[Role, Fact]], taken: Sequence[Span]) -> Claim:
    for role, fact in wanted:
        for value in fact.values:
            here = next((v for v in _told(value.value, document) if not _overlaps(v, taken)), None)
            if here is not None:
                step = f"{role} “{here.text}” was looked for in the report, because {value.documents[0]} gives it"
                claim = msgspec.structs.replace(
                    claim,
                    roles={**claim.roles, role: (here,)},
                    borrowed=(*claim.borrowed, role),
                    sought=(*claim.sought, role),
                    steps=(*claim.steps, step),
                )
                break
    return claim


def _spans(claim: Claim) -> Iterator[Span]:
    """The words that a claim has its values from."""
    for values in claim.roles.values():
        yield from (Span(value.start, value.end) for value in values)


def _overlaps(value: Mention, taken: Sequence[Span]) -> bool:
    return any(value.start < span.end and span.start < value.end for span in taken)


def _told(value: Value, document: Document) -> Iterator[Value]:
    """Where a document's text words the same value."""
    text = document.text
    match value:
        case QuantityValue():
            yield from _amounts(value, text)
        case VehicleValue() if value.id or value.imo:
            yield from _named(value, (value.name,), text)
        case PlaceValue() if value.precision and value.precision not in _VAGUE:
            for place in _named(value, (value.name, value.text), text):
                if _LOCATED.search(text[max(0, place.start - _BEFORE) : place.start]):
                    yield place
        case DateValue() if value.earliest and value.earliest == value.latest:
            for found in day_pattern(value.earliest.day, value.earliest.month).finditer(text):
                yield _moved(value, found)


def _amounts(value: QuantityValue, text: str) -> Iterator[Value]:
    """Amounts with the same number and unit, whatever their bound; no capacities."""
    capacities = {capacity.number_start for capacity in find_capacities(text)}
    for found in find_quantities(text):
        if found.value == value.value and found.number_start not in capacities:
            behind = re.match(r"(?:[\s-][\w-]+){0,3}", text[found.end :])
            end = found.end if found.unit else found.end + (behind.end() if behind else 0)
            grounded = ground_quantity_in(text, Mention(text=text[found.start : end], start=found.start, end=end))
            if isinstance(grounded, QuantityValue) and _same_unit(grounded.unit, value.unit):
                yield grounded


def _same_unit(one: str | None, other: str | None) -> bool:
    return bool(one and other) and (one or "").split()[-1].rstrip("s") == (other or "").split()[-1].rstrip("s")


def _named(value: VehicleValue | PlaceValue, names: Sequence[str], text: str) -> Iterator[Value]:
    for name in dict.fromkeys(names):
        if name[:1].isupper():
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield _moved(value, found)


def _moved(value: Value, found: re.Match[str]) -> Value:
    """The same value where another text words it."""
    return msgspec.structs.replace(value, text=found.group(), start=found.start(), end=found.end())
