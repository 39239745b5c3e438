"""The command line: each command parses, makes one library call and prints.

Anything heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from tallyclerk.errors import DossierError, SettingsError, TallyclerkError

if TYPE_CHECKING:
    from rich.table import Table

    import tallyclerk
    from tallyclerk.model import Document, Dossier, Role, Transfer, Unread


class _Clerk(TyperGroup):
    """Turns our own errors into a message and an exit code: 2 for settings, else 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TallyclerkError as error:
            typer.echo(f"tallyclerk: {_plain(str(error))}", err=True)
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
    typer.Argument(metavar="SOURCE", show_default=False, help="Files (.txt, .html, .htm, .jsonl), folders, or -."),
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


def main() -> None:
    """Run the command line. Characters that the terminal's encoding lacks are shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="tallyclerk")


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


@app.command()
def build(
    sources: SourceArguments,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder to write the dossier to.")],
    settings: SettingsOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no table.")] = False,
) -> None:
    """Read reports and write a dossier.

    It is written twice: as dossier.html for people and as dossier.json for programs.

    A row of a .jsonl file, or of JSON lines on standard input (-), is an object with `id` and `text` or `html`, and
    if known `url`, `outlet`, `title`, `published`, `language`. Reports that cannot be read are listed at the end with
    the reason; the exit code is 0 as long as one was read.

    \b
    Examples:
      tallyclerk build reports/ -o out
      tallyclerk build wire.html blog.txt pages.jsonl -o out
      zcat pages.jsonl.gz | tallyclerk build - -o out --quiet
    """
    import tallyclerk  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415

    loaded = load(settings)
    _make_folder(out)
    with _progress(quiet) as progress:
        dossier = tallyclerk.build(sources, loaded, progress)
    if dossier.documents:
        paths = tallyclerk.write(dossier, out)
        if not quiet:
            _print_transfers(dossier)
        for path in paths:
            typer.echo(f"Wrote {path}")
    _report_unread(dossier)


@app.command()
def read(sources: SourceArguments, settings: SettingsOption = None) -> None:
    """Show each article as it is read.

    With it comes what was set aside from the page and why, and when it was published, as far as that is known.

    \b
    Examples:
      tallyclerk read page.html
      tallyclerk read reports/ | less
    """
    import tallyclerk  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415

    dossier = tallyclerk.articles(sources, load(settings))
    for document in dossier.documents:
        typer.echo("\n".join(_article(document)))
    _report_unread(dossier)


@app.command()
def claims(sources: SourceArguments, settings: SettingsOption = None) -> None:
    """Print what each report claims, as JSON lines.

    A claim stands for itself here, with the wording it rests on; `build` holds claims against each other.

    \b
    Examples:
      tallyclerk claims page.html
      tallyclerk claims reports/ | head -n 1 | python -m json.tool
    """
    import msgspec  # noqa: PLC0415

    import tallyclerk  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415

    dossier = tallyclerk.claims(sources, load(settings))
    for claim in dossier.claims:
        document = dossier.document(claim.document)
        row = msgspec.to_builtins(claim)
        row["quote"]["text"] = claim.quote.of(document.text)
        typer.echo(msgspec.json.encode({"key": document.key, **row}))
    _report_unread(dossier)


@app.command()
def explain(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `build` wrote to.")],
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim, transfer, fact, origin or check.")],
) -> None:
    """Tell where a finding came from, step by step.

    A finding is a claim, transfer, fact, origin or check. Its id stands beside it in dossier.html.

    \b
    Examples:
      tallyclerk explain out c1
      tallyclerk explain out t1.quantity
    """
    import tallyclerk  # noqa: PLC0415

    typer.echo(_plain(tallyclerk.explain(tallyclerk.load(directory), id)))


def _make_folder(out: Path) -> None:
    """Before the work, so that a wrong folder is known at once."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DossierError(f"{out}: cannot be written to: {error.strerror}; name another folder with -o") from error


