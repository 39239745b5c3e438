"""Places: each mention read apart, all of a document resolved together."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from tallyclerk.gazetteer import Place
from tallyclerk.ground.area import Area, Holder, country_area, holder, holders_around
from tallyclerk.ground.candidates import Scored, candidates, nearness, score
from tallyclerk.ground.context import Context
from tallyclerk.ground.exonym import Mistranslation, find_mistranslation
from tallyclerk.ground.wording import Wording, read_wording
from tallyclerk.model import Mention, PlaceValue, Precision, Reading
from tallyclerk.resources.parties import find_body, find_party

_MAX_READINGS = 4
_MAX_OCCURRENCES = 12
_MAX_SCORED = 60
_RIVAL = 6.0
"""A reading this much behind the best was never in question."""
_VAGUE = frozenset(("country", "region"))


class _Case(msgspec.Struct, frozen=True):
    """One mention with its wording, what holds it, and its candidates, best first."""

    mention: Mention
    wording: Wording
    holders: tuple[Holder, ...]
    ranked: tuple[Scored, ...]


def ground_places(mentions: Sequence[Mention], context: Context) -> dict[Mention, PlaceValue]:
    """Ground all place mentions of a document together.

    Each name's candidates are weighed by what the text says holds it (behind it, before it, or beside another
    occurrence of the name), by the countries that the document names, by what is asked for (a port, an airport), by
    size; then again by nearness to the places that the other mentions most likely mean.
    """
    cases = [_case(mention, context) for mention in dict.fromkeys(mentions)]
    first = {case.mention: case.ranked[0].place for case in cases if case.ranked}
    return {case.mention: _value(_settled(case, first), context) for case in cases}


def ground_place(mention: Mention, context: Context) -> PlaceValue:
    """Ground one place mention by itself."""
    return ground_places([mention], context)[mention]


def _case(mention: Mention, context: Context) -> _Case:
    before = context.text[max(0, mention.start - 30) : mention.start]
    wording = read_wording(mention.text, before)
    own = [holder(name, context, strong=strong) for name, strong in wording.within]
    around = holders_around(context, mention.start, mention.end)
    told = _merged([told for told in own if told is not None], [*around, *_elsewhere(wording, context)])
    found = candidates(wording, told, context)
    ranked = sorted(
        (score(candidate, wording, told, context) for candidate in found[:_MAX_SCORED]),
        key=lambda scored: (-scored.score, scored.place.id),
    )
    return _Case(mention, wording, told, tuple(ranked))


def _merged(own: list[Holder], others: list[Holder]) -> tuple[Holder, ...]:
    """Holders once each, those of the wording itself first; a repeated one is strong where any of them is."""
    found: dict[tuple[Area, ...], bool] = {}
    for told in (*own, *others):
        found[told.areas] = found.get(told.areas, False) or told.strong
    return tuple(Holder(areas, strong) for areas, strong in found.items())


def _elsewhere(wording: Wording, context: Context) -> list[Holder]:
    """Holders beside other occurrences of the name. They say less, for the name may mean another place there."""
    name = wording.names[-1] if wording.names else ""
    if len(name) < 3:
        return []
    found = []
    for count, match in enumerate(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", context.text)):
        if count >= _MAX_OCCURRENCES:
            break
        for told in holders_around(context, match.start(), match.end()):
            if told.strong:
                found.append(msgspec.structs.replace(told, strong=False))
    return found


def _settled(case: _Case, first: dict[Mention, Place]) -> _Case:
    """The case ranked again, with the likeliest places of the other mentions."""
    others = [place for mention, place in first.items() if mention != case.mention]
    again = sorted(
        (msgspec.structs.replace(s, score=s.score + nearness(s.place, others)) for s in case.ranked),
        key=lambda scored: (-scored.score, scored.place.id),
    )
    best = again[0].score if again else 0.0
    return msgspec.structs.replace(case, ranked=tuple(scored for scored in again if scored.score > best - _RIVAL))


def _value(case: _Case, context: Context) -> PlaceValue:
    strong = tuple(told for told in case.holders if told.strong)
    inside = [scored for scored in case.ranked if all(told.holds(scored.place) for told in strong)]
    if strong and not inside:
        mistaken = find_mistranslation(case.wording.names, strong)
        if mistaken is not None:
            return _mistranslated(case, mistaken)
    if case.ranked and not (strong and not inside and case.ranked[0].candidate.mended):
        return _grounded(case, case.ranked[0])
    return _fallback(case, strong, context)


def _grounded(case: _Case, best: Scored) -> PlaceValue:
    place = best.place
    return PlaceValue(
        text=case.mention.text,
        start=case.mention.start,
        end=case.mention.end,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        region=place.region,
        precision=_precision(place, case.wording),
        gazetteer_id=place.id,
        readings=_readings(case.ranked[1:], best),
        note="; ".join(_notes(case, best)) or None,
    )


def _notes(case: _Case, best: Scored) -> list[str]:
    place, notes = best.place, []
    if best.candidate.mended:
        where = place.region or place.country or "the gazetteer"
        notes.append(
            f"“{case.wording.names[-1]}” is in no gazetteer; read as {place.name}, a letter or two away, in {where}"
        )
    elif len(case.ranked) > 1:
        why = best.reasons[0] if best.reasons else "the likeliest of that name by size and by what else the text names"
        notes.append(f"of {len(case.ranked)} places of that name: {why}")
    if case.wording.relation == "near":
        notes.append(f"near {place.name}; the coordinates are those of {place.name}")
    elif case.wording.relation == "in" or (case.wording.asks == "site" and place.precision == "settlement"):
        notes.append(f"a site at {place.name}; the coordinates are those of {place.name}")
    if place.precision in _VAGUE and place.id.startswith(("iso:", "region:")):
        notes.append(f"the coordinates only stand for the {place.precision}")
    missed = [told for told in case.holders if told.strong and not told.holds(place)]
    if missed:
        notes.append(f"the text places it in {missed[0].areas[0].label}, where the gazetteer has none of that name")
    return notes


def _precision(place: Place, wording: Wording) -> Precision:
    if place.precision in ("country", "region", "water"):
        return place.precision
    if wording.relation in ("near", "in") and wording.asks in ("site", "airport", "port"):
        return "site"
    if wording.asks == "port" and place.port:
        return "port"
    return "site" if wording.asks == "site" else place.precision


def _readings(others: Sequence[Scored], best: Scored) -> tuple[Reading, ...]:
    seen = {best.place.id}
    found: list[Reading] = []
    for scored in others:
        if scored.place.id not in seen and len(found) < _MAX_READINGS:
            seen.add(scored.place.id)
            found.append(_reading(scored.place, scored.reasons[0] if scored.reasons else "fits the text less well"))
    return tuple(found)


def _reading(place: Place, why: str) -> Reading:
    where = f" ({place.region})" if place.region and place.region != place.name else ""
    return Reading(name=f"{place.name}{where}", lat=place.lat, lon=place.lon, country=place.country, why=why)


def _mistranslated(case: _Case, found: Mistranslation) -> PlaceValue:
    place, famous = found.place, found.famous
    named = case.wording.names[-1]
    note = (
        f"“{named}” is the {famous.kind} {famous.name}, which does not lie in {found.area.label}; in other languages "
        f"it is {found.shared}, which is also a name of {place.name} in {place.region or found.area.label}"
    )
    first = [_reading(scored.place, f"named by the words, but not in {found.area.label}") for scored in case.ranked[:1]]
    return PlaceValue(
        text=case.mention.text,
        start=case.mention.start,
        end=case.mention.end,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        region=place.region,
        precision=_precision(place, case.wording),
        gazetteer_id=place.id,
        mistranslation=found.shared,
        readings=tuple(first) or (Reading(name=famous.name, why=f"the {famous.kind} that the words name"),),
        note=note,
    )


def _fallback(case: _Case, strong: tuple[Holder, ...], context: Context) -> PlaceValue:
    """A name that no gazetteer has: the area or body's country that the text gives for it, or nothing."""
    name = case.wording.names[-1] if case.wording.names else case.mention.text
    area, why = _area_of(case, strong)
    if area is None:
        return PlaceValue(
            text=case.mention.text,
            start=case.mention.start,
            end=case.mention.end,
            name=name,
            note=f"“{name}” is in no gazetteer, and the text does not say where it lies",
        )
    mention = Mention(text=area.label, start=0, end=len(area.label))
    known = candidates(Wording(names=(area.label,)), (Holder((area,), True),), context)
    best = next((c.place for c in known if c.place.precision in _VAGUE and area.holds(c.place)), None)
    return PlaceValue(
        text=case.mention.text,
        start=case.mention.start,
        end=case.mention.end,
        name=name,
        lat=best.lat if best else None,
        lon=best.lon if best else None,
        country=area.country,
        region=area.region,
        precision=best.precision if best else None,
        gazetteer_id=None,
        note=f"“{name}” is in no gazetteer; {why} {mention.text}, whose middle is given",
    )


def _area_of(case: _Case, strong: tuple[Holder, ...]) -> tuple[Area | None, str]:
    holders = strong or case.holders
    if holders:
        areas = [area for told in holders for area in told.areas[:1]]
        return min(areas, key=lambda area: area.region is None), "the text places it in"
    for name in case.wording.names:
        party = find_party(name) or find_body(name)
        if party and party.entry.country:
            return country_area(party.entry.country), "it belongs to"
    return None, ""
