"""A list of addresses: one a line, blank lines and `#` comments between them."""

from __future__ import annotations

from collections.abc import Iterator

from tallyclerk.acquire.files import read_whole
from tallyclerk.acquire.links import NO_ADDRESS, Item, Link, is_address
from tallyclerk.acquire.opened import Opened
from tallyclerk.config import ReadSettings
from tallyclerk.model import Unread

_SHOWN = 80


def read_addresses(source: Opened, settings: ReadSettings) -> Iterator[Item]:
    """A link for each line of a list, and an `Unread` for each that is no address.

    Raises:
        OSError: if it cannot be read to its end.
    """
    body = read_whole(source, settings.max_bytes)
    if isinstance(body, Unread):
        yield body
        return
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = body.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    found = False
    for number, line in enumerate(text.splitlines(), start=1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        found = True
        place = f"{source.name}:{number}"
        if is_address(address):
            yield Link(url=address, source=place)
        else:
            yield Unread(place, f"{address[:_SHOWN]!r} is {NO_ADDRESS}")
    if not found:
        yield Unread(source.name, "empty: there are no addresses in it; write one a line")
