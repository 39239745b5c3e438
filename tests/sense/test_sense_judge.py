"""What a ship's own positions say of what reports claim, and how that goes into the dossier."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from ais_made import IMO, NAJIN, SHIP, START, Row, marine_cadastre, nmea, other_rows, ship_rows, still, straight
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sense_dossiers import VARNA_POINT, voyage

from tallyclerk.config import SenseSettings
from tallyclerk.errors import DossierError, SensorError
from tallyclerk.model import Bearing, Dossier
from tallyclerk.sense import differing, enter, observe


def seen(dossier: Dossier, rows: list[Row], folder: Path, **chosen: str) -> Dossier:
    path = folder / "ais.csv"
    path.write_text(marine_cadastre(rows), encoding="utf-8")
    return enter(dossier, observe(dossier, [path], chosen=chosen).sensed)


def bearing(dossier: Dossier, role: str) -> Bearing:
    assert dossier.sensed
    return next(b for b in dossier.sensed.bearings if b.role == role)


def test_a_voyage_as_reported_is_supported_place_by_place(tmp_path: Path) -> None:
    dossier = seen(voyage(), ship_rows() + other_rows(), tmp_path)
    assert dossier.sensed
    assert [o.kind for o in dossier.sensed.observations] == ["port call", "gap", "port call", "meeting"]
    assert {b.role: b.stance for b in dossier.sensed.bearings} == dict.fromkeys(
        ("origin", "destination", "vehicle", "date"), "supports"
    )
    assert bearing(dossier, "origin").observations == ("s1",)
    assert "stopped 3.4 km from the point of Najin, 2023-09-08 01:00 UTC" in bearing(dossier, "origin").arithmetic
    assert "MORNING DEW" in dossier.sensed.observations[-1].arithmetic


def test_the_ships_ais_is_an_origin_of_its_own_beside_that_of_the_reports(tmp_path: Path) -> None:
    before, dossier = voyage(), seen(voyage(), ship_rows(), tmp_path)
    assert [o.kind for o in dossier.origins] == ["body", "ais"]
    fact = dossier.transfers[0].facts["origin"]
    assert fact.values[0].origins == ("o1", "o2")
    assert fact.values[0].independence == "2 independent origins, one of them the ship's own AIS"
    assert (before.transfers[0].facts["origin"].verdict, fact.verdict) == ("single", "agreed")
    assert "not what it carried" in dossier.origins[1].reason
    assert [k.verdict for k in dossier.checks] == ["possible"] * 4


def test_a_report_that_has_it_from_ais_itself_gains_no_second_origin(tmp_path: Path) -> None:
    fact = seen(voyage(evidence=("AIS",)), ship_rows(), tmp_path).transfers[0].facts["origin"]
    assert fact.verdict == "single"
    assert "is not counted, for a report has it from AIS" in fact.values[0].independence


def test_a_place_where_the_ship_cannot_have_been_is_contradicted_with_the_reason(tmp_path: Path) -> None:
    dossier = seen(voyage(("2023-09-08", "2023-09-09"), ("Varna", VARNA_POINT)), ship_rows(), tmp_path)
    told = bearing(dossier, "destination")
    assert told.stance == "contradicts"
    assert "closest 7,7" in told.arithmetic
    assert "limit 30" in told.arithmetic
    fact = dossier.transfers[0].facts["destination"]
    assert fact.verdict == "single"
    assert "speaks against Varna" in fact.explanation
    assert fact.values[0].origins == ("o1",)
    assert next(k for k in dossier.checks if k.inputs["value"] == "Varna").verdict == "implausible"


def test_a_silence_long_enough_to_go_there_leaves_it_open(tmp_path: Path) -> None:
    rows = [row for row in ship_rows() if row[1] <= START + timedelta(hours=104)]  # never heard again
    told = bearing(seen(voyage(("2023-09-10", "2023-09-14")), rows, tmp_path), "destination")
    assert told.stance == "cannot tell"
    assert "silent 2023-09-10 08:00 UTC" in told.arithmetic
    assert "knots or more, limit 30" in told.arithmetic


def test_a_silence_too_short_to_go_there_hides_nothing(tmp_path: Path) -> None:
    day = START + timedelta(days=2)
    rows: list[Row] = [
        *((SHIP, t, a, o, 0.0, IMO, "ANGARA") for t, a, o in still(NAJIN, day, 20)),
        *((SHIP, t, a, o, 0.0, IMO, "ANGARA") for t, a, o in still(NAJIN, day + timedelta(hours=22), 60)),
    ]
    dossier = voyage(("2023-09-09", "2023-09-09"))  # two hours of silence; Dunay is 180 km off
    settings = SenseSettings(day_hours=0)
    path = tmp_path / "a.csv"
    path.write_text(marine_cadastre(rows), encoding="utf-8")
    sensed = observe(dossier, [path], settings).sensed
    told = next(b for b in sensed.bearings if b.role == "destination")
    assert told.stance == "contradicts"
    assert "silent_from" not in told.inputs


def test_days_without_any_position_and_reports_without_days_leave_it_open(tmp_path: Path) -> None:
    later = bearing(seen(voyage(("2024-01-01", "2024-01-05")), ship_rows(), tmp_path), "origin")
    assert later.stance == "cannot tell"
    assert "nothing of the ship in the claimed days" in later.explanation
    undated = bearing(seen(voyage(None), ship_rows(), tmp_path), "origin")
    assert undated.stance == "cannot tell"
    assert "2023-09-08 01:00 UTC" in undated.arithmetic


def test_a_ship_that_only_passes_is_not_said_to_have_called(tmp_path: Path) -> None:
    day = START + timedelta(days=2)
    rows: list[Row] = [
        (SHIP, t, a, o, 12.0, IMO, "ANGARA") for t, a, o in straight((42.2, 130.0), (42.2, 130.9), day, 3, 10)
    ]
    assert "passed Najin" in bearing(seen(voyage(), rows, tmp_path), "origin").explanation


def test_a_port_far_from_the_point_of_its_town_is_neither_taken_for_elsewhere_nor_missed(tmp_path: Path) -> None:
    day = START + timedelta(days=2)
    off = (NAJIN[0] - 0.3, NAJIN[1])  # 37 km from the town's point
    rows: list[Row] = [(SHIP, t, a, o, 0.0, IMO, "ANGARA") for t, a, o in still(off, day, 30)]
    told = bearing(seen(voyage(("2023-09-08", "2023-09-09")), rows, tmp_path), "origin")
    assert told.stance == "cannot tell"
    assert "may have been in a port of Najin" in told.explanation
    town: tuple[str, dict[str, float]] = ("Gdynia", {"lat": 54.35, "lon": 18.53})  # its port is 19 km off
    rows = [(SHIP, t, a, o, 0.0, IMO, "ANGARA") for t, a, o in still((54.53, 18.54), day, 30)]
    told = bearing(seen(voyage(("2023-09-08", "2023-09-09"), town), rows, tmp_path), "destination")
    assert told.stance == "supports"


def test_a_leg_by_sea_without_a_name_is_the_only_ships(tmp_path: Path) -> None:
    dossier = voyage()
    leg = msgspec.structs.replace(dossier.transfers[0].legs[0], vehicle=None)
    dossier = msgspec.structs.replace(dossier, transfers=(msgspec.structs.replace(dossier.transfers[0], legs=(leg,)),))
    assert bearing(seen(dossier, ship_rows(), tmp_path), "origin").stance == "supports"


def test_a_region_is_not_measured_from(tmp_path: Path) -> None:
    dossier = seen(voyage(precision="region"), ship_rows(), tmp_path)
    assert dossier.sensed
    assert "destination" not in {b.role for b in dossier.sensed.bearings}


def test_things_far_from_the_claimed_days_are_not_entered(tmp_path: Path) -> None:
    dossier = seen(voyage(("2023-11-01", "2023-11-05")), ship_rows(), tmp_path)
    assert dossier.sensed
    assert dossier.sensed.observations == ()


def test_a_ship_is_told_by_its_number_even_under_another_name(tmp_path: Path) -> None:
    rows = [(m, t, a, o, k, i, "NEW DAWN") for m, t, a, o, k, i, _ in ship_rows()]
    sensed = seen(voyage(), rows, tmp_path).sensed
    assert sensed
    assert sensed.tracks[0].sent_name == "NEW DAWN"
    assert "IMO number 9179842" in sensed.tracks[0].matched


def test_a_ship_of_the_same_name_with_another_number_is_not_taken(tmp_path: Path) -> None:
    rows = [(m, t, a, o, k, "9074729", n) for m, t, a, o, k, _, n in ship_rows()]
    sensed = seen(voyage(), rows, tmp_path).sensed
    assert sensed
    assert sensed.tracks == ()
    assert sensed.notes == (
        "Angara: the reports give IMO 9179842; of that name the AIS data has only MMSI 273456780 IMO 9074729",
    )


def test_two_ships_of_one_name_are_not_told_apart_unless_the_user_does(tmp_path: Path) -> None:
    rows = [(m, t, a, o, k, "", n) for m, t, a, o, k, _, n in ship_rows()]
    twin = [("310111222", *row[1:]) for row in rows]
    left = seen(voyage(imo=None), rows + twin, tmp_path).sensed
    assert left
    assert left.tracks == ()
    assert "2 ships bear the name" in left.notes[0]
    taken = seen(voyage(imo=None), rows + twin, tmp_path, Angara=SHIP).sensed
    assert taken
    assert taken.tracks[0].mmsi == (SHIP,)
    with pytest.raises(SensorError, match="nine digits"):
        seen(voyage(imo=None), rows, tmp_path, Angara="12")


def test_prefix_and_case_of_a_name_do_not_matter(tmp_path: Path) -> None:
    rows = [(m, t, a, o, k, "", "M/V Angara") for m, t, a, o, k, *_ in ship_rows()]
    sensed = seen(voyage(imo=None), rows, tmp_path).sensed
    assert sensed
    assert "by its name alone" in sensed.tracks[0].matched


def test_a_dossier_that_names_no_ship_says_so(tmp_path: Path) -> None:
    sensed = seen(Dossier(), ship_rows(), tmp_path).sensed
    assert sensed
    assert "names no ship" in sensed.notes[0]


def test_observations_are_entered_once(tmp_path: Path) -> None:
    dossier = seen(voyage(), ship_rows(), tmp_path)
    with pytest.raises(DossierError, match="already holds observations"):
        seen(dossier, ship_rows(), tmp_path)


def test_a_table_and_the_same_as_nmea_show_the_same(tmp_path: Path) -> None:
    table, log = tmp_path / "a.csv", tmp_path / "a.nmea"
    rows = ship_rows() + other_rows()
    table.write_text(marine_cadastre(rows), encoding="utf-8")
    log.write_text("\n".join(nmea(rows)), encoding="utf-8")
    one, two = (observe(voyage(), [path]).sensed for path in (table, log))
    assert [(o.kind, o.start, o.end, o.place) for o in one.observations] == [
        (o.kind, o.start, o.end, o.place) for o in two.observations
    ]
    assert [(b.role, b.stance) for b in one.bearings] == [(b.role, b.stance) for b in two.bearings]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_order_of_lines_and_files_does_not_matter(tmp_path: Path, seed: int, files: int) -> None:
    rows = ship_rows() + other_rows()
    random.Random(seed).shuffle(rows)  # noqa: S311
    whole = tmp_path / "whole.csv"
    whole.write_text(marine_cadastre(ship_rows() + other_rows()), encoding="utf-8")
    parts = [tmp_path / f"part{n}.csv" for n in range(files)]
    for n, path in enumerate(parts):
        path.write_text(marine_cadastre(rows[n::files]), encoding="utf-8")
    one, two = observe(voyage(), [whole]), observe(voyage(), parts)
    assert one.positions == two.positions
    assert differing(one.sensed, two.sensed) is None


def test_what_was_observed_comes_out_again_from_the_positions_kept(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.csv", tmp_path / "kept.csv"
    rows = ship_rows() + other_rows() + [("477000111", START, 1.0, 1.0, 9.0, "", "ELSEWHERE")]
    path.write_text(marine_cadastre(rows), encoding="utf-8")
    first = observe(voyage(), [path])
    kept.write_bytes(first.positions)
    again = observe(voyage(), [kept])
    assert differing(first.sensed, again.sensed) is None
    assert again.positions == first.positions
    assert b"ELSEWHERE" not in first.positions  # nobody else's track is kept
    assert b"QUICK WATER" not in first.positions


def test_more_positions_than_may_be_held_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(marine_cadastre(ship_rows()), encoding="utf-8")
    with pytest.raises(SensorError, match="holds more than 50 positions"):
        observe(voyage(), [path], SenseSettings(max_positions=50))


def test_a_conflict_between_reports_is_not_settled_by_ais(tmp_path: Path) -> None:
    dossier = voyage()
    facts = dict(dossier.transfers[0].facts)
    facts["origin"] = msgspec.structs.replace(facts["origin"], verdict="conflicting")
    dossier = msgspec.structs.replace(dossier, transfers=(msgspec.structs.replace(dossier.transfers[0], facts=facts),))
    fact = seen(dossier, ship_rows(), tmp_path).transfers[0].facts["origin"]
    assert fact.verdict == "conflicting"
    assert "fits Najin" in fact.explanation
