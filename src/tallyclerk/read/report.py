"""One raw report to one document."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

import msgspec

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw, Removed, Unread
from tallyclerk.read.about import Evidence, about
from tallyclerk.read.formats import Unpacked, unpacked
from tallyclerk.read.html.page import read_markup
from tallyclerk.read.html.reading import read_marked
from tallyclerk.read.language import Tongue, language_of, unread_note
from tallyclerk.read.normalise import cut, normalised
from tallyclerk.read.plain import Reading, read_plain
from tallyclerk.read.published import Dating, PageFacts, date_page, iso_interval
from tallyclerk.read.stamps import split_stamp
from tallyclerk.resources.languages import language_code

_PAGE_TO_ARTICLE = 3
_MARKUP_TO_ARTICLE = 10
_MAX_LINES = 20_000
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,100},[\w+/=%.-]{100,}")


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    """A report between its bytes and its document: the same for text, HTML and what a container holds.

    Attributes:
        dates, modified: Days of publication and of change with their places, by the page's or the container's data.
        author, canonical, sender: The author, the first address and the From of an e-mail, by the same.
        created: The day on which the file was made, with its place: no day of publication, but worth a note.
        saved: The day on which the page was saved, when it was published already.
    """

    reading: Reading
    shown: tuple[str, ...]
    removed: tuple[Removed, ...]
    notes: tuple[str, ...]
    dates: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    site: str | None = None
    title: str | None = None
    language: str | None = None
    author: str | None = None
    modified: tuple[tuple[str, str], ...] = ()
    canonical: str | None = None
    sender: str | None = None
    created: tuple[str, str] | None = None
    saved: date | None = None


def read_report(raw: Raw, settings: ReadSettings) -> Document | Unread:
    """The document of a raw report, still without its number, or why there is none."""
    opened = unpacked(raw, settings)
    if isinstance(opened, Unread):
        return opened
    read = _marked if opened.is_markup else _plain
    page = read(raw, opened, settings.max_chars)
    if isinstance(page, Unread):
        return page
    article = cut(page.reading.text, settings.max_chars)
    if not article:
        return Unread(raw.source, "no article in it: all of its lines are page furniture; see it with a text viewer")
    notes: list[str | None] = [*opened.notes, *page.notes]
    if len(article) < len(page.reading.text):
        notes.append(f"the text was cut: {len(article):,} of {len(page.reading.text):,} characters were read")
    tongue = _tongue(raw, page)
    notes.append(None if tongue.sure else f"its language cannot be told for sure; taken for {tongue.code}")
    notes.append(unread_note(tongue.code))
    dating = _dating(raw, page, article)
    said = about(_evidence(raw, page, article))
    return Document(
        id=raw.key,
        key=raw.key,
        url=page.url,
        outlet=said.outlet,
        title=said.title,
        author=said.author,
        dateline=said.dateline,
        credits=said.credits,
        language=tongue.code,
        sha256=hashlib.sha256(raw.body).hexdigest(),
        record=raw.record,
        published=dating.published,
        text=article,
        removed=(*opened.removed, *page.removed),
        refused_dates=dating.refused,
        notes=tuple(entry for entry in (*notes, *dating.notes) if entry),
    )


def _plain(raw: Raw, opened: Unpacked, max_chars: int) -> _Page | Unread:
    # A page is at most a few times its article; what lies beyond is neither read nor worth the time.
    page = opened.text[: max_chars * _PAGE_TO_ARTICLE]
    text, lines_note = _first_lines(normalised(page))
    if not text:
        return Unread(raw.source, "empty: nothing is left of it but spaces and invisible characters")
    url = raw.url or opened.url
    reading = read_plain(text, url)
    return _Page(
        reading=reading,
        shown=tuple(line for line in split_stamp(text)[1].split("\n") if line),
        removed=reading.removed,
        notes=(*_cut_note(page, opened.text), *lines_note, *_notes(reading)),
        url=url,
        **_stated(opened),
    )


def _marked(raw: Raw, opened: Unpacked, max_chars: int) -> _Page | Unread:
    whole, most = opened.text, max_chars * _MARKUP_TO_ARTICLE
    if len(whole) > most:
        whole = _EMBEDDED.sub("", whole)  # pictures and fonts within the markup, as some browsers save a page
    markup = whole[:most]
    marked = read_markup(markup)
    if marked is None:
        return Unread(raw.source, "the page shows no text; save it again once it has loaded in a browser")
    data, stated = marked.data, _stated(opened)
    url = raw.url or opened.url or data.url
    reading = read_marked(marked, url) if marked.is_parted else read_plain("\n".join(marked.lines), url)
    return _Page(
        reading=reading,
        shown=marked.shown,
        removed=reading.removed,
        notes=(*_cut_note(markup, whole), *marked.notes, *_notes(reading)),
        url=url,
        site=data.site,
        language=data.language,
        modified=data.modified,
        canonical=data.url,
        **{
            **stated,
            "dates": (*stated["dates"], *data.dates),
            "title": stated["title"] or data.title,
            "author": stated["author"] or ", ".join(data.authors) or None,
        },
    )


def _stated(opened: Unpacked) -> dict[str, Any]:
    """What a container states of its report: an e-mail's day is that of publication, a saved page's only a bound."""
    day = (opened.date, opened.date_place or "its container") if opened.date else None
    saved = iso_interval(opened.date or "") if opened.date_kind == "saved" else None
    return {
        "title": opened.title,
        "author": opened.author,
        "sender": opened.outlet,
        "dates": (day,) if day and opened.date_kind == "sent" else (),
        "created": day if opened.date_kind == "created" else None,
        "saved": saved[1] if saved else None,
    }


def _first_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """At most 20,000 lines of a text, and a note where there are more; a report of full length has a few thousand."""
    lines = text.split("\n", _MAX_LINES)
    if len(lines) <= _MAX_LINES:
        return text, ()
    return "\n".join(lines[:_MAX_LINES]), (f"the page was cut: its first {_MAX_LINES:,} lines were looked at",)


def _cut_note(part: str, whole: str) -> tuple[str, ...]:
    if len(part) == len(whole):
        return ()
    return (f"the page was cut: its first {len(part):,} of {len(whole):,} characters were looked at",)


def _notes(reading: Reading) -> tuple[str, ...]:
    if reading.has_body:
        return ()
    return ("no running text was found; only what is plainly furniture was taken out",)


def _dating(raw: Raw, page: _Page, article: str) -> Dating:
    facts = PageFacts(
        stated=raw.published,
        structured=page.dates,
        modified=page.modified,
        listed=raw.listed,
        url=page.url,
        stamp=page.reading.stamp,
        lines=page.shown,
        headline=_headline_at(page),
        article=article,
        elsewhere=tuple(piece.text for piece in page.removed),
        created=page.created,
        captured=min(filter(None, (raw.captured and raw.captured.date(), page.saved)), default=None),
    )
    return date_page(facts)


def _evidence(raw: Raw, page: _Page, article: str) -> Evidence:
    return Evidence(
        article=article,
        headline=page.reading.headline,
        lines=page.shown,
        at=_headline_at(page),
        outlet=raw.outlet,
        title=raw.title,
        url=page.url,
        site=page.site,
        page_title=page.title,
        author=page.author,
        canonical=page.canonical,
        sender=page.sender,
    )


def _headline_at(page: _Page) -> int:
    first = page.reading.headline or page.reading.text.split("\n", 1)[0]
    return next((index for index, line in enumerate(page.shown) if first in line), 0)


def _tongue(raw: Raw, page: _Page) -> Tongue:
    """What the row states, else what the text tells, else what the page declares."""
    stated = language_code(raw.language) if raw.language else None
    if stated:
        return Tongue(stated, True)
    found = page.reading.tongue if page.reading.tongue.sure else language_of(page.reading.text)
    return (
        found if found.sure or not page.language else Tongue(language_code(page.language) or page.language[:12], True)
    )
