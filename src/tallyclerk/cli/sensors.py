"""The commands that hold a dossier against sensors: observe and scenes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallyclerk.cli.app import QuietOption, SettingsOption, app
from tallyclerk.cli.show import counted, plain, print_table
from tallyclerk.errors import DossierError, SensorError

if TYPE_CHECKING:
    from tallyclerk.model import Dossier, Sensed
    from tallyclerk.sense import Scenes, Shown

DossierArgument = Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `build` wrote to.")]
OBSERVED = "observed"
_SHOWN = 100
"""Rows that are printed; the file has all."""


@app.command()
def observe(
    directory: DossierArgument,
    *,
    ais: Annotated[list[Path], typer.Option("--ais", metavar="FILE", help="Ship positions: CSV or NMEA, also gzip.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="DIR", help="Folder to write to.  [default: DIR/observed]"),
    ] = None,
    mmsi: Annotated[
        list[str] | None,
        typer.Option("--mmsi", metavar="NAME=MMSI", help="Which ship is meant, where the reports do not tell."),
    ] = None,
    settings: SettingsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Hold the ships that a dossier names against their own position reports (AIS).

    Port calls, gaps and meetings of two ships at sea, near the claimed days, go into a dossier of its own: as an
    origin for each ship, and as checks that support a claimed place or day, contradict it, or say why nobody can
    tell. AIS shows where a ship was, not what it carried. A value that a report has from AIS itself gains no second
    origin.

    A ship is taken by its IMO number, else by its name if only one ship bears it. CSV needs a head with MMSI, time
    (UTC), latitude and longitude; NMEA needs a time with each sentence. Lines that cannot be used are counted and
    named. Beside the dossier lies observed-ais.csv with the positions it rests on, from which `verify` observes it
    anew.

    \b
    Examples:
      tallyclerk observe out --ais AIS_2023_09_08.csv
      tallyclerk observe out --ais sept.nmea.gz --ais oct.nmea.gz -o seen
      tallyclerk verify out/observed -a out/evidence
    """
    import tallyclerk  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415
    from tallyclerk.model import POSITIONS  # noqa: PLC0415

    place = out or directory / OBSERVED
    if place.resolve() == directory.resolve():
        raise DossierError(f"{place}: holds the dossier that is observed; name another folder with -o")
    if any(path.resolve() == (place / POSITIONS).resolve() for path in ais):
        raise SensorError(f"{place / POSITIONS}: would be written over; name another folder with -o")
    dossier, positions = tallyclerk.observe(tallyclerk.load(directory), ais, load(settings), _chosen(mmsi or []))
    paths = tallyclerk.write(dossier, place, positions)
    if dossier.sensed and not quiet:
        _print_sensed(dossier, dossier.sensed)
    for path in paths:
        typer.echo(f"Wrote {path}")


