import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from publish_story import dossier, with_text

from tallyclerk.errors import DossierError
from tallyclerk.model import Dossier
from tallyclerk.publish import load, to_json, write
from tallyclerk.publish.maps.outlines import World


@pytest.fixture(autouse=True, scope="module")
def _without_coasts() -> Iterator[None]:
    """Pages without outlines of countries, which take longer to draw than all else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tallyclerk.publish.page.NATURAL_EARTH", World(lambda detail: (), lambda detail: ()))
        yield


def test_what_is_written_loads_as_the_same_dossier(tmp_path: Path) -> None:
    data, page = write(dossier(), tmp_path / "new" / "out")
    assert (data.name, page.name) == ("dossier.json", "dossier.html")
    assert load(data) == dossier()
    assert load(data.parent) == dossier()


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write(dossier(), tmp_path / "one")]
    assert [path.read_bytes() for path in write(dossier(), tmp_path / "two")] == first
    assert [path.read_bytes() for path in write(dossier(), tmp_path / "one")] == first


def test_json_keeps_the_output_contract() -> None:
    content = json.loads(to_json(dossier()))
    assert content["schema"] == "tallyclerk/dossier/1"
    document = content["documents"][0]
    assert document["removed"][1] == {"text": "- Advertisement -", "reason": "advertisement"}
    assert document["published"] == {
        "earliest": "2023-10-13",
        "latest": "2023-12-04",
        "basis": "after the briefing, and before the page's clock",
    }
    claim = content["claims"][1]
    assert claim["quote"] == {"start": 252, "end": 396}
    assert claim["legs"][0]["from"] == "Rajin"
    assert claim["legs"][0]["to"] == "Dunay"
    assert claim["attribution"][0]["name"] == "John Kirby"


def test_json_spells_out_the_fields_that_the_contract_promises() -> None:
    content = json.loads(to_json(dossier()))
    quantity = content["transfers"][0]["facts"]["quantity"]["values"][0]["value"]
    assert (quantity["value"], quantity["unit"], quantity["bound"]) == (1000, "containers", "at_least")
    vehicle = content["claims"][1]["roles"]["vehicle"][0]
    assert list(vehicle)[:5] == ["type", "text", "start", "end", "name"]
    story = dossier()
    claim = story.claims[0]
    exact = msgspec.structs.replace(claim.roles["quantity"][0], bound="exact", unit=None)
    roles = {**claim.roles, "quantity": (exact,)}
    story = msgspec.structs.replace(story, claims=(msgspec.structs.replace(claim, roles=roles), *story.claims[1:]))
    written = json.loads(to_json(story))["claims"][0]["roles"]["quantity"][0]
    assert (written["bound"], written["unit"]) == ("exact", None)


def test_a_document_without_a_day_says_null_and_the_file_ends_with_a_newline() -> None:
    content = to_json(with_text(dossier(), "d1", published=None))
    assert json.loads(content)["documents"][0]["published"] is None
    assert content.endswith(b"}\n")


def test_an_empty_dossier_is_written_and_read(tmp_path: Path) -> None:
    data, page = write(Dossier(version="0.1.0"), tmp_path)
    assert load(data) == Dossier(version="0.1.0")
    assert "No transfer was found" in page.read_text(encoding="utf-8")


def test_a_missing_dossier_is_said_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="no such dossier"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[]", "its schema is none"),
        (b'{"schema": "tallyclerk/dossier/9"}', "dossier/9"),
        (b'{"schema": "tallyclerk/dossier/1", "documents": 3}', "does not fit"),
    ],
)
def test_a_file_that_is_no_dossier_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "dossier.json"
    path.write_bytes(content)
    with pytest.raises(DossierError, match=words) as caught:
        load(path)
    assert str(path) in str(caught.value)


def test_a_folder_that_cannot_be_written_is_said_with_a_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DossierError, match="choose another folder"):
        write(dossier(), tmp_path / "file" / "out")


def test_nothing_is_left_beside_the_two_files(tmp_path: Path) -> None:
    write(dossier(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dossier.html", "dossier.json"]


def test_half_a_surrogate_pair_is_refused_in_words() -> None:
    with pytest.raises(DossierError, match="UTF-8"):
        to_json(with_text(dossier(), "d1", title="half \ud800 pair"))
