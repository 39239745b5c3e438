"""Extracting and grounding the claims of many documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path

import msgspec

from tallyclerk.config import ExtractSettings, GroundSettings
from tallyclerk.execute import Lost
from tallyclerk.extract import extract_all
from tallyclerk.gazetteer import INDEX, use
from tallyclerk.ground import ground
from tallyclerk.model import Claim, Document, Unread
from tallyclerk.register import Register, default_register
from tallyclerk.tasks.fingerprint import facts_of, fingerprint, keyed
from tallyclerk.tasks.means import Means, Memory

_NAMES = {"id": "", "key": "", "record": None, "family": None, "sha256": "", "notes": ()}


class Told(msgspec.Struct, frozen=True):
    """The claims of one document. Their ids count from `c1`, and they name no document."""

    claims: tuple[Claim, ...] = ()


class How(msgspec.Struct, frozen=True):
    """How claims are extracted and grounded."""

    extract: ExtractSettings
    ground: GroundSettings


def claims_of(
    documents: Sequence[Document], how: How, means: Means, progress: Callable[[int, int], None]
) -> tuple[tuple[Claim, ...], tuple[Unread, ...]]:
    """The claims of documents, numbered over all of them, and the documents that none could be extracted from.

    Documents that differ in nothing but their names are worked on once, and those of one family together, for they
    share their paragraphs.

    Args:
        documents: In the order in which their claims are to be numbered.
        how: Settings of both stages.
        means: What the work is done with.
        progress: Called with how many documents are done, and how many there are.
    """
    alike: dict[bytes, list[int]] = {}
    for at, document in enumerate(documents):
        alike.setdefault(_content(document), []).append(at)
    order = sorted(alike, key=_together(documents, alike))
    bare = (_bare(documents[alike[content][0]]) for content in order)
    told: dict[int, Told] = {}
    lost: list[Unread] = []
    memory: Memory[Document, Told] = Memory(Told, partial(_key, _program(how)))
    results = means.each(partial(_batch, how), bare, _weight, memory)
    for content, found in zip(order, results, strict=True):
        for at in alike[content]:
            if isinstance(found, Lost):
                lost.append(Unread(documents[at].key, f"its claims could not be extracted: {found.reason}"))
            told[at] = Told() if isinstance(found, Lost) else found
        progress(len(told), len(documents))
    return tuple(_numbered(documents, told)), tuple(lost)


def register_of(settings: GroundSettings) -> Register | None:
    """The register that the settings name, else the one in the user's data folder, if there is one.

    Raises:
        ResourceError: where the one that the settings name is none.
    """
    path = Path(settings.register) if settings.register else default_register()
    return _opened(path) if settings.register or path.exists() else None


@lru_cache(maxsize=4)
def _opened(path: Path) -> Register:
    return Register(path)


def _batch(how: How, documents: Sequence[Document]) -> list[Told]:
    """The claims of some documents; runs wherever the engine has it run."""
    register = register_of(how.ground)
    use(Path(how.ground.gazetteer) if how.ground.gazetteer else None)
    drafts = extract_all(documents, how.extract)
    return [Told(ground(document, found, 1, register)) for document, found in zip(documents, drafts, strict=True)]


def _program(how: How) -> bytes:
    register = register_of(how.ground)
    places = [facts_of(path) for path in (INDEX, Path(how.ground.gazetteer)) if path.is_file()]
    return fingerprint("claims", how, register.about if register else "", places)


def _bare(document: Document) -> Document:
    """A document without its names, which claims do not hang on."""
    return msgspec.structs.replace(document, **_NAMES)


def _content(document: Document) -> bytes:
    return blake2b(msgspec.msgpack.encode(_bare(document)), digest_size=20).digest()


def _key(program: bytes, document: Document) -> bytes:
    return keyed(program, (_content(document),))


def _weight(document: Document) -> int:
    return len(document.text)


def _together(documents: Sequence[Document], alike: dict[bytes, list[int]]) -> Callable[[bytes], tuple[int, int]]:
    """An order in which the members of a family, and documents of one text, stand beside each other."""
    first_of: dict[str, int] = {}
    for at, document in enumerate(documents):
        for name in (document.family, document.text):
            first_of.setdefault(name or document.text, at)

    def place(content: bytes) -> tuple[int, int]:
        at = alike[content][0]
        return first_of[documents[at].family or documents[at].text], at

    return place


def _numbered(documents: Sequence[Document], told: dict[int, Told]) -> list[Claim]:
    claims: list[Claim] = []
    for at, document in enumerate(documents):
        for claim in told[at].claims:
            claims.append(msgspec.structs.replace(claim, id=f"c{len(claims) + 1}", document=document.id))
    return claims
