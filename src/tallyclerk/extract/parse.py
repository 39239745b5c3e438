"""Paragraphs as dependency trees whose tokens know their place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallyclerk.extract.parser import parser
from tallyclerk.model import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

# "SEOUL -", "NORPORT/SOUTHPORT, Oct 13 (Some Wire) -", "Norport, 13 October (Some Wire) -": where and by whom a report
# was written is no part of its first sentence. A place not in capitals must have a day or an abbreviation beside it.
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_AGENCY = r" ?\([\w ./&'’-]{2,40}\)"
_ABBREVIATION = r" ?\([A-Z]{2,8}\)"
_REGION = r"(?:, [A-Z][\w.]{1,24}(?: [A-Z][\w.]{1,24}){0,2})?"
_UPPER = r"[A-ZÀ-ÖØ-ÞĀŠŽČ][A-ZÀ-ÖØ-ÞĀŠŽČ.’' /-]{1,40}"
_TITLE = r"(?!(?:On|In|At|By|The|From) )[A-ZÀ-Þ][\w.’'-]{1,24}(?:[ /][A-ZÀ-Þ][\w.’'-]{1,24}){0,3}"
DATELINE = re.compile(
    rf"\s*(?:{_UPPER}{_REGION}(?:,? {_DAY})?(?:{_AGENCY})?"
    rf"|{_TITLE}{_REGION}(?:,? {_DAY}(?:{_AGENCY})?|{_ABBREVIATION}|{_AGENCY}(?= ?[–—])))"
    r"\s?(?:[-–—]{1,3}|:)\s+(?=\S)"
)


@dataclass(frozen=True)
class Paragraph:
    """One line of a document, parsed. `offset` is where it begins in the document's text."""

    text: str
    offset: int
    doc: Doc

    def start(self, token: Token) -> int:
        """Where a token begins in the document."""
        return self.offset + token.idx

    def end(self, token: Token) -> int:
        """Where a token ends in the document."""
        return self.offset + token.idx + len(token)

    def mention(self, first: Token, last: Token) -> Mention:
        """The wording from one token to another, as a mention."""
        return self.cut(self.start(first), self.end(last))

    def cut(self, start: int, end: int) -> Mention:
        """The wording between two places in the document, as a mention."""
        return Mention(text=self.text[start - self.offset : end - self.offset], start=start, end=end)

    def sentence(self, token: Token) -> Span:
        """The span of the sentence that holds a token, without outer white space."""
        return self.span(token.sent)

    def span(self, sentence: Sentence) -> Span:
        """The span of a sentence in the document, without outer white space."""
        start = self.offset + sentence.start_char
        raw = sentence.text
        lead = len(raw) - len(raw.lstrip())
        return Span(start + lead, start + lead + max(1, len(raw.strip())))


def paragraphs(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """The lines of a text with their offsets, cut at semicolons, where statements end.

    One longer than `longest` is cut at sentence ends, then hard.
    """
    for match in re.finditer(r"[^\n;]*[^\s;][^\n;]*;?", text):
        start, line = match.start(), match.group()
        dateline = DATELINE.match(line)
        if dateline:
            start, line = start + dateline.end(), line[dateline.end() :]
        while len(line) > longest:
            cut = max(line.rfind(". ", 0, longest) + 2, line.rfind("; ", 0, longest) + 2)
            cut = cut if cut > longest // 4 else longest
            yield start, line[:cut]
            start, line = start + cut, line[cut:]
        if line.strip():
            yield start, line


def parse(lines: Sequence[tuple[int, str]]) -> tuple[Paragraph, ...]:
    """Parse paragraphs, given with their offsets in the document."""
    docs = parser().docs([line for _, line in lines])
    return tuple(Paragraph(line, offset, doc) for (offset, line), doc in zip(lines, docs, strict=True))
