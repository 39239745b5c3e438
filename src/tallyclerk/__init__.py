"""Reads what reports say about a shipment and writes one dossier.

Each job gives a `Dossier`, filled as far as the job goes:

    import tallyclerk

    dossier = tallyclerk.build("reports/")        # all of it: transfers, origins, checks
    tallyclerk.write(dossier, "out")              # out/dossier.json, out/dossier.html
    tallyclerk.articles("reports/").documents     # the articles as read
    tallyclerk.claims("reports/").claims          # what each of them says

Importing this package is cheap: the stages are imported by the first job that needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallyclerk.errors import TallyclerkError

if TYPE_CHECKING:
    from pandas import DataFrame

    from tallyclerk.archive import Report
    from tallyclerk.config import Settings
    from tallyclerk.model import Check, Claim, Conflict, Document, Dossier, Fact, Origin, Raw, Transfer, Unread
    from tallyclerk.publish.compare import Comparison
    from tallyclerk.sense import Scenes
    from tallyclerk.tasks import Swept

__all__ = [
    "Check",
    "Claim",
    "Conflict",
    "Document",
    "Dossier",
    "Fact",
    "Origin",
    "Progress",
    "Report",
    "Settings",
    "Sources",
    "Swept",
    "TallyclerkError",
    "Transfer",
    "Unread",
    "articles",
    "build",
    "claims",
    "diff",
    "explain",
    "export",
    "fetch",
    "frames",
    "load",
    "observe",
    "scenes",
    "sweep",
    "verify",
    "write",
    "write_claims",
]

Sources = str | Path | Iterable[str | Path]
"""One source or several: a file of any kind that is read, a folder, a pattern, an address, an archive, or `-`."""

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of its items are done, and how many there are (0 where that is not known)."""


def build(
    sources: Sources,
    settings: Settings | None = None,
    progress: Progress | None = None,
    archive: str | Path | None = None,
) -> Dossier:
    """Read sources and reconcile what they say into one dossier.

    Args:
        sources: One source or several.
        settings: Settings of all stages; defaults when None.
        progress: Called as the work goes on.
        archive: A folder to keep the reports in as they came, made if need be; none are kept when None.

    Returns:
        The whole dossier. What could not be read is in `unread` with the reason, never raised.

    Raises:
        ArchiveError: if the archive cannot be written.
    """
    from tallyclerk import pipeline  # noqa: PLC0415 - heavy, so imported by the job that needs it

    return pipeline.run(_listed(sources), settings, progress or _silent, Path(archive) if archive else None)


