"""What the commands show: progress, tables, articles and what could not be read."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    import tallyclerk
    from tallyclerk.model import Document, Dossier, Role, Transfer, Unread


@contextmanager
def progress(quiet: bool) -> Iterator[tallyclerk.Progress | None]:
    """A bar on standard error while the work goes on, if that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("start", total=None, rate="")
        stages = [""]

        def advance(stage: str, done: int, total: int) -> None:
            if stage != stages[-1]:  # each stage has a rate of its own
                stages.append(stage)
                bars.reset(bar, description=stage)
            speed = bars.tasks[0].speed
            rate = f"{speed:,.1f}/s" if speed else ""
            bars.update(bar, completed=done, total=total or None, rate=rate)

        yield advance


def print_transfers(dossier: Dossier) -> None:
    """Print a table of the transfers, those that are part of another below it."""
    if not dossier.transfers:
        typer.echo(f"No transfer found in {counted(len(dossier.documents), 'document')}.")
        return
    _console().print(_table(dossier))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows below their heads; nothing where there are no rows."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    if not rows:
        return
    table = Table(*heads, box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    _console().print(table)


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160  # a pipe has no edge to wrap at
    return Console(markup=False, highlight=False, emoji=False, width=width)


def print_claims(dossier: Dossier) -> None:
    """Print claims as JSON lines, each with the key of its report and the words that it rests on."""
    import msgspec  # noqa: PLC0415

    documents = {document.id: document for document in dossier.documents}
    for claim in dossier.claims:
        document = documents[claim.document]
        row = msgspec.to_builtins(claim)
        row["quote"]["text"] = claim.quote.of(document.text)
        typer.echo(msgspec.json.encode({"key": document.key, **row}))


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
        table.add_row(*(plain(cell) for cell in cells))
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
    documents = counted(len(transfer.documents), "document")
    if not names:
        return f"independence not established, {documents}"
    return f"{counted(len(names), 'origin')}, {documents}: {'; '.join(names)}"


def _conflicts(transfer: Transfer) -> str:
    kinds = Counter(conflict.kind for conflict in transfer.all_conflicts)
    return "\n".join(kind if times == 1 else f"{kind} ({times})" for kind, times in sorted(kinds.items())) or "none"


def article(document: Document) -> Iterator[str]:
    """A document for people: what is known of it, its text, and what was set aside."""
    published = document.published
    days = f"{published.earliest} to {published.latest}: {published.basis}" if published else "unknown"
    yield f"== {plain(document.key)}"
    for name, known in (("Title", document.title), ("Outlet", document.outlet), ("Language", document.language)):
        yield f"{name}: {plain(known or 'unknown')}"
    for name, known in (("Author", document.author), ("Dateline", document.dateline)):
        if known:
            yield f"{name}: {plain(known)}"
    yield from (f"Credit: {plain(credit.name)} ({credit.kind}, “{short(credit.text)}”)" for credit in document.credits)
    yield f"Published: {plain(days)}"
    yield from (f"Not its date: {short(date.text)} ({plain(date.reason)})" for date in document.refused_dates)
    yield from (f"Note: {plain(note)}" for note in document.notes)
    yield f"\n{plain(document.text)}\n"
    yield f"Set aside ({len(document.removed)}):"
    yield from (f"  {short(piece.text)}  [{plain(piece.reason)}]" for piece in document.removed)
    yield ""


def report_unread(dossier: Dossier) -> None:
    """List what could not be read; leave with 1 if that was everything."""
    unread: tuple[Unread, ...] = dossier.unread
    if unread:
        typer.echo(f"Not read ({len(unread)}):", err=True)
    for item in unread:
        typer.echo(f"  {plain(item.source)}: {plain(item.reason)}", err=True)
    if not dossier.documents:
        typer.echo("tallyclerk: nothing could be read; `tallyclerk build --help` lists what can be", err=True)
        raise typer.Exit(1)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 origin", "2 origins"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def short(text: str, width: int = 100) -> str:
    """Text on one line, cut where it is longer than `width` characters."""
    line = " ".join(plain(text).split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def plain(text: str) -> str:
    """Text from a report without characters that could steer the terminal."""
    return "".join(c for c in text if c in "\n\t" or not (ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0))
