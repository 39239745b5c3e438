"""The entries of an RSS or Atom feed: reports where the feed has their text, addresses where it has a teaser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

import msgspec

from tallyclerk.acquire.files import read_whole
from tallyclerk.acquire.links import Item, Link, is_address
from tallyclerk.acquire.names import slug_of
from tallyclerk.acquire.opened import Opened
from tallyclerk.config import ReadSettings
from tallyclerk.model import Raw, Unread

_MAX_FEED = 8_000_000
_MAX_TAGS = 100_000
_MAX_REFERENCES = 500_000
_MAX_ATTRIBUTES = 100
_MAX_TAG = 100_000
_MEND = "save its articles one by one"
_ARTICLE_WORDS = 120
_TAG = re.compile(r"<[^<>]{0,5000}>")
_MAX_TITLE = 300


class _Entry(msgspec.Struct, frozen=True):
    """What a feed says of one report; texts are None where it says nothing."""

    source: str
    url: str
    body: str
    is_plain: bool
    title: str | None
    outlet: str | None
    listed: str | None


def read_feed(source: Opened, settings: ReadSettings) -> Iterator[Item]:
    """A `Raw` for each entry with an article's text, and a link for each with a teaser, in the feed's order.

    An article has 120 words or more; a summary is a sentence or three. An entry with some text and no address
    is all there is of it, so it is a `Raw` too. The date is left as the feed writes it.

    Raises:
        OSError: if it cannot be read to its end.
    """
    body = read_whole(source, min(settings.max_bytes, _MAX_FEED))
    if isinstance(body, Unread):
        is_ours = settings.max_bytes > _MAX_FEED
        yield (Unread(source.name, f"a feed of over {_MAX_FEED:,} bytes; {_MEND}") if is_ours else body)
        return
    fault = _fault(body)
    feed = None if fault else _parsed(body)
    if feed is None or isinstance(feed, str):
        yield Unread(source.name, fault or str(feed))
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(_entry(entry, feed.feed, f"{source.name}:{number}"), f"{source.key}-{number}")
    if feed.bozo and _is_broken(feed):
        yield Unread(source.name, f"not well-formed, read as far as it goes: {str(feed.bozo_exception)[:120]}")
    elif not feed.entries:
        yield Unread(source.name, "empty: the feed lists nothing")


def _fault(body: bytes) -> str | None:
    """Why a feed would take too much.

    Its parser needs some 2 seconds for 100,000 tags, far more for huge ones, and 150 bytes of memory for each
    character of a tag that never ends.
    """
    outside = _markup(body)
    if outside.count(b"<") > _MAX_TAGS or outside.count(b"&") > _MAX_REFERENCES:
        return f"over {_MAX_TAGS:,} tags or {_MAX_REFERENCES:,} entities, which no feed has; {_MEND}"
    if any(piece.count(b"=") > _MAX_ATTRIBUTES and _is_tag(piece) for piece in outside.split(b">")):
        return f"a tag with over {_MAX_ATTRIBUTES} attributes, which no feed has; {_MEND}"
    if any(len(piece) > _MAX_TAG and len(piece.partition(b">")[0]) > _MAX_TAG for piece in outside.split(b"<")[1:]):
        return f"a tag with over {_MAX_TAG:,} characters, which no feed has; {_MEND}"
    return None


def _markup(body: bytes) -> bytes:
    """A feed without its CDATA sections, which its parser takes whole."""
    pieces: list[bytes] = []
    place = 0
    while (start := body.find(b"<![CDATA[", place)) >= 0 and (end := body.find(b"]]>", start)) >= 0:
        pieces.append(body[place:start])
        place = end + 3
    return b"".join((*pieces, body[place:]))


def _is_tag(piece: bytes) -> bool:
    return piece.find(b"<") >= 0 and piece[piece.find(b"<") :].count(b"=") > _MAX_ATTRIBUTES


def _parsed(body: bytes) -> Any:
    """The feed, or in words why there is none.

    feedparser is given a stream: a text would be tried as an address, and bytes as the name of a file. It drops
    declarations of entities that do more than name a few letters.
    """
    # Late: only reading a feed needs it.
    import feedparser  # noqa: PLC0415

    try:
        return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it states no classes, and its second parser raises many on hostile input
        return f"not a feed that can be read ({type(error).__name__}); {_MEND}"


def _is_broken(feed: Any) -> bool:
    """Whether entries may be missing; an encoding that was declared wrongly is mended by feedparser."""
    import feedparser  # noqa: PLC0415

    mended = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return not isinstance(feed.bozo_exception, mended)


def _entry(entry: Any, feed: Any, source: str) -> _Entry:
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    best = max(contents, key=lambda content: len(content.get("value") or ""))
    link = (entry.get("link") or "").strip()
    publisher = (entry.get("source") or {}).get("title") or feed.get("title")
    return _Entry(
        source=source,
        url=_absolute(link, feed.get("link") or ""),
        body=best.get("value") or "",
        is_plain=best.get("type") == "text/plain" and "<" not in (best.get("value") or ""),
        title=_words(entry.get("title")) or None,
        outlet=_words(publisher) or None,
        listed=(entry.get("published") or entry.get("updated") or "").strip()[:_MAX_TITLE] or None,
    )


def _absolute(link: str, base: str) -> str:
    """The address of an entry; one without a host is meant from the feed's own page on."""
    if not link or is_address(link):
        return link
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _item(entry: _Entry, key: str) -> Item:
    is_link = is_address(entry.url)
    length = len(_TAG.sub(" ", entry.body).split())
    if is_link and length < _ARTICLE_WORDS:
        return Link(url=entry.url, source=entry.source, listed=entry.listed, outlet=entry.outlet, title=entry.title)
    if not length:
        return Unread(entry.source, "an entry with neither text nor address")
    return Raw(
        key=slug_of(entry.url) if is_link and slug_of(entry.url) else key,
        source=entry.source,
        body=entry.body.encode("utf-8", "replace"),
        media_type="text/plain" if entry.is_plain else "text/html",
        url=entry.url if is_link else None,
        title=entry.title,
        outlet=entry.outlet,
        listed=entry.listed,
    )


def _words(text: Any) -> str:
    """A title as plain words."""
    return " ".join(unescape(_TAG.sub(" ", str(text or "")[:5_000])).split())[:_MAX_TITLE]
