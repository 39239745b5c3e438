"""The commands that read reports: build, read, claims, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallyclerk.cli.app import QuietOption, SettingsOption, SourceArguments, app
from tallyclerk.cli.show import article, plain, print_claims, print_transfers, progress, report_unread
from tallyclerk.cli.working import CacheOption, EngineOption, JobsOption, NoCacheOption, SchedulerOption, Work, working
from tallyclerk.errors import DossierError

EVIDENCE = "evidence"
"""The archive beside a dossier, where no other is named."""


@app.command()
def build(
    sources: SourceArguments,
    *,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder to write the dossier to.")],
    archive: Annotated[
        Path | None,
        typer.Option("-a", "--archive", metavar="DIR", help="Archive to keep the reports in.  [default: DIR/evidence]"),
    ] = None,
    no_archive: Annotated[bool, typer.Option("--no-archive", help="Keep no copy of the reports.")] = False,
    jobs: JobsOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    settings: SettingsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read reports and write a dossier.

    It is written twice: as dossier.html for people and as dossier.json for programs. The reports are kept as they
    came in an evidence archive, so that `tallyclerk verify` can show that nothing changed since.

    Sources are told by what they hold: text, HTML, MHTML, PDF, .docx, e-mail, JSON lines, CSV, WARC, RSS and Atom,
    lists of addresses, each also with gzip; folders, patterns ("reports/**/*.html"), evidence archives, http(s)
    addresses, which are fetched, and standard input (-).

    A row of JSON lines or CSV has `id` and `text`, `html` or `url`, and if known `outlet`, `title`, `published`,
    `language`. Reports that cannot be read are listed at the end with the reason; the exit code is 0 as long as one
    was read.

    \b
    Examples:
      tallyclerk build reports/ -o out
      tallyclerk build wire.html memo.pdf pages.jsonl.gz -o out
      tallyclerk build out/evidence -o again
    """
    import tallyclerk  # noqa: PLC0415

    loaded = working(settings, Work(jobs, cache, no_cache, engine, scheduler))
    _make_folder(out)
    keep = None if no_archive else archive or out / EVIDENCE
    with progress(quiet) as advance:
        dossier = tallyclerk.build(sources, loaded, advance, archive=keep)
    if dossier.documents:
        paths = tallyclerk.write(dossier, out)
        if not quiet:
            print_transfers(dossier)
        for path in paths:
            typer.echo(f"Wrote {path}")
        if keep:
            typer.echo(f"Kept the reports in {keep}")
    report_unread(dossier)


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
        typer.echo("\n".join(article(document)))
    report_unread(dossier)


@app.command()
def claims(
    sources: SourceArguments,
    *,
    parquet: Annotated[
        Path | None,
        typer.Option("--parquet", metavar="FILE", show_default=False, help="Write a table in Parquet instead."),
    ] = None,
    jobs: JobsOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
    settings: SettingsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Print what each report claims, as JSON lines.

    A claim stands for itself here, with the wording it rests on; `build` holds claims against each other.

    \b
    Examples:
      tallyclerk claims page.html
      tallyclerk claims reports/ | head -n 1 | python -m json.tool
      tallyclerk claims crawl/*.warc.gz --jobs 0 --parquet claims.parquet
    """
    import tallyclerk  # noqa: PLC0415

    with progress(quiet) as advance:
        work = Work(jobs, cache, no_cache, engine, scheduler)
        dossier = tallyclerk.claims(sources, working(settings, work), advance)
    if parquet is None:
        print_claims(dossier)
    else:
        typer.echo(f"Wrote {tallyclerk.write_claims(dossier, parquet)}")
    report_unread(dossier)


@app.command()
def explain(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder that `build` wrote to.")],
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim, transfer, fact, origin, check …")],
) -> None:
    """Tell where a finding came from, step by step.

    A finding is a claim, transfer, fact, origin, check or observation. Its id stands beside it in dossier.html.

    \b
    Examples:
      tallyclerk explain out c1
      tallyclerk explain out t1.quantity
    """
    import tallyclerk  # noqa: PLC0415

    typer.echo(plain(tallyclerk.explain(tallyclerk.load(directory), id)))


def _make_folder(out: Path) -> None:
    """Before the work, so that a wrong folder is known at once."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DossierError(f"{out}: cannot be written to: {error.strerror}; name another folder with -o") from error
