"""Title and summary of a transfer, in one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from tallyclerk.model import (
    CargoValue,
    Certainty,
    DateValue,
    Fact,
    Leg,
    Origin,
    QuantityValue,
    Role,
    Stage,
    Value,
)
from tallyclerk.reconcile.goods import is_generic
from tallyclerk.reconcile.labels import label_of, plural
from tallyclerk.reconcile.names import listed, many, words
from tallyclerk.reconcile.relations import is_country
from tallyclerk.reconcile.tables import wording

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MAX_ORIGINS = 3
_MAX_LEGS = 3


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What title and summary are made from.

    Attributes:
        origins: The roots of what is asserted, independent ones first.
        documents: How many documents assert it.
        deniers: Names of those who deny it.
    """

    stage: Stage
    certainty: Certainty
    facts: dict[Role, Fact]
    legs: tuple[Leg, ...]
    origins: tuple[Origin, ...]
    documents: int
    deniers: tuple[str, ...] = ()


def title(told: Telling) -> str:
    """ "North Korea to Russia: munitions"."""
    start = _end(told, "giver", "origin") or wording().unknown_giver
    end = _end(told, "recipient", "destination") or wording().unknown_recipient
    return f"{start} to {end}: {_cargo(told) or wording().unknown_goods}"


def summary(told: Telling) -> str:
    """The finding in one sentence, with how certain it is and on whose word."""
    giver = _label(told, "giver")
    if giver and told.stage in wording().active:
        recipient = _label(told, "recipient")
        clause = f"{giver} {wording().active[told.stage][told.certainty]} {goods(told)}"
        clause += f" to {recipient}" if recipient else ""
    else:
        clause = _passive(told, giver)
    parts = [clause, *_route(told), *_when(told)]
    sentence = ", ".join(parts) + f", {_according(told)}"
    if told.deniers:
        sentence += f"; {listed(told.deniers)} {'denies' if len(told.deniers) == 1 else 'deny'} it"
    return f"{sentence[0].upper()}{sentence[1:]}."


def goods(told: Telling) -> str:
    """Quantity and cargo as one phrase: "at least 1,000 containers of munitions", "18 Leopard 2 tanks"."""
    quantity, cargo = _value(told, "quantity"), _cargo(told)
    if not isinstance(quantity, QuantityValue):
        return cargo or wording().unknown_goods
    if cargo is None or quantity.unit is None:
        return f"{label_of(quantity)} {cargo}" if cargo else label_of(quantity)
    forms = ({*words(quantity.unit)}, {*words(plural(quantity.unit))})
    if any(form <= set(words(cargo)) for form in forms):
        return f"{quantity.label.removesuffix(quantity.unit).rstrip()} {cargo}"
    return f"{label_of(quantity)} of {cargo}"


def _passive(told: Telling, giver: str | None) -> str:
    """ "40 rifles were delivered to Norland"; of what never arrived, "40 rifles on the way to Norland were seized"."""
    phrase = _passive_verb(told)
    source, recipient = f" from {giver}" if giver else "", _label(told, "recipient")
    if not recipient:
        return f"{goods(told)}{source} {phrase}"
    if told.stage in ("seized", "lost"):
        return f"{goods(told)}{source} on the way to {recipient} {phrase}"
    return f"{goods(told)}{source} {phrase} to {recipient}"


def _passive_verb(told: Telling) -> str:
    phrase = wording().passive[told.stage][told.certainty]
    quantity = _value(told, "quantity")
    cargo = _cargo(told) or ""
    plural = cargo.endswith("s") or " and " in cargo
    if isinstance(quantity, QuantityValue):
        plural = quantity.value != 1
    return phrase.format(was="were" if plural else "was", **{"is": "are" if plural else "is"})


def _route(told: Telling) -> list[str]:
    """The legs in words; without legs the places that the parties do not already say."""
    if told.legs:
        ends = {_label(told, "giver"), _label(told, "recipient")}
        legs = told.legs[:_MAX_LEGS]
        route = ""
        for n, leg in enumerate(legs):
            before = legs[n - 1] if n else None
            if phrase := _leg(leg, before, ends):
                goes_on = before is not None and leg.origin in (None, before.destination)
                route += f"{(' and on ' if goes_on else ', and ') if route else ''}{phrase}"
        return [route] if route else []
    start, end = _spot(told, "origin", "giver"), _spot(told, "destination", "recipient")
    to = "at or on the way to" if told.stage in ("seized", "lost") else "to"
    route = " ".join(p for p in (f"from {start}" if start else "", f"{to} {end}" if end else "") if p)
    return [route] if route else []


