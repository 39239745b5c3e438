"""The commands for what names are looked up in: gazetteer and register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from tallyclerk.cli.app import QuietOption, app
from tallyclerk.cli.show import plain, progress

if TYPE_CHECKING:
    from tallyclerk.gazetteer import Place
    from tallyclerk.register import Answer

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, and nothing else.")]
_SHOWN = 20

gazetteer = typer.Typer(
    no_args_is_help=True,
    help="""Look places up, or import a GeoNames dump.

    \b
    Examples:
      tallyclerk gazetteer lookup Dunai --in "Primorsky Krai"
      tallyclerk gazetteer import allCountries.zip -o places.sqlite
    """,
    rich_markup_mode=None,
    add_completion=False,
)
register = typer.Typer(
    no_args_is_help=True,
    help="""Import a register of ships and companies, or look names up in it.

    \b
    Examples:
      tallyclerk register import ships.csv
      tallyclerk register lookup "MV Angara" --flag RU
    """,
    rich_markup_mode=None,
    add_completion=False,
)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(register, name="register")


@gazetteer.command("lookup")
def lookup_place(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="A place as a report writes it.")],
    *,
    inside: Annotated[
        str | None, typer.Option("--in", metavar="REGION", help="Only places of this country or division.")
    ] = None,
    index: Annotated[
        Path | None, typer.Option("--gazetteer", metavar="FILE", help="An imported index, to look up in too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the places that a name can mean, main names and large places first.

    \b
    Examples:
      tallyclerk gazetteer lookup Dunai --in "Primorsky Krai"
      tallyclerk gazetteer lookup Rajin --json
    """
    from tallyclerk.gazetteer import lookup, use  # noqa: PLC0415

    use(index)
    found = [place for place in lookup(name) if inside is None or _is_in(place, inside)]
    if as_json:
        for place in found:
            typer.echo(json.dumps(msgspec.to_builtins(place), ensure_ascii=False))
    elif not found:
        where = f" in {plain(inside)}" if inside else ""
        typer.echo(f"No place is called {plain(name)}{where}.")
    else:
        for place in found[:_SHOWN]:
            typer.echo(_place_line(place))
        if len(found) > _SHOWN:
            typer.echo(f"and {len(found) - _SHOWN} more; --in narrows them down")
    raise typer.Exit(0 if found else 1)


def _is_in(place: Place, region: str) -> bool:
    """Whether a place is of a country, by name or code, or of a division."""
    from tallyclerk.resources.folding import fold  # noqa: PLC0415
    from tallyclerk.resources.parties import find_party  # noqa: PLC0415

    country = find_party(region)
    known = {region.upper(), country.entry.country if country else None} - {None}
    wanted, own = fold(region), fold(place.region or "")
    return place.country in known or (bool(own) and (wanted in own or own in wanted))


def _place_line(place: Place) -> str:
    where = ", ".join(part for part in (place.region, place.country) if part)
    people = f"  {place.population:,} people" if place.population else ""
    return f"{plain(place.name)}  {plain(where)}  {place.lat:.3f}, {place.lon:.3f}  {place.kind}{people}  {place.id}"


@gazetteer.command("import")
def import_places(
    dump: Annotated[
        Path,
        typer.Argument(
            metavar="DUMP", exists=True, dir_okay=False, help="allCountries.zip, or a country's zip or .txt."
        ),
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write the index.")],
    quiet: QuietOption = False,
) -> None:
    """Make an index of a GeoNames dump, to be used beside the built-in one.

    Kept are settlements, divisions, ports, airports, stations, bases, depots and border posts. To use the index, name
    it in the settings: gazetteer = "FILE" under [ground]. The dump is at geonames.org, under CC BY 4.0.

    \b
    Examples:
      tallyclerk gazetteer import allCountries.zip -o places.sqlite
      tallyclerk gazetteer lookup Dunai --gazetteer places.sqlite
    """
    from tallyclerk.gazetteer import import_dump  # noqa: PLC0415

    with progress(quiet) as bar:
        found = import_dump(dump, output, bar) if bar else import_dump(dump, output)
    typer.echo(
        f"{output}: {found.kept:,} places; {found.others:,} rows of other kinds, {found.unfit:,} that did not fit"
    )


@register.command("import")
def import_ships(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, help="CSV, or FollowTheMoney entities as JSON lines."
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="REGISTER", help="Where to write it; else your data folder."),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Make a register of ships, companies and persons, for builds to look names up in.

    A CSV file needs a head line with a column called name; imo, mmsi, flag, type, aliases, former names, capacity,
    country and programs are read too. FollowTheMoney entities are read as OpenSanctions publishes them
    (entities.ftm.json). What is no entry is told with its line and the mend, and stops nothing else. A build uses the
    register in the user's data folder, or the one that its settings name: register = "FILE" under [ground].

    \b
    Examples:
      tallyclerk register import ships.csv
      tallyclerk register import entities.ftm.json -o case.sqlite
    """
    from tallyclerk.register import default_register, import_register  # noqa: PLC0415

    target = output or default_register()
    with progress(quiet) as bar:
        found = import_register(source, target, bar) if bar else import_register(source, target)
    typer.echo(f"{target}: {found.kept:,} entries")
    for refused in found.examples:
        typer.echo(f"{source}:{refused.line}: {plain(refused.why)}", err=True)
    if found.refused > len(found.examples):
        typer.echo(f"and {found.refused - len(found.examples):,} more rows that are no entry", err=True)


@register.command("lookup")
def lookup_ship(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="A ship, company or person.")],
    *,
    imo: Annotated[str | None, typer.Option("--imo", metavar="NUMBER", help="Its IMO number, which decides.")] = None,
    flag: Annotated[str | None, typer.Option("--flag", metavar="CODE", help="Two letters of its flag.")] = None,
    path: Annotated[
        Path | None, typer.Option("--register", metavar="FILE", help="A register; else that in the user's data folder.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a register holds under a name, also a misspelt one, and what each match rests on.

    \b
    Examples:
      tallyclerk register lookup "MV Angara" --flag RU
      tallyclerk register lookup Anagra --json
    """
    from tallyclerk.register import KINDS, Register, Sought, default_register, look_up  # noqa: PLC0415

    sought = Sought(name=name, kinds=KINDS, imo=imo, flag=flag.upper() if flag else None)
    answer = look_up(Register(path or default_register()), sought)
    if as_json:
        typer.echo(json.dumps(msgspec.to_builtins(answer), ensure_ascii=False))
    else:
        _show_answer(answer)
    raise typer.Exit(0 if answer.match else 1)


def _show_answer(answer: Answer) -> None:
    for candidate in answer.candidates:
        entry = candidate.entry
        numbers = (("IMO", entry.imo), ("MMSI", entry.mmsi), ("flag", entry.flag))
        known = ", ".join(f"{label} {value}" for label, value in numbers if value)
        programs = f"  sanctioned: {', '.join(entry.programs) or 'no programme named'}" if entry.sanctioned else ""
        typer.echo(f"{candidate.score:.2f}  {plain(entry.name)}  {known}  {plain(entry.key)}{plain(programs)}")
        typer.echo(f"      {plain('; '.join(candidate.reasons))}")
    typer.echo(f"It is {plain(answer.match.entry.name)}." if answer.match else f"None is taken: {plain(answer.why)}.")
