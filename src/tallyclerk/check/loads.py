"""Whether what was carried fits its carrier and its containers: loadings needed, tonnes a container."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec

from tallyclerk.check.case import Case, Finding, exact
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer.geodesy import distance_km
from tallyclerk.grammar.capacity import find_capacities
from tallyclerk.grammar.units import comparable, convert
from tallyclerk.model import CheckVerdict, DateValue, FactValue, Leg, QuantityValue, VehicleValue

_BOX = "container"


class _Capacity(msgspec.Struct, frozen=True):
    """A stated capacity: the report, its words, and the number in the unit of the load."""

    document: str
    text: str
    value: float


class _Time(msgspec.Struct, frozen=True):
    """The days that the reports leave for the loadings, and those that they need at the least."""

    days: int
    needed: float
    way: str


def check_loadings(case: Case, settings: CheckSettings) -> Iterator[Finding]:
    """How often a carrier whose capacity a report states must be loaded for each quantity that fits its unit."""
    for told in _quantities(case):
        quantity = told.value
        if not isinstance(quantity, QuantityValue) or quantity.per or quantity.unit is None:
            continue
        capacity = _capacity(case, quantity)
        if capacity is not None and not math.isclose(capacity.value, quantity.value):
            yield _loadings(case, told, capacity, settings)


def check_weight(case: Case, settings: CheckSettings) -> Iterator[Finding]:
    """Tonnes a container, where one report gives the weight and the number of containers."""
    for boxes in _quantities(case):
        for load in _quantities(case):
            together = [id for id in boxes.documents if id in load.documents]
            box, mass = boxes.value, load.value
            if not (together and isinstance(box, QuantityValue) and isinstance(mass, QuantityValue)):
                continue
            if (
                box.unit == _BOX
                and box.value
                and not box.per
                and not mass.per
                and mass.unit
                and comparable(mass.unit, "tonne")
            ):
                yield _weight(boxes, load, settings)


def _quantities(case: Case) -> tuple[FactValue, ...]:
    fact = case.transfer.facts.get("quantity")
    return fact.values if fact else ()


def _capacity(case: Case, quantity: QuantityValue) -> _Capacity | None:
    """The largest capacity in the unit of a quantity that the transfer's reports state."""
    found = [
        _Capacity(id, stated.text, factor * float(stated.high or stated.value))
        for id in case.transfer.documents
        for stated in find_capacities(case.documents[id].text)
        if stated.unit and quantity.unit and comparable(stated.unit, quantity.unit)
        for factor in (convert(1.0, stated.unit, quantity.unit) or 1.0,)
    ]
    return max(found, key=lambda capacity: capacity.value, default=None)


def _loadings(case: Case, told: FactValue, capacity: _Capacity, settings: CheckSettings) -> Finding:
    quantity = told.value
    amount = quantity.value if isinstance(quantity, QuantityValue) else 0.0
    carriers = _carriers(case)
    loadings = math.ceil(amount / capacity.value - 1e-9)
    rounds = math.ceil(loadings / carriers)
    verdict, why, time = _judged(case, loadings, rounds, settings)
    share = f"{amount:,.0f} / {capacity.value:,.0f} {told.label.split()[-1]} = {amount / capacity.value:.2f}"
    return Finding(
        kind="capacity",
        verdict=verdict,
        arithmetic=f"{share}, so {_times(loadings, 'loading')}{_shared(carriers, rounds)}{time}",
        explanation=f"{why} {capacity.document} states the capacity: “{capacity.text}”.",
        inputs={
            "quantity": amount,
            "capacity": capacity.value,
            "capacity_from": capacity.document,
            "carriers": carriers,
            "loadings": loadings,
        },
        claims=told.claims,
    )


def _judged(case: Case, loadings: int, rounds: int, settings: CheckSettings) -> tuple[CheckVerdict, str, str]:
    if loadings <= 1:
        return "possible", "The load fits the carrier at once.", ""
    time = _time(case, rounds, settings)
    if time is None:
        why = (
            "The load needs more than one loading; no report gives the days and the way that would tell whether it can."
        )
        return "cannot judge", why, ""
    shown = f"; {time.way} needs {time.needed:.1f} days at the least, the reports leave {time.days}"
    if time.needed > time.days:
        return "implausible", "The carrier cannot go so often within the days that the reports leave.", shown
    return "possible", "The carrier can go so often within the days that the reports leave.", shown


def _time(case: Case, rounds: int, settings: CheckSettings) -> _Time | None:
    """All ways there, and all but the last back, at the speed limit, against the widest days of the transfer."""
    leg = next((leg for leg in case.transfer.legs if leg.mode == "sea" and _ends(case, leg)), None)
    fact = case.transfer.facts.get("date")
    days = [v.value for v in fact.values if isinstance(v.value, DateValue)] if fact else []
    starts, ends = [d.earliest for d in days if d.earliest], [d.latest for d in days if d.latest]
    if leg is None or not starts or not ends:
        return None
    start, end = case.place(leg.origin), case.place(leg.destination)
    if start is None or end is None:
        return None
    km = distance_km(start, end)
    needed = (2 * rounds - 1) * km / settings.sea_kmh / 24
    return _Time(
        (max(ends) - min(starts)).days + 1, needed, f"{2 * rounds - 1} × {km:,.0f} km at {settings.sea_kmh:g} km/h"
    )


def _ends(case: Case, leg: Leg) -> bool:
    return exact(case.place(leg.origin)) and exact(case.place(leg.destination))


def _carriers(case: Case) -> int:
    """How many ships share the load: those that are named, or as many as a wording counts."""
    fact = case.transfer.facts.get("vehicle")
    ships = [v.value for v in fact.values if isinstance(v.value, VehicleValue)] if fact else []
    named = sum(1 for ship in ships if ship.id or ship.imo)
    return max(1, named, *(ship.count or 1 for ship in ships)) if ships else 1


def _shared(carriers: int, rounds: int) -> str:
    return f", {_times(rounds, 'voyage')} of each of {carriers} carriers" if carriers > 1 else ""


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _weight(boxes: FactValue, load: FactValue, settings: CheckSettings) -> Finding:
    box, mass = boxes.value, load.value
    count = float(box.high or box.value) if isinstance(box, QuantityValue) else 1.0
    tonnes = 0.0
    if isinstance(mass, QuantityValue) and mass.unit:
        tonnes = convert(mass.value, mass.unit, "tonne") or mass.value
    each, limit = tonnes / count, settings.container_tonnes
    holds = each <= limit
    return Finding(
        kind="weight",
        verdict="possible" if holds else "implausible",
        arithmetic=f"{tonnes:,.0f} t / {count:,.0f} containers = {each:.1f} t each; limit {limit:g} t",
        explanation="A container can hold so much."
        if holds
        else "No container may weigh so much: one of the two figures is wrong, or they are not of the same goods.",
        inputs={
            "tonnes": tonnes,
            "containers": count,
            "tonnes_each": round(each, 2),
            "limit": limit,
        },
        claims=tuple(dict.fromkeys((*boxes.claims, *load.claims))),
    )
