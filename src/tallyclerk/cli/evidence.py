"""The commands that keep evidence: fetch and verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from tallyclerk.cli.app import QuietOption, SettingsOption, app
from tallyclerk.cli.show import counted, plain, progress

if TYPE_CHECKING:
    from tallyclerk.archive import Report
    from tallyclerk.model import Raw

_SHOWN = 100
"""Findings that are printed; a WARC that another tool rewrote has one for each record."""


@app.command()
def fetch(
    urls: Annotated[list[str], typer.Argument(metavar="URL", show_default=False, help="Addresses, @FILE, or -.")],
    *,
    archive: Annotated[
        Path, typer.Option("-a", "--archive", metavar="ARCHIVE", help="Archive to add to; it is made if need be.")
    ],
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from this machine and private networks.")
    ] = False,
    delay: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.0, help="Pause between two requests to one host.  [default: 1.5]"),
    ] = None,
    settings: SettingsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Fetch pages into an evidence archive, each with its request and answer.

    An address may also be @FILE with one address a line, or - for standard input. What robots.txt asks programs not
    to fetch is left alone; each host is asked one thing at a time, with a pause. Redirects are shown. What could not
    be fetched is listed with the reason and the mend, and stops nothing else. Scripts, logins and cookies are not
    handled: save such a page from a browser and give the file to `build`.

    \b
    Examples:
      tallyclerk fetch https://example.org/a https://example.org/b -a evidence
      tallyclerk fetch @addresses.txt -a evidence --delay 5
      tallyclerk build evidence -o out
    """
    import tallyclerk  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415
    from tallyclerk.model import Unread  # noqa: PLC0415

    loaded = load(settings)
    changed = {"allow_private": allow_private or loaded.fetch.allow_private}
    manners = msgspec.structs.replace(loaded.fetch, **changed, **({} if delay is None else {"delay": delay}))
    loaded = msgspec.structs.replace(loaded, fetch=manners)
    failed = 0
    with progress(quiet) as advance:
        for item in tallyclerk.fetch(urls, archive, loaded, advance):
            failed += isinstance(item, Unread)
            if isinstance(item, Unread):
                typer.echo(f"Not fetched: {plain(item.source)}: {plain(item.reason)}", err=True)
            elif not quiet:
                typer.echo(_fetched(item))
    if failed:
        raise typer.Exit(1)


def _fetched(raw: Raw) -> str:
    way = " -> ".join(plain(address) for address in (*raw.redirects, raw.url or raw.source))
    return f"{way} ({len(raw.body):,} bytes, {raw.media_type})"


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An evidence archive, a dossier.json or its folder.")],
    *,
    archive: Annotated[
        Path | None,
        typer.Option("-a", "--archive", metavar="DIR", help="The archive that the dossier was built from."),
    ] = None,
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="A head noted earlier: is all up to it as it was?")
    ] = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Set aside what a cut-off write left at an archive's end; delete nothing.")
    ] = False,
    settings: SettingsOption = None,
) -> None:
    """Re-read an evidence archive, or a dossier, and name what does not match.

    An archive: every line of its manifest, every record and every byte between them. Its head is printed at the end;
    note it elsewhere, for only that shows later whether the last entries were removed.

    A dossier: every wording at its span, every id and, with its archive, the bytes that each document was read from,
    the article read from them anew, and the whole dossier built from them anew. The exit code is 0 only if
    everything matches.

    \b
    Examples:
      tallyclerk verify out
      tallyclerk verify evidence --head 3e650d9f
      tallyclerk verify out/dossier.json -a evidence
    """
    import tallyclerk  # noqa: PLC0415
    from tallyclerk.archive import mend as mend_archive  # noqa: PLC0415
    from tallyclerk.config import load  # noqa: PLC0415

    if mend:
        for done in mend_archive(path):
            typer.echo(plain(done))
    with progress(False) as advance:
        report = tallyclerk.verify(path, archive=archive, head=head, settings=load(settings), progress=advance)
    _print_report(report)
    if not report.ok:
        raise typer.Exit(1)


def _print_report(report: Report) -> None:
    for finding in report.findings[:_SHOWN]:
        typer.echo(f"{plain(finding.place)}: {finding.kind}: {plain(finding.words)}")
    if len(report.findings) > _SHOWN:
        typer.echo(f"… and {len(report.findings) - _SHOWN:,} more")
    for note in report.notes:
        typer.echo(f"Note: {plain(note)}")
    found = len(report.findings)
    verdict = (
        "everything matches" if report.ok else f"{counted(found, 'thing')} {'does' if found == 1 else 'do'} not match"
    )
    size = [counted(n, noun) for n, noun in ((report.entries, "entry"), (report.reports, "report")) if n]
    typer.echo(f"{plain(report.subject)}: {', '.join((*size, verdict))}".replace("entrys", "entries"))
    if report.head:
        typer.echo(f"Head: {report.head}")
