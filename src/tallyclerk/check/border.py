"""A stated distance against the computed one.

The computed distance goes to the nearest point of the country's line in Natural Earth, which is drawn as held on the
ground, also where only the country is named ("300 km from Ukraine"). Where the gazetteer counts towns under a country
that lie outside that line (disputed territory), the nearest of them is measured too, so that a statement that follows
recognition is told apart from a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from tallyclerk.check.case import VAGUE, Case, Finding, exact
from tallyclerk.check.stated import Statement, statements
from tallyclerk.config import CheckSettings
from tallyclerk.gazetteer import Place, lookup, settlements_of
from tallyclerk.gazetteer.borders import country_at, distance_to_country_km, distance_to_land_border_km, within
from tallyclerk.gazetteer.geodesy import distance_km, points_km
from tallyclerk.model import CheckVerdict, Claim, PlaceValue, Role
from tallyclerk.resources.folding import fold

_ENDS: tuple[Role, ...] = ("destination", "origin", "via")
_TOWN = 10_000
"""People from which a settlement is a town that a statement might be measured to."""
_SLACK_KM = 5.0
_SITE_SLACK_KM = 20.0
"""How far "near X" may lie from X, at a guess."""


_Key = tuple[str, str, str, float, str]
"""Subject, line, target, kilometres and bound: what makes two statements one."""


class _Measured(msgspec.Struct, frozen=True):
    """One distance from the subject: to what, and how far."""

    to: str
    km: float
    at: tuple[float, float]


def check_stated(case: Case, settings: CheckSettings) -> Iterator[Finding]:
    """Every distance that the transfer's claims state, once for each place, line and number."""
    seen: dict[_Key, list[str]] = {}
    told: dict[_Key, tuple[Statement, PlaceValue]] = {}
    for claim in case.claims:
        document = case.documents.get(claim.document)
        for statement in statements(claim, document) if document else ():
            subject = _subject(case, claim, statement)
            if subject is not None:
                key: _Key = (fold(subject.name), statement.line, statement.target, statement.km, statement.bound)
                told.setdefault(key, (statement, subject))
                seen.setdefault(key, []).append(claim.id)
    for key, (statement, subject) in told.items():
        finding = _finding(statement, subject, settings)
        if finding is not None:
            yield msgspec.structs.replace(finding, claims=tuple(dict.fromkeys(seen[key])))


def _subject(case: Case, claim: Claim, statement: Statement) -> PlaceValue | None:
    """The place that the distance is said of: the end of the movement named nearest before it in the document."""
    siblings = (claim, *(c for c in case.claims if c.document == claim.document and c.id != claim.id))
    for teller in siblings:
        before = [
            value
            for role in _ENDS
            for value in teller.roles.get(role, ())
            if isinstance(value, PlaceValue) and exact(value) and value.end <= statement.start
        ]
        if before:
            return max(before, key=lambda value: value.end)
    return None


def _finding(statement: Statement, subject: PlaceValue, settings: CheckSettings) -> Finding | None:
    shared = statement.line == "country" and _shares_name(statement, subject)
    if shared or statement.line == "place":
        return _to_place(msgspec.structs.replace(statement, line="place"), subject, settings)
    nearest = _nearest(statement, subject)
    if nearest is None or statement.country is None:
        return None
    if _fits(statement, nearest.km, subject, settings):
        words = f"The statement fits {_line(statement)}."
        return _result(statement, subject, (nearest,), "possible", words)
    disputed = _nearest_beyond(statement.country, subject) if statement.line != "coast" else None
    if disputed is not None and _fits(statement, disputed.km, subject, settings):
        words = (
            f"The statement does not fit {_line(statement)}. The second figure is measured to "
            f"{disputed.to}, counted under {statement.target} in the gazetteer and outside its line in Natural Earth, "
            "which draws borders as held on the ground; which one the statement means is not known."
        )
        return _result(statement, subject, (nearest, disputed), "cannot judge", words)
    return _misfit(statement, subject, nearest)


def _misfit(statement: Statement, subject: PlaceValue, nearest: _Measured) -> Finding:
    words = f"The statement does not fit {_line(statement)}."
    if statement.line == "country" and any(place.country == statement.country for place in _spots(statement.target)):
        words += " A town of that name lies in the country, and may be meant."
        return _result(statement, subject, (nearest,), "cannot judge", words)
    return _result(statement, subject, (nearest,), "implausible", words)


def _line(statement: Statement) -> str:
    nearest = "point" if statement.line == "country" else statement.line
    return f"the nearest {nearest} of {statement.target}"


def _shares_name(statement: Statement, subject: PlaceValue) -> bool:
    """Whether the subject's own country bears the name, or a town or division in it does (Georgia, Djibouti)."""
    return any(place.main and place.country == subject.country for place in lookup(statement.target))


