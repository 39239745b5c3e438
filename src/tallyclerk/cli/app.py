"""The program itself: its name, its options that every command shares, and how errors become exit codes."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tallyclerk.cli.show import plain
from tallyclerk.errors import SettingsError, TallyclerkError

_ORDER = (
    *("build", "read", "claims", "explain", "export", "diff", "observe", "scenes", "fetch", "sweep"),
    *("verify", "gazetteer", "register"),
)


class _Clerk(TyperGroup):
    """Turns our own errors into a message and an exit code: 2 for settings, else 1."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which people meet them."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TallyclerkError as error:
            typer.echo(f"tallyclerk: {plain(str(error))}", err=True)
            raise typer.Exit(2 if isinstance(error, SettingsError) else 1) from error


app = typer.Typer(
    cls=_Clerk,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: quick, the same in a pipe, and checked against docs/commands.md
    context_settings={"help_option_names": ["-h", "--help"]},
)

SourceArguments = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", show_default=False, help="Files, folders, patterns, addresses, archives, or -."),
]
SettingsOption = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        help="A TOML file of settings; docs/commands.md lists them.",
        exists=True,
        dir_okay=False,
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no table.")]


def main() -> None:
    """Run the command line. Characters that the terminal's encoding lacks are shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="tallyclerk")
    except KeyboardInterrupt:  # one that came where typer does not look for it, as in an import
        sys.exit(130)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"tallyclerk {version('tallyclerk')}")
        raise typer.Exit


@app.callback()
def tallyclerk_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read what reports say about a shipment and write one dossier.

    Who moved what, how much, from where to where, when and how; according to whom; and where the reports disagree.
    Works offline. Start with:

    \b
      tallyclerk build reports/ -o out
    """
