"""A sweep keeps the pages that may tell of transfers, as they were, and leaves the others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from crawl import record, reports
from typer.testing import CliRunner

import tallyclerk
from tallyclerk.cli import app
from tallyclerk.config import RunSettings, Settings

COUNT = 60


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty pages, a fifth of which tell of transfers."""
    path = tmp_path_factory.mktemp("crawl") / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(record(report)) for report in reports(COUNT, transfers=0.2)))
    return path


def test_what_has_claims_is_kept_and_reads_the_same(crawl: Path, tmp_path: Path) -> None:
    swept = tallyclerk.sweep(crawl, tmp_path / "new" / "found.warc.gz")
    whole, found = tallyclerk.claims(crawl), tallyclerk.claims(tmp_path / "new" / "found.warc.gz")
    assert swept.pages == COUNT
    assert swept.kept == len(found.documents) < COUNT
    telling = {whole.document(claim.document).url for claim in whole.claims}
    assert telling
    assert telling <= {document.url for document in found.documents}
    assert {document.sha256 for document in found.documents} <= {document.sha256 for document in whole.documents}


def test_fewer_points_keep_more_and_two_processes_the_same(crawl: Path, tmp_path: Path) -> None:
    kept = [tallyclerk.sweep(crawl, tmp_path / f"{n}.warc.gz", least=n).kept for n in (1, 3, 8)]
    assert kept == sorted(kept, reverse=True)
    assert kept[0] > kept[2]
    two = Settings(run=RunSettings(jobs=2))
    assert tallyclerk.sweep(crawl, tmp_path / "two.warc.gz", two).kept == kept[1]
    assert (tmp_path / "two.warc.gz").read_bytes() == (tmp_path / "3.warc.gz").read_bytes()


def test_a_damaged_crawl_is_swept_as_far_as_it_goes(crawl: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.warc.gz").write_bytes(crawl.read_bytes()[:-5_000])
    swept = tallyclerk.sweep([tmp_path / "cut.warc.gz", crawl], tmp_path / "found.warc.gz")
    assert COUNT < swept.pages < 2 * COUNT
    assert "damaged" in swept.unread[0].reason


def test_the_command_says_what_it_kept(crawl: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["sweep", str(crawl), "-o", str(tmp_path / "found.warc.gz")])
    assert done.exit_code == 0
    assert f"of {COUNT} pages in {tmp_path / 'found.warc.gz'}" in done.stdout


@pytest.mark.parametrize("body", [b"", b"no crawl at all"])
def test_what_is_no_crawl_is_named(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(body)
    done = CliRunner().invoke(app, ["sweep", str(tmp_path / "x.warc.gz"), "-o", str(tmp_path / "y")])
    assert done.exit_code == 1
    assert "x.warc.gz" in done.stderr


def test_a_place_that_cannot_be_written_is_named(crawl: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(tallyclerk.TallyclerkError, match="-o"):
        tallyclerk.sweep(crawl, tmp_path / "file" / "x.warc.gz")