def _nearest(statement: Statement, subject: PlaceValue) -> _Measured | None:
    lat, lon, country = subject.lat or 0.0, subject.lon or 0.0, statement.country or ""
    line = "" if statement.line == "country" else f"the {statement.line} of "
    to = f"the nearest point of {line}{statement.target}"
    try:
        if within(lat, lon, country):
            inner = distance_to_land_border_km(lat, lon, country) if statement.line == "border" else None
            return _Measured(to, inner.km, (inner.lat, inner.lon)) if inner else None
        km, at = distance_to_country_km(lat, lon, country)
    except KeyError:
        return None
    return _Measured(to, km, at)


def _nearest_beyond(country: str, subject: PlaceValue) -> _Measured | None:
    """The nearest town that the gazetteer counts under a country, but which another country's line holds."""
    towns = _towns_beyond(country)
    if not towns:
        return None
    town = min(towns, key=lambda place: (distance_km(subject, place), place.id))
    where = f"{town.name} in {town.region}" if town.region and town.region != town.name else town.name
    return _Measured(where, distance_km(subject, town), (town.lat, town.lon))


@lru_cache(maxsize=32)
def _towns_beyond(country: str) -> tuple[Place, ...]:
    towns = [place for place in settlements_of(country, _TOWN) if not within(place.lat, place.lon, country)]
    return tuple(place for place in towns if country_at(place.lat, place.lon) not in (None, country))


def _to_place(statement: Statement, subject: PlaceValue, settings: CheckSettings) -> Finding | None:
    """Against a named place: the one of that name in the subject's country, else the largest anywhere."""
    known = _spots(statement.target)
    if not known or fold(statement.target) in (fold(subject.name), fold(subject.text)):
        return None
    home = [place for place in known if place.country == subject.country]
    target = max(home or known, key=lambda place: (place.population, place.id))
    km = points_km(subject.lat or 0.0, subject.lon or 0.0, target.lat, target.lon)
    measured = _Measured(target.name, km, (target.lat, target.lon))
    if _fits(statement, km, subject, settings):
        return _result(
            statement, subject, (measured,), "possible", f"The statement fits the distance to {target.name}."
        )
    if len(known) > 1:
        words = f"The statement does not fit {target.name}; there are {len(known)} places of that name."
        return _result(statement, subject, (measured,), "cannot judge", words)
    words = f"The statement does not fit the distance to {target.name}."
    return _result(statement, subject, (measured,), "implausible", words)


def _spots(name: str) -> list[Place]:
    """Places of a name that have a point of their own.

    A second name does not stand against a country, division or sea that is called so, unless the place lies there:
    New York City is New York, but no town elsewhere is Ukraine.
    """
    known = lookup(name)
    areas = {place.country for place in known if place.main and place.precision in VAGUE}
    spots = [place for place in known if place.precision in ("settlement", "port", "airport")]
    return [place for place in spots if place.main or not areas or place.country in areas - {None}]


def _fits(statement: Statement, km: float, subject: PlaceValue, settings: CheckSettings) -> bool:
    slack = max(settings.border_tolerance * km, _SITE_SLACK_KM if subject.precision == "site" else _SLACK_KM)
    if statement.bound == "at_least":
        return km >= statement.km - slack
    if statement.bound == "at_most":
        return km <= statement.km + slack
    return abs(km - statement.km) <= slack


def _result(
    statement: Statement, subject: PlaceValue, measured: tuple[_Measured, ...], verdict: CheckVerdict, words: str
) -> Finding:
    lead = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}[statement.bound]
    computed = "; ".join(f"{m.km:,.0f} km to {m.to} ({m.at[0]:.2f}, {m.at[1]:.2f})" for m in measured)
    inputs: dict[str, str | int | float | None] = {
        "statement": statement.text,
        "stated_km": round(statement.km, 1),
        "bound": statement.bound,
        "from": subject.name,
        "from_lat": subject.lat,
        "from_lon": subject.lon,
        "to": statement.target,
        "computed_km": round(measured[0].km, 1),
    }
    if len(measured) > 1:
        inputs |= {"other": measured[1].to, "other_km": round(measured[1].km, 1)}
    stated = f"{lead}{statement.km:,.0f} km" + (
        "" if statement.wording.endswith("kilometre") else f" ({statement.wording})"
    )
    return Finding(
        kind="distance" if statement.line == "place" else "border",
        verdict=verdict,
        arithmetic=f"stated: {stated}; computed from {subject.name}: {computed}",
        explanation=words + (" The position is that of the place it is near." if subject.precision == "site" else ""),
        inputs=inputs,
        claims=(),
    )
