"""What a page of HTML says of itself, and the text that it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree, html

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea"}
)
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "button", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "label", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "title", "body", "html",
})
# fmt: on
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish_date",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "date",
)
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher")
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title")
_MAX_DATA = 500_000
_MAX_DEPTH = 8


class PageData(msgspec.Struct, frozen=True):
    """What a page says of itself.

    Attributes:
        dates: Dates of publication with where they stood, best first.
        site: The name of the site.
        title: The article's title.
        url: Its canonical address.
        language: The code of the page's `lang`.
    """

    dates: tuple[tuple[str, str], ...] = ()
    site: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None


def parse(page: str) -> Any | None:
    """The tree of a page, mended where it is malformed; None where there is no element in it."""
    try:
        return html.document_fromstring(_DECLARATION.sub("", page))
    except (etree.LxmlError, ValueError):
        return None


def page_data(tree: Any) -> PageData:
    """What a page says of itself, in its meta elements, JSON-LD and `time` elements."""
    metas = _metas(tree)
    linked = tuple(_linked_data(tree))
    dates = [(str(entry["datePublished"]), "datePublished") for entry in linked if entry.get("datePublished")]
    dates += [(metas[name], name) for name in _DATE_NAMES if name in metas]
    dates += [(moment, "time") for moment in _moments(tree)]
    headline = next((str(entry["headline"]) for entry in linked if isinstance(entry.get("headline"), str)), None)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return PageData(
        dates=tuple(dates),
        site=_first(metas, _SITE_NAMES) or next(filter(None, map(_publisher, linked)), None),
        title=headline or _first(metas, _TITLE_NAMES),
        url=metas.get("og:url") or canonical,
        language=(tree.get("lang") or "").split("-")[0].lower() or None,
    )


def visible_blocks(tree: Any) -> Iterator[str]:
    """The text that a page shows, block by block, in page order."""
    parts: list[str] = []
    hidden = None
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts += [node.tail or ""] if hidden is None else []
            continue
        if event == "start" and hidden is None and node.tag in _SILENT:
            hidden = node
        if node.tag in _BLOCKS and hidden is None:
            yield from _block(parts)
        if event == "start":
            parts += [node.text or ""] if hidden is None else []
            continue
        hidden = None if hidden is node else hidden
        parts += [node.tail or ""] if hidden is None else []
    yield from _block(parts)


def _block(parts: list[str]) -> Iterator[str]:
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield text


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content[:500])
    return found


def _moments(tree: Any) -> list[str]:
    """The first dated `time` within an article; one outside of it only where it is alone, since it may be a clock."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    inner = [time for time in times if any(parent.tag in ("article", "main") for parent in time.iterancestors())]
    return [time.get("datetime") for time in (inner or (times if len(times) == 1 else []))[:1]]


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and len(script.text or "") <= _MAX_DATA:
            try:
                content = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue  # a page's broken data says nothing; the page itself is still read
            yield from _entries(content, 0)


def _entries(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of linked data that tell of a page, also within lists and graphs."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(content, list):
        for item in content[:100]:
            yield from _entries(item, depth + 1)
    elif isinstance(content, dict):
        yield content
        yield from _entries(content.get("@graph"), depth + 1)


def _publisher(entry: dict[str, Any]) -> str | None:
    publisher = entry.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    return name if isinstance(name, str) and name.strip() else None
