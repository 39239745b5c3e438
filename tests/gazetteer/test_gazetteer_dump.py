"""A GeoNames dump as an index beside the built-in one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyclerk.errors import ResourceError
from tallyclerk.gazetteer import import_dump, lookup, use


def row(id: int, name: str, code: str = "PPL", *, lat: str = "42.9", names: str = "") -> str:
    """A row of a dump: 19 columns."""
    head = [str(id), name, name, names, lat, "132.3", "P" if code == "PPL" else "S", code, "RU"]
    return "\t".join([*head, "", "59", "", "", "", "120", "", "", "Asia/Vladivostok", "2020"])


@pytest.fixture(autouse=True)
def _built_in_alone() -> Iterator[None]:
    yield
    use(None)


def dump(folder: Path, *rows: str, name: str = "RU.txt") -> Path:
    """A zip with a dump in it, as GeoNames packs them."""
    path = folder / "RU.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, "\n".join(rows))
        packed.writestr("readme.txt", "about")
    return path


def test_places_of_a_dump_are_found_beside_the_built_in_ones(tmp_path: Path) -> None:
    rows = (row(1, "Qzvyx Hamlet", names="Qzvyks,Кзвикс"), row(2, "Qzvyx Pier", "PRT"), row(3, "Qzvyx Hill", "HLL"))
    found = import_dump(dump(tmp_path, *rows), tmp_path / "places.sqlite")
    assert (found.kept, found.others, found.unfit) == (2, 1, 0)
    assert lookup("Qzvyks") == ()
    use(tmp_path / "places.sqlite")
    (hamlet,) = lookup("Qzvyks")
    assert (hamlet.id, hamlet.country, hamlet.region, hamlet.population) == ("geonames:1", "RU", "Primorsky Krai", 120)
    assert lookup("Dunay")[0].name == "Dunay"


def test_rows_that_do_not_fit_are_counted_and_stop_nothing(tmp_path: Path) -> None:
    bad = (row(4, "Qzvyx Far", lat="99"), "one column", row(5, "Qzvyx Odd", lat="north"))
    found = import_dump(dump(tmp_path, row(1, "Qzvyx"), *bad), tmp_path / "places.sqlite")
    assert found.kept == 1
    assert found.unfit == 1


def test_the_same_dump_gives_the_same_index(tmp_path: Path) -> None:
    rows = [row(n, f"Qzvyx {n}") for n in range(1, 50)]
    for name in ("a", "b"):
        import_dump(dump(tmp_path, *rows), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_that_is_no_dump_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Barley ship reaches Easthaven\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="no place in it"):
        import_dump(tmp_path / "notes.txt", tmp_path / "places.sqlite")
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as packed:
        packed.writestr("a.txt", row(1, "A"))
        packed.writestr("b.txt", row(2, "B"))
    with pytest.raises(ResourceError, match="it holds 2"):
        import_dump(two, tmp_path / "places.sqlite")
    assert not (tmp_path / "places.sqlite").exists()
    assert not (tmp_path / "places.part").exists()


def test_an_index_that_is_not_there_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="tallyclerk gazetteer import"):
        use(tmp_path / "none.sqlite")
