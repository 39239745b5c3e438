"""An article's text cut into paragraphs with its marked spans, as a flat stream that a template can walk."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

import msgspec

from tallyclerk.model import Claim, Span


class Token(msgspec.Struct, frozen=True):
    """One step of a paragraph: `open` a span (with its anchor and title), `text`, or `close` the last one."""

    kind: str
    text: str = ""
    anchor: str = ""
    quote: bool = False


class Mark(msgspec.Struct, frozen=True):
    """A span to be marked: a value's wording with what it states, or a claim's whole quote."""

    span: Span
    title: str
    quote: bool


def anchor(document: str, span: Span) -> str:
    """The id of a span's place on the page: `d1-120-135`."""
    return f"{document}-{span.start}-{span.end}"


def marks(claims: Iterable[Claim]) -> tuple[Mark, ...]:
    """All spans that a document's claims point at, each once, outermost first."""
    titles: dict[Span, list[str]] = {}
    quotes: dict[Span, list[str]] = {}
    for claim in claims:
        quotes.setdefault(claim.quote, []).append(claim.id)
        for title, span in _pointed_at(claim):
            known = titles.setdefault(span, [])
            known.extend([title] if title not in known else [])
    found = [Mark(span, ", ".join(ids), quote=True) for span, ids in quotes.items() if span not in titles]
    found += [Mark(span, ", ".join(names), quote=False) for span, names in titles.items()]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end)))


def _pointed_at(claim: Claim) -> Iterable[tuple[str, Span]]:
    for role, values in sorted(claim.roles.items()):
        yield from ((role, Span(v.start, v.end)) for v in values)
    yield from (("said by", Span(a.start, a.end)) for a in claim.attribution)
    yield from (("evidence", Span(e.start, e.end)) for e in claim.evidence_spans)
    yield from (("stated", Span(s.start, s.end)) for s in claim.stated)


def paragraphs(document: str, text: str, marked: Iterable[Mark]) -> tuple[tuple[Token, ...], ...]:
    """The text's lines as token streams; a span that crosses another or a line end is cut, and its head is anchored."""
    found: list[tuple[Token, ...]] = []
    pending = [m for m in marked if m.span.end <= len(text)]
    anchored: set[Span] = set()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [m for m in pending if m.span.start < end and m.span.end > start]
        pending = [m for m in pending if m.span.end > end]
        if line.strip():
            found.append(tuple(_stream(text, Span(start, end), inside, lambda m: _opening(document, m, anchored))))
        start = end + 1
    return tuple(found)


def _opening(document: str, mark: Mark, anchored: set[Span]) -> Token:
    head = mark.span not in anchored
    anchored.add(mark.span)
    return Token("open", mark.title, anchor(document, mark.span) if head else "", mark.quote)


def _stream(text: str, line: Span, marked: list[Mark], opening: Callable[[Mark], Token]) -> Iterable[Token]:
    opens, closes = _cut(line, marked)
    points = sorted({line.start, line.end, *opens, *closes})
    for here, following in zip(points, [*points[1:], line.end], strict=True):
        yield from (Token("close", quote=mark.quote) for mark in reversed(closes.get(here, [])))
        yield from (opening(mark) for mark in opens.get(here, ()))
        if here < following:
            yield Token("text", text[here:following])


def _cut(line: Span, marked: list[Mark]) -> tuple[dict[int, list[Mark]], dict[int, list[Mark]]]:
    """Which marks open and close where, cut so that they nest and stay on the line."""
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    waiting = [(max(m.span.start, line.start), -min(m.span.end, line.end), n) for n, m in enumerate(marked)]
    heapq.heapify(waiting)
    around: list[int] = []
    while waiting:
        start, minus_end, n = heapq.heappop(waiting)
        end = -minus_end
        around = [e for e in around if e > start]
        if around and around[-1] < end:
            heapq.heappush(waiting, (around[-1], minus_end, n))
            end = around[-1]
        around.append(end)
        opens.setdefault(start, []).append(marked[n])
        closes.setdefault(end, []).append(marked[n])
    return opens, closes
