"""All raw reports to numbered documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from functools import partial
from hashlib import blake2b

import msgspec

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw, Unread
from tallyclerk.read.repeats import without_repeats
from tallyclerk.read.report import read_report

Reader = Callable[[Iterable[Raw]], Iterable[Document | Unread]]
"""Reads reports one by one, in their order."""


def read_reports(settings: ReadSettings, raws: Iterable[Raw]) -> Iterator[Document | Unread]:
    """What each report reads as, by itself."""
    return (read_report(raw, settings) for raw in raws)


def read_all(
    raws: Iterable[Raw],
    settings: ReadSettings,
    progress: Callable[[int, int], None],
    reader: Reader | None = None,
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Documents in the order of their keys, and what could not be read with the reason.

    The same report given twice (same bytes, same address, outlet, title and date) is read once, and its notes name
    the other source. The same text at another outlet is a document of its own: a copy.

    Args:
        raws: Reports as acquired, in any order. They are taken one by one, and only what was read of them is kept.
        settings: Bounds of reading.
        progress: Called with how many are done and how many there are, 0 where that is not known.
        reader: What reads them, one after the other when None.
    """
    intake = _Intake()
    read: list[Document | Unread] = []
    total = len(raws) if isinstance(raws, Sized) else 0
    for item in (reader or partial(read_reports, settings))(intake.new(raws)):
        read.append(item)
        progress(len(read), total)
    found = [_of_card(read[card.number], card, again) for card, again in intake.once()]
    documents = without_repeats([item for item in found if isinstance(item, Document)])
    documents.sort(key=lambda document: (document.key, document.sha256))
    numbered = (msgspec.structs.replace(item, id=f"d{n}") for n, item in enumerate(documents, start=1))
    return tuple(numbered), tuple(item for item in found if isinstance(item, Unread))


def content_of(raw: Raw) -> bytes:
    """A hash of all of a report but what it is called and where it lay: what it reads as hangs on nothing else."""
    named = ("key", "source", "record")
    return _digest(getattr(raw, field) for field in raw.__struct_fields__ if field not in named)


class _Card(msgspec.Struct, frozen=True):
    """What is kept of a report: its names, and the number of the reading that is its own too."""

    key: str
    source: str
    record: str | None
    number: int


class _Intake:
    """Reports on their way in: of each content one is read, and of all others only a card is kept."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._cards: dict[bytes, list[_Card]] = {}

    def new(self, raws: Iterable[Raw]) -> Iterator[Raw]:
        """Those whose content was not met before."""
        for raw in raws:
            content = content_of(raw)
            is_new = content not in self._numbers
            number = self._numbers.setdefault(content, len(self._numbers))
            self._cards.setdefault(_stated(raw), []).append(_Card(raw.key, raw.source, raw.record, number))
            if is_new:
                yield raw

    def once(self) -> list[tuple[_Card, tuple[str, ...]]]:
        """Each report once, by key and source, with the other sources that gave the same."""
        found = [sorted(same, key=lambda card: (card.key, card.source)) for same in self._cards.values()]
        found.sort(key=lambda same: (same[0].key, same[0].source))
        return [(same[0], tuple(card.source for card in same[1:])) for same in found]


def _stated(raw: Raw) -> bytes:
    """A hash of what makes a report the same as another one: its bytes, and what is stated of it."""
    return _digest((raw.body, raw.media_type, raw.url, raw.outlet, raw.title, raw.published, raw.language))


def _digest(parts: Iterable[object]) -> bytes:
    """A hash of some parts, each with its length and kind before it, so that none runs into the next."""
    found = blake2b(digest_size=20)
    for part in parts:
        body = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        found.update(f"{type(part).__name__}{len(body)}:".encode())
        found.update(body)
    return found.digest()


def _of_card(item: Document | Unread, card: _Card, again: Sequence[str]) -> Document | Unread:
    """A reading under the names of a report."""
    if isinstance(item, Unread):
        return msgspec.structs.replace(item, source=card.source)
    note = (f"the same bytes also came as {', '.join(again)}; read once",) if again else ()
    named = {"id": card.key, "key": card.key, "record": card.record}
    return msgspec.structs.replace(item, notes=(*item.notes, *note), **named)
