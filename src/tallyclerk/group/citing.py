"""Reports that name another report's outlet and tell what it told: rewrites by their own word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tallyclerk.group.anchors import COMMON
from tallyclerk.group.candidates import Pair
from tallyclerk.model import Document

_SHORTEST = 4
"""Letters of an outlet's name; shorter ones are common words too often."""


def citing_pairs(documents: Sequence[Document], named: Sequence[Sequence[str]], least: int) -> Iterator[Pair]:
    """Pairs of indexes of which the first names the outlet of the second and has several of its names and numbers.

    Args:
        documents: Reports.
        named: Names and numbers of each.
        least: How many both must have, of those that few reports have.
    """
    outlets: defaultdict[str, set[int]] = defaultdict(set)
    for index, document in enumerate(documents):
        if name := _name(document):
            outlets[name].add(index)
    if not outlets:
        return
    any_outlet = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(outlets, reverse=True)))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(named):
        for anchor in dict.fromkeys(found):
            holders[anchor].append(index)
    for index, document in enumerate(documents):
        cited = {other for name in any_outlet.findall(document.text) for other in outlets[name]}
        cited -= outlets[_name(document) or ""] | {index}
        shared = Counter(
            other
            for anchor in dict.fromkeys(named[index])
            if len(holders[anchor]) <= COMMON
            for other in holders[anchor]
        )
        yield from ((index, other) for other in sorted(cited) if shared[other] >= least)


def _name(document: Document) -> str | None:
    plain = (document.outlet or "").strip().removeprefix("The ").strip()
    return plain if len(plain) >= _SHORTEST and plain[0].isupper() else None
