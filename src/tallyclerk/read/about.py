"""What a document says of itself, put together: outlet, title, author, place, credits."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.model import Credit
from tallyclerk.read.byline import author_of
from tallyclerk.read.credits import Scene, credits_of
from tallyclerk.read.dateline import dateline_of
from tallyclerk.read.lines import Line
from tallyclerk.read.publisher import Signs, clean_title, in_host, outlet_from
from tallyclerk.resources.outlets import outlet_named

_TITLE_WORDS = range(2, 36)
_ABOVE, _BELOW, _AFTER = 3, 10, 6
"""Lines above and below the headline that may hold the byline, and lines after the article that may hold a credit."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to go by.

    Attributes:
        article, headline: As read.
        lines: All lines of the page, furniture included.
        at: Index in `lines` of the headline, or of the first line of the article where it has none.
        outlet, title, url: As the input states them.
        site, page_title, author, canonical, sender: As the page's data or the container give them.
    """

    article: str
    headline: str | None
    lines: Sequence[str]
    at: int
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    site: str | None = None
    page_title: str | None = None
    author: str | None = None
    canonical: str | None = None
    sender: str | None = None


class About(msgspec.Struct, frozen=True):
    """What a document says of itself."""

    outlet: str | None
    title: str | None
    author: str | None
    dateline: str | None
    credits: tuple[Credit, ...]


def about(evidence: Evidence) -> About:
    """Outlet, title, author, dateline and credits; None where the page does not say."""
    outlet = outlet_from(_signs(evidence))
    dateline = dateline_of(evidence.article)
    first = max(0, evidence.at - _ABOVE)
    signed = (f"By {evidence.author}",) if evidence.author else ()
    scene = Scene(
        lines=(*signed, *evidence.lines[first : _end(evidence) + _AFTER]),
        article=evidence.article,
        outlet=outlet,
        url=evidence.url,
        canonical=evidence.canonical,
    )

    def own(name: str) -> bool:
        known = outlet_named(name)
        return in_host(name, evidence.url) or (bool(outlet) and outlet in (name, known and known.name))

    near = evidence.lines[first : evidence.at + _BELOW]
    return About(
        outlet=outlet,
        title=_title(evidence, outlet),
        author=author_of(evidence.author, near, evidence.article, evidence.at - first, own),
        dateline=dateline.place if dateline else None,
        credits=credits_of(scene, dateline),
    )


def _signs(evidence: Evidence) -> Signs:
    first = evidence.article.split("\n", 1)[0]
    headline = evidence.headline or (first if Line(first).length in _TITLE_WORDS else None)
    return Signs(
        stated=evidence.outlet,
        url=evidence.url or evidence.canonical,
        sites=(evidence.site,) if evidence.site else (),
        title=evidence.title or evidence.page_title or headline,
        lines=evidence.lines,
        sender=evidence.sender,
    )


def _title(evidence: Evidence, outlet: str | None) -> str | None:
    stated = clean_title(evidence.title or evidence.page_title, outlet, evidence.url)
    if stated:
        return stated
    if evidence.headline and evidence.headline in evidence.article:
        return clean_title(evidence.headline, outlet, evidence.url)
    line = Line(evidence.article.split("\n", 1)[0])
    headed = line.length in _TITLE_WORDS and (not line.ends_sentence or line.length <= 15) and "\n" in evidence.article
    return clean_title(line.text, outlet, evidence.url) if headed else None


def _end(evidence: Evidence) -> int:
    """The index behind the last line of the page that stands in the article."""
    last = {line for line in evidence.article.split("\n")[-3:] if line}
    found = [index for index, line in enumerate(evidence.lines) if line in last]
    return found[-1] + 1 if found else len(evidence.lines)
