"""Reports that name another report's outlet and tell what it told: rewrites by their own word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tallyclerk.group.candidates import Pair
from tallyclerk.model import Document

_SHORTEST = 4
"""Letters of an outlet's name; shorter ones are common words too often."""
_WORD = re.compile(r"\w+")


def citing_pairs(documents: Sequence[Document], text_of: Sequence[int], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs of documents of which the first names the outlet of the second; one pair of each two texts.

    Args:
        documents: Reports.
        text_of: The text of each, as the index of the first document that has it.
        pairs: Texts that share names and numbers.
    """
    outlets = [_name(document) for document in documents]
    book = _Outlets({name for name in outlets if name})
    told: dict[str, frozenset[str]] = {}
    cites: defaultdict[int, dict[str, int]] = defaultdict(dict)
    owners: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for index, (document, own) in enumerate(zip(documents, outlets, strict=True)):
        if document.text not in told:
            told[document.text] = book.named(document.text)
        for name in told[document.text] - {own}:
            cites[text_of[index]].setdefault(name, index)
        if own:
            owners[text_of[index]].setdefault(own, index)
    for a, b in pairs:
        for citing, cited in ((b, a), (a, b)):
            if names := cites.get(citing, {}).keys() & owners.get(cited, {}).keys():
                name = min(names)
                yield cites[citing][name], owners[cited][name]
                break


class _Outlets:
    """Names of outlets by their first words, for a pattern of all of them takes the longer the more there are."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(names, reverse=True):  # a longer name before one that it begins with
            if word := _WORD.match(name):
                self._by_word[word.group()].append(name)

    def named(self, text: str) -> frozenset[str]:
        """The names that stand in a text as whole words, none within another."""
        found, done = set(), 0
        for word in _WORD.finditer(text):
            if word.start() >= done and (name := self._at(text, word)):
                found.add(name)
                done = word.start() + len(name)
        return frozenset(found)

    def _at(self, text: str, word: re.Match[str]) -> str | None:
        names = self._by_word.get(word.group(), ())
        return next((name for name in names if _stands(name, text, word.start())), None)


def _stands(name: str, text: str, at: int) -> bool:
    return text.startswith(name, at) and not _WORD.match(text, at + len(name))


def _name(document: Document) -> str | None:
    plain = (document.outlet or "").strip().removeprefix("The ").strip()
    return plain if len(plain) >= _SHORTEST and plain[0].isupper() else None
