"""Addresses to reports: pages as they are fetched, and of a feed the articles that it lists."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

from tallyclerk.acquire.fetch.fetching import Page, pages
from tallyclerk.acquire.fetch.raws import raw_of
from tallyclerk.acquire.fetch.visit import Visited
from tallyclerk.acquire.items import items_of
from tallyclerk.acquire.kinds import kind_of
from tallyclerk.acquire.links import Fetcher, Link, fetched
from tallyclerk.acquire.opened import opened
from tallyclerk.config import Settings
from tallyclerk.model import Raw, Unread

_SAMPLE = 65_536

Progress = Callable[[str, int, int], None]


def web(settings: Settings, progress: Progress) -> Fetcher:
    """A fetcher for `acquire`: what links lead to, and what the feeds among them list, one level deep."""

    def fetch_all(links: Iterable[Link]) -> Iterator[Raw | Unread]:
        listed: list[Link] = []
        for page in pages((link.url for link in links), settings.fetch, progress):
            yield from _items(page, settings, listed)
        yield from fetched(listed, fetch_pages)

    def fetch_pages(links: Iterable[Link]) -> Iterator[Raw | Unread]:
        for page in pages((link.url for link in links), settings.fetch, progress):
            yield from _page(page)

    return fetch_all


def _items(page: Page, settings: Settings, listed: list[Link]) -> Iterator[Raw | Unread]:
    """The reports of a page; the addresses of a feed are put to those that it lists."""
    if not isinstance(page.result, Visited) or kind_of(page.result.answer.body[:_SAMPLE], "") != "feed":
        yield from _page(page)
        return
    body = page.result.answer.body
    source = opened(io.BytesIO(body), page.source, settings.read.max_bytes, len(body))
    for item in items_of(source, settings.read):
        if isinstance(item, Link):
            listed.append(item)
        else:
            yield item


def _page(page: Page) -> Iterator[Raw | Unread]:
    if isinstance(page.result, Visited) and page.target is not None:
        yield raw_of(page.source, page.target, page.result)
    elif isinstance(page.result, Unread):
        yield page.result
