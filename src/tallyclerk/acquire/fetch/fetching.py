"""Addresses to pages, in the order given; while one host rests, another is asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import msgspec

from tallyclerk.acquire.fetch.faults import Fault
from tallyclerk.acquire.fetch.network import Network
from tallyclerk.acquire.fetch.raws import raw_of
from tallyclerk.acquire.fetch.target import Target, target
from tallyclerk.acquire.fetch.visit import Visited, Visitor
from tallyclerk.config import FetchSettings
from tallyclerk.model import Raw, Unread

Progress = Callable[[str, int, int], None]
"""Called with `fetch`, how many addresses are done, and 0, since it is not known how many there are."""

WINDOW = 32
"""How many addresses ahead are looked at for a host that does not rest."""


class Page(msgspec.Struct):
    """An address and what came of it.

    Attributes:
        source: The address as given.
        target: Whom to ask for it, unless it is no address that we would fetch.
        result: The answer, or why there is none; None until it was asked for.
    """

    source: str
    target: Target | None = None
    result: Visited | Unread | None = None


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a call that asks for none."""


def fetch(
    links: Iterable[str], settings: FetchSettings, progress: Progress = _silent, network: Network | None = None
) -> Iterator[Raw | Unread]:
    """Fetch pages.

    An address is fetched once, however often it is given and whatever fragment it ends in; so there is one result
    for each *different* address, in the order of first mention, with the address as first given as its `source`.

    Args:
        links: Addresses.
        settings: Manners and bounds.
        progress: Called as the work goes on.
        network: The outside world; the real one when None.

    Yields:
        A `Raw` for each page, and an `Unread` with the reason for what could not or may not be fetched.

    Raises:
        SettingsError: if the settings name a file of certificates that cannot be read.
    """
    for page in pages(links, settings, progress, network):
        if isinstance(page.result, Visited) and page.target is not None:
            yield raw_of(page.source, page.target, page.result)
        elif isinstance(page.result, Unread):
            yield page.result


def pages(
    links: Iterable[str], settings: FetchSettings, progress: Progress = _silent, network: Network | None = None
) -> Iterator[Page]:
    """The same without asking what kind of thing came: for feeds, which are no reports themselves."""
    visitor = Visitor(settings, network or Network())
    for done, page in enumerate(_in_order(_distinct(links), visitor, settings.max_bytes), start=1):
        progress("fetch", done, 0)
        yield page


def _distinct(links: Iterable[str]) -> Iterator[Page]:
    seen: set[str] = set()
    for link in links:
        page = Page(link)
        try:
            page.target = target(link)
        except Fault as fault:
            page.result = Unread(link, str(fault))
        identity = page.target.url if page.target else link
        if identity not in seen:
            seen.add(identity)
            yield page


def _in_order(given: Iterator[Page], visitor: Visitor, room: int) -> Iterator[Page]:
    """The pages in their order, each with its result; asked for as hosts are ready and as memory allows."""
    window: deque[Page] = deque()
    while True:
        window.extend(islice(given, WINDOW - len(window)))
        if not window:
            return
        while window[0].result is None:
            _ask_for(_readiest(window, visitor, room), visitor)
        yield window.popleft()


def _readiest(window: deque[Page], visitor: Visitor, room: int) -> Page:
    """The page whose host may be asked soonest; the first one once those that wait for it fill `room` bytes."""
    held = sum(len(page.result.answer.body) for page in window if isinstance(page.result, Visited))
    if held > room:
        return window[0]
    return min(
        (page for page in window if page.result is None),
        key=lambda page: visitor.pace.due(page.target.host) if page.target else 0.0,
    )


def _ask_for(page: Page, visitor: Visitor) -> None:
    if page.target is None:
        return
    try:
        page.result = visitor.visit(page.target)
    except Fault as fault:
        page.result = Unread(page.source, str(fault))
