"""Tables in Parquet: a report a row, within bounds, and a clear word for what is none."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tallyclerk.acquire import acquire
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

TEXT = "The freighter Halcyon carried barley from Port Vale."


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def taken(path: Path, settings: ReadSettings = ReadSettings()) -> list[Raw | Unread]:  # noqa: B008 - frozen
    return list(acquire([path], settings))


def test_a_row_is_a_report_with_what_is_stated_of_it(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": TEXT, "outlet": "The Post", "published": "2024-03-05", "other": 1.5},
        {"id": 8, "text": f"{TEXT} Again.", "outlet": None, "published": None, "other": None},
    ]
    one, two = taken(written(tmp_path / "pages.parquet", rows))
    assert isinstance(one, Raw)
    assert isinstance(two, Raw)
    assert (one.key, one.body.decode(), one.outlet, one.published) == ("7", TEXT, "The Post", "2024-03-05")
    assert (two.key, two.outlet, two.source) == ("8", None, f"{tmp_path / 'pages.parquet'}:2")


def test_a_row_without_an_id_is_named_by_its_place_and_one_without_text_is_told(tmp_path: Path) -> None:
    one, two = taken(written(tmp_path / "pages", [{"html": "<p>Barley</p>"}, {"html": None}]))
    assert isinstance(one, Raw)
    assert (one.key, one.media_type) == ("pages-1", "text/html")
    assert isinstance(two, Unread)
    assert "neither `text` nor" in two.reason


def test_a_row_over_the_bound_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "pages.parquet", [{"id": "a", "text": "x" * 500}, {"id": "b", "text": TEXT}])
    one, two = taken(path, ReadSettings(max_bytes=200))
    assert isinstance(one, Unread)
    assert "too large" in one.reason
    assert isinstance(two, Raw)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"PAR1 and then nothing that is a table", "no sound Parquet"),
        (b"PAR1" + b"\xff" * 500 + b"PAR1", "no sound Parquet"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, body: bytes, words: str) -> None:
    (tmp_path / "x.parquet").write_bytes(body)
    (item,) = taken(tmp_path / "x.parquet")
    assert isinstance(item, Unread)
    assert words in item.reason


def test_a_table_without_text_or_one_packed_again_names_the_mend(tmp_path: Path) -> None:
    path = written(tmp_path / "x.parquet", [{"body": TEXT}])
    (item,) = taken(path)
    assert isinstance(item, Unread)
    assert "it has body" in item.reason
    (tmp_path / "y.parquet.gz").write_bytes(gzip.compress(path.read_bytes()))
    (item,) = taken(tmp_path / "y.parquet.gz")
    assert isinstance(item, Unread)
    assert "unpack it first" in item.reason
