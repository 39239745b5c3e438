"""What was fetched, and the report that was read from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

MediaType = Literal[
    "text/plain",
    "text/html",
    "multipart/related",
    "message/rfc822",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
]
"""How to read a report's bytes: text, a page, a page saved as MHTML, an e-mail, a PDF, a .docx."""


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """One report as acquired, before anything is read into it.

    Attributes:
        key: The id that the input row or file name gave.
        source: Where it came from, as the user would name it (`pages.jsonl:12`).
        body: The raw bytes; for a row of a table its text or html, as UTF-8. Any compression is undone.
        media_type: How to read the bytes.
        charset: The encoding that the transport declared (an HTTP header), if any; it may be wrong.
        url, outlet, title, published, language: What the input row states, if anything.
        listed: The date under which a feed listed it, as the feed writes it.
        captured: When the bytes were taken from where they were published (UTC); an upper bound for publication.
        head: The HTTP status line and header fields as received, for a page that came by HTTP.
        request: The HTTP request that it answered, if we sent it.
        redirects: The addresses that led to `url`, first to last.
        record: Id of its record in the evidence archive, if it lies in one.
    """

    key: str
    source: str
    body: bytes
    media_type: MediaType
    charset: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    listed: str | None = None
    captured: datetime | None = None
    head: bytes | None = None
    request: bytes | None = None
    redirects: tuple[str, ...] = ()
    record: str | None = None


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


class Credit(msgspec.Struct, frozen=True):
    """Another publisher that a report names as where its text, or a part of it, comes from.

    Attributes:
        name: The publisher, by its usual name.
        text: The wording of the credit ("(Yonhap)", "with files from AP").
        kind: The agency's own text, a part of it beside own work, or a story first published elsewhere.
    """

    name: str
    text: str
    kind: Literal["agency", "contribution", "republished"]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One report as read. All spans of its claims index `text`.

    Attributes:
        id: `d1`, `d2` … in the order of keys, so that it does not hang on the order of input.
        key: The id that the input row or file name gave.
        author: Who wrote it, as the page says.
        dateline: The place it was written at, as its first line says ("SEOUL").
        credits: Agencies and other publishers whose text it is, or is in part.
        sha256: Hash of the raw bytes, in hex.
        record: Id of the evidence archive's record that holds the raw bytes, if they were archived.
        family: Id of the family of copies that it belongs to, if any.
        published: First and last possible day of publication, or None where the page does not say.
        same_text: When copies of its text were published, where it does not say so itself to within a few days.
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
    author: str | None = None
    dateline: str | None = None
    credits: tuple[Credit, ...] = ()
    language: str = "en"
    sha256: str
    record: str | None = None
    family: str | None = None
    published: Published | None = None
    same_text: Published | None = None
    text: str
    removed: tuple[Removed, ...] = ()
    refused_dates: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


FamilyKind = Literal["copy", "paraphrase", "translation"]


class Edge(msgspec.Struct, frozen=True):
    """Two documents that are one text, and what shows it."""

    a: str
    b: str
    kind: FamilyKind
    evidence: str


class Family(msgspec.Struct, frozen=True):
    """Documents that are one text.

    Attributes:
        id: `f1`, `f2` …
        kind: How they are one: copy (nearly the same words), paraphrase or translation.
        documents: Ids of the members, sorted.
        evidence: What shows it, in plain words.
        edges: Each pair of which something shows it; members without an edge are one by way of others.
        source: Id of the member that the others have their text from, if that can be told; `source_reason` says how.
    """

    id: str
    kind: FamilyKind
    documents: tuple[str, ...]
    evidence: str = ""
    edges: tuple[Edge, ...] = ()
    source: str | None = None
    source_reason: str = ""
