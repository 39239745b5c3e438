"""The command that goes through crawls: sweep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallyclerk.cli.app import QuietOption, SettingsOption, app
from tallyclerk.cli.show import counted, plain, progress
from tallyclerk.cli.working import EngineOption, JobsOption, SchedulerOption, Work, working


@app.command()
def sweep(
    crawls: Annotated[
        list[Path], typer.Argument(metavar="WARC", show_default=False, help="WARC files, with gzip or without.")
    ],
    *,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="WARC file to write the kept pages to.")],
    least: Annotated[
        int,
        typer.Option(
            "--least", metavar="N", min=1, max=8, help="Points that a sentence of a page needs: fewer find more."
        ),
    ] = 3,
    jobs: JobsOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    settings: SettingsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Keep the pages of a crawl that may tell of transfers.

    A page is kept if one of its sentences has words of moving and of goods close to each other, as told without
    parsing it; its record is kept as it was. What is kept is less than the crawl and more than the transfers, which
    `build` and `claims` find in it. Pages in other languages than English are left out; PDFs are kept unseen.

    \b
    Examples:
      tallyclerk sweep CC-NEWS-*.warc.gz -o found.warc.gz --jobs 0
      tallyclerk build found.warc.gz -o out
    """
    import tallyclerk  # noqa: PLC0415

    loaded = working(settings, Work(jobs, no_cache=True, engine=engine, scheduler=scheduler))
    with progress(quiet) as advance:
        swept = tallyclerk.sweep(crawls, out, loaded, advance, least)
    for item in swept.unread:
        typer.echo(f"{plain(item.source)}: {plain(item.reason)}", err=True)
    if not swept.pages:
        typer.echo("tallyclerk: there is no page in it", err=True)
        raise typer.Exit(1)
    typer.echo(f"Kept {swept.kept:,} of {counted(swept.pages, 'page')} in {out}")
