"""The lines of a page in a thousandth of a second: enough to tell what it is about, not to read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tallyclerk.read.decode import decoded
from tallyclerk.read.language import DEFAULT, language_of

_UNSEEN = re.compile(r"<(script|style|svg|template|noscript)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|td|tr|table|section|article|blockquote|header|footer|nav|aside|title|figcaption)"
    r"|br|hr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_LEAST_LETTERS = 40
_MOST = 2_000_000
"""Characters of a page that are looked at."""


def crude_lines(body: bytes, charset: str | None = None, *, markup: bool = True) -> list[str]:
    """The lines of a page that may be running text, without its markup; none where it is not in English.

    Args:
        body: The bytes of a page or of a text.
        charset: The encoding that the transport declared, if any.
        markup: Whether it is a page.
    """
    text = decoded(body[:_MOST], "text/html" if markup else "text/plain", charset)[0]
    if markup:
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", "".join(_seen(text)))))
    lines = [" ".join(line.split()) for line in text.split("\n") if len(line) >= _LEAST_LETTERS]
    return lines if language_of("\n".join(lines)).code == DEFAULT else []


def _seen(page: str) -> Iterator[str]:
    """The parts of a page that are shown."""
    start = 0
    while found := _UNSEEN.search(page, start):
        yield page[start : found.start()]
        end = _end_of(found[1].lower()).search(page, found.end())
        if end is None:  # cut off within a script: nothing that is shown follows
            return
        start = end.end()
    yield page[start:]


def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}", re.IGNORECASE)  # re keeps its last patterns itself