def fetch(
    urls: str | Iterable[str],
    archive: str | Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Iterator[Raw | Unread]:
    """Fetch pages into an evidence archive, each with its request and answer.

    Args:
        urls: Addresses; `@FILE` and `-` are lists of them.
        archive: The archive's folder, made if need be.
        settings: Settings; `settings.fetch` has the manners and bounds. Defaults when None.
        progress: Called as the work goes on.

    Yields:
        Each page once it is in the archive, and an `Unread` with the reason for what could not be fetched.

    Raises:
        ArchiveError: if the archive cannot be written.
    """
    from tallyclerk import evidence  # noqa: PLC0415
    from tallyclerk.config import Settings  # noqa: PLC0415

    links = (urls,) if isinstance(urls, str) else urls
    return evidence.fetch(links, Path(archive), settings or Settings(), progress or _silent)


def sweep(
    crawls: Sources,
    out: str | Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    least: int = 3,
) -> Swept:
    """Go through WARC files for pages that may tell of transfers, and write these to a WARC file of their own.

    Args:
        crawls: One WARC file or several, with gzip or without.
        out: The file to write.
        settings: Settings; `settings.run` says who does the work. Defaults when None.
        progress: Called as the work goes on.
        least: How many points, of 8, one of a page's sentences needs.

    Returns:
        How many pages there were, how many were kept, and what could not be read.

    Raises:
        ArchiveError: if the file cannot be written.
    """
    from tallyclerk import pipeline  # noqa: PLC0415

    return pipeline.swept(_listed(crawls), Path(out), settings, progress or _silent, least)


def verify(
    path: str | Path,
    archive: str | Path | None = None,
    head: str | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Re-read an evidence archive, or a dossier with the archive that it was built from, and name what differs.

    Args:
        path: An archive, a `dossier.json`, or the folder that holds one.
        archive: The dossier's archive; `evidence` beside it when None.
        head: The hash of an archive's last line, noted earlier.
        settings: Those with which the dossier was built; defaults when None.
        progress: Called as the work goes on.

    Returns:
        A report whose `findings` name what does not match; `ok` if there are none.

    Raises:
        ArchiveError, DossierError: if there is nothing to verify.
    """
    from tallyclerk import evidence  # noqa: PLC0415
    from tallyclerk.config import Settings  # noqa: PLC0415

    place = Path(archive) if archive else None
    return evidence.verify(Path(path), place, head, settings or Settings(), progress or _silent)


def articles(sources: Sources, settings: Settings | None = None, progress: Progress | None = None) -> Dossier:
    """Read sources, and no more: what the command `read` shows.

    It is not called `read`, for that is the stage `tallyclerk.read`.

    Returns:
        A dossier of `documents` (each with its text and what was set aside from the page) and `unread`.
    """
    from tallyclerk import pipeline  # noqa: PLC0415

    return pipeline.articles(_listed(sources), settings, progress or _silent)


def claims(sources: Sources, settings: Settings | None = None, progress: Progress | None = None) -> Dossier:
    """Read sources and extract what each of them claims, without holding them against each other.

    Returns:
        A dossier of `documents`, `claims` and `unread`. A claim's wording is
        `claim.quote.of(dossier.document(claim.document).text)`.
    """
    from tallyclerk import pipeline  # noqa: PLC0415

    return pipeline.claims(_listed(sources), settings, progress or _silent)


def observe(
    dossier: Dossier,
    ais: Sources,
    settings: Settings | None = None,
    mmsi: Mapping[str, str] | None = None,
) -> tuple[Dossier, bytes]:
    """Find port calls, gaps and meetings of the ships that a dossier names, and enter them as origins of their own.

    Args:
        dossier: A whole dossier, as `build` gives it.
        ais: One file of ship positions or several: tables with a head, or NMEA; plain or packed with gzip.
        settings: Settings; `settings.sense` has the thresholds and bounds. Defaults when None.
        mmsi: MMSI by a ship's name, where the reports do not tell which ship is meant.

    Returns:
        The dossier with `sensed`, and the positions that it rests on as a table, which `write` puts beside it.

    Raises:
        SensorError: if a file cannot be read.
        DossierError: if the dossier already holds observations.
    """
    from tallyclerk import pipeline, sense  # noqa: PLC0415
    from tallyclerk.config import Settings  # noqa: PLC0415

    paths = [Path(path) for path in _listed(ais)]
    seen = sense.observe(dossier, paths, (settings or Settings()).sense, mmsi)
    return pipeline.observed(dossier, seen.sensed), seen.positions


def scenes(dossier: Dossier, items: Sources = (), settings: Settings | None = None) -> Scenes:
    """Searches for satellite images of what a dossier claims and, of items found by them, which could show it.

    Args:
        dossier: A whole dossier.
        items: Files of STAC items, if there are any yet.
        settings: Settings; `settings.scenes` has collections, cloud cover and bounds. Defaults when None.

    Raises:
        SensorError: if a file of items cannot be read.
    """
    from tallyclerk import sense  # noqa: PLC0415
    from tallyclerk.config import Settings  # noqa: PLC0415

    return sense.scenes(dossier, [Path(path) for path in _listed(items)], (settings or Settings()).scenes)


def write(dossier: Dossier, directory: str | Path, positions: bytes = b"") -> tuple[Path, ...]:
    """Write `dossier.json` and `dossier.html` into a folder, which is made if need be.

    Args:
        dossier: What to write.
        directory: The folder.
        positions: What `observe` gave beside the dossier; written as `observed-ais.csv` if there are any.

    Returns:
        The paths of the files.

    Raises:
        DossierError: if the folder cannot be written.
    """
    from tallyclerk import publish  # noqa: PLC0415
    from tallyclerk.model import POSITIONS  # noqa: PLC0415

    return publish.write(dossier, Path(directory), {POSITIONS: positions} if positions else None)


def write_claims(dossier: Dossier, path: str | Path) -> Path:
    """Write the claims of a dossier as a table in Parquet, a row each. Needs the extra `parquet`.

    Returns:
        The path of the file.

    Raises:
        DossierError: if the extra is not installed, or the file cannot be written.
    """
    from tallyclerk import publish  # noqa: PLC0415

    return publish.write_claims(dossier, Path(path))


def load(path: str | Path) -> Dossier:
    """The dossier that `write` put into a folder, or a `dossier.json`.

    Raises:
        DossierError: if there is none, or it is not one that this version reads.
    """
    from tallyclerk import publish  # noqa: PLC0415

    return publish.load(Path(path))


def explain(dossier: Dossier, id: str) -> str:
    """Where a claim, fact, origin or check came from, step by step, in plain words.

    Args:
        dossier: A whole dossier.
        id: What to explain: `c3`, `t1.quantity`, `o1`, `k2`.

    Raises:
        DossierError: if the dossier has nothing of that id.
    """
    from tallyclerk import publish  # noqa: PLC0415

    return publish.explain(dossier, id)


def export(dossier: Dossier, to: str, out: str | Path) -> tuple[Path, ...]:
    """Write a dossier in another community's format.

    Args:
        dossier: A whole dossier.
        to: `geojson`, `csv`, `ftm`, `stix`, `schema`, `markdown` or `kml`.
        out: The file to write; for `csv` a folder, which is made if need be.

    Returns:
        The paths of what was written.

    Raises:
        DossierError: if there is no such format, the dossier does not hold together, or it cannot be written there.
    """
    from tallyclerk.publish import export as exporting  # noqa: PLC0415

    return exporting.export(dossier, to, Path(out))


def diff(old: Dossier, new: Dossier) -> Comparison:
    """What changed between two dossiers, for example when reports were added; things are matched by content.

    Returns:
        Changes of documents, origins and transfers; `same` if there are none.

    Raises:
        DossierError: if one of them does not hold together.
    """
    from tallyclerk.publish import compare  # noqa: PLC0415

    return compare.compare(old, new)


def frames(dossier: Dossier) -> dict[str, DataFrame]:
    """A dossier as pandas DataFrames, which need the extra `pandas`.

    Returns:
        Frames by name: `transfers`, `facts` (a row for each reported value), `legs`, `claims`, `documents`, `origins`
        and `checks`. Their columns are those of the CSV export, described in docs/exports.md.

    Raises:
        DossierError: if the dossier does not hold together.
        MissingExtra: if pandas is not installed.
    """
    from tallyclerk.publish import export as exporting  # noqa: PLC0415

    return exporting.frames(dossier)


def _listed(sources: Sources) -> Iterable[str | Path]:
    return (sources,) if isinstance(sources, str | Path) else sources


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a library call that asks for none."""


def __getattr__(name: str) -> Any:
    """The nouns of `tallyclerk.model` and `Settings`, imported when first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'tallyclerk' has no attribute {name!r}")
    module = {"Settings": "config", "Report": "archive", "Swept": "tasks"}.get(name, "model")
    return getattr(import_module(f"tallyclerk.{module}"), name)
