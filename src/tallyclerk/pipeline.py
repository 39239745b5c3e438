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
from tallyclerk.extract import extract
from tallyclerk.gazetteer import use
from tallyclerk.ground import ground, seek
from tallyclerk.group import group
from tallyclerk.model import Claim, Document, Dossier, Raw, Sensed, Unread
from tallyclerk.read import read_all
from tallyclerk.reconcile import reconcile
from tallyclerk.register import Register, default_register
from tallyclerk.sense import enter

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
    settings: Settings | None = None,
    progress: Progress = _silent,
    archive: Path | None = None,
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Acquire and read sources: documents, and what could not be read with the reason.

    Args:
        sources: Files, folders, patterns, archives, addresses, or `-` for standard input.
        settings: Settings of all stages; defaults when None.
        progress: Called as the work goes on.
        archive: A folder to keep the reports in, which is made if need be.

    Raises:
        ArchiveError: if the archive cannot be written.
    """
    settings = settings or Settings()
    raws: list[Raw] = []
    bodies: dict[bytes, bytes] = {}  # the same bytes from many places are held once
    unread: list[Unread] = []
    named = list(sources)
    if archive and any(Path(source).absolute() == archive.absolute() for source in named):
        archive = None  # its reports lie in it already
    items = acquire(named, settings.read, web(settings, progress), leave=archive)
    for item in keep(items, archive) if archive else items:
        if isinstance(item, Raw):
            raws.append(msgspec.structs.replace(item, body=bodies.setdefault(item.body, item.body)))
        else:
            unread.append(item)
        progress("acquire", len(raws) + len(unread), 0)
    documents, illegible = read_all(raws, settings.read, lambda done, total: progress("read", done, total))
    return documents, (*unread, *illegible)


def claims_of(
    documents: Sequence[Document], settings: Settings | None = None, progress: Progress = _silent
) -> tuple[Claim, ...]:
    """Extract and ground the claims of documents, numbered over all of them."""
    settings = settings or Settings()
    register = register_of(settings)
    use(Path(settings.ground.gazetteer) if settings.ground.gazetteer else None)
    claims: list[Claim] = []
    for done, document in enumerate(documents, start=1):
        drafts = extract(document, settings.extract)
        claims.extend(ground(document, drafts, len(claims) + 1, register))
        progress("extract", done, len(documents))
    return tuple(claims)


def register_of(settings: Settings) -> Register | None:
    """The register that the settings name, else the one in the user's data folder, if there is one.

    Raises:
        ResourceError: where the one that the settings name is none.
    """
    named = settings.ground.register
    path = Path(named) if named else default_register()
    return Register(path) if named or path.exists() else None


def used_by(settings: Settings) -> tuple[str, ...]:
    """What of the user's own, beside the reports, goes into a dossier: a register, an index of places."""
    register = register_of(settings)
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
    documents, unread = read_sources(sources, settings, progress, archive)
    documents, families = group(documents, settings.group)
    claims = claims_of(documents, settings, progress)
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
        unread=unread,
        used=used_by(settings),
        settings=told_settings(settings),
        version=version("tallyclerk"),
    )