@contextmanager
def _progress(quiet: bool) -> Iterator[tallyclerk.Progress | None]:
    """A bar on standard error while the work goes on, if that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("start", total=None)

        def advance(stage: str, done: int, total: int) -> None:
            bars.update(bar, description=stage, completed=done, total=total or None)

        yield advance


def _print_transfers(dossier: Dossier) -> None:
    from rich.console import Console  # noqa: PLC0415

    if not dossier.transfers:
        typer.echo(f"No transfer found in {_counted(len(dossier.documents), 'document')}.")
        return
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160  # a pipe has no edge to wrap at
    Console(markup=False, highlight=False, emoji=False, width=width).print(_table(dossier))


def _table(dossier: Dossier) -> Table:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table("", "Route", "Cargo", "Quantity", "Origins", "Conflicts", box=SIMPLE_HEAD, pad_edge=False)
    for transfer, depth in _with_depth(dossier.transfers):
        cells = (
            f"{'  ' * depth}{transfer.id}",
            f"{_route(transfer)}\n{transfer.status}",
            _best(transfer, "cargo"),
            _best(transfer, "quantity"),
            _origins(dossier, transfer),
            _conflicts(transfer),
        )
        table.add_row(*(_plain(cell) for cell in cells))
    return table


def _with_depth(transfers: tuple[Transfer, ...]) -> Iterator[tuple[Transfer, int]]:
    """Each transfer after the one that it is a part of, one deeper."""
    known = {transfer.id for transfer in transfers}
    wholes = {
        transfer.id: link.transfer
        for transfer in transfers
        for link in transfer.links
        if link.kind == "part_of" and link.transfer in known
    }

    def below(whole: str | None, depth: int) -> Iterator[tuple[Transfer, int]]:
        for transfer in transfers:
            if wholes.get(transfer.id) == whole:
                yield transfer, depth
                yield from below(transfer.id, depth + 1)

    return below(None, 0)


def _route(transfer: Transfer) -> str:
    """Parties, then places: legs that join end to end on one line, others on lines of their own."""
    lines: list[list[str]] = []
    pairs = [(leg.origin, leg.destination) for leg in transfer.legs]
    for start, end in pairs or [(_best(transfer, "origin", ""), _best(transfer, "destination", ""))]:
        if start and lines and lines[-1][-1] == start:
            lines[-1].extend([end] if end else [])
        elif start or end:
            lines.append([stop for stop in (start, end) if stop])
    parties = [_best(transfer, "giver", "?"), _best(transfer, "recipient", "?")]
    shown = dict.fromkeys(" → ".join(stops) for stops in ([parties] if parties != ["?", "?"] else []) + lines)
    return "\n".join(shown) or transfer.title


def _best(transfer: Transfer, role: Role, missing: str = "unknown") -> str:
    fact = transfer.facts.get(role)
    return fact.values[0].label if fact and fact.values else missing


def _origins(dossier: Dossier, transfer: Transfer) -> str:
    names = [origin.name for origin in dossier.origins if origin.id in transfer.origins and origin.independent]
    documents = _counted(len(transfer.documents), "document")
    if not names:
        return f"independence not established, {documents}"
    return f"{_counted(len(names), 'origin')}, {documents}: {'; '.join(names)}"


def _conflicts(transfer: Transfer) -> str:
    kinds = Counter(conflict.kind for fact in transfer.facts.values() for conflict in fact.conflicts)
    return "\n".join(kind if times == 1 else f"{kind} ({times})" for kind, times in sorted(kinds.items())) or "none"


def _article(document: Document) -> Iterator[str]:
    """A document for people: what is known of it, its text, and what was set aside."""
    published = document.published
    days = f"{published.earliest} to {published.latest}: {published.basis}" if published else "unknown"
    yield f"== {_plain(document.key)}"
    for name, known in (("Title", document.title), ("Outlet", document.outlet), ("Language", document.language)):
        yield f"{name}: {_plain(known or 'unknown')}"
    yield f"Published: {_plain(days)}"
    yield from (f"Not its date: {_short(date.text)} ({_plain(date.reason)})" for date in document.refused_dates)
    yield from (f"Note: {_plain(note)}" for note in document.notes)
    yield f"\n{_plain(document.text)}\n"
    yield f"Set aside ({len(document.removed)}):"
    yield from (f"  {_short(piece.text)}  [{_plain(piece.reason)}]" for piece in document.removed)
    yield ""


def _report_unread(dossier: Dossier) -> None:
    """List what could not be read; leave with 1 if that was everything."""
    unread: tuple[Unread, ...] = dossier.unread
    if unread:
        typer.echo(f"Not read ({len(unread)}):", err=True)
    for item in unread:
        typer.echo(f"  {_plain(item.source)}: {_plain(item.reason)}", err=True)
    if not dossier.documents:
        typer.echo("tallyclerk: nothing could be read; give files (.txt, .html, .htm, .jsonl) or folders", err=True)
        raise typer.Exit(1)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _short(text: str, width: int = 100) -> str:
    line = " ".join(_plain(text).split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _plain(text: str) -> str:
    """Text from a report without characters that could steer the terminal."""
    return "".join(c for c in text if c in "\n\t" or not (ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0))
