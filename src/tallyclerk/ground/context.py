"""What a document as a whole says that helps to ground its mentions: the countries that it names, and how often."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

import msgspec

from tallyclerk.model import Document
from tallyclerk.resources.parties import PartyEntry, find_party, find_relatives

_CAPITALISED = re.compile(r"(?<![\w.])[A-Z][\w.’'\-]*(?: (?:(?:of|and|the) )?[A-Z][\w.’'\-]*){0,3}")
_MAX_NAMES = 5_000


class Context(msgspec.Struct, frozen=True):
    """A document, and how often it names each country (ISO 3166-1 alpha-2), by name, adjective or capital."""

    document: Document
    countries: dict[str, int]

    @property
    def text(self) -> str:
        """The text that all spans index."""
        return self.document.text

    def relative(self, name: str) -> PartyEntry | None:
        """The country that a relative name ("the North", "Korean") means here: of those named, the leading one."""
        named = [entry for entry in find_relatives(name) if self.countries.get(entry.needs or "")]
        ranked = sorted(named, key=lambda entry: (-self.countries[entry.needs or ""], entry.id))
        if len(ranked) > 1 and self.countries[ranked[0].needs or ""] == self.countries[ranked[1].needs or ""]:
            return None
        return ranked[0] if ranked else None

    def leading(self, most: int = 6) -> tuple[str, ...]:
        """The countries named most often, first the most."""
        return tuple(sorted(self.countries, key=lambda iso: (-self.countries[iso], iso))[:most])


def context_of(document: Document) -> Context:
    """Read the countries that a document names; only its first few thousand names count."""
    counts: Counter[str] = Counter()
    for match in islice(_CAPITALISED.finditer(document.text), _MAX_NAMES):
        counts.update(_countries(match.group()))
    return Context(document, dict(counts))


def _countries(name: str) -> list[str]:
    """Countries in a run of capitalised words, by its longest known pieces, left to right."""
    words = name.split()
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            match = find_party(" ".join(words[at : at + size]).rstrip(".,"))
            if match and match.via != "relative" and match.entry.country:
                found.append(match.entry.country)
                at += size - 1
                break
        at += 1
    return found