@app.command()
def scenes(
    directory: DossierArgument,
    *,
    items: Annotated[
        list[Path] | None, typer.Option("--items", metavar="FILE", help="STAC items that a search gave back.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="File to write to.  [default: standard output]")
    ] = None,
    collections: Annotated[
        str | None,
        typer.Option(metavar="IDS", help="Collections, with commas.  [default: sentinel-1-grd,sentinel-2-l2a]"),
    ] = None,
    cloud: Annotated[
        float | None,
        typer.Option(metavar="PERCENT", min=0.0, max=100.0, help="Most cloud of an optical image.  [default: 40]"),
    ] = None,
    settings: SettingsOption = None,
) -> None:
    """Write searches for satellite images of what a dossier claims, and say which images could show it.

    For each claimed place and its days there is the body of a STAC search: a box, an interval and, for optical
    images, the cloud cover. Send it by POST to the /search of a catalogue, with a tool of your choice: this command
    asks nothing of the network. Give the answer back with --items, and each item is held against the claims: whether
    it covers the place, was taken in time, is clear enough, and has pixels small enough for a ship, a railcar or a
    container.

    Without -o it prints JSON; with -o it writes that, and prints a table.

    \b
    Examples:
      tallyclerk scenes out -o searches.json
      tallyclerk scenes out --items found.json -o shown.json
      tallyclerk scenes out --collections landsat-c2-l2 --cloud 20
    """
    import msgspec  # noqa: PLC0415

    import tallyclerk  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415

    loaded = load(settings)
    given = {"collections": collections, "cloud": cloud}
    wanted = msgspec.structs.replace(loaded.scenes, **{k: v for k, v in given.items() if v is not None})
    loaded = msgspec.structs.replace(loaded, scenes=wanted)
    found = tallyclerk.scenes(tallyclerk.load(directory), items or (), loaded)
    content = msgspec.json.format(msgspec.json.encode(found), indent=1)
    if out is None:
        typer.echo(content)
    else:
        _write(out, content + b"\n")
        _print_scenes(found)
        typer.echo(f"Wrote {out}")
    for words in found.unread:
        typer.echo(f"Not read: {plain(words)}", err=True)


def _chosen(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        name, _, number = pair.rpartition("=")
        if not name.strip() or not number.strip():
            raise SensorError(f"--mmsi {pair}: write a name, = and a number, as in 'Angara=273123450'")
        found[name.strip()] = number.strip()
    return found


def _print_sensed(dossier: Dossier, sensed: Sensed) -> None:
    ships = {track.id: track.ship for track in sensed.tracks}
    for track in sensed.tracks:
        typer.echo(plain(f"{track.ship}: MMSI {', '.join(track.mmsi)}, {track.positions:,} positions; {track.matched}"))
    rows = [
        (o.id, ships[o.track], o.kind, f"{o.start:%Y-%m-%d %H:%M}", f"{o.end:%Y-%m-%d %H:%M}", o.place or "at sea")
        for o in sensed.observations
    ]
    print_table(("", "Ship", "What", "From (UTC)", "To (UTC)", "Where"), rows[:_SHOWN])
    checks = [check for check in dossier.checks if check.kind == "ais"]
    said = [(c.id, c.transfer, b.role, b.value, b.stance) for c, b in zip(checks, sensed.bearings, strict=True)]
    print_table(("", "Transfer", "Role", "Value", "AIS"), said[:_SHOWN])
    for more in (len(rows) - _SHOWN, len(said) - _SHOWN):
        if more > 0:
            typer.echo(f"… and {more:,} more in dossier.json")
    for note in sensed.notes:
        typer.echo(f"Note: {plain(note)}", err=True)
    for file in sensed.files:
        _print_bad(file.name, file.bad, [(bad.line, bad.reason) for bad in file.bad_lines])


def _print_bad(name: str, bad: int, shown: list[tuple[int, str]]) -> None:
    if bad:
        typer.echo(f"{plain(name)}: {counted(bad, 'line')} not used:", err=True)
    for line, reason in shown:
        typer.echo(f"  line {line}: {plain(reason)}", err=True)


def _print_scenes(found: Scenes) -> None:
    rows = [
        (s.id, s.place, s.days, s.sensor, ", ".join(f"{c.transfer}.{c.role}" for c in s.claims)) for s in found.searches
    ]
    print_table(("", "Place", "Days", "Sensor", "For"), rows[:_SHOWN])
    places = {search.id: search.place for search in found.searches}
    shown = [(s.item, s.search, places[s.search], s.verdict, _why(s)) for s in found.shown if s.verdict != "could not"]
    print_table(("Item", "Search", "Place", "Verdict", "Why"), shown[:_SHOWN])
    for item in dict.fromkeys(s.item for s in found.shown):
        apart = sum(s.verdict == "could not" for s in found.shown if s.item == item)
        if apart:
            typer.echo(f"{plain(item)} could not show what {counted(apart, 'search', 'searches')} ask for")
    for left in found.not_searched:
        typer.echo(f"Not searched: {plain(f'{left.transfer}.{left.role} {left.value}: {left.reason}')}")


def _why(shown: Shown) -> str:
    """What keeps it from an answer; else how much would be seen."""
    open_ones = [reason.words for reason in shown.reasons if reason.answer == "not known"]
    return "\n".join(open_ones or [reason.words for reason in shown.reasons if reason.about == "size"])


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SensorError(f"{path}: cannot be written to: {error.strerror}; name another file with -o") from error
