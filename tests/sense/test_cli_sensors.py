"""The commands observe and scenes, and verify of an observed dossier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ais_made import marine_cadastre, other_rows, ship_rows
from typer.testing import CliRunner

import tallyclerk
from tallyclerk.cli import app


def clerk(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "160"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def built(najin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert clerk("build", najin, "-o", folder, "-q")[0] == 0
    return folder


@pytest.fixture(scope="module")
def ais(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ais") / "made.csv"
    path.write_text(marine_cadastre(ship_rows() + other_rows()) + "nonsense\n", encoding="utf-8")
    return path


def test_observe_writes_a_dossier_of_its_own_and_shows_what_it_found(built: Path, ais: Path, tmp_path: Path) -> None:
    before = (built / "dossier.json").read_bytes()
    code, out, errors = clerk("observe", built, "--ais", ais, "-o", tmp_path)
    assert code == 0
    assert [word for word in ("port call", "gap", "meeting", "supports") if word not in out] == []
    assert "made.csv: 1 line not used" in errors
    assert "line 274: its MMSI" in errors
    assert (built / "dossier.json").read_bytes() == before
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert "What the ship itself sent" in page
    assert "2 independent origins, one of them the ship&#39;s own AIS" in page
    assert "silent 2023-09-10 08:00 UTC to 2023-09-11 14:00 UTC (30.0 h)" in page
    content = json.loads((tmp_path / "dossier.json").read_bytes())
    assert [o["kind"] for o in content["sensed"]["observations"]] == ["port call", "gap", "port call", "meeting"]
    assert content["origins"][-1]["kind"] == "ais"


def test_observing_twice_gives_the_same_bytes(built: Path, ais: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert clerk("observe", built, "--ais", ais, "-o", tmp_path / name, "-q")[0] == 0
    for name in ("dossier.json", "dossier.html", "observed-ais.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_verify_builds_and_observes_anew(built: Path, ais: Path, tmp_path: Path) -> None:
    clerk("observe", built, "--ais", ais, "-o", tmp_path, "-q")
    code, out, _ = clerk("verify", tmp_path, "-a", built / "evidence")
    assert code == 0
    assert "Its observations come out the same from observed-ais.csv" in out
    assert "the dossier is the same to the byte" in out


def test_verify_finds_changed_positions_and_changed_observations(built: Path, ais: Path, tmp_path: Path) -> None:
    clerk("observe", built, "--ais", ais, "-o", tmp_path, "-q")
    data, kept = tmp_path / "dossier.json", tmp_path / "observed-ais.csv"
    whole, positions = data.read_text(encoding="utf-8"), kept.read_bytes()
    data.write_text(whole.replace("3.4 km from Najin", "0.4 km from Najin"), encoding="utf-8")
    code, out, _ = clerk("verify", tmp_path, "-a", built / "evidence")
    assert (code, "other observations" in out) == (1, True)
    data.write_text(whole.replace('"independence": "2 independent', '"independence": "9 independent'), encoding="utf-8")
    code, out, _ = clerk("verify", tmp_path, "-a", built / "evidence")
    assert (code, "other dossier" in out) == (1, True)
    data.write_text(whole, encoding="utf-8")
    kept.write_bytes(positions.replace(b",42.2,", b",42.3,"))
    code, out, _ = clerk("verify", tmp_path, "-a", built / "evidence")
    assert (code, "other positions" in out) == (1, True)
    kept.unlink()
    code, out, _ = clerk("verify", tmp_path, "-a", built / "evidence")
    assert (code, "were not made anew" in out) == (0, True)


def test_observe_writes_over_neither_its_dossier_nor_its_positions(built: Path, ais: Path, tmp_path: Path) -> None:
    code, _, errors = clerk("observe", built, "--ais", ais, "-o", built)
    assert (code, "holds the dossier that is observed" in errors) == (1, True)
    own = tmp_path / "observed-ais.csv"
    own.write_bytes(ais.read_bytes())
    code, _, errors = clerk("observe", built, "--ais", own, "-o", tmp_path)
    assert (code, "would be written over" in errors) == (1, True)
    assert own.read_bytes() == ais.read_bytes()


def test_wrong_files_and_options_are_told_plainly(built: Path, tmp_path: Path) -> None:
    (tmp_path / "text.csv").write_text("just words\n", encoding="utf-8")
    code, _, errors = clerk("observe", built, "--ais", tmp_path / "text.csv", "-o", tmp_path / "out")
    assert (code, "line 1: has no column for mmsi, time, lat, lon" in errors) == (1, True)
    code, _, errors = clerk("observe", built, "--ais", tmp_path / "text.csv", "--mmsi", "Angara")
    assert (code, "write a name, = and a number" in errors) == (1, True)
    assert not (tmp_path / "out").exists()


def test_explain_tells_where_an_observation_came_from(built: Path, ais: Path, tmp_path: Path) -> None:
    clerk("observe", built, "--ais", ais, "-o", tmp_path, "-q")
    code, out, _ = clerk("explain", tmp_path, "s1")
    assert code == 0
    assert "Observation s1: port call, Najin" in out
    assert "t1.origin Najin: supports" in out


def test_scenes_prints_json_or_writes_it_and_shows_a_table(built: Path, tmp_path: Path) -> None:
    code, out, _ = clerk("scenes", built, "--collections", "sentinel-2-l2a", "--cloud", "15")
    assert code == 0
    searches = json.loads(out)["searches"]
    assert {s["body"]["query"]["eo:cloud_cover"]["lte"] for s in searches} == {15.0}
    code, out, _ = clerk("scenes", built, "-o", tmp_path / "s.json")
    assert code == 0
    assert "Not searched: t2.origin Russia: it is only known as a country" in out
    assert json.loads((tmp_path / "s.json").read_bytes())["schema"] == "tallyclerk/scenes/1"


def test_the_same_jobs_as_library_calls(built: Path, ais: Path, tmp_path: Path) -> None:
    dossier, positions = tallyclerk.observe(tallyclerk.load(built), ais)
    paths = tallyclerk.write(dossier, tmp_path, positions)
    assert [path.name for path in paths] == ["dossier.json", "dossier.html", "observed-ais.csv"]
    assert tallyclerk.load(tmp_path) == dossier
    assert tallyclerk.scenes(dossier).searches
