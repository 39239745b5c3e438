"""What a line is by its words and its shape, wherever it stands on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from tallyclerk.read.lines import Line
from tallyclerk.read.stamps import is_date_line
from tallyclerk.resources.furniture import phrase_of

SEPARATOR = "separator"
DATE_LINE = "date line"
CAPTION = "picture credit or caption"
REPEAT = "repeats an earlier line"
_WRECK = re.compile(r"^[\W_]*$")
_RATE = re.compile(r"^[A-Z]{3,4} [-+]?\d[\d.,]*$")
_MIN_RATES = 4
_LIST_AFTER_OPENER = 40
_GLUED_LENGTHS = range(8, 40)


class Page:
    """The lines of a page and, for each, why it is furniture, or None.

    Attributes:
        lines: The lines that hold anything, in page order.
        gaps: For each line, whether a blank line stood before it.
        reasons: One for each line.
        openers: Indexes of lines that head a list of other stories.
        ends: Indexes of lines after which comes what readers wrote.
        headline: The article's headline, once found.
    """

    def __init__(self, lines: Sequence[Line], url: str | None, gaps: Sequence[bool] = ()) -> None:
        self.lines = lines
        self.gaps = gaps or [False] * len(lines)
        self.reasons: list[str | None] = [None] * len(lines)
        self.openers: set[int] = set()
        self.ends: set[int] = set()
        self.slug = Line(_slug_words(url))
        self.headline: str | None = None

    def open_lines(self) -> Iterator[tuple[int, Line]]:
        """The lines that are not furniture so far, with their indexes."""
        return ((n, line) for n, line in enumerate(self.lines) if self.reasons[n] is None)

    def mark(self, index: int, reason: str) -> None:
        """Say why a line is furniture; the first reason stays."""
        self.reasons[index] = self.reasons[index] or reason


def mark_by_phrase(page: Page) -> None:
    """Known phrases, and the unpunctuated lines after one that heads a list of other stories."""
    for index, line in page.open_lines():
        phrase = phrase_of(line.text, line.length)
        if phrase:
            page.mark(index, phrase.reason)
            if phrase.opens:
                page.openers.add(index)
            if phrase.ends:
                page.ends.add(index)
    # Above the running text such a line is a part of the menu, and what follows it may be the headline.
    first = next((index for index, line in page.open_lines() if line.is_running), len(page.lines))
    for opener in sorted(opener for opener in page.openers if opener > first):
        _mark_list(page, opener)


def _mark_list(page: Page, opener: int) -> None:
    for index in range(opener + 1, min(opener + 1 + _LIST_AFTER_OPENER, len(page.lines))):
        line = page.lines[index]
        if page.reasons[index] is None and (line.is_sentence or line.is_running):
            return
        page.mark(index, "teaser of another story")


def mark_by_shape(page: Page) -> None:
    """Lines of signs only, headlines stuck together, and tables of exchange rates beside running text."""
    for index, line in page.open_lines():
        if _WRECK.match(line.text):
            page.mark(index, SEPARATOR)
        elif line.is_mashed:
            page.mark(index, "headlines of other stories stuck together")
        elif line.has_number and is_date_line(line.text):
            page.mark(index, DATE_LINE)
    rates = [index for index, line in page.open_lines() if _RATE.match(line.text)]
    if len(rates) >= _MIN_RATES and any(line.is_running for _, line in page.open_lines()):
        for index in rates:
            page.mark(index, "prices or rates")


def mark_repeats(page: Page) -> None:
    """Lines that say once more what an earlier line said."""
    seen: set[str] = set()
    for index, line in page.open_lines():
        if line.key in seen and line.length >= 2:
            page.mark(index, REPEAT)
        seen.add(line.key)


def mark_captions(page: Page) -> None:
    """Unpunctuated lines with a credit stuck to their last word ("…to Northlandport authority photo")."""
    known = Counter(word for line in page.lines for word in line.words)
    folded = {word.casefold() for word in known}
    topics = Counter(stem for line in page.lines for stem in line.topic)
    topic = frozenset(stem for stem, count in topics.items() if count > 1)
    for index, line in page.open_lines():
        if line.ends_sentence or not 6 <= line.length <= 45 or line.share_in(topic) < 0.5:
            continue
        once = (word for word in line.words if known[word] == 1 and word[0].isupper() and len(word) in _GLUED_LENGTHS)
        # The name must stand more than once by itself, or "Northlander" would come apart.
        if any(known[name] > 1 and rest in folded for word in once for name, rest in _partings(word)):
            page.mark(index, CAPTION)


def _partings(word: str) -> Iterator[tuple[str, str]]:
    """The ways to part a word into a name and a lower-case word, four letters each at least."""
    return ((word[:at], word[at:]) for at in range(4, len(word) - 3) if word[at:].islower())


def _slug_words(url: str | None) -> str:
    """The words in the last long part of an address."""
    if not url:
        return ""
    try:
        parts = unquote(urlsplit(url).path).split("/")
    except ValueError:
        return ""
    slug = max(parts, key=lambda part: part.count("-") + part.count("_"), default="")
    return re.sub(r"[-_.~]+", " ", slug)
