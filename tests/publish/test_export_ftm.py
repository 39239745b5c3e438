"""FollowTheMoney entities, as the library itself reads, validates and cleans them."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import msgspec
import pytest
from followthemoney import model
from followthemoney.types import registry
from followthemoney.types.language import LanguageType
from publish_hostile import hostile
from publish_story import at, dossier
from rigour.langs import iso_639_alpha3

from tallyclerk.model import Dossier, Registered, VehicleValue
from tallyclerk.publish.export.ftm import to_ftm
from tallyclerk.publish.words import BIDI_CONTROLS
from tallyclerk.resources.languages import language_alpha3


def entities(story: Dossier) -> list[Any]:
    """All entities as the library reads them, each valid by its schema."""
    found = [msgspec.json.decode(line) for line in to_ftm(story).splitlines()]
    for entity in found:
        schema = model.get(entity["schema"])
        assert schema
        schema.validate(entity)
    return [model.get_proxy(entity, cleaned=True) for entity in found]


def of(schema: str, story: Dossier) -> list[Any]:
    return [entity for entity in entities(story) if entity.schema.name == schema]


def story_with(ship: VehicleValue) -> Dossier:
    """The story with another reading of its ship."""
    story = dossier()
    main = story.transfers[0]
    fact = main.facts["vehicle"]
    value = msgspec.structs.replace(fact.values[0], value=ship, documents=("d2", "d1"))
    facts = {**main.facts, "vehicle": msgspec.structs.replace(fact, values=(value,))}
    return msgspec.structs.replace(story, transfers=(msgspec.structs.replace(main, facts=facts), *story.transfers[1:]))


@pytest.fixture(params=["story", "example", "hostile"])
def any_story(request: pytest.FixtureRequest, najin_dossier: Dossier) -> Dossier:
    return {"story": dossier(), "example": najin_dossier, "hostile": hostile()}[request.param]


def test_every_entity_is_valid_and_every_reference_leads_to_one_of_its_kind(any_story: Dossier) -> None:
    found = {entity.id: entity for entity in entities(any_story)}
    assert len(found) == len(entities(any_story))
    for entity in found.values():
        for prop, value in entity.itervalues():
            if prop.type == registry.entity:
                assert found[value].schema.is_a(prop.range), f"{entity.schema.name}.{prop.name}"


@pytest.mark.parametrize("story", ["story", "example"])
def test_the_library_has_nothing_to_clean(story: str, najin_dossier: Dossier) -> None:
    for entity in entities(dossier() if story == "story" else najin_dossier):
        cleaned = model.get_proxy(entity.to_dict(), cleaned=False)
        assert cleaned.to_dict()["properties"] == entity.to_dict()["properties"]


def test_a_transfer_is_an_event_a_trade_and_trips() -> None:
    (event, *_) = of("Event", dossier())
    assert event.first("name") == "North Korea to Russia: military equipment and munitions"
    assert (event.first("startDate"), event.first("endDate")) == ("2023-09-07", "2023-10-01")
    assert event.get("date") == []  # a span of days is no date of FollowTheMoney
    (trade, *_) = of("EconomicActivity", dossier())
    names = {entity.id: entity.caption for entity in entities(dossier())}
    assert [names[id] for role in ("sender", "receiver", "transport") for id in trade.get(role)] == [
        *("North Korea", "Russia", "Angara")
    ]
    assert (trade.get("departureCountry"), trade.get("destinationCountry")) == (["kp"], ["ru"])
    sea, rail = of("Trip", dossier())
    ends = [names[sea.first(end)] for end in ("startLocation", "endLocation")]
    assert ends == ["Rajin, Rason, KP", "Dunay, Primorsky Krai, RU"]
    assert rail.get("endDate") == []
    assert "EDTF 2023-09-07/.." in rail.first("description")


def test_every_value_is_tied_to_the_words_of_its_reports() -> None:
    texts = {d.id: " ".join(d.text.split()) for d in dossier().documents}
    found = of("Documentation", dossier())
    for entity in found:
        document = dossier().claim(entity.first("recordId")).document
        assert entity.first("summary").strip("…") in texts[document]
    roles = {entity.first("role") for entity in found}
    assert {"destination: Dunay", "quantity: at least 1,000 containers", "vehicle: Angara"} <= roles
    danube = next(e for e in found if "worded: Danube" in e.get("description"))
    assert "of the value: 1 origin, 2 documents" in danube.get("description")


def test_an_article_has_its_text_and_what_the_library_cannot_date() -> None:
    courier, wire = of("Article", dossier())
    assert courier.first("bodyText") == dossier().document("d1").text
    assert courier.get("publishedAt") == []
    assert "published (EDTF): [2023-10-13..2023-12-04]" in courier.get("notes")
    assert wire.first("sourceUrl") == "https://example.org/wire/1013"
    assert wire.first("language") == "eng"


def test_what_is_only_denied_is_documented_and_no_part_of_the_trade() -> None:
    story = dossier()
    main = story.transfers[0]
    fact = main.facts["recipient"]
    denied = msgspec.structs.replace(fact.values[0], claims=("c4",), documents=("d1",))
    facts = {**main.facts, "recipient": msgspec.structs.replace(fact, values=(denied,))}
    story = msgspec.structs.replace(story, transfers=(msgspec.structs.replace(main, facts=facts),))
    assert of("EconomicActivity", story)[0].get("receiver") == []
    assert "denied" in [e.first("status") for e in of("Documentation", story)]


def test_a_ship_has_its_number_and_what_the_register_says_stands_apart() -> None:
    held = Registered(id="x-1", name="ANGARA", sanctioned=True, programs=("OFAC",), score=1.0, why="same number")
    angara: dict[str, Any] = {"name": "Angara", "imo": "9179842", "mode": "sea", "flag": "RU", "register": held}
    (ship,) = of("Vessel", story_with(at(VehicleValue, "d2", "MV Angara", **angara)))
    assert (ship.first("imoNumber"), ship.first("flag")) == ("IMO9179842", "ru")
    told = "In the user's register as ANGARA; sanctioned there (OFAC); matched because: same number"
    assert ship.first("summary") == told
    assert ship.get("topics") == []  # a match by name must mark nobody


def test_a_thing_of_two_kinds_is_two_things() -> None:
    aircraft = at(VehicleValue, "d2", "MV Angara", name="Angara", id="name:angara", mode="air")
    story = story_with(aircraft)
    assert [len(of(schema, story)) for schema in ("Airplane", "Vessel", "Vehicle")] == [1, 0, 0]


def test_ids_do_not_hang_on_the_order_of_transfers() -> None:
    story = dossier()
    turned = msgspec.structs.replace(story, transfers=tuple(reversed(story.transfers)))
    assert {e.id for e in entities(turned)} == {e.id for e in entities(story)}


def test_languages_are_those_that_the_library_lists() -> None:
    lines = files("tallyclerk.resources").joinpath("ftm_languages.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert {row["alpha3"] for row in rows} == set(LanguageType().names)
    finer = {"nb"}  # the library lists Norwegian alone
    assert {row["code"] for row in rows if iso_639_alpha3(row["code"]) != row["alpha3"]} == finer
    assert (language_alpha3("pt-BR"), language_alpha3("xx")) == ("por", None)


def test_hostile_text_is_data() -> None:
    written = to_ftm(hostile())
    assert not BIDI_CONTROLS.search(written.decode())
    assert b"\\u00" not in written.replace(b"\\u000a", b"")
    for entity in entities(hostile()):
        assert entity.get("sourceUrl", quiet=True) == []
        for prop, value in entity.itervalues():
            assert prop.name == "bodyText" or len(value.splitlines()) == 1
