"""Claims as a table: a row each, with the words that it rests on."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

import tallyclerk


def test_each_claim_is_a_row_that_leads_back_to_its_words(najin_dossier: tallyclerk.Dossier, tmp_path: Path) -> None:
    rows = pq.read_table(tallyclerk.write_claims(najin_dossier, tmp_path / "new" / "claims.parquet")).to_pylist()
    assert [row["id"] for row in rows] == [claim.id for claim in najin_dossier.claims]
    for row in rows:
        document = najin_dossier.document(row["document"])
        assert row["key"] == document.key
        assert document.text[row["start"] : row["end"]] == row["quote"]
        assert all(wording in document.text for wording in row["cargo"] or [])
        assert msgspec.convert(json.loads(row["claim"]), tallyclerk.Claim) == najin_dossier.claim(row["id"])


def test_the_same_claims_are_the_same_bytes(najin_dossier: tallyclerk.Dossier, tmp_path: Path) -> None:
    one, two = (tallyclerk.write_claims(najin_dossier, tmp_path / name).read_bytes() for name in ("a", "b"))
    assert one == two


def test_no_claims_are_a_table_without_rows(tmp_path: Path) -> None:
    assert pq.read_table(tallyclerk.write_claims(tallyclerk.Dossier(), tmp_path / "none")).num_rows == 0


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(tallyclerk.TallyclerkError, match="file"):
        tallyclerk.write_claims(tallyclerk.Dossier(), tmp_path / "file" / "claims.parquet")
