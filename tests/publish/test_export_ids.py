from __future__ import annotations

import msgspec
from publish_hostile import hostile
from publish_story import dossier

from tallyclerk.model import PartyValue, PlaceValue
from tallyclerk.publish.export import ids


def party(name: str = "Ruritania", id: str | None = None, country: str | None = None) -> PartyValue:
    return PartyValue(text="x", start=0, end=1, name=name, id=id, country=country)


def test_the_same_thing_has_the_same_id_in_any_dossier() -> None:
    assert ids.of_party(party(id="iso:RU", name="Russia")) == ids.of_party(party(id="iso:RU", name="Moscow"))
    assert ids.of_party(party(name="RURITANIA")) == ids.of_party(party(name="Ruritania"))
    assert ids.of_party(party()) != ids.of_party(party(country="RU"))
    placed = PlaceValue(text="x", start=0, end=1, name="Rajin", gazetteer_id="geonames:1")
    assert ids.of_place(placed) == ids.of_place(msgspec.structs.replace(placed, name="Najin"))


def test_transfers_keep_their_ids_when_they_are_numbered_anew() -> None:
    story = dossier().transfers
    before = ids.of_transfers(story)
    moved = [msgspec.structs.replace(t, id=f"t{n}") for n, t in enumerate(reversed(story), start=1)]
    assert set(ids.of_transfers(moved).values()) == set(before.values())
    assert len(set(before.values())) == len(story)


def test_transfers_that_look_alike_have_ids_of_their_own() -> None:
    one = dossier().transfers[0]
    twins = ids.of_transfers([one, msgspec.structs.replace(one, id="t9")])
    assert len(set(twins.values())) == 2


def test_names_that_no_file_can_hold_have_ids_too() -> None:
    assert len(set(ids.of_transfers(hostile().transfers).values())) == 3
