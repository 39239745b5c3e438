"""From an opened source to its items, by its kind: the table of who reads what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tallyclerk.acquire.addresses import read_addresses
from tallyclerk.acquire.feeds import read_feed
from tallyclerk.acquire.files import read_page
from tallyclerk.acquire.formats import Kind
from tallyclerk.acquire.kinds import Unfit, kind_of
from tallyclerk.acquire.links import Item
from tallyclerk.acquire.mail import read_mail
from tallyclerk.acquire.opened import Opened
from tallyclerk.acquire.parquet import read_parquet
from tallyclerk.acquire.rows import read_rows
from tallyclerk.acquire.tables import read_table
from tallyclerk.acquire.warcs import read_warc
from tallyclerk.config import ReadSettings
from tallyclerk.model import Unread

_Reader = Callable[[Opened, ReadSettings], Iterator[Item]]


def _rows(source: Opened, settings: ReadSettings) -> Iterator[Item]:
    return read_rows(source.file, source.name, settings)


_CONTAINERS: dict[Kind, _Reader] = {
    "rows": _rows,
    "table": read_table,
    "feed": read_feed,
    "addresses": read_addresses,
    "mail": read_mail,
    "warc": read_warc,
    "parquet": read_parquet,
}
"""Kinds that may give several items; each other kind is one report."""


def items_of(source: Opened, settings: ReadSettings) -> Iterator[Item]:
    """The reports and addresses in an opened source, in its own order, and an `Unread` for what cannot be read.

    Raises:
        OSError: if it cannot be read to its end; what came before was given.
    """
    kind = kind_of(source.sample, source.suffix)
    if isinstance(kind, Unfit):
        yield Unread(source.name, kind.reason)
    elif kind in _CONTAINERS:
        yield from _CONTAINERS[kind](source, settings)
    else:
        yield read_page(source, kind, settings)
