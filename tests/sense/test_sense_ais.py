"""Reading files of ship positions: the forms they come in, and what must not break them."""

from __future__ import annotations

import gzip
import random
import re
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from ais_made import IMO, SHIP, danish, marine_cadastre, nmea, other_rows, ship_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallyclerk.config import SenseSettings
from tallyclerk.errors import SensorError
from tallyclerk.resources.ais import ais_columns, find_columns
from tallyclerk.sense.ais import AisFile, Bad, Counts, Identity, Position
from tallyclerk.sense.ais.words import NotUsable, seconds

HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,VesselName,IMO"
GOOD = "273456780,2023-09-08T01:00:00,42.2,130.3,0.1,ANGARA,IMO9179842"


def read(path: Path, content: str | bytes, **bounds: int) -> tuple[list[Position], list[Bad], list[Identity]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    said = list(AisFile(path, SenseSettings(**bounds)).read())
    return (
        [s for s in said if isinstance(s, Position)],
        [s for s in said if isinstance(s, Bad)],
        [s for s in said if isinstance(s, Identity)],
    )


def test_each_column_is_found_in_the_head_of_its_example() -> None:
    for column in ais_columns():
        assert column.field in find_columns(column.example.split(","))


@pytest.mark.parametrize("write", [marine_cadastre, danish])
def test_tables_of_two_authorities_give_the_same_positions(write: object, tmp_path: Path) -> None:
    rows = ship_rows()
    positions, bad, identities = read(tmp_path / "a.csv", write(rows))  # type: ignore[operator]
    assert not bad
    assert [(p.mmsi, p.time) for p in positions] == [(SHIP, int(row[1].timestamp())) for row in rows]
    assert positions[0].lat == pytest.approx(rows[0][2], abs=1e-4)
    assert identities == [Identity(SHIP, "ANGARA", IMO)]


def test_nmea_gives_them_too_with_the_name_from_a_message_in_two_parts(tmp_path: Path) -> None:
    rows = ship_rows()
    positions, bad, identities = read(tmp_path / "a.nmea", "\n".join(nmea(rows)))
    assert not bad
    assert [p.time for p in positions] == [int(row[1].timestamp()) for row in rows]
    assert positions[9].lon == pytest.approx(rows[9][3], abs=1e-4)
    assert positions[0].knots == pytest.approx(6.0)
    assert identities == [Identity(SHIP, "ANGARA", IMO)]


@pytest.mark.parametrize(
    "stamp", ["1694134800 {}", "2023-09-08T01:00:00Z {}", "[2023-09-08 01:00:00] {}", "{},1694134800"]
)
def test_the_time_may_stand_before_or_behind_a_sentence(stamp: str, tmp_path: Path) -> None:
    sentence = nmea(ship_rows()[:1])[-1].rpartition("\\")[2]
    positions, bad, _ = read(tmp_path / "a.log", stamp.format(sentence))
    assert (positions[0].time, bad) == (1_694_134_800, [])


def test_a_position_without_a_time_is_not_made_one(tmp_path: Path) -> None:
    positions, bad, _ = read(tmp_path / "a.log", nmea(ship_rows()[:1])[-1].rpartition("\\")[2])
    assert not positions
    assert "when it was received" in bad[0].reason


def test_a_sentence_whose_checksum_does_not_fit_is_named_with_its_line(tmp_path: Path) -> None:
    lines = nmea(ship_rows()[:3])
    spoiled = lines[-1][:-1] + ("0" if lines[-1][-1] != "0" else "1")
    _, bad, _ = read(tmp_path / "a.log", "\n".join([*lines[:-1], spoiled]))
    assert [(b.line, b.reason) for b in bad] == [(len(lines), "its checksum does not fit")]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("273456780,2023-09-08T01:00:00,nan,130.3,0.1,A,", "not on Earth"),
        ("273456780,2023-09-08T01:00:00,inf,130.3,0.1,A,", "not on Earth"),
        ("273456780,2023-09-08T01:00:00,95,130.3,0.1,A,", "not on Earth"),
        ("273456780,2023-09-08T01:00:00,0,0,0.1,A,", "stands for none"),
        ("273456780,2023-09-08T01:00:00,x,130.3,0.1,A,", "lat 'x' is not a number"),
        ("273456780,2023-13-08T01:00:00,42,130.3,0.1,A,", "cannot be read"),
        ("273456780,0001-01-01T00:00:00,42,130.3,0.1,A,", "not of this century"),
        ("273456780,99999999999999999999,42,130.3,0.1,A,", "cannot be read"),
        ("ship,2023-09-08T01:00:00,42,130.3,0.1,A,", "is not a number of nine digits"),
        ("273456780,2023-09-08T01:00:00", "it has 2 cells"),
        ("x" * 5000, "longer than 4,096 bytes"),
        ('"273456780,2023', "quotation marks|cells|number"),
    ],
)
def test_a_line_that_cannot_be_used_is_counted_with_number_and_reason(row: str, words: str, tmp_path: Path) -> None:
    positions, bad, _ = read(tmp_path / "a.csv", "\n".join([HEAD, GOOD, row, GOOD.replace("01:00", "02:00")]))
    assert len(positions) == 2  # what stands around it is read
    assert [b.line for b in bad] == [3]
    assert re.search(words, bad[0].reason)


