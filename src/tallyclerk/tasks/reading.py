"""Reading many reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from tallyclerk.config import ReadSettings
from tallyclerk.execute import Lost
from tallyclerk.model import Document, Raw, Unread
from tallyclerk.read import Reader, content_of, read_reports
from tallyclerk.tasks.fingerprint import fingerprint, keyed
from tallyclerk.tasks.means import Means, Memory


class Outcome(msgspec.Struct, frozen=True):
    """What a report reads as: a document, or why there is none. In one shape, so that it can be kept and sent."""

    document: Document | None = None
    unread: Unread | None = None


def reader(means: Means, settings: ReadSettings) -> Reader:
    """Reads reports with some means, one by one, in their order."""
    return partial(_read, means, settings)


def _read(means: Means, settings: ReadSettings, raws: Iterable[Raw]) -> Iterator[Document | Unread]:
    program = fingerprint("read", settings)
    memory: Memory[Raw, Outcome] = Memory(Outcome, lambda raw: keyed(program, (content_of(raw),)))
    for outcome in means.each(partial(_batch, settings), raws, _weight, memory):
        if isinstance(outcome, Lost):
            yield Unread("", f"it could not be read: {outcome.reason}")
        elif item := outcome.document or outcome.unread:
            yield item


def _batch(settings: ReadSettings, raws: Sequence[Raw]) -> list[Outcome]:
    found = read_reports(settings, raws)
    return [Outcome(unread=item) if isinstance(item, Unread) else Outcome(item) for item in found]


def _weight(raw: Raw) -> int:
    return len(raw.body)
