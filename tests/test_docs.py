from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import nbformat
import pytest
from nbclient import NotebookClient
from typer.main import get_command

import tallyclerk
from tallyclerk.cli import app
from tallyclerk.config import Settings, load

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("benchmarks/*.md")]
)
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def fenced(path: Path, language: str) -> list[str]:
    return [code for name, code in FENCED.findall(path.read_text(encoding="utf-8")) if name == language]


def test_readme_and_docs_show_what_the_commands_print() -> None:
    command = [sys.executable, str(ROOT / "docs" / "refresh.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_library_samples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    samples = fenced(ROOT / "README.md", "python")
    assert len(samples) == 2
    names: dict[str, object] = {}
    for sample in samples:
        exec(sample, names)  # noqa: S102 - our own README
    assert (tmp_path / "out" / "dossier.json").is_file()


def test_the_samples_of_exports_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    samples = fenced(ROOT / "docs" / "exports.md", "python")
    assert len(samples) == 2
    names: dict[str, object] = {}
    for sample in samples:
        exec(sample, names)  # noqa: S102 - our own page
    assert (tmp_path / "tables" / "datapackage.json").is_file()


def test_the_samples_of_the_cookbook_run(
    najin_dossier: tallyclerk.Dossier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On the dossier of the first five minutes, from the top to the bottom, and they print what the page says."""
    monkeypatch.chdir(tmp_path)
    tallyclerk.write(najin_dossier, "out")
    samples = fenced(ROOT / "docs" / "cookbook.md", "python")
    assert len(samples) == 4
    names: dict[str, object] = {}
    printed = []
    for sample in samples:
        exec(sample, names)  # noqa: S102 - our own page
        printed.append(capsys.readouterr().out)
    echoes, ship, journey, tables = printed
    assert re.search(r"t1 +quantity +at least 1,000 containers +1 origin, 4 documents", echoes)
    numbered = {line.split(" | ")[0] for line in ship.splitlines() if "| 9179842 |" in line}
    assert numbered == {"04-strait-ledger"}  # "only one report has its IMO number"
    assert "t1 Najin to Dunay, by sea, Angara 2023-09-07/2023-10-01" in journey
    assert "Dunay to Tikhoretsk, by rail, train day not known" in journey
    assert "01-meridian-wire" in tables


def test_the_settings_of_the_cookbook_are_settings(tmp_path: Path) -> None:
    (sample,) = fenced(ROOT / "docs" / "cookbook.md", "toml")
    (tmp_path / "case.toml").write_text(sample, encoding="utf-8")
    assert load(tmp_path / "case.toml", environment={}).extract.anything


def test_the_method_gives_the_error_rates_that_were_measured() -> None:
    measured = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8").splitlines()
    rates = re.findall(r"^\| .*\d\.\d\d \|$", (ROOT / "docs" / "method.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rates) == 10
    for rate in rates:
        assert rate in measured


def test_the_tutorial_runs_from_its_first_cell_to_its_last(tmp_path: Path) -> None:
    """In a kernel of its own, in a folder that holds nothing but the examples."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    notebook = nbformat.read(ROOT / "docs" / "tutorial.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)  # kept without output
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output.data for cell in cells for output in cell.outputs if "data" in output]
    assert "North Korea to Russia: military equipment and munitions" in shown[0]["text/html"]
    assert any("credibility" in data.get("text/html", "") for data in shown[1:])
    assert (tmp_path / "najin.geojson").is_file()


def test_every_command_has_help_an_example_and_a_place_in_the_docs() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = getattr(get_command(app), "commands")  # noqa: B009 - typer does not type its group
    lookups = {"gazetteer", "register"}
    further = {"export", "diff", "observe", "scenes", "fetch", "sweep", "verify"}
    assert set(commands) == {"build", "read", "claims", "explain", *further} | lookups
    for name, command in commands.items():
        assert f"## {name}\n" in page
        assert f"$ tallyclerk {name} --help" in page
        assert "Example" in command.help


def test_every_setting_stands_in_the_docs_with_its_default() -> None:
    shown = tomllib.loads(fenced(ROOT / "docs" / "commands.md", "toml")[0])
    assert shown == msgspec.to_builtins(Settings())


def test_every_public_name_is_there_and_documented() -> None:
    source = Path(str(tallyclerk.__file__)).read_text(encoding="utf-8")
    for name in tallyclerk.__all__:
        found = getattr(tallyclerk, name)
        alias = re.search(rf'^{name} = .+\n"""\S', source, re.MULTILINE)
        assert found.__doc__ or alias, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tallyclerk.nothing  # noqa: B018


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def test_the_lock_pins_with_hashes_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = [line for line in lock.splitlines() if line and not line.startswith(("#", " "))]
    assert entries
    assert all("==" in entry and entry.endswith("\\") for entry in entries)
    assert "://" not in lock
    assert not re.search(r"^\s*-(?!-hash=sha256:)", lock, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {entry.split("==")[0].replace("_", "-").lower() for entry in entries}
    for requirement in wanted:
        name = re.split(r"[^\w.-]", requirement)[0].replace("_", "-").lower()
        assert name in pinned, f"{name} is not in requirements.lock; run `make lock`"
