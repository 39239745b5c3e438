"""A register of the user's own: what is read of a file, which entry a name means, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tallyclerk.errors import ResourceError
from tallyclerk.register import Answer, Imported, Register, Sought, import_register, look_up
from tallyclerk.register.entry import bare
from tallyclerk.resources.vehicles import is_imo

CSV = """Name,IMO number,MMSI,Flag,Type,Former names,Programs,ID
MV Halcyon,9074729,273354000,Russia,general cargo,Zephyr of Norwick;Old Rose,EXAMPLE-1;EXAMPLE-2,x1
Lady Rowan,8814275,,PA,bulk carrier,,,x2
Lady Rowen,,,MT,tanker,,,x3
Northern Light,,,MT,tanker,,,x4
"""
FTM = [
    {
        "id": "NK-1",
        "schema": "Vessel",
        "properties": {"name": ["HALCYON"], "imoNumber": ["IMO9074729"], "flag": ["ru"], "programId": ["EXAMPLE-1"]},
    },
    {"id": "NK-2", "schema": "Company", "properties": {"name": ["Lorne Shipping LLC"], "topics": ["sanction"]}},
    {"id": "NK-3", "schema": "Address", "properties": {"full": ["1 Quay"]}},
]


def register(tmp_path: Path, text: str, name: str = "ships.csv") -> tuple[Register, Imported]:
    """A register made of a file of this text."""
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    found = import_register(source, tmp_path / "register.sqlite")
    return Register(tmp_path / "register.sqlite"), found


def ask(tmp_path: Path, name: str, text: str = CSV, **more: str) -> Answer:
    """What the register of `CSV` says of a name."""
    return look_up(register(tmp_path, text)[0], Sought(name=name, **more))  # type: ignore[arg-type]


def test_a_csv_register_is_read_by_the_heads_of_its_columns(tmp_path: Path) -> None:
    (halcyon,) = register(tmp_path, CSV)[0].numbered("imo", "9074729")
    assert (halcyon.name, halcyon.flag, halcyon.former) == ("MV Halcyon", "RU", ("Zephyr of Norwick", "Old Rose"))
    assert halcyon.programs == ("EXAMPLE-1", "EXAMPLE-2")
    assert halcyon.sanctioned


def test_followthemoney_entities_are_read_and_other_schemas_left_out(tmp_path: Path) -> None:
    held, found = register(tmp_path, "\n".join(map(json.dumps, FTM)), "entities.ftm.json")
    assert found.kept == 2
    (halcyon,) = held.numbered("imo", "9074729")
    assert (halcyon.key, halcyon.flag, halcyon.programs) == ("NK-1", "RU", ("EXAMPLE-1",))
    company = look_up(held, Sought(name="Lorne Shipping LLC", kinds=("company",))).match
    assert company is not None
    assert company.entry.sanctioned


@pytest.mark.parametrize("name", ["Halcyon", "MV Halcyon", "M/V HALCYON", "“Halcyon”", "halcyón"])
def test_prefix_case_signs_and_accents_are_no_part_of_a_name(tmp_path: Path, name: str) -> None:
    answer = ask(tmp_path, name)
    assert answer.match is not None
    assert answer.match.entry.key == "x1"


@pytest.mark.parametrize("name", ["Halcyn", "Halcyone", "Halcoyn", "Halkyon", "Old Rose", "Norhtern Light"])
def test_a_misspelt_or_former_name_is_found_and_says_so(tmp_path: Path, name: str) -> None:
    answer = ask(tmp_path, name)
    assert answer.match is not None
    assert "% like" in answer.why or "had this name" in answer.why


def test_an_equal_imo_number_decides_whatever_the_name(tmp_path: Path) -> None:
    answer = ask(tmp_path, "Something Else", imo="9074729")
    assert answer.match is not None
    assert answer.match.entry.key == "x1"
    assert answer.why == "IMO 9074729 is the same"


def test_another_imo_number_vetoes_the_same_name(tmp_path: Path) -> None:
    assert ask(tmp_path, "Halcyon", imo="8814275").match is not None
    assert ask(tmp_path, "Halcyon", imo="8814275").match.entry.key == "x2"  # type: ignore[union-attr]
    assert ask(tmp_path, "Halcyon", imo="8814287").match is None


def test_where_two_fit_alike_none_is_taken_and_a_flag_tells_them_apart(tmp_path: Path) -> None:
    answer = ask(tmp_path, "Lady Rowin")
    assert answer.match is None
    assert "fit alike" in answer.why
    told = ask(tmp_path, "Lady Rowin", flag="MT").match
    assert told is not None
    assert told.entry.key == "x3"


def test_a_row_that_is_no_entry_is_told_with_its_line_and_the_mend(tmp_path: Path) -> None:
    _, found = register(tmp_path, CSV + "Bad One,1234568,,,,,,x5\n,,,,,,,x6\n")
    assert (found.kept, found.refused) == (4, 2)
    assert [refused.line for refused in found.examples] == [6, 7]
    assert "check digit" in found.examples[0].why
    assert "it has no name" in found.examples[1].why


@pytest.mark.parametrize(
    ("text", "why"),
    [("a,b\n1,2\n", "no column is called name"), ("name\n", "no ship, company or person"), ('{"id": 1}\n', "no ship")],
)
def test_a_file_that_is_no_register_is_refused_and_leaves_the_old_one(tmp_path: Path, text: str, why: str) -> None:
    register(tmp_path, CSV)
    with pytest.raises(ResourceError, match=why):
        register(tmp_path, text)
    assert Register(tmp_path / "register.sqlite").numbered("imo", "9074729")


def test_a_register_that_is_not_there_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="tallyclerk register import"):
        Register(tmp_path / "none.sqlite")
    (tmp_path / "bad.sqlite").write_text("no database", encoding="utf-8")
    with pytest.raises(ResourceError, match="this is no register"):
        Register(tmp_path / "bad.sqlite")


@given(st.text(max_size=40))
@example("\N{MATHEMATICAL BOLD CAPITAL ALPHA}")
def test_a_bare_name_is_bare_already(name: str) -> None:
    assert bare(bare(name)) == bare(name)


@given(st.integers(100000, 999999))
def test_one_check_digit_holds_for_six_digits_of_an_imo_number(six: int) -> None:
    assert sum(is_imo(f"{six}{last}") for last in range(10)) == 1
