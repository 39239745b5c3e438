"""The way of the data, written down once.

acquire -> read -> group -> extract -> ground -> reconcile -> check -> publish
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import msgspec

from tallyclerk.acquire import NO_ADDRESS, acquire, is_address, web
from tallyclerk.archive import Archive
from tallyclerk.check import check, graded
from tallyclerk.config import Settings
from tallyclerk.ground import seek
from tallyclerk.group import group
from tallyclerk.model import Claim, Document, Dossier, Raw, Sensed, Unread
from tallyclerk.read import read_all
from tallyclerk.reconcile import reconcile
from tallyclerk.sense import enter
from tallyclerk.tasks import How, Means, Sieve, Swept, claims_of, means_of, reader, register_of, sweep

STAGES = ("acquire", "read", "group", "extract", "ground", "reconcile", "check", "publish")

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of its items are done, and how many there are."""


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a library call: none shown."""


def fetched(links: Iterable[str], settings: Settings, progress: Progress) -> Iterator[Raw | Unread]:
    """What addresses lead to; `@FILE` and `-` are lists of addresses."""
    wanted: list[str] = []
    for link in links:
        if is_address(link) or link == "-":
            wanted.append(link)
        elif link.startswith("@"):
            wanted.append(link[1:])
        else:
            yield Unread(link, NO_ADDRESS)
    yield from acquire(wanted, settings.read, web(settings, progress))


def keep(items: Iterable[Raw | Unread], archive: Path) -> Iterator[Raw | Unread]:
    """The same reports, each once it is kept in an archive; what could not be read is noted there too.

    The archive is made with the first report, so that where nothing can be read nothing is written.

    Raises:
        ArchiveError: if it cannot be written.
    """
    waiting: list[Unread] = []
    with ExitStack() as stack:
        kept: Archive | None = None
        for item in items:
            if kept is None and isinstance(item, Raw):
                kept = stack.enter_context(Archive.open(archive, create=True))
                yield from (kept.add_unread(unread) for unread in waiting)
                waiting = []
            if kept is None:
                waiting += [item] if isinstance(item, Unread) else []
            else:
                yield kept.add(item) if isinstance(item, Raw) else kept.add_unread(item)
    yield from waiting


def read_sources(
    sources: Iterable[str | Path],
    settings: Settings,
    means: Means,
    progress: Progress = _silent,
    archive: Path | None = None,
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Acquire and read sources: documents, and what could not be read with the reason.

    Args:
        sources: Files, folders, patterns, archives, addresses, or `-` for standard input.
        settings: Settings of all stages.
        means: What the work is done with.
        progress: Called as the work goes on.
        archive: A folder to keep the reports in, which is made if need be.

    Raises:
        ArchiveError: if the archive cannot be written.
    """
    unread: list[Unread] = []
    named = list(sources)
    if archive and any(Path(source).absolute() == archive.absolute() for source in named):
        archive = None  # its reports lie in it already
    items = acquire(named, settings.read, web(settings, progress), leave=archive)
    raws = _readable(keep(items, archive) if archive else items, unread)
    read = reader(means, settings.read)
    documents, illegible = read_all(raws, settings.read, lambda done, total: progress("read", done, total), read)
    return documents, (*unread, *illegible)


def _readable(items: Iterable[Raw | Unread], unread: list[Unread]) -> Iterator[Raw]:
    """The reports among some items; what could not be acquired is noted."""
    for item in items:
        if isinstance(item, Unread):
            unread.append(item)
        else:
            yield item


def claims_in(
    documents: Sequence[Document], settings: Settings, means: Means, progress: Progress = _silent
) -> tuple[tuple[Claim, ...], tuple[Unread, ...]]:
    """Extract and ground the claims of documents, numbered over all of them; and those that failed, with the reason."""
    how = How(settings.extract, settings.ground)
    return claims_of(documents, how, means, lambda done, total: progress("extract", done, total))


