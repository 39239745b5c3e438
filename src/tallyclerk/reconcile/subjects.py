"""What reports are about: the names and numbers that they share, and that few other reports have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tallyclerk.grammar.anchors import anchors
from tallyclerk.model import Document
from tallyclerk.resources.folding import fold
from tallyclerk.resources.parties import country_entries
from tallyclerk.resources.time import time_words

_SMALL = 100
"""Lower numbers stand in any report."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_OPENS = re.compile(r"(?:^|[.!?:]|\n)[\W_]*(\w[\w’'-]*)")
_FEW, _SHARE = 8, 0.1
"""A name that more reports have, and more than this share of all, tells none of them apart."""


def subjects(documents: Sequence[Document]) -> dict[str, frozenset[str]]:
    """The telling names and numbers of each document, by its id.

    Countries, days of the calendar, small numbers and what most of the reports have are left out, as are words that
    only open sentences, for any word is written large there.
    """
    named = {document.id: _named(document) for document in documents}
    holders = Counter(name for names in named.values() for name in names)
    most = max(_FEW, _SHARE * len(documents))
    return {id: frozenset(name for name in names if holders[name] <= most) for id, names in named.items()}


def _named(document: Document) -> frozenset[str]:
    found = {name for name in anchors(document.text) if _tells(name)}
    opening = Counter(fold(word) for word in _OPENS.findall(document.text))
    everywhere = Counter(fold(word) for word in re.findall(r"\w[\w’'-]*", document.text))
    own = set(fold(document.outlet or "").split())
    return frozenset(name for name in found - own if not opening[name] or everywhere[name] > opening[name])


def _tells(name: str) -> bool:
    if name[:1].isdigit():
        digits = re.sub(r"\D", "", name)
        return bool(digits) and int(digits[:18]) >= _SMALL and not _YEAR.match(name)
    return len(name) > 1 and name not in _common()


@cache
def _common() -> frozenset[str]:
    """Words of countries' names and of the calendar."""
    words: set[str] = set()
    for entry in country_entries().values():
        for name in (entry.name, *entry.aliases, *entry.adjectives):
            words.update(fold(name).split())
    calendar = time_words()
    words.update(fold(form) for named in (*calendar.months, *calendar.weekdays) for form in named.forms)
    return frozenset(words)
