"""The commands export and diff, and the library calls behind them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

import tallyclerk
from tallyclerk.cli import app
from tallyclerk.publish.export import FORMATS, rendered

SINGLE = [name for name, form in FORMATS.items() if not form.folder]


def quick(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command in this process: exit code, standard output, standard error."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def out(najin_out: Path, tmp_path: Path) -> Path:
    """The example's dossier in a folder of the test's own."""
    folder = tmp_path / "out"
    folder.mkdir()
    shutil.copy(najin_out / "dossier.json", folder)
    return folder


@pytest.fixture
def fewer(najin_dossier: tallyclerk.Dossier, tmp_path: Path) -> Path:
    """The example's dossier, with one verdict less sure."""
    main, *rest = najin_dossier.transfers
    fact = msgspec.structs.replace(main.facts["giver"], verdict="conflicting")
    main = msgspec.structs.replace(main, facts={**main.facts, "giver": fact})
    tallyclerk.write(msgspec.structs.replace(najin_dossier, transfers=(main, *rest)), tmp_path / "old")
    return tmp_path / "old"


@pytest.mark.parametrize("to", SINGLE)
def test_export_writes_beside_the_dossier_or_where_it_is_told(
    to: str, out: Path, tmp_path: Path, najin_dossier: tallyclerk.Dossier
) -> None:
    (written,) = rendered(najin_dossier, to).values()
    code, shown, _ = quick("export", out, "--to", to)
    assert (code, shown) == (0, f"Wrote {out / FORMATS[to].place}\n")
    assert (out / FORMATS[to].place).read_bytes() == written
    elsewhere = tmp_path / "new" / "name"
    assert quick("export", out / "dossier.json", "--to", to, "-o", elsewhere)[0] == 0
    assert elsewhere.read_bytes() == written


@pytest.mark.parametrize("to", SINGLE)
def test_export_to_a_pipe_prints_the_file_and_nothing_else(to: str, out: Path) -> None:
    command = [sys.executable, "-m", "tallyclerk", "export", str(out), "--to", to, "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, b"")
    (written,) = rendered(tallyclerk.load(out), to).values()
    assert done.stdout == written


def test_tables_go_to_a_folder(out: Path, tmp_path: Path, najin_dossier: tallyclerk.Dossier) -> None:
    code, shown, _ = quick("export", out, "--to", "csv")
    assert code == 0
    assert {path.name: path.read_bytes() for path in (out / "tables").iterdir()} == rendered(najin_dossier, "csv")
    assert shown.count("Wrote ") == len(rendered(najin_dossier, "csv"))
    code, _, told = quick("export", out, "--to", "csv", "-o", "-")
    assert code == 1
    assert "name a folder with -o" in told


def test_what_cannot_be_written_or_found_is_said_with_the_mend(out: Path, tmp_path: Path) -> None:
    code, _, told = quick("export", out, "--to", "kml", "-o", out)
    assert code == 1
    assert "choose another folder with -o" in told
    code, _, told = quick("export", tmp_path / "none", "--to", "kml")
    assert code == 1
    assert "write one with `tallyclerk build" in told
    assert quick("export", out, "--to", "xlsx")[0] == 2


def test_the_library_writes_every_format_and_names_those_there_are(
    najin_dossier: tallyclerk.Dossier, tmp_path: Path
) -> None:
    for to in FORMATS:
        for path in tallyclerk.export(najin_dossier, to, tmp_path / to):
            assert path.stat().st_size > 0
    with pytest.raises(tallyclerk.TallyclerkError, match="xlsx: no such format; there are geojson, csv"):
        tallyclerk.export(najin_dossier, "xlsx", tmp_path / "x")


def test_every_format_gives_the_same_bytes_in_another_process(out: Path, najin_dossier: tallyclerk.Dossier) -> None:
    code = (
        "import hashlib, sys, pathlib, tallyclerk; from tallyclerk.publish.export import FORMATS, rendered\n"
        "found = tallyclerk.load(pathlib.Path(sys.argv[1]))\n"
        "print(*(hashlib.sha256(c).hexdigest() for to in FORMATS for c in rendered(found, to).values()))"
    )
    done = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, str(out)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert done[0] == done[1]
    assert len(done[0].split()) == sum(len(rendered(najin_dossier, to)) for to in FORMATS)


def test_diff_says_what_changed_and_leaves_with_three_if_asked(fewer: Path, out: Path) -> None:
    code, shown, _ = quick("diff", fewer, out)
    assert code == 0
    assert "  ~ giver: verdict: conflicting → refined\n" in shown
    assert quick("diff", fewer, out, "--exit-code")[0] == 3
    assert quick("diff", out, out, "--exit-code")[:2] == (0, "Nothing changed.\n")


def test_diff_for_programs(fewer: Path, out: Path) -> None:
    found = json.loads(quick("diff", fewer, out, "--json")[1])
    assert found["same"] is False
    (transfer,) = found["transfers"]
    assert [(c["what"], c["role"], c["before"], c["after"]) for c in transfer["changes"]] == [
        ("verdict", "giver", "conflicting", "refined")
    ]
    assert json.loads(quick("diff", out, out, "--json")[1])["same"] is True


def test_diff_of_what_is_no_dossier_is_an_error_not_a_difference(out: Path, tmp_path: Path) -> None:
    code, shown, told = quick("diff", out, tmp_path / "none", "--exit-code")
    assert (code, shown) == (1, "")
    assert "no such dossier" in told
