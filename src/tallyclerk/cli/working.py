"""The options that say how the work is done, shared by the commands that do much of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallyclerk.cli.show import plain

if TYPE_CHECKING:
    from tallyclerk.config import Settings

CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="DIR",
        show_default=False,
        help="Keep there what was read and extracted, so that it is not done again.  [default: your cache folder]",
    ),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Keep nothing, and use nothing that was kept.")]


JobsOption = Annotated[
    int | None,
    typer.Option(
        "-j", "--jobs", metavar="N", min=0, max=256, show_default=False, help="Processes to work with; 0: all cores."
    ),
]


def working(path: Path | None, cache: Path | None, no_cache: bool, jobs: int | None) -> Settings:
    """The settings of a file and the environment, with what the options say of the work.

    Raises:
        SettingsError: if they are wrong.
    """
    import msgspec  # noqa: PLC0415

    from tallyclerk.config import load  # noqa: PLC0415

    settings = load(path)
    folder = "" if no_cache else str(cache or settings.run.cache or _own_cache())
    jobs = settings.run.jobs if jobs is None else jobs
    return msgspec.structs.replace(settings, run=msgspec.structs.replace(settings.run, cache=folder, jobs=jobs))


def _own_cache() -> str:
    """The user's cache folder; nothing, and a word, where none can be kept there, for nobody asked for it."""
    from tallyclerk.cache import default_cache  # noqa: PLC0415

    folder = default_cache()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        typer.echo(f"Without a cache: {plain(str(folder))}: {error.strerror}", err=True)
        return ""
    return str(folder)
