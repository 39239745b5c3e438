"""The options that say how the work is done, shared by the commands that do much of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tallyclerk.cli.show import plain
from tallyclerk.errors import SettingsError

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


EngineOption = Annotated[
    Literal["local", "dask"] | None,
    typer.Option("--engine", show_default=False, help="This machine's processes, or a Dask cluster."),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", show_default=False, help="The Dask scheduler: tcp://host:8786."),
]


@dataclass(frozen=True)
class Work:
    """What the options of a command say of the work; None where they say nothing."""

    jobs: int | None = None
    cache: Path | None = None
    no_cache: bool = False
    engine: Literal["local", "dask"] | None = None
    scheduler: str | None = None


def working(path: Path | None, work: Work) -> Settings:
    """The settings of a file and the environment, with what the options say of the work.

    Raises:
        SettingsError: if they are wrong.
    """
    import msgspec  # noqa: PLC0415

    from tallyclerk.config import load  # noqa: PLC0415

    settings = load(path)
    said = {"jobs": work.jobs, "engine": work.engine, "scheduler": work.scheduler}
    if work.scheduler and work.engine is None:
        said["engine"] = "dask"
    run = msgspec.structs.replace(settings.run, **{name: value for name, value in said.items() if value is not None})
    if run.engine == "dask" and not run.scheduler:
        raise SettingsError("--engine dask needs the address of a scheduler: --scheduler tcp://host:8786")
    folder = "" if work.no_cache else str(work.cache or run.cache or _own_cache())
    return msgspec.structs.replace(settings, run=msgspec.structs.replace(run, cache=folder))


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
