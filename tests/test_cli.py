from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

import tallyclerk
from tallyclerk.cli import app
from tallyclerk.model import Fact, FactValue, Link, QuantityValue, Transfer

CLERK = [sys.executable, "-m", "tallyclerk"]
REPORT = "WASHINGTON - Ruritania shipped at least 40 crates of rifles to Freedonia in May 2021, officials said.\n"


def clerk(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    command = [*CLERK, *map(str, arguments)]
    wide = {**os.environ, "COLUMNS": "160"}  # whatever terminal the tests run in
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120, check=False, env=wide)  # noqa: S603


def quick(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command in this process: exit code, standard output, standard error."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def entries(cache: Path) -> int:
    """How many entries a cache holds, as another process sees it."""
    try:
        with closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
    except sqlite3.OperationalError:  # there is none yet
        return 0


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_build_writes_both_files_and_shows_what_was_found(najin: Path, tmp_path: Path) -> None:
    done = clerk("build", najin, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "North Korea → Russia" in done.stdout
    assert "at least 1,000 container" in done.stdout
    assert f"Wrote {tmp_path / 'out' / 'dossier.json'}" in done.stdout
    assert f"Wrote {tmp_path / 'out' / 'dossier.html'}" in done.stdout
    assert (tmp_path / "out" / "dossier.html").stat().st_size > 0
    assert done.stderr == ""  # no bar, for that is not a terminal
    assert "\x1b" not in done.stdout


def test_table_and_page_count_the_same_conflicts(najin_dossier: tallyclerk.Dossier, najin_out: Path) -> None:
    from tallyclerk.cli.show import _conflicts

    page = html.document_fromstring((najin_out / "dossier.html").read_text(encoding="utf-8"))
    for transfer in najin_dossier.transfers:
        shown = page.xpath(f"//section[@id='{transfer.id}']//h4/span[@class='conflict-kind']/text()")
        told = [line.partition(" (") for line in _conflicts(transfer).splitlines()]
        assert sorted(shown) == sorted(kind for kind, _, times in told for _ in range(int(times.rstrip(")") or 1)))
    assert "certainty drift" in {c.kind for t in najin_dossier.transfers for c in t.conflicts}


def test_building_twice_gives_the_same_bytes(najin: Path, tmp_path: Path) -> None:
    once, again = tmp_path / "once", tmp_path / "again"
    assert clerk("build", najin, "-o", once, "--quiet").returncode == 0
    assert clerk("build", once / "evidence", "-o", again, "--quiet").returncode == 0  # from its archive alone
    for name in ("dossier.json", "dossier.html"):
        assert (again / name).read_bytes() == (once / name).read_bytes()


def test_what_was_found_out_is_kept_where_asked_and_nowhere_where_not(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    for options, kept in ((["--no-cache"], []), (["--cache", tmp_path / "named"], ["named"]), ([], ["named", "own"])):
        assert quick("build", report, "-o", tmp_path / "out", "--quiet", *options)[0] == 0
        assert [name for name in ("named", "own") if (tmp_path / name).exists()] == kept


def test_a_cache_that_cannot_be_kept_stops_only_who_asked_for_it(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(report))
    code, _, words = quick("claims", report)
    assert code == 0
    assert "Without a cache" in words
    code, _, words = quick("claims", report, "--cache", report)
    assert code == 1
    assert "--no-cache" in words


def test_an_engine_without_a_scheduler_is_a_wrong_setting(report: Path) -> None:
    code, _, words = quick("claims", report, "--engine", "dask")
    assert code == 2
    assert "--scheduler" in words
    code, _, words = quick("claims", report, "--scheduler", "nonsense://")
    assert code == 1
    assert "dask scheduler" in words


def test_a_dossier_may_lie_among_its_reports(report: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 50)
    out = tmp_path / "out"
    for sources in (tmp_path, tmp_path, out / "evidence"):  # anew beside its own archive, and from it
        assert quick("build", sources, "-o", out, "--quiet")[0] == 0
        assert quick("verify", out / "evidence")[0] == 0
    assert report.is_file()


def test_every_value_of_the_example_re_reads_from_its_document(najin_out: Path) -> None:
    dossier = json.loads((najin_out / "dossier.json").read_bytes())
    texts = {document["id"]: document["text"] for document in dossier["documents"]}
    values = [(c["document"], v) for c in dossier["claims"] for role in c["roles"].values() for v in role]
    assert values
    assert all(texts[document][value["start"] : value["end"]] == value["text"] for document, value in values)


def test_quiet_build_prints_only_the_paths(report: Path, tmp_path: Path) -> None:
    code, out, err = quick("build", report, "-o", tmp_path / "out", "--quiet")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["Wrote", "Wrote", "Kept"]
    assert err == ""


def test_bad_reports_are_listed_and_the_good_one_is_served(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "rows.jsonl").write_text('{"id": "a"}\nnot json\n', encoding="utf-8")
    code, out, err = quick("build", tmp_path, tmp_path / "missing.txt", "-o", tmp_path / "out")
    assert code == 0
    assert "dossier.json" in out
    for name in ("empty.txt", "noise.txt", "rows.jsonl", "missing.txt"):
        assert name in err
    assert "report.txt" not in err


def test_nothing_to_read_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    commands: tuple[list[str | Path], ...] = (
        ["build", empty, "-o", tmp_path / "out"],
        ["read", empty],
        ["claims", tmp_path / "missing.html"],
    )
    for command in commands:
        code, out, err = quick(*command)
        assert code == 1
        assert out == ""
        assert "nothing could be read" in err
    assert not list((tmp_path / "out").glob("*"))


def test_reports_without_a_transfer_still_make_a_dossier(tmp_path: Path) -> None:
    page = tmp_path / "weather.txt"
    page.write_text("Rain fell on the coast on Monday, and more of it is to come, the weather office said.\n")
    code, out, _ = quick("build", page, "-o", tmp_path / "out")
    assert code == 0
    assert "No transfer found in 1 document." in out
    assert json.loads((tmp_path / "out" / "dossier.json").read_bytes())["transfers"] == []


def test_an_output_path_that_is_a_file_is_said_before_the_work(report: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    code, out, err = quick("build", report, "-o", taken)
    assert code == 1
    assert "taken" in err
    assert "another folder" in err
    assert taken.read_text() == "mine"
    assert out == ""


def test_wrong_usage_and_wrong_settings_leave_with_two(report: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[read]\nmax_bites = 3\n")
    whole: list[str | Path] = ["build", report, "-o", tmp_path / "out"]
    wrong: tuple[list[str | Path], ...] = (
        ["build", report],
        ["build", "-o", tmp_path / "out"],
        [*whole, "--settings", tmp_path / "missing.toml"],
        [*whole, "--settings", settings],
        ["sail", report],
    )
    for arguments in wrong:
        code, _, err = quick(*arguments)
        assert code == 2, arguments
        assert err
    assert "max_bites" in quick(*whole, "--settings", settings)[2]


def test_read_shows_the_article_and_what_was_set_aside(najin: Path) -> None:
    code, out, _ = quick("read", najin / "03-kronika-vostok.txt")
    article, set_aside = out.split("Set aside", maxsplit=1)
    assert code == 0
    assert "to the town of Danube in Primorsky Krai" in article
    assert "Published: unknown" in article
    assert "Not its date: Tuesday, November 21, 2023" in article
    assert "Must read" in set_aside
    assert "Must read" not in article


def test_read_keeps_control_characters_from_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"{REPORT}\x1b]0;owned\x07\x1b[2J The cargo was unloaded on Monday, the officials said.\n")
    out = quick("read", page)[1]
    assert "\x1b" not in out
    assert "\x07" not in out


def test_claims_are_json_lines_each_with_its_wording(najin: Path) -> None:
    path = najin / "05-corvo-daily.txt"
    code, out, _ = quick("claims", path)
    claims = [json.loads(line) for line in out.splitlines()]
    text = tallyclerk.articles(path).documents[0].text
    assert code == 0
    assert claims
    for claim in claims:
        assert claim["key"] == "05-corvo-daily"
        assert claim["quote"]["text"] == text[claim["quote"]["start"] : claim["quote"]["end"]]
    assert any(q["bound"] == "at_most" for claim in claims for q in claim["roles"].get("quantity", []))


def test_json_lines_come_from_standard_input(tmp_path: Path) -> None:
    row = json.dumps({"id": "row-7", "text": REPORT, "outlet": "The Test", "published": "2021-06-02"})
    done = clerk("claims", "-", stdin=f"{row}\n")
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["key"] == "row-7"


def test_a_reader_that_stops_early_gets_no_traceback(najin: Path) -> None:
    process = subprocess.Popen([*CLERK, "claims", str(najin)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=180)


def test_ctrl_c_leaves_with_130_and_no_traceback(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()  # rows that never come
    out = tmp_path / "out"
    command = [*CLERK, "build", "-", "-o", str(out)]
    process = subprocess.Popen(command, stdin=read_end, stderr=subprocess.PIPE)  # noqa: S603
    for _ in range(600):
        if out.is_dir():  # the first thing that a build does
            break
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=180)
    os.close(read_end)
    os.close(write_end)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_build_broken_off_leaves_a_cache_with_which_the_next_one_ends_the_same(tmp_path: Path) -> None:
    texts = [
        REPORT * 3 + f"Note {n}." if n < 30 else f"The hall {n} was cold. Nobody carried crates." for n in range(900)
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(f"{json.dumps({'id': f'r{n}', 'text': text})}\n" for n, text in enumerate(texts)))
    cached = ["--jobs", "2", "--cache", str(tmp_path / "cache")]
    command = [*CLERK, "build", str(source), "-o", str(tmp_path / "out"), "--quiet", "--no-archive", *cached]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)  # noqa: S603
    while entries(tmp_path / "cache" / "cache.sqlite") < 64 and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the workers too
    _, words = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in words
    assert 64 <= entries(tmp_path / "cache" / "cache.sqlite") < 1_800
    for folder, options in (("again", cached), ("fresh", ["--no-cache"])):
        assert clerk("build", source, "-o", tmp_path / folder, "--quiet", "--no-archive", *options).returncode == 0
    assert (tmp_path / "again" / "dossier.json").read_bytes() == (tmp_path / "fresh" / "dossier.json").read_bytes()


def test_explain_tells_of_a_fact_and_names_an_unknown_id(najin_out: Path, tmp_path: Path) -> None:
    dossier = tallyclerk.load(najin_out)
    fact = dossier.transfers[0].facts["quantity"]
    code, out, _ = quick("explain", najin_out, fact.id)
    assert code == 0
    assert fact.verdict in out
    for id in (dossier.claims[0].id, dossier.origins[0].id, dossier.checks[0].id):
        assert quick("explain", najin_out, id)[0] == 0
    code, out, err = quick("explain", najin_out, "c999")
    assert (code, out) == (1, "")
    assert "c999" in err
    code, _, err = quick("explain", tmp_path, "c1")
    assert code == 1
    assert str(tmp_path) in err


def test_parts_stand_indented_below_their_whole() -> None:
    from tallyclerk.cli.show import _with_depth

    def transfer(id: str, *parts_of: str) -> Transfer:
        quantity = QuantityValue(text="3", start=0, end=1, value=3)
        said = FactValue(value=quantity, label="3", claims=(), documents=(), origins=(), independence="")
        return Transfer(
            id=id,
            title=id,
            summary="",
            status="delivered",
            certainty="asserted",
            claims=(),
            documents=(),
            origins=(),
            facts={"quantity": Fact(id=f"{id}.quantity", verdict="single", explanation="", values=(said,))},
            links=tuple(Link("part_of", whole, "") for whole in parts_of),
        )

    transfers = (transfer("t1"), transfer("t2"), transfer("t3", "t1"), transfer("t4", "t3"), transfer("t5", "t9"))
    assert [(t.id, depth) for t, depth in _with_depth(transfers)] == [
        ("t1", 0),
        ("t3", 1),
        ("t4", 2),
        ("t2", 0),
        ("t5", 0),
    ]


def test_version_and_both_ways_to_call() -> None:
    assert quick("--version")[1] == f"tallyclerk {version('tallyclerk')}\n"
    assert clerk("--version").stdout == quick("--version")[1]
