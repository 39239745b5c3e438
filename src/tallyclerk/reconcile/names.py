"""Comparing names: folding, spelling variants, natural order of ids."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallyclerk.reconcile.labels import bare_name
from tallyclerk.reconcile.tables import tables
from tallyclerk.resources.folding import fold, is_acronym

_DIGITS = re.compile(r"(\d+)")


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return fold(text).split()


def core(text: str) -> frozenset[str]:
    """The words of a place's wording that are its name, without "port of" and the like; all where none is left."""
    found = words(bare_name(text))
    capital = frozenset(words(" ".join(w for w in text.split() if w[:1].isupper())))
    names = capital - tables().facility_words
    return names or frozenset(found)


def another_spelling(a: str, b: str) -> bool:
    """Whether two wordings of one thing are two names or spellings, not a longer and a shorter form."""
    one, two = (frozenset(word.removesuffix("s") for word in core(name)) for name in (a, b))
    if one <= two or two <= one or is_acronym(a.strip()) or is_acronym(b.strip()):
        return False
    return "".join(sorted(one)) != "".join(sorted(two)) and "".join(words(a)) != "".join(words(b))


def natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which d2 comes before d10."""
    return tuple((1, int(p), "") if p.isdigit() else (0, 0, p) for p in _DIGITS.split(id)[:9] if p)


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids without repeats, in natural order."""
    return tuple(sorted(set(ids), key=natural))


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names as people list them: "a, b and c"."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 origin", "2 origins"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
