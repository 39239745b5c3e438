"""A STIX 2.1 bundle, as the community's own library parses and validates it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import msgspec
import pytest
import stix2
from publish_hostile import hostile
from publish_story import dossier, with_text
from stix2 import confidence

from tallyclerk.model import Dossier
from tallyclerk.publish.export.stix import to_stix
from tallyclerk.publish.words import BIDI_CONTROLS


def objects(story: Dossier) -> list[Any]:
    """The bundle's objects, which the library takes with no property of its own."""
    found: list[Any] = stix2.parse(to_stix(story), allow_custom=False).objects
    return found


def of(kind: str, story: Dossier) -> list[Any]:
    return [found for found in objects(story) if found["type"] == kind]


def note(story: Dossier, abstract: str) -> Any:
    (found,) = (n for n in of("note", story) if n.get("abstract") == abstract)
    return found


@pytest.fixture(params=["story", "example", "hostile", "empty"])
def any_story(request: pytest.FixtureRequest, najin_dossier: Dossier) -> Dossier:
    empty = Dossier(documents=(), claims=(), transfers=())
    return {"story": dossier(), "example": najin_dossier, "hostile": hostile(), "empty": empty}[request.param]


def test_every_reference_leads_to_an_object_of_the_bundle(any_story: Dossier) -> None:
    found = {o["id"] for o in objects(any_story)}
    assert len(found) == len(objects(any_story))
    for thing in objects(any_story):
        for name in ("created_by_ref", "source_ref", "target_ref"):
            assert thing.get(name) is None or thing[name] in found
        assert set(thing.get("object_refs", ())) <= found


def test_the_library_writes_back_what_it_read(any_story: Dossier) -> None:
    bundle = stix2.parse(to_stix(any_story), allow_custom=False)
    again, written = bundle.serialize(), to_stix(any_story).decode()
    assert json.loads(again.replace(".000Z", "Z")) == json.loads(written.replace(".000Z", "Z"))


def test_observables_have_the_ids_that_the_specification_makes_of_them() -> None:
    (file,) = (f for f in of("file", dossier()) if f["name"] == "courier.txt")
    assert file["id"] == stix2.File(name="courier.txt", hashes={"SHA-256": dossier().document("d1").sha256})["id"]
    (url,) = of("url", dossier())
    assert url["id"] == stix2.URL(value="https://example.org/wire/1013")["id"]


def test_a_transfer_is_a_report_with_its_trade_and_its_journey() -> None:
    names = {o["id"]: o.get("name") for o in objects(dossier())}
    relations = Counter(
        (names[r["source_ref"]], r["relationship_type"], names[r["target_ref"]]) for r in of("relationship", dossier())
    )
    assert relations == {
        ("North Korea", "supplies", "Russia"): 1,
        ("Angara", "located-at", "Rajin"): 1,
        ("Angara", "located-at", "Dunay"): 1,
        ("Rajin", "shipped-to", "Dunay"): 1,
        ("Dunay", "shipped-to", "Tikhoretsk"): 1,
    }
    (report, *_) = (r for r in of("report", dossier()) if r["report_types"] == ["transfer"])
    assert report["name"] == "North Korea to Russia: military equipment and munitions"
    assert report["labels"] == ["delivered", "asserted"]


def test_a_leg_with_an_open_end_has_no_stop() -> None:
    rail = next(r for r in of("relationship", dossier()) if "rail" in r.get("description", ""))
    assert rail.get("stop_time") is None
    assert rail["description"] == "by rail, EDTF 2023-09-07/.."


def test_confidence_is_the_grade_on_the_admiralty_scale() -> None:
    port = note(dossier(), "origin: Rajin")
    assert port["confidence"] == confidence.scales.admiralty_credibility_to_value("3 - Possibly True") == 50
    assert "credibility 3, possibly true" in port["content"]
    assert "independence: 1 origin, 2 documents" in port["content"]
    content = msgspec.to_builtins(dossier())
    for value in content["transfers"][0]["facts"]["origin"]["values"]:
        value["credibility"] = 6
    assert "confidence" not in note(msgspec.convert(content, Dossier), "origin: Rajin")  # 6, truth cannot be judged


def test_a_note_quotes_the_words_and_names_the_report_with_its_hash() -> None:
    found = note(dossier(), "destination: Dunay")
    assert "to the town of Danube in Primorsky Krai" in found["content"]
    wire = next(r for r in found["external_references"] if r["source_name"] == "Eastern Wire")
    assert wire["url"] == "https://example.org/wire/1013"
    assert wire["hashes"]["SHA-256"] == dossier().document("d2").sha256


def test_days_are_edtf_in_words_and_moments_in_fields() -> None:
    assert note(dossier(), "date: 2023-09-07 to 2023-10-01 (EDTF 2023-09-07/2023-10-01)")
    assert note(dossier(), "date: 2023-09-01 to 2023-09-30 (EDTF 2023-09)")
    (courier, _) = (r for r in of("report", dossier()) if r["report_types"] == ["news-report"])
    assert courier["description"] == "Published (EDTF): [2023-10-13..2023-12-04]"
    assert str(courier["published"]) == "2023-12-04 00:00:00+00:00"


def test_a_denial_and_what_cannot_be_are_opinions() -> None:
    found = {o["opinion"]: o for o in of("opinion", dossier())}
    assert found["strongly-disagree"]["explanation"].startswith("Russia's foreign ministry denied")
    assert found["strongly-disagree"]["authors"] == ["Russian foreign ministry"]
    assert "201 km; stated 290 km" in found["disagree"]["explanation"]
    assert "check of speed: possible" in [n.get("abstract") for n in of("note", dossier())]


def test_conflicts_are_notes() -> None:
    found = note(dossier(), "conflict of destination: mistranslation")
    assert found["content"].startswith("between Danube and Dunay: Danube and Dunay share the name Dunaj")


def test_a_report_without_a_day_is_a_grouping_for_nobody_knows_when() -> None:
    story = with_text(dossier(), "d1", published=None)
    (group,) = of("grouping", story)
    assert group["name"] == "White House: a thousand containers went to Russia"
    undated = with_text(story, "d2", published=None)
    assert "the times in this bundle mean nothing" in of("report", undated)[0]["description"]


def test_the_same_dossier_gives_the_same_bytes_whatever_the_clock() -> None:
    assert to_stix(dossier()) == to_stix(dossier())
    assert {str(o["created"])[:10] for o in objects(dossier()) if "created" in o} == {"2023-12-04"}


def test_hostile_text_is_data() -> None:
    written = to_stix(hostile()).decode()
    assert not BIDI_CONTROLS.search(written)
    assert "\\u00" not in written
    assert not of("url", hostile())
    names = [o["name"] for o in objects(hostile()) if "name" in o]
    assert any(name.startswith("<script>alert(1)</script>") for name in names)
