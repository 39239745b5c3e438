"""Builders for documents, claims and values that tests share.

A `Report` writes its own text: each claim that it tells adds one line that holds the wording of all its values, so
every span re-reads by construction.

    report = Report("d1", outlet="The Harbour Post")
    report.tell(giver=NORLAND, recipient=SOUTHLAND, cargo=ARMS, quantity=amount("40 crates", 40, "crates"))
    documents, claims = written(report)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import msgspec

from tallyclerk.model import (
    ROLES,
    Attribution,
    Bound,
    CargoValue,
    Certainty,
    Claim,
    DateValue,
    Document,
    Leg,
    Mention,
    PartyValue,
    PlaceValue,
    Published,
    QuantityValue,
    Role,
    SourceKind,
    Span,
    Stage,
    Value,
    VehicleValue,
    status_of,
)
from tallyclerk.resources.cargo import cargo_class

V = TypeVar("V", bound=Mention)


def country(name: str, iso: str, text: str | None = None) -> PartyValue:
    """A country as a party."""
    return PartyValue(**_words(text or name), name=name, id=f"iso:{iso}", kind="country", country=iso)


def body(name: str, iso: str | None = None, text: str | None = None) -> PartyValue:
    """A body or company of a country."""
    return PartyValue(**_words(text or name), name=name, id=f"body:{name.lower()}", kind="body", country=iso)


def cargo(text: str) -> CargoValue:
    """Goods with the classes that the lexicon gives them."""
    return CargoValue(**_words(text), name=text, kinds=cargo_class(text))


def amount(
    text: str, value: float, unit: str | None = None, bound: Bound = "exact", high: float | None = None
) -> QuantityValue:
    """A quantity."""
    return QuantityValue(**_words(text), value=value, unit=unit, bound=bound, high=high)


def when(text: str, earliest: str | None, latest: str | None = None) -> DateValue:
    """A date from ISO days; one day alone is the whole date."""
    last = latest if latest is not None else earliest
    return DateValue(
        **_words(text),
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(last) if last else None,
    )


def place(name: str, iso: str, text: str | None = None, **more: Any) -> PlaceValue:
    """A settlement with an entry of its own, unless `more` says otherwise."""
    about = {"precision": "settlement", "gazetteer_id": f"supplement:{name.lower()}", **more}
    return PlaceValue(**_words(text or name), name=name, country=iso, **about)


def land(name: str, iso: str, text: str | None = None) -> PlaceValue:
    """A country as a place."""
    return place(name, iso, text, precision="country", gazetteer_id=f"iso:{iso}")


def ship(name: str, text: str | None = None, **more: Any) -> VehicleValue:
    """A named ship."""
    about = {"mode": "sea", "id": f"name:{name.lower()}", **more}
    return VehicleValue(**_words(text or name), name=name, **about)


def says(name: str, kind: SourceKind = "body", of: str | None = None) -> Attribution:
    """One link of a chain of who says so; `Report.tell` puts it into the text."""
    return Attribution(text=name, start=0, end=len(name), name=name, kind=kind, of=of)


@dataclass
class Report:
    """A document in the making, with the claims that it tells."""

    id: str
    outlet: str | None = None
    published: str | None = None
    family: str | None = None
    url: str | None = None
    lines: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def tell(
        self,
        *,
        by: Sequence[Attribution] = (),
        stage: Stage = "delivered",
        certainty: Certainty = "asserted",
        legs: Sequence[Leg] = (),
        words: str = "",
        **roles: Value | Sequence[Value],
    ) -> Claim:
        """Add a claim: a line with some words of its own, and the wording of all values and sources."""
        start = sum(len(line) + 1 for line in self.lines)
        line = _Line(start)
        line.put(words or "It is told.")
        filled: dict[Role, tuple[Value, ...]] = {}
        for role in ROLES:
            given = roles.get(role, ())
            values = given if isinstance(given, list | tuple) else [given]
            if values:
                filled[role] = tuple(line.place(value) for value in values)
        claim = Claim(
            id=f"{self.id}c{len(self.claims) + 1}",
            document=self.id,
            status=status_of(stage, certainty),
            stage=stage,
            certainty=certainty,
            roles=filled,
            legs=tuple(legs),
            attribution=tuple(line.place(link) for link in by),
            quote=Span(start, start + len(line.text)),
        )
        self.lines.append(line.text)
        self.claims.append(claim)
        return claim

    @property
    def document(self) -> Document:
        """The document as told so far."""
        day = date.fromisoformat(self.published) if self.published else None
        return Document(
            id=self.id,
            key=self.id,
            url=self.url,
            outlet=self.outlet,
            sha256="0" * 64,
            family=self.family,
            published=Published(day, day, "given") if day else None,
            text="\n".join(self.lines) or "Nothing.",
        )


def written(*reports: Report) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Documents and claims of some reports, the claims numbered through."""
    claims = [claim for report in reports for claim in report.claims]
    numbered = tuple(msgspec.structs.replace(claim, id=f"c{n}") for n, claim in enumerate(claims, start=1))
    return tuple(report.document for report in reports), numbered


class _Line:
    """One line of a report, filled from left to right."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.text = ""

    def put(self, text: str) -> int:
        """Add some words; gives where they start in the report."""
        self.text += (" | " if self.text else "") + text
        return self.start + len(self.text) - len(text)

    def place(self, thing: Any) -> Any:
        """The value or attribution with the span at which its wording now stands."""
        start = self.put(thing.text)
        return msgspec.structs.replace(thing, start=start, end=start + len(thing.text))


def _words(text: str) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text)}


NORLAND = country("North Korea", "KP")
SOUTHLAND = country("Russia", "RU")
ARMS = cargo("military equipment and munitions")