def _leg(leg: Leg, before: Leg | None, said: set[str | None]) -> str:
    """A leg in words, without ends that the sentence has said already."""
    parts = [wording().modes[leg.mode]] if leg.mode else []
    if leg.origin and leg.origin not in said and not (before and before.destination == leg.origin):
        parts.append(f"from {leg.origin}")
    if leg.destination and leg.destination not in said:
        parts.append(f"to {leg.destination}")
    if leg.vehicle and leg.vehicle[:1].isupper():
        parts.append(f"on the {leg.vehicle}")
    return " ".join(parts)


def _when(told: Telling) -> list[str]:
    value = _value(told, "date")
    if not isinstance(value, DateValue):
        return []
    phrase = days(value.earliest, value.latest)
    return [phrase] if phrase else []


def days(earliest: date | None, latest: date | None) -> str:
    """An interval in words: "on 5 October 2023", "in October 2023", "between 7 September and 1 October 2023"."""
    if earliest and latest:
        return _closed(earliest, latest)
    if earliest:
        return f"from {_day(earliest)} on"
    return f"by {_day(latest)}" if latest else ""


def _closed(earliest: date, latest: date) -> str:
    if earliest == latest:
        return f"on {_day(earliest)}"
    last_of_month = (latest + timedelta(days=1)).day == 1
    if earliest.day == 1 and last_of_month and earliest.year == latest.year:
        if earliest.month == latest.month:
            return f"in {_MONTHS[earliest.month - 1]} {earliest.year}"
        if (earliest.month, latest.month) == (1, 12):
            return f"in {earliest.year}"
    start = _day(earliest)
    if earliest.year == latest.year:
        start = start.removesuffix(f" {latest.year}")
        if earliest.month == latest.month:
            start = str(earliest.day)
    return f"between {start} and {_day(latest)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _according(told: Telling) -> str:
    """On whose word, and how many origins and documents that is."""
    named = [origin for origin in told.origins if origin.independent or origin.kind != "anonymous"]
    counted = many(told.documents, "document")
    witnesses = [origin for origin in named if origin.independent]
    if not witnesses:
        return f"according to {counted}; independence not established"
    whole = [origin for origin in witnesses if _states_the_amount(origin, told)] or witnesses
    part = [origin for origin in witnesses if origin not in whole]
    phrase = f"according to {_names(whole)}"
    if part:
        phrase += f", and in part to {_names(part)}"
    return f"{phrase} ({many(len(witnesses), 'origin')}, {counted})"


def _states_the_amount(origin: Origin, told: Telling) -> bool:
    """Whether an origin stands behind the amount, or else the goods, that the sentence names: not every one does."""
    fact = told.facts.get("quantity") or told.facts.get("cargo")
    return fact is None or origin.id in fact.values[0].origins


def _names(origins: Sequence[Origin]) -> str:
    names = [origin.name for origin in origins]
    more = len(names) - _MAX_ORIGINS
    shown = [*names[:_MAX_ORIGINS], f"{more} more"] if more > 0 else names
    return listed(_with_article(name) for name in shown)


def _with_article(name: str) -> str:
    """A body's name with its article, where its last word is a common noun of office written as a name."""
    last = words(name)[-1:]
    owned = "'s " in name or "’s " in name or name.lower().startswith("the ")
    return f"the {name}" if last and last[0] in _OFFICES and not owned else name


_OFFICES = frozenset(
    {"house", "council", "ministry", "navy", "government", "department", "command", "fleet", "military"}
)


def _value(told: Telling, role: Role) -> Value | None:
    fact = told.facts.get(role)
    return fact.values[0].value if fact else None


def _label(told: Telling, role: Role) -> str | None:
    value = _value(told, role)
    return label_of(value) if value else None


def _end(told: Telling, party: Role, place: Role) -> str | None:
    return _label(told, party) or _label(told, place)


def _cargo(told: Telling) -> str | None:
    """The best-supported goods that are more than packaging, else the packaging."""
    fact = told.facts.get("cargo")
    if not fact:
        return None
    values = [v.value for v in fact.values if isinstance(v.value, CargoValue)]
    return next((v.label for v in values if not is_generic(v)), fact.values[0].label)


def _spot(told: Telling, role: Role, party: Role) -> str | None:
    """The best-supported place of a role; a whole country only where no party is named that would say it."""
    fact = told.facts.get(role)
    values: Sequence[Value] = [v.value for v in fact.values] if fact else []
    return next((v.label for v in values if not is_country(v) or party not in told.facts), None)
