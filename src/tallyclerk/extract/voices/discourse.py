"""Whose words a sentence is when it names no source itself: the discourse around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tallyclerk.extract.page import Page
from tallyclerk.extract.parse import Paragraph
from tallyclerk.extract.voices.saying import Saying
from tallyclerk.model import Attribution, Span
from tallyclerk.resources.speech import sources

QUOTATION = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")

# Words from which on what is said is an account that can go on in the next sentence.
SHORTEST = 2
# How many lines further down somebody may speak for the first time and still be the source of what leads up to it.
NEXT = 2


@dataclass(frozen=True)
class Discourse:
    """The sayings of a page in the order of its text, and what goes on from one sentence to the next."""

    page: Page
    sayings: Sequence[Saying]

    def speaker(self, paragraph: Paragraph, sentence: Span) -> tuple[tuple[Attribution, ...], str]:
        """The sources of a sentence without its own, by its own paragraph, and how they are known."""
        told = self._told
        lines = _lines(paragraph)
        here = [s for s in told if lines.start <= s.cue.start < lines.end]
        if quoted := self._quotation(lines, sentence):
            beside = sorted(here, key=lambda s: _gap(quoted, s.cue.start)) or told_before(told, quoted.start)
            if beside:
                return beside[0].chain, "the quotation is theirs"
        own = [s for s in here if sentence.start <= s.cue.start < sentence.end]
        if own:
            return own[0].chain, "they speak in the same sentence"
        before = [s for s in here if s.cue.start < sentence.start and _goes_on(s)]
        if before:
            return before[-1].chain, "the paragraph goes on with what they said"
        return (), ""

    def farther(self, paragraph: Paragraph, sentence: Span) -> tuple[tuple[Attribution, ...], str]:
        """The sources that other paragraphs give a sentence without its own: who spoke last, else who speaks first."""
        told = [s for s in self._told if any(link.kind != "anonymous" for link in s.chain)]
        before = told_before(told, sentence.start)
        if before:
            return before[0].chain, "they are the last who spoke"
        first = next((s for s in told if not s.surmises), None)
        first = first if first and self._is_near(_lines(paragraph), first) else None
        return (first.chain, "they are the first who speak") if first else ((), "")

    @property
    def _told(self) -> list[Saying]:
        """The sayings that can be the start of an account."""
        told = (s for s in self.sayings if s.chain and s.reports and not s.denies and self._tells(s))
        return [s for s in told if not is_only_state(s.chain)]

    def _is_near(self, lines: Span, saying: Saying) -> bool:
        """Whether a saying stands in the next lines, so that what leads up to it may be its words."""
        between = self.page.document.text[lines.end : saying.cue.start]
        return sum(bool(line.strip()) for line in between.split("\n")) <= NEXT

    def _tells(self, saying: Saying) -> bool:
        """Whether more is said than a name: "the court charged her captain" starts no account."""
        return len(saying.content.of(self.page.document.text).split()) > SHORTEST

    def _quotation(self, paragraph: Span, sentence: Span) -> Span | None:
        for match in QUOTATION.finditer(self.page.document.text, paragraph.start, paragraph.end):
            if match.start() <= sentence.start and sentence.end - 1 <= match.end():
                return Span(match.start(), match.end())
        return None


def _lines(paragraph: Paragraph) -> Span:
    return Span(paragraph.offset, paragraph.offset + len(paragraph.text))


def is_only_state(chain: Sequence[Attribution]) -> bool:
    """Whether nobody but a state speaks, which holds a view ("Ankara says") and tells no account that goes on."""
    return all(link.kind == "country" for link in chain)


def _goes_on(saying: Saying) -> bool:
    """Whether an account can go on: not what someone without name or office says of themselves ("five men said")."""
    return any(link.kind != "anonymous" or link.of or _is_office(link.name) for link in saying.chain)


def _is_office(name: str) -> bool:
    last = name.lower().split()[-1]
    return not {last, last.removesuffix("s")}.isdisjoint(sources().anonymous)


def told_before(told: Sequence[Saying], at: int) -> list[Saying]:
    """Sayings before a place in the text, the nearest first."""
    return [s for s in reversed(told) if s.cue.start < at]


def _gap(span: Span, at: int) -> int:
    return max(span.start - at, at - span.end, 0)
