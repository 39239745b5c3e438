"""What was fetched, and the report that was read from it."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

MediaType = Literal["text/plain", "text/html"]


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """One report as acquired, before anything is read into it.

    Attributes:
        key: The id that the input row or file name gave.
        source: Where it came from, as the user would name it (`pages.jsonl:12`).
        body: The raw bytes; for a JSONL row its text or html, as UTF-8.
        media_type: How to read the bytes.
        url, outlet, title, published, language: What the input row states, if anything.
    """

    key: str
    source: str
    body: bytes
    media_type: MediaType
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


class Unread(msgspec.Struct, frozen=True):
    """A source that could not be read, and why."""

    source: str
    reason: str


class Removed(msgspec.Struct, frozen=True):
    """A piece of the page that is not the article."""

    text: str
    reason: str


class Refused(msgspec.Struct, frozen=True):
    """A date on the page that was not taken for its day of publication."""

    text: str
    reason: str


class Published(msgspec.Struct, frozen=True):
    """When a document was published: the first and last possible day, and how that is known.

    Raises:
        ValueError: if `latest` lies before `earliest`.
    """

    earliest: date
    latest: date
    basis: str

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"published: latest {self.latest} lies before earliest {self.earliest}")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One report as read. All spans of its claims index `text`.

    Attributes:
        id: `d1`, `d2` … in the order of keys, so that it does not hang on the order of input.
        key: The id that the input row or file name gave.
        sha256: Hash of the raw bytes, in hex.
        family: Id of the family of copies that it belongs to, if any.
        published: First and last possible day of publication, or None where the page does not say.
        text: The article as read.
        removed: What was set aside, in page order, each with its reason.
        refused_dates: Dates on the page that are not its day of publication, each with the reason.
        notes: Other decisions of the reader, in plain words.
    """

    id: str
    key: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str = "en"
    sha256: str
    family: str | None = None
    published: Published | None = None
    text: str
    removed: tuple[Removed, ...] = ()
    refused_dates: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


class Family(msgspec.Struct, frozen=True):
    """Documents that are one text.

    Attributes:
        id: `f1`, `f2` …
        kind: How they are one: copy (nearly the same words), paraphrase or translation.
        documents: Ids of the members, sorted.
        evidence: What shows it, in plain words.
    """

    id: str
    kind: Literal["copy", "paraphrase", "translation"]
    documents: tuple[str, ...]
    evidence: str = ""
