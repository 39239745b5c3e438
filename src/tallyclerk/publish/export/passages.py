"""The words behind a value, as exports quote them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallyclerk.model import Certainty, Document, FactValue, Role
from tallyclerk.publish import words
from tallyclerk.publish.export import edtf, text
from tallyclerk.publish.quotes import Quote, quotes
from tallyclerk.publish.records import Records


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One place in one report that states a value.

    Attributes:
        before, wording, after: The sentence around the value's own words, each on one line.
        published: When the report was published, in EDTF; empty where not known.
    """

    claim: str
    certainty: Certainty
    before: str
    wording: str
    after: str
    said_by: str
    outlet: str
    published: str
    url: str
    document: Document

    @property
    def text(self) -> str:
        """The whole passage."""
        return text.passage(f"{self.before}{self.wording}{self.after}")


def passages(records: Records, role: Role, value: FactValue) -> tuple[Passage, ...]:
    """The passages that state a value, in the dossier's order; what lies within another of its report is left out."""
    found = [_passage(records, quote) for quote in quotes(records, role, value)]
    return tuple(p for n, p in enumerate(found) if not any(_holds(other, p) for other in _rivals(found, n)))


def _rivals(found: list[Passage], n: int) -> Iterator[Passage]:
    """Passages that may make one needless: all before it, and those after it that say more."""
    yield from found[:n]
    yield from (other for other in found[n + 1 :] if len(other.text) > len(found[n].text))


def _holds(one: Passage, other: Passage) -> bool:
    return one.document.id == other.document.id and one.wording == other.wording and other.text in one.text


def _passage(records: Records, quote: Quote) -> Passage:
    document = records.documents[quote.document]
    return Passage(
        claim=quote.claim,
        certainty=quote.certainty,
        before=_blank_kept(quote.before),
        wording=text.label(quote.marked),
        after=_blank_kept(quote.after),
        said_by=text.passage(quote.said_by),
        outlet=text.label(words.outlet(document)),
        published=edtf.of_publication(document.published),
        url=text.address(document.url),
        document=document,
    )


def _blank_kept(part: str) -> str:
    """A part of a sentence on one line; a blank at its edge parts it from the next."""
    shown = text.passage(part)
    if not shown:
        return " " if part else ""
    return f"{' ' if part[0].isspace() else ''}{shown}{' ' if part[-1].isspace() else ''}"