def articles(sources: Iterable[str | Path], settings: Settings | None = None, progress: Progress = _silent) -> Dossier:
    """Read sources, and no more: a dossier of documents."""
    settings = settings or Settings()
    with means_of(settings.run) as means:
        documents, unread = read_sources(sources, settings, means, progress)
    return Dossier(documents=documents, unread=unread)


def claims(sources: Iterable[str | Path], settings: Settings | None = None, progress: Progress = _silent) -> Dossier:
    """Read sources and extract what each claims: a dossier of documents and claims."""
    settings = settings or Settings()
    with means_of(settings.run) as means:
        documents, unread = read_sources(sources, settings, means, progress)
        found, lost = claims_in(documents, settings, means, progress)
    return Dossier(documents=documents, claims=found, unread=(*unread, *lost))


def swept(
    crawls: Iterable[str | Path],
    out: Path,
    settings: Settings | None = None,
    progress: Progress = _silent,
    least: int = Sieve().least,
) -> Swept:
    """Keep the pages of crawls that may tell of transfers. Raises ArchiveError if `out` cannot be written."""
    settings = settings or Settings()
    paths = [Path(crawl) for crawl in crawls]
    with means_of(msgspec.structs.replace(settings.run, cache="")) as means:
        sieve = Sieve(settings.read, least)
        return sweep(paths, out, sieve, means.engine, lambda done, total: progress("sweep", done, total))


def used_by(settings: Settings) -> tuple[str, ...]:
    """What of the user's own, beside the reports, goes into a dossier: a register, an index of places."""
    register = register_of(settings.ground)
    places = settings.ground.gazetteer
    return (
        *([f"register: {register.about}"] if register else []),
        *([f"index of places: {Path(places).name}"] if places else []),
    )


def observed(dossier: Dossier, sensed: Sensed) -> Dossier:
    """The dossier with what sensors show entered, and its values graded anew. Raises DossierError as `sense.enter`."""
    entered = enter(dossier, sensed)
    graded_anew = graded(entered.transfers, entered.checks, entered.claims, entered.documents)
    return msgspec.structs.replace(entered, transfers=graded_anew)


def told_settings(settings: Settings) -> tuple[str, ...]:
    """The settings that shape a dossier, one a line; paths of the user's machine are not among them."""
    stages = {"read": settings.read, "group": settings.group, "extract": settings.extract, "check": settings.check}
    return tuple(
        f"{stage}.{name} = {str(value).lower() if isinstance(value, bool) else f'{value:g}'}"
        for stage, section in stages.items()
        for name, value in msgspec.structs.asdict(section).items()
    )


def run(
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    progress: Progress = _silent,
    archive: Path | None = None,
) -> Dossier:
    """Read sources and reconcile what they say into one dossier.

    Args:
        sources: Files, folders, patterns, archives, addresses, or `-` for standard input.
        settings: Settings of all stages; defaults when None.
        progress: Called as the work goes on.
        archive: A folder to keep the reports in, which is made if need be.

    Returns:
        The dossier. Sources that could not be read are in `unread`, never raised.
    """
    settings = settings or Settings()
    with means_of(settings.run) as means:
        documents, unread = read_sources(sources, settings, means, progress, archive)
        documents, families = group(documents, settings.group, means.all)
        claims, lost = claims_in(documents, settings, means, progress)
    transfers, origins = reconcile(documents, families, claims)
    if (sought := seek(documents, claims, transfers)) != claims:
        claims = sought
        transfers, origins = reconcile(documents, families, claims)
    progress("reconcile", 1, 1)
    checks = check(documents, claims, transfers, settings.check)
    progress("check", 1, 1)
    return Dossier(
        documents=documents,
        families=families,
        claims=claims,
        transfers=graded(transfers, checks, claims, documents),
        origins=origins,
        checks=checks,
        unread=(*unread, *lost),
        used=used_by(settings),
        settings=told_settings(settings),
        version=version("tallyclerk"),
    )
