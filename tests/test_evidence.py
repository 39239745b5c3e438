"""Fetching into an archive, building from it, and verifying down to the bytes, together as users have them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tallyclerk
from tallyclerk.cli import app

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay</title>
<item><title>Tanks</title><link>{0}/04-strait-ledger.html</link><pubDate>Wed, 18 Oct 2023 08:00:00 GMT</pubDate>
<description>A teaser.</description></item></channel></rss>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test has no access log."""


@pytest.fixture
def site(najin: Path, tmp_path: Path) -> Iterator[str]:
    """The example's pages and a feed, on a server of this machine."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_address[1]}"
    for page in najin.glob("*.html"):
        (folder / page.name).write_bytes(page.read_bytes())
    (folder / "feed.xml").write_text(FEED.format(address), encoding="utf-8")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def clerk(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.output


def test_pages_are_fetched_kept_built_and_verified(site: str, tmp_path: Path) -> None:
    archive, out = tmp_path / "evidence", tmp_path / "out"
    code, shown = clerk(
        "fetch", f"{site}/01-meridian-wire.html", f"{site}/feed.xml", "-a", archive, "--allow-private", "--delay", "0"
    )
    assert code == 0
    assert f"{site}/04-strait-ledger.html" in shown  # what the feed lists
    assert clerk("build", archive, "-o", out, "--no-archive")[0] == 0
    dossier = tallyclerk.load(out)
    assert all(document.record for document in dossier.documents)
    assert {document.url for document in dossier.documents} >= {f"{site}/01-meridian-wire.html"}
    code, shown = clerk("verify", out, "-a", archive)
    assert code == 0
    assert "the same to the byte" in shown


def test_addresses_of_this_machine_are_not_fetched_unasked(site: str, tmp_path: Path) -> None:
    code, shown = clerk("fetch", f"{site}/01-meridian-wire.html", "-a", tmp_path / "evidence")
    assert code == 1
    assert "--allow-private" in shown or "allow_private" in shown
    assert not (tmp_path / "evidence").exists()


def test_a_changed_word_a_changed_byte_and_a_missing_record_are_each_named(najin: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert clerk("build", najin / "01-meridian-wire.html", "-o", out, "--quiet")[0] == 0
    file, warc = out / "dossier.json", out / "evidence" / "evidence-00001.warc.gz"
    whole, packed = file.read_bytes(), warc.read_bytes()

    content = json.loads(whole)
    content["documents"][0]["text"] = content["documents"][0]["text"].replace("North Korea", "South Korea", 1)
    file.write_text(json.dumps(content), encoding="utf-8")
    code, shown = clerk("verify", out)
    assert code == 1
    assert "d1" in shown
    assert "other article" in shown
    assert "wrong wording" in shown

    file.write_bytes(whole)
    warc.write_bytes(packed[:-40] + bytes([packed[-40] ^ 1]) + packed[-39:])
    code, shown = clerk("verify", out)
    assert code == 1
    assert "evidence-00001.warc.gz" in shown

    warc.write_bytes(packed[: len(packed) // 2])
    code, shown = clerk("verify", out / "evidence")
    assert code == 1
    assert "missing record" in shown or "damaged record" in shown


def test_verifying_what_is_neither_archive_nor_dossier_is_an_error(tmp_path: Path) -> None:
    code, shown = clerk("verify", tmp_path / "nothing")
    assert code == 1
    assert "nothing" in shown
