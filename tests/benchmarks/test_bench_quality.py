from __future__ import annotations

import gzip
import json
from pathlib import Path

import floors
import parts
import pytest
import quality
from parts.part import Measured

ARTICLE = (
    "The freighter Halcyon left Norport on Monday with 300 tonnes of grain, the port authority said in a statement.\n"
    "It is expected in Southland within a week, and its owner declined to name the buyer of the cargo on board.\n"
    "Port records show that the ship had made the same voyage twice since the beginning of the year."
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """One page in the format of the reading part."""
    (tmp_path / "html").mkdir()
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())
    page = f"<html><body><nav>Home News Sport</nav><article>{paragraphs}</article></body></html>"
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {"one": {"articleBody": ARTICLE, "url": "https://example.com/one"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as error:
        quality.main(arguments)
    assert error.value.code == 2
    return capsys.readouterr().err


def test_an_unknown_part_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert "corpus, reading" in refused(capsys, "cargoes")


def test_data_goes_with_exactly_one_part(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "exactly one part" in refused(capsys, "reading", "dates", "--data", str(tmp_path))
    assert "exactly one part" in refused(capsys, "--data", str(tmp_path))


def test_data_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "nowhere" in refused(capsys, "dates", "--data", str(tmp_path / "nowhere"))


def test_floors_are_not_raised_from_other_data(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "leave out" in refused(capsys, "dates", "--data", str(tmp_path), "--update")


@pytest.mark.parametrize("name", ["corpus", "reading", "dates", "quantities", "places"])
def test_data_of_another_format_is_told_and_no_traceback(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert quality.main([name, "--data", str(tmp_path)]) == 2
    assert "does not fit" in capsys.readouterr().err


def test_a_malformed_file_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "ground-truth.json").write_text('{"one": {"url": 7}}')
    assert quality.main(["reading", "--data", str(tmp_path)]) == 2
    assert "ground-truth.json" in capsys.readouterr().err


def test_json_is_one_object_of_numbers_and_nothing_else(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main(["reading", "--data", str(pages), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["reading"]["HTML F1"] == 1.0
    assert scores["reading"]["text, everything F1"] < 1.0


def test_every_part_can_be_loaded_under_its_name() -> None:
    assert [parts.load(name).name for name in parts.NAMES] == list(parts.NAMES)


def test_a_score_below_its_floor_or_gone_is_named() -> None:
    measured = {"reading": Measured(scores={"HTML F1": 0.9}, table="")}
    lines = floors.below(measured, {"reading": {"HTML F1": 0.95, "text F1": 0.5}, "dates": {"all right": 1.0}})
    assert [line.split(":")[1].strip() for line in lines] == ["HTML F1", "text F1"]


def test_a_floor_rises_and_falls_only_when_allowed() -> None:
    measured = {"dates": Measured(scores={"right": 0.61239, "held": 0.4}, timed={"speed": 2.0}, table="")}
    old = {"dates": {"right": 0.5, "held": 0.5}, "places": {"near": 0.7}}
    assert floors.raised(measured, old, lower=False)["dates"] == {"held": 0.5, "right": 0.612, "speed": 1.5}
    assert floors.raised(measured, old, lower=True)["dates"]["held"] == 0.4
    assert floors.raised(measured, old, lower=True)["places"] == {"near": 0.7}


def test_numbers_to_compare_with_get_no_floor() -> None:
    measured = {"reading": Measured(scores={}, beside={"plain F1": 0.9}, table="")}
    assert floors.raised(measured, {}, lower=False) == {"reading": {}}
    assert measured["reading"].numbers() == {"plain F1": 0.9}
