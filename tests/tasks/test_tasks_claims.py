"""A case that grows costs what is new in it, and says the same as one built at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from working import TOLD, Noting

import tallyclerk
from tallyclerk import publish
from tallyclerk.cache import Cache
from tallyclerk.config import ExtractSettings, GroundSettings, RunSettings, Settings
from tallyclerk.model import Document, Published
from tallyclerk.register import import_register
from tallyclerk.tasks import How, Means, claims_of

HOW = How(ExtractSettings(), GroundSettings())


def documents(*texts: str) -> list[Document]:
    return [Document(id=f"d{n}", key=f"k{n}", sha256="", text=text) for n, text in enumerate(texts, start=1)]


def told(day: int) -> str:
    return TOLD.format(day=day, count=day + 10)


def worked_out(found: list[Document], cache: Cache, how: How = HOW) -> tuple[list[str], tuple[tallyclerk.Claim, ...]]:
    """The texts that were worked on, and the claims of all."""
    engine = Noting()
    claims, lost = claims_of(found, how, Means(engine, cache), lambda done, total: None)
    assert lost == ()
    return [item.text for item in engine.items], claims


def test_only_new_documents_are_worked_on_and_claims_are_numbered_over_all(tmp_path: Path) -> None:
    old = documents(told(1), told(3))
    with Cache(tmp_path, 10**7) as cache:
        worked_out(old, cache)
        new = documents(told(1), told(2), told(3))
        texts, claims = worked_out(new, cache)
    assert texts == [told(2)]
    assert [claim.id for claim in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]
    assert {claim.document for claim in claims} == {"d1", "d2", "d3"}
    assert claims == claims_of(new, HOW, Means(Noting()), lambda done, total: None)[0]


def test_copies_are_worked_on_once_and_each_has_its_claims(tmp_path: Path) -> None:
    with Cache(tmp_path, 10**7) as cache:
        texts, claims = worked_out(documents(told(1), told(1), told(1)), cache)
    assert texts == [told(1)]
    assert [claim.document for claim in claims] == ["d1", "d2", "d3"]


def test_other_settings_or_another_register_are_another_case(tmp_path: Path) -> None:
    (tmp_path / "ships.csv").write_text("name,kind\nHalcyon,ship\n")
    import_register(tmp_path / "ships.csv", tmp_path / "register.sqlite")
    found = documents(told(1))
    with Cache(tmp_path, 10**7) as cache:
        worked_out(found, cache)
        for how in (
            msgspec.structs.replace(HOW, extract=ExtractSettings(max_sentence_chars=999)),
            msgspec.structs.replace(HOW, ground=GroundSettings(register=str(tmp_path / "register.sqlite"))),
        ):
            assert worked_out(found, cache, how)[0] == [told(1)]
        assert worked_out(found, cache)[0] == []


def test_a_document_on_which_a_worker_died_is_named_and_the_others_are_served() -> None:
    engine = Noting(lambda item: item.text == told(2))
    claims, (lost,) = claims_of(documents(told(1), told(2)), HOW, Means(engine), lambda done, total: None)
    assert {claim.document for claim in claims} == {"d1"}
    assert lost.source == "k2"
    assert "its worker died" in lost.reason


@pytest.mark.parametrize("damage", [b"", b"\x00" * 20])
def test_a_case_built_with_a_cache_sound_or_damaged_is_the_same_to_the_byte(
    najin: Path, najin_dossier: tallyclerk.Dossier, tmp_path: Path, damage: bytes
) -> None:
    settings = Settings(run=RunSettings(cache=str(tmp_path)))
    first = tallyclerk.build(najin, settings)
    path = tmp_path / "cache.sqlite"
    path.write_bytes(path.read_bytes()[:5_000] + damage)
    assert publish.to_json(first) == publish.to_json(tallyclerk.build(najin, settings))
    assert publish.to_json(tallyclerk.build(najin, settings)) == publish.to_json(najin_dossier)


def test_a_report_is_read_once_though_its_name_changes(tmp_path: Path) -> None:
    settings = Settings(run=RunSettings(cache=str(tmp_path / "cache")))
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": told(1)}))
        (document,) = tallyclerk.claims(tmp_path / f"{name}.jsonl", settings).documents
        assert (document.id, document.key) == ("d1", name)


def test_a_case_built_by_two_processes_is_the_same_to_the_byte(najin: Path, najin_dossier: tallyclerk.Dossier) -> None:
    assert publish.to_json(tallyclerk.build(najin, Settings(run=RunSettings(jobs=2)))) == publish.to_json(najin_dossier)


def test_a_copy_that_its_family_dates_anew_is_worked_on_anew(tmp_path: Path) -> None:
    (first,) = documents(told(1))
    dated = msgspec.structs.replace(
        first, same_text=Published(date(2023, 6, 1), date(2023, 6, 1), "the same text in d2")
    )
    with Cache(tmp_path, 10**7) as cache:
        _, without = worked_out([first], cache)
        worked, within = worked_out([dated], cache)
        assert worked == [first.text]
        assert [claim.roles.get("date") for claim in without] != [claim.roles.get("date") for claim in within]
        assert worked_out([dated], cache) == ([], within)
