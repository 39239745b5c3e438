"""The words behind a value: its sentence with the wording marked, who says so, and where it stands."""

from __future__ import annotations

import msgspec

from tallyclerk.model import Certainty, Claim, Document, FactValue, Role, Span, Value
from tallyclerk.publish import words
from tallyclerk.publish.article import anchor
from tallyclerk.publish.records import Records

AROUND = 160
"""Code points shown on each side of a wording that stands outside its claim's quote."""

LONGEST = 1_200
"""A longer quote is cut around its wording."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """One wording in its sentence.

    Attributes:
        claim: Id of the claim; on the page the ids of all claims that rest on these words, as `c1, c3`.
        before, marked, after: The sentence; `marked` is the value's wording (empty if the claim does not word it).
        refers: The claim's own sentence, where the wording stands in another one that it refers to.
        anchor: Id of the wording's place in the article.
        said_by: Chain of speakers, outermost first; empty where the report speaks for itself.
    """

    claim: str
    certainty: Certainty
    before: str
    marked: str
    after: str
    refers: str
    anchor: str
    said_by: str
    evidence: tuple[str, ...]
    outlet: str
    published: str
    document: str
    sha256: str


def quotes(records: Records, role: Role, value: FactValue) -> tuple[Quote, ...]:
    """Every wording of a fact's value, one entry a claim and span, in the order of the dossier's claims."""
    found: list[Quote] = []
    for id in value.claims:
        claim = records.claims[id]
        worded = records.worded(claim, role, value)
        found.extend(quote(records, claim, value) for value in worded or (None,))
    return tuple(found)


def quote(records: Records, claim: Claim, value: Value | None) -> Quote:
    """A claim's sentence, with the value's wording marked if there is one."""
    document = records.documents[claim.document]
    span = Span(value.start, value.end) if value else None
    inside = span is None or claim.quote.holds(span)
    around = claim.quote if span is None or inside else _window(document.text, span)
    before, marked, after = _parts(document.text, around, span)
    return Quote(
        claim=claim.id,
        certainty=claim.certainty,
        before=before,
        marked=marked,
        after=after,
        refers="" if inside else words.in_line(claim.quote.of(document.text), LONGEST),
        anchor=anchor(document.id, span or claim.quote),
        said_by=words.said_by(claim),
        evidence=claim.evidence,
        **_source(document),
    )


def _source(document: Document) -> dict[str, str]:
    return {
        "outlet": words.outlet(document),
        "published": words.published(document),
        "document": document.id,
        "sha256": document.sha256,
    }


def _parts(text: str, around: Span, span: Span | None) -> tuple[str, str, str]:
    if span is None:
        return words.in_line(around.of(text), LONGEST), "", ""
    before, after = text[around.start : span.start], text[span.end : around.end]
    if len(before) + len(after) > LONGEST:
        before, after = _tail(before), _head(after)
    return before, span.of(text), after


def _window(text: str, span: Span) -> Span:
    """The line around a span, cut to some words on each side."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    line_end = text.find("\n", span.end)
    end = min(len(text) if line_end < 0 else line_end, span.end + AROUND)
    return Span(_word_start(text, start, span.start), _word_end(text, end, span.end))


def _word_start(text: str, at: int, limit: int) -> int:
    """The next start of a word from `at`, unless there is none before `limit`."""
    if at == 0 or text[at - 1].isspace():
        return at
    space = text.find(" ", at, limit)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int, limit: int) -> int:
    if at >= len(text) or text[at].isspace():
        return at
    space = text.rfind(" ", limit, at)
    return at if space < 0 else space


def _tail(text: str) -> str:
    return text if len(text) <= AROUND else f"… {text[-AROUND:]}"


def _head(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND]} …"
