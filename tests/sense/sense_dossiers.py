"""Dossiers with one voyage of one ship, made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from ais_made import IMO

from builders import Report, place, ship, when
from tallyclerk.model import (
    Dossier,
    Fact,
    FactValue,
    Leg,
    Origin,
    PlaceValue,
    Transfer,
    Value,
)

NAJIN_POINT: dict[str, Any] = {"lat": 42.25559, "lon": 130.28308}
DUNAY_POINT: dict[str, Any] = {"lat": 42.87879, "lon": 132.33542}
VARNA_POINT: dict[str, Any] = {"lat": 43.21912, "lon": 27.91024}


def voyage(
    days: tuple[str, str] | None = ("2023-09-07", "2023-10-01"),
    end: tuple[str, dict[str, Any]] = ("Dunay", DUNAY_POINT),
    evidence: tuple[str, ...] = (),
    imo: str | None = IMO,
    **more: Any,
) -> Dossier:
    """A report that Angara went from Najin to some place within some days, from one named body."""
    report = Report("d1", outlet="Harbour Post")
    roles: dict[str, Any] = {
        "origin": place("Najin", "KP", **NAJIN_POINT),
        "destination": place(end[0], "RU", **end[1], **more),
        "vehicle": ship("Angara", imo=imo, id=f"imo:{imo}" if imo else "name:angara"),
    }
    if days:
        roles["date"] = when("then", *days)
    told = report.tell(**roles)
    claim = msgspec.structs.replace(told, id="c1", evidence=evidence)
    first, last = (date.fromisoformat(day) for day in days) if days else (None, None)
    leg = Leg(mode="sea", vehicle="Angara", origin="Najin", destination=end[0], earliest=first, latest=last)
    transfer = Transfer(
        id="t1",
        title="Najin to somewhere",
        summary="It is told.",
        status="delivered",
        certainty="asserted",
        claims=("c1",),
        documents=("d1",),
        origins=("o1",),
        legs=(leg,),
        facts={role: _fact(role, values[0]) for role, values in claim.roles.items()},
    )
    origin = Origin(id="o1", name="Harbour office", kind="body", documents=("d1",), independent=True, reason="named")
    return Dossier(documents=(report.document,), claims=(claim,), transfers=(transfer,), origins=(origin,))


def _fact(role: str, value: Value) -> Fact:
    label = value.name if isinstance(value, PlaceValue) else value.label
    told = FactValue(
        value=value,
        label=label,
        claims=("c1",),
        documents=("d1",),
        origins=("o1",),
        witnesses=("o1",),
        independence="1 origin, 1 document",
    )
    return Fact(id=f"t1.{role}", verdict="single", explanation="1 document states this", values=(told,))
