"""Tables as CSV with a Data Package descriptor, and as frames, as pandas reads them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from typing import Any

import msgspec
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pandas.api import types
from publish_hostile import hostile
from publish_story import dossier, with_text

from tallyclerk.errors import MissingExtra
from tallyclerk.model import Dossier
from tallyclerk.publish.export.tables import tables, to_csv, to_frames
from tallyclerk.publish.export.tables.package import unguarded
from tallyclerk.publish.words import BIDI_CONTROLS, UNSHOWABLE

PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "list": "string"}
NAMES = ["transfers", "facts", "legs", "claims", "documents", "origins", "checks"]
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
PROFILE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-z0-9._-]+$"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "schema"],
                "properties": {
                    "name": {"pattern": r"^[a-z0-9._-]+$"},
                    "path": {"type": "string", "pattern": r"^[a-z]+\.csv$"},
                    "hash": {"pattern": r"^sha256:[0-9a-f]{64}$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields", "primaryKey"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "items": {
                                    "required": ["name", "type", "description"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number", "boolean", "date", "list"]}
                                    },
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}
"""What the specification of Data Package 2.0 asks of a tabular package, as far as ours uses it."""


def package(story: Dossier) -> tuple[dict[str, bytes], dict[str, Any]]:
    """All files, and the descriptor's resources by name."""
    files = to_csv(tables(story))
    return files, {r["name"]: r for r in json.loads(files["datapackage.json"])["resources"]}


def read(story: Dossier, name: str) -> Any:
    """A table as pandas reads it with the types that the descriptor states."""
    files, resources = package(story)
    fields = resources[name]["schema"]["fields"]
    return pandas.read_csv(
        io.BytesIO(files[resources[name]["path"]]),
        dtype={f["name"]: PANDAS[f["type"]] for f in fields if f["type"] != "date"},
        parse_dates=[f["name"] for f in fields if f["type"] == "date"],
        keep_default_na=False,
        na_values={f["name"]: [""] for f in fields if f["type"] not in ("string", "list")},
    )


def shown(cell: Any) -> str:
    """A cell of a frame or of a file, so that both compare."""
    if isinstance(cell, tuple):
        return ";".join(cell)
    return unguarded(cell) if isinstance(cell, str) else "" if pandas.isna(cell) else str(cell)


