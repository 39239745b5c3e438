"""Addresses that are still to be fetched, and what was said of them where they were listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urldefrag, urlsplit

import msgspec

from tallyclerk.model import Raw, Unread

NOT_FETCHED = (
    "an address, and reading alone opens no connection; `tallyclerk fetch` takes it into an archive, "
    "or save the page and name the file"
)
NO_ADDRESS = "not an address of a page; it begins with http:// or https:// and a host"
_MAX_ADDRESS = 4_000


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """An address to fetch.

    Attributes:
        url: An `http` or `https` address, without spaces and control characters.
        source: Where it was listed, as the user would name it (`links.csv:3`); the address itself if it was named.
        key: The id that its row gave, if any.
        listed: The date under which a feed listed it, as the feed writes it.
        outlet, title, published, language: What its row or feed states, if anything.
    """

    url: str
    source: str
    key: str | None = None
    listed: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


Item = Raw | Unread | Link
Fetcher = Callable[[Iterable[Link]], Iterator[Raw | Unread]]
"""Fetches addresses and yields what came of them, in a stable order; the `source` of each is its link's `url`."""


def is_address(text: str) -> bool:
    """Whether this is the `http(s)` address of a page: a scheme and a host, no spaces, no control characters."""
    if len(text) > _MAX_ADDRESS or not text.lower().startswith(("http://", "https://")):
        return False
    if not text.isprintable() or any(letter.isspace() for letter in text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def fetched(links: Iterable[Link], fetcher: Fetcher | None) -> Iterator[Raw | Unread]:
    """What the fetcher brings, each page once, with what was stated of its address; without one, why not."""
    wanted: dict[str, Link] = {}
    for link in links:
        place = urldefrag(link.url).url
        wanted[place] = _joined(wanted[place], link) if place in wanted else link
    if not wanted:
        return
    if fetcher is None:
        yield from (Unread(_shown(link), NOT_FETCHED) for link in wanted.values())
        return
    for item in fetcher(tuple(wanted.values())):
        yield _stated(item, wanted) if isinstance(item, Raw) else item


def _joined(first: Link, again: Link) -> Link:
    """One link for an address listed twice: what the first does not state, the other may."""
    missing = {
        name: getattr(again, name)
        for name in first.__struct_fields__
        if getattr(first, name) is None and getattr(again, name) is not None
    }
    return msgspec.structs.replace(first, **missing)


def _stated(raw: Raw, wanted: dict[str, Link]) -> Raw:
    """A fetched page with what its row or feed states; that comes before what the fetcher made up, such as its key."""
    link = wanted.get(urldefrag(raw.source).url)
    if link is None:
        return raw
    stated = {
        name: getattr(link, name)
        for name in ("key", "listed", "outlet", "title", "published", "language")
        if getattr(link, name) is not None
    }
    return msgspec.structs.replace(raw, **stated)


def _shown(link: Link) -> str:
    return link.url if link.source == link.url else f"{link.source} ({link.url})"
