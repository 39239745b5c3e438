from __future__ import annotations

from pathlib import Path

import tallyclerk
from tallyclerk.config import GroundSettings, Settings
from tallyclerk.model import VehicleValue
from tallyclerk.register import import_register

TEXT = "The freighter Halcyon carried 4,000 tonnes of wheat from Odesa to Lebanon for Lorne Shipping, officials said."


def built(tmp_path: Path) -> tallyclerk.Dossier:
    """A dossier of one report, built with a register."""
    ships = tmp_path / "ships.csv"
    ships.write_text("name,imo,flag,programs,id\nHalcyon,9074729,RU,EXAMPLE-1,x1\n", encoding="utf-8")
    import_register(ships, tmp_path / "register.sqlite")
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    settings = Settings(ground=GroundSettings(register=str(tmp_path / "register.sqlite")))
    return tallyclerk.build(report, settings)


def test_a_ship_of_the_register_has_its_number_flag_and_programmes_with_the_reason(tmp_path: Path) -> None:
    (ship,) = built(tmp_path).claims[0].roles["vehicle"]
    assert isinstance(ship, VehicleValue)
    held = ship.register
    assert held is not None
    assert (held.imo, held.flag, held.programs) == ("9074729", "RU", ("EXAMPLE-1",))
    assert "has this name" in held.why
    assert ship.imo is None  # what the report does not say is the register's alone


def test_the_dossier_names_the_register_and_the_page_shows_the_sanction(tmp_path: Path) -> None:
    dossier = built(tmp_path)
    assert dossier.used[0].startswith("register: ships.csv, 1 entries")
    page = tallyclerk.write(dossier, tmp_path / "out")[1].read_text(encoding="utf-8")
    assert "sanctioned, says the register: EXAMPLE-1" in page
    assert "register: ships.csv" in page
    assert tallyclerk.load(tmp_path / "out") == dossier