def test_the_descriptor_states_each_file_its_fields_and_its_hash() -> None:
    files, resources = package(dossier())
    descriptor = json.loads(files["datapackage.json"])
    Draft7Validator(PROFILE).validate(descriptor)
    assert list(resources) == NAMES
    assert set(files) == {f"{name}.csv" for name in NAMES} | {"datapackage.json"}
    for name, resource in resources.items():
        content = files[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = next(csv.reader(io.StringIO(content.decode())))
        assert header == [field["name"] for field in resource["schema"]["fields"]], name
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_keys_lead_to_rows_of_other_tables(najin_dossier: Dossier) -> None:
    _, resources = package(najin_dossier)
    for name, resource in resources.items():
        rows = read(najin_dossier, name)
        assert rows["id"].is_unique
        for key in resource["schema"].get("foreignKeys", ()):
            (field,) = key["fields"]
            assert set(rows[field]) <= set(read(najin_dossier, key["reference"]["resource"])["id"])


def test_every_reported_value_is_a_row(najin_dossier: Dossier) -> None:
    facts = read(najin_dossier, "facts")
    assert len(facts) == sum(len(f.values) for t in najin_dossier.transfers for f in t.facts.values())
    assert len(read(najin_dossier, "claims")) == len(najin_dossier.claims)
    assert len(read(najin_dossier, "documents")) == len(najin_dossier.documents)
    assert len(read(najin_dossier, "legs")) == sum(len(t.legs) for t in najin_dossier.transfers)


def test_a_fact_is_read_with_its_types() -> None:
    facts = read(dossier(), "facts").set_index("id")
    amount, port, days = (facts.loc[id] for id in ("t1.quantity.1", "t1.origin.1", "t1.date.1"))
    assert (amount["number"], amount["unit"], amount["bound"]) == (1000.0, "containers", "at_least")
    assert (port["lat"], port["lon"], port["country"]) == (42.256, 130.283, "KP")
    assert (days["earliest"], days["latest"]) == (pandas.Timestamp("2023-09-07"), pandas.Timestamp("2023-10-01"))
    assert days["edtf"] == "2023-09-07/2023-10-01"
    assert pandas.isna(port["number"])
    assert port["claims"].split(";") == ["c2", "c6", "c8"]
    assert port["wordings"] == "Najin"
    assert (port["verdict"], port["independence"], port["credibility"]) == ("repeated", "1 origin, 2 documents", 3)


def test_a_claim_is_read_with_its_words() -> None:
    claims = read(dossier(), "claims").set_index("id")
    one = claims.loc["c1"]
    text = dossier().document("d1").text
    assert one["quote"] == text[one["quote_start"] : one["quote_end"]]
    assert one["date"] == "2023-09; [2023-10-07..2023-10-13]"
    assert one["said_by"] == "John Kirby (White House)"
    assert claims.loc["c4"]["certainty"] == "denied"


def test_an_open_end_is_an_empty_cell_and_said_in_edtf() -> None:
    rail = read(dossier(), "legs").set_index("id").loc["t1.leg2"]
    assert rail["edtf"] == "2023-09-07/.."
    assert pandas.isna(rail["latest"])


def test_frames_hold_the_same_as_the_files(najin_dossier: Dossier) -> None:
    frames = to_frames(tables(najin_dossier))
    assert list(frames) == NAMES
    for name, frame in frames.items():
        rows = read(najin_dossier, name)
        assert list(frame.columns) == list(rows.columns)
        for column in frame.columns:
            assert [shown(cell) for cell in frame[column]] == [shown(cell) for cell in rows[column]], column


def test_frames_have_types_also_where_there_are_no_rows() -> None:
    empty = msgspec.structs.replace(dossier(), transfers=(), checks=())
    facts = to_frames(tables(empty))["facts"]
    assert len(facts) == 0
    assert str(facts.dtypes["number"]) == "Float64"
    assert types.is_datetime64_any_dtype(facts.dtypes["earliest"])


def test_frames_without_pandas_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'tallyclerk\[pandas\]'"):
        to_frames(tables(dossier()))


def test_pandas_is_imported_only_when_frames_are_asked_for() -> None:
    code = "import sys, tallyclerk.publish.export.tables; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), st.sampled_from(FORMULAS))
def test_no_cell_is_a_formula_and_the_text_can_be_had_back(written: str, first: str) -> None:
    story = with_text(dossier(), "d1", title=f"{first}{written}")
    files, _ = package(story)
    rows = list(csv.DictReader(io.StringIO(files["documents.csv"].decode())))
    cell = rows[0]["title"]
    assert not cell.startswith(FORMULAS)
    assert len(cell.splitlines()) <= 1
    assert unguarded(cell) == to_frames(tables(story))["documents"]["title"][0]


@pytest.mark.parametrize("first", ["", *FORMULAS])
def test_hostile_text_is_data_in_every_table(first: str) -> None:
    story = hostile(f"{first}cmd|' /C calc'!A0,\"x\";\x00\u202e\ud800\r\n=1+1")
    files, resources = package(story)
    for name, resource in resources.items():
        written = files[resource["path"]].decode()
        assert not UNSHOWABLE.search(written)
        assert not BIDI_CONTROLS.search(written)
        rows = list(csv.reader(io.StringIO(written)))
        assert {len(row) for row in rows} == {len(resource["schema"]["fields"])}
        numbers = {n for n, f in enumerate(resource["schema"]["fields"]) if f["type"] in ("integer", "number")}
        cells = [cell for row in rows[1:] for n, cell in enumerate(row) if n not in numbers]
        assert not [cell for cell in cells if cell.startswith(FORMULAS)]
        assert len(read(story, name)) == len(rows) - 1


def test_west_and_south_stay_numbers() -> None:
    content = msgspec.to_builtins(dossier())
    content["transfers"][0]["facts"]["origin"]["values"][0]["value"] |= {"lat": -33.9, "lon": -70.5}
    port = read(msgspec.convert(content, Dossier), "facts").set_index("id").loc["t1.origin.1"]
    assert (port["lat"], port["lon"]) == (-33.9, -70.5)
