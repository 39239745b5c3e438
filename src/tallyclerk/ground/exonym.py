"""The rule for mistranslated names: a famous name that cannot be meant, because the place lies elsewhere.

A translator who meets "Dunaj" may write the river's English name, although a town of that name was meant. So: where
the wording names a famous place that does not lie in the region or country stated beside it, but some place there
carries one of the famous one's names in other languages, that place is meant, and the name they share is kept.
"""

from __future__ import annotations

import msgspec

from tallyclerk.gazetteer import Place, lookup
from tallyclerk.ground.area import Area, Holder
from tallyclerk.resources.exonyms import Exonym, find_exonyms


class Mistranslation(msgspec.Struct, frozen=True):
    """The place meant, the famous one named, the name they share, and where the text says it lies."""

    place: Place
    famous: Exonym
    shared: str
    area: Area


def find_mistranslation(names: tuple[str, ...], holders: tuple[Holder, ...]) -> Mistranslation | None:
    """The place that a famous name stands for, where it lies in none of the areas that the text states outright."""
    for name in names:
        for famous in find_exonyms(name):
            for area in _narrow_first(holders):
                if area.country in famous.countries:
                    continue
                found = _namesake(famous, area)
                if found is not None:
                    return Mistranslation(found[0], famous, found[1], area)
    return None


def _namesake(famous: Exonym, area: Area) -> tuple[Place, str] | None:
    """A settlement or port in the area that carries one of the famous place's other names, and that name."""
    for shared in famous.names:
        inside = [
            place for place in lookup(shared) if area.holds(place) and place.precision in ("settlement", "port", "site")
        ]
        if inside:
            return max(inside, key=lambda place: (place.main, place.population, place.id)), shared
    return None


def _narrow_first(holders: tuple[Holder, ...]) -> list[Area]:
    areas = [area for told in holders if told.strong for area in told.areas]
    return sorted(areas, key=lambda area: area.region is None)
