"""Pages made in code for the tests of the reader of HTML, and the way to read one."""

from __future__ import annotations

from tallyclerk.config import ReadSettings
from tallyclerk.model import Document, Raw, Unread
from tallyclerk.read import read_all

HEADLINE = "Barley ship Halcyon reaches Easthaven from Port Vale"
TOLD = (
    "The freighter Halcyon carried 4,000 tonnes of barley from Port Vale to Easthaven, the harbour office said.",
    "It left on Monday with a crew of nineteen, and its papers were in order, according to the harbour office.",
    "The barley was loaded onto trains at Easthaven and taken to a depot near the border within two days.",
    "A second ship with barley for the same depot is waiting off Port Vale until the storm has passed, it said.",
)
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>'
FOOT = "<footer><p>© Harbour Post. All rights reserved.</p></footer>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "") -> str:
    """A page with a menu above and a foot below what is given."""
    top = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title>{head}</head>'
    return f"{top}<body>{MENU}{body}{FOOT}</body></html>"


def article(*middle: str) -> str:
    return f"<article><h1>{HEADLINE}</h1>{''.join(middle)}</article>"


def given(markup: str, url: str | None = "https://post.example/barley") -> Document | Unread:
    """What becomes of a page's bytes on the way that all reports go."""
    raw = Raw(key="a", source="a.html", body=markup.encode("utf-8", "replace"), media_type="text/html", url=url)
    documents, unread = read_all([raw], ReadSettings(), lambda done, total: None)
    return documents[0] if documents else unread[0]


def read(markup: str) -> Document:
    found = given(markup)
    assert isinstance(found, Document), found
    return found


def reasons(document: Document) -> dict[str, str]:
    return {piece.text: piece.reason for piece in document.removed}
