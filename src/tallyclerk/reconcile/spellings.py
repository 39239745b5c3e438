"""Several names of one thing within a value: other spellings, and a name mistaken in translation."""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.model import Conflict, PartyValue, PlaceValue, VehicleValue
from tallyclerk.reconcile.labels import bare_name
from tallyclerk.reconcile.meanings import Meaning, Told
from tallyclerk.reconcile.names import another_spelling, in_order, listed, words
from tallyclerk.reconcile.relations import is_country, is_named


def spelling_conflicts(value: Meaning) -> Iterator[Conflict]:
    """Mistranslations, then other spellings, among the wordings of one value."""
    yield from _mistranslations(value)
    yield from _aliases(value)


def _mistranslations(value: Meaning) -> Iterator[Conflict]:
    seen = set()
    for told in value.told:
        place = told.value
        if isinstance(place, PlaceValue) and place.mistranslation and place.text not in seen:
            seen.add(place.text)
            right = next((t for t in value.told if not getattr(t.value, "mistranslation", None)), None)
            yield _mistranslation(place, place.mistranslation, right, value)


def _mistranslation(place: PlaceValue, shared: str, right: Told | None, value: Meaning) -> Conflict:
    wrong = bare_name(place.text)
    form = bare_name(right.value.text) if right else place.name
    where = f" ({_by(right.value.text, value)})" if right else ""
    reason = (
        f"“{wrong}” ({_by(place.text, value)}) and “{form}”{where} are one place, {place.name}: "
        f"both names are “{shared}” in another language"
    )
    return Conflict(kind="mistranslation", between=(wrong, form), reason=reason)


def _aliases(value: Meaning) -> Iterator[Conflict]:
    """One conflict for all spellings of a place, a named vehicle, or a party that is not a country."""
    forms: list[str] = []
    for told in value.told:
        text = " ".join(told.value.text.split())
        if _spelled(told) and all(another_spelling(text, other) for other in forms):
            forms.append(text)
    if len(forms) > 1:
        told_by = listed(f"“{form}” ({_by(form, value)})" for form in forms)
        yield Conflict(kind="alias", between=tuple(forms), reason=f"names of one and the same: {told_by}")


def _spelled(told: Told) -> bool:
    """Whether a wording is a name whose spelling can differ: a country goes by many names as a matter of course."""
    value = told.value
    if isinstance(value, PlaceValue):
        return not value.mistranslation and not is_country(value) and bool(value.gazetteer_id) and _capital(value.text)
    if isinstance(value, PartyValue):
        return not is_country(value) and bool(value.id) and _capital(value.text)
    return isinstance(value, VehicleValue) and is_named(value) and bool(words(value.text)) and _capital(value.text)


def _capital(text: str) -> bool:
    return any(letter.isupper() for letter in text)


def _by(form: str, value: Meaning) -> str:
    found = in_order(t.case.document.id for t in value.told if " ".join(t.value.text.split()) == " ".join(form.split()))
    return listed(found)
