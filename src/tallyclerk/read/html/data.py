"""What a page of HTML says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from tallyclerk.read.html.linked import is_free, linked_data, names_of, text_of, texts_of

# fmt: off
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate",
    "publish_date", "publication_date", "pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "dc.date", "date",
)
_MODIFIED_NAMES = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "revised",
)
# fmt: on
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title")
_AUTHOR_NAMES = ("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator")
_SECTION_NAMES = ("article:section", "og:article:section", "section", "parsely-section")
_MAX_META = 500
_MAX_NODES = 50
_ITEMS = etree.XPath("//*[@itemprop][@itemprop='datePublished' or @itemprop='dateModified' or @itemprop='author']")
_BY = etree.XPath("//a[contains(@rel, 'author')]")
_CODE = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_,;\s]|$)")


class PageData(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself, as it says it.

    Attributes:
        dates: Dates of publication with where they stood, best first.
        modified: Dates of change, likewise.
        site: The name of the site.
        title: The article's title: its headline in linked data, else of its meta elements.
        headline: Its headline in linked data.
        authors: Names of its authors, at most five.
        section: The section of the site that it stands in.
        url: Its canonical address.
        language: The code of the language that it declares.
        body: The text of the article in linked data; it may hold markup.
        is_free: Whether it is free to read, where it says so.
    """

    dates: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    site: str | None = None
    title: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    is_free: bool | None = None


def page_data(tree: Any) -> PageData:
    """What a page says of itself, in its meta elements, linked data, microdata and `time` elements."""
    metas, linked, items = _metas(tree), linked_data(tree), _items(tree)
    headline = text_of(linked, "headline")
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return PageData(
        dates=(*_dates("datePublished", _DATE_NAMES, metas, linked, items), *((at, "time") for at in _moments(tree))),
        modified=_dates("dateModified", _MODIFIED_NAMES, metas, linked, items),
        site=_first(metas, _SITE_NAMES) or next(iter(names_of(linked, "publisher")), None),
        title=headline or _first(metas, _TITLE_NAMES),
        headline=headline,
        authors=names_of(linked, "author") or _authors(tree, metas, items),
        section=text_of(linked, "articleSection") or _first(metas, _SECTION_NAMES),
        url=metas.get("og:url") or canonical,
        language=_language(tree, metas),
        body=text_of(linked, "articleBody"),
        is_free=is_free(linked),
    )


def _dates(
    name: str,
    meta_names: tuple[str, ...],
    metas: dict[str, str],
    linked: tuple[dict[str, Any], ...],
    items: dict[str, list[str]],
) -> tuple[tuple[str, str], ...]:
    """Dates from linked data, then meta elements, then microdata, each with its place."""
    found = [(text, name) for text in texts_of(linked, name)]
    found += [(metas[meta], meta) for meta in meta_names if meta in metas]
    found += [(text, f"itemprop {name}") for text in items.get(name, ())]
    return tuple(dict.fromkeys(found))


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = (meta.get("content") or "")[:_MAX_META].strip()
        if name and content:
            found.setdefault(name[:100].lower(), content)
    return found


def _items(tree: Any) -> dict[str, list[str]]:
    """Values of microdata by name: what the element states, else its text."""
    found: dict[str, list[str]] = {}
    for node in _ITEMS(tree)[:_MAX_NODES]:
        if node.tag != "meta":
            stated = node.get("content") or node.get("datetime") or _text(node)
            found.setdefault(node.get("itemprop"), []).append(stated[:_MAX_META].strip())
    return {name: [value for value in values if value] for name, values in found.items()}


def _authors(tree: Any, metas: dict[str, str], items: dict[str, list[str]]) -> tuple[str, ...]:
    """Authors by meta elements, else by microdata or links; an address is no name."""
    stated = next((metas[name] for name in _AUTHOR_NAMES if name in metas and "://" not in metas[name]), None)
    if stated:
        return (stated[:200],)
    shown = items.get("author") or [_text(node) for node in _BY(tree)[:_MAX_NODES]]
    return tuple(dict.fromkeys(name for name in shown if name and len(name) <= 100))[:5]


def _moments(tree: Any) -> list[str]:
    """The `time` marked as publication, else the first within an article; one outside only where it is alone.

    A lone `time` outside of the article may be its date; of several, any may be a clock.
    """
    times = [time for time in tree.iter("time") if time.get("datetime")][:_MAX_NODES]
    marked = [time for time in times if time.get("pubdate") is not None]
    inner = [time for time in times if any(parent.tag in ("article", "main") for parent in time.iterancestors())]
    chosen = marked or inner or (times if len(times) == 1 else [])
    return [time.get("datetime")[:_MAX_META] for time in chosen[:1]]


def _language(tree: Any, metas: dict[str, str]) -> str | None:
    for stated in (tree.get("lang"), metas.get("content-language"), metas.get("og:locale")):
        match = _CODE.match(stated or "")
        if match:
            return match[1].lower()
    return None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _text(node: Any) -> str:
    return " ".join(" ".join(_pieces(node)).split())


def _pieces(node: Any) -> Iterator[str]:
    """The text within an element, as far as it can matter."""
    length = 0
    for piece in node.itertext():
        length += len(piece)
        yield piece[:_MAX_META]
        if length > _MAX_META:
            return
