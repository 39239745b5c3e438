"""The commands that take dossiers further: export and diff."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tallyclerk.cli.app import app
from tallyclerk.cli.show import plain
from tallyclerk.errors import DossierError

CHANGED = 3
"""Exit code of `diff --exit-code` where something changed; 1 is kept for what went wrong."""


class To(StrEnum):
    """The formats, as the command line names them."""

    GEOJSON = "geojson"
    CSV = "csv"
    FTM = "ftm"
    STIX = "stix"
    SCHEMA = "schema"
    MARKDOWN = "markdown"
    KML = "kml"


@app.command()
def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `build` wrote to.")],
    *,
    to: Annotated[To, typer.Option("--to", help="The format.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="File to write, or - ; a folder for csv.  [default: in DIR]"),
    ] = None,
) -> None:
    """Write a dossier in the format of another tool.

    geojson and kml for maps; csv for spreadsheets, as tables with a Data Package descriptor; ftm for OpenAleph and
    OpenSanctions' tools, as FollowTheMoney entities; stix for threat intelligence platforms, as a STIX 2.1 bundle;
    markdown for a brief with footnotes; schema for the JSON Schema of dossier.json. What each holds and what is lost
    stands in docs/exports.md.

    \b
    Examples:
      tallyclerk export out --to geojson
      tallyclerk export out --to csv -o tables
      tallyclerk export out --to markdown -o -
    """
    import tallyclerk  # noqa: PLC0415
    from tallyclerk.publish.export import FORMATS, rendered  # noqa: PLC0415

    dossier, form = tallyclerk.load(directory), FORMATS[to.value]
    if out == Path("-"):
        if form.folder:
            raise DossierError(f"{to.value} is several files; name a folder with -o")
        for content in rendered(dossier, to.value).values():
            sys.stdout.buffer.write(content)
        return
    beside = directory if directory.is_dir() else directory.parent
    for path in tallyclerk.export(dossier, to.value, out or beside / form.place):
        typer.echo(f"Wrote {path}")


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A dossier's folder, or its dossier.json.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The dossier to hold against it.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Leave with 3 if anything changed.")] = False,
) -> None:
    """Show what changed between two dossiers, for example when reports were added.

    Told are reports, origins and transfers, and in these facts, values, verdicts, what stands behind each value,
    conflicts, legs and checks. They are matched by what they hold, not by ids, which may have shifted. + is what was
    added, - what is gone, ~ what changed. The exit code is 0; with --exit-code it is 3 if anything changed.

    \b
    Examples:
      tallyclerk diff monday tuesday
      tallyclerk diff monday tuesday --json
      tallyclerk diff monday tuesday --exit-code
    """
    import msgspec  # noqa: PLC0415

    import tallyclerk  # noqa: PLC0415
    from tallyclerk.publish.compare import told  # noqa: PLC0415

    comparison = tallyclerk.diff(tallyclerk.load(old), tallyclerk.load(new))
    if as_json:
        typer.echo(msgspec.json.encode({"same": comparison.same, **msgspec.to_builtins(comparison)}))
    else:
        for line in told(comparison):
            typer.echo(plain(line))
    if exit_code and not comparison.same:
        raise typer.Exit(CHANGED)