def test_what_stands_for_not_available_is_no_error(tmp_path: Path) -> None:
    none = "273456780,2023-09-08T01:00:00,91.0,181.0,102.3,,"
    coast = "002734567,2023-09-08T01:00:00,42.0,130.0,0.0,,"
    unknown_speed = "273456780,2023-09-08T03:00:00,42.0,130.0,102.3,,"
    positions, bad, _ = read(tmp_path / "a.csv", "\n".join([HEAD, none, coast, unknown_speed]))
    assert not bad
    assert [(p.lat, p.knots) for p in positions] == [(42.0, None)]


def test_a_table_without_the_columns_needed_says_which(tmp_path: Path) -> None:
    with pytest.raises(SensorError, match=r"a.csv, line 1: has no column for time, lon; its head is: MMSI, LAT"):
        read(tmp_path / "a.csv", "MMSI,LAT\n1,2\n")


def test_nmea_without_pyais_says_what_to_install_and_a_table_needs_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "\n".join(nmea(ship_rows()[:2]))
    monkeypatch.setitem(sys.modules, "pyais", None)
    with pytest.raises(SensorError, match=r"pip install 'tallyclerk\[ais\]'"):
        read(tmp_path / "a.nmea", lines)
    assert read(tmp_path / "a.csv", "\n".join([HEAD, GOOD]))[0]


def test_an_empty_file_a_large_one_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SensorError, match="is empty"):
        read(tmp_path / "a.csv", "")
    with pytest.raises(SensorError, match="is larger than 100 bytes"):
        read(tmp_path / "a.csv", "\n".join([HEAD, *[GOOD] * 9]), max_bytes=100)
    with pytest.raises(SensorError, match="cannot be read"):
        read(tmp_path / "a.csv.gz", gzip.compress("\n".join([HEAD, *[GOOD] * 9]).encode())[:-30])
    with pytest.raises(SensorError, match="cannot be read"):
        AisFile(tmp_path / "nothing.csv", SenseSettings())


def test_gzip_is_unpacked_and_hashed_as_if_it_were_plain(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.csv", tmp_path / "a.csv.gz"
    content = marine_cadastre(ship_rows())
    plain.write_text(content, encoding="utf-8")
    packed.write_bytes(gzip.compress(content.encode()))
    hashes = set()
    for path in (plain, packed):
        counts = Counts()
        assert sum(isinstance(s, Position) for s in AisFile(path, SenseSettings()).read(counts)) == len(ship_rows())
        hashes.add(counts.sha256)
    assert len(hashes) == 1


def test_only_the_first_bad_lines_are_named_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([HEAD, *["nonsense"] * 500]), encoding="utf-8")
    counts, file = Counts(), AisFile(path, SenseSettings())
    list(file.read(counts))
    described = file.described(counts)
    assert (described.bad, len(described.bad_lines), described.lines) == (500, 20, 501)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-09-08T01:00:00", 1_694_134_800),
        ("2023-09-08 01:00:00 UTC", 1_694_134_800),
        ("2023-09-08T03:00:00+02:00", 1_694_134_800),
        ("08/09/2023 01:00:00", 1_694_134_800),
        ("1694134800", 1_694_134_800),
        ("1694134800123", 1_694_134_800),
    ],
)
def test_times_are_utc_unless_they_say_otherwise(text: str, expected: int) -> None:
    assert seconds(text) == expected


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    with suppress(NotUsable):
        assert seconds(text) > 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=120), max_size=12), st.booleans())
def test_no_bytes_break_a_file(tmp_path: Path, lines: list[bytes], as_nmea: bool) -> None:
    lead = [nmea(ship_rows()[:1])[-1].encode()] if as_nmea else [HEAD.encode()]
    path = tmp_path / "any.bin"
    path.write_bytes(b"\n".join([*lead, *lines]))
    for said in AisFile(path, SenseSettings()).read():
        assert isinstance(said, Position | Identity | Bad)


def test_spoiled_sentences_with_fitting_checksums_are_only_counted(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a test's noise
    lines = []
    for sentence in nmea(ship_rows()[:40] + other_rows()[:20]) * 5:
        lead, _, body = sentence.rpartition("!")
        fields = body.partition("*")[0].split(",")
        payload = list(fields[5])
        for _ in range(chance.randrange(1, 6)):
            payload[chance.randrange(len(payload))] = chr(chance.randrange(48, 119))
        fields[5] = "".join(payload[: chance.randrange(1, len(payload) + 1)])
        whole = ",".join(fields)
        check = 0
        for byte in whole.encode():
            check ^= byte
        lines.append(f"{lead}!{whole}*{check:02X}")
    positions, bad, _ = read(tmp_path / "a.log", "\n".join(lines))
    assert all(abs(p.lat) <= 90 and abs(p.lon) <= 180 for p in positions)
    assert len(positions) + len(bad) > 0
