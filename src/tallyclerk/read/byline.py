"""Who wrote a report: what the page's data say, else its byline. A publisher or an account is never a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallyclerk.read.stamps import undated
from tallyclerk.resources.bylines import bylines
from tallyclerk.resources.outlets import outlet_named

STAFF = "staff"
"""The author where a report names none but its publisher's people."""

_MAX_LINE = 160
_LAST_LINES = 3
_MAX_AUTHORS = 8
_END = 250
_JOINS = re.compile(r"\s*(?:[,;/]|&|\band\b|\bet\b|\bund\b)\s*")
_WITH = re.compile(r"\s+with\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:\||•|·| [-–—] |\().*$")
# A label stuck to a name ("Jane DoeStaff Writer"); "MacDonald" and "DeVito" are whole.
_LABELS = "Staff|Senior|Special|Reporter|Writer|Editor|Correspondent"
_GLUED = re.compile(rf"(?<=[a-z]{{4}})(?=[A-Z])|(?<=[a-z]{{2}})(?={_LABELS})")
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
_HANDLE = re.compile(r"@[A-Za-z0-9_]{3,30}")


def author_of(data: str | None, lines: Sequence[str], article: str, at: int = 0) -> str | None:
    """The authors, joined by commas; `staff` where only the publisher's people are named, None where nobody is.

    Args:
        data: What the page's or file's data give as author; several are parted by commas or semicolons.
        lines: The lines around the headline, furniture included.
        article: The article, whose end may name the reporter.
        at: Index in `lines` of the headline.
    """
    wordings = (*((data,) if data else ()), *_bylines(lines, at), *_closings(article))
    staff = False
    for wording in wordings:
        persons, named_staff = _persons(wording, wording == data)
        if persons:
            return ", ".join(persons)
        staff = staff or named_staff
    return STAFF if staff else None


def _bylines(lines: Sequence[str], at: int) -> Iterator[str]:
    short = [(index - at, undated(line)) for index, line in enumerate(lines) if len(line) <= _MAX_LINE]
    for within, pattern in bylines().lines:
        for _, line in (item for item in short if item[0] <= within):
            match = pattern.match(line) or pattern.match(_TAIL.sub("", line))
            if match and ("of" not in match.groupdict() or outlet_named(match["of"].strip())):
                yield match["names"]


def _closings(article: str) -> Iterator[str]:
    for line in [line for line in article.split("\n") if line][-_LAST_LINES:]:
        match = bylines().closing.search(line[-_END:])
        if match:
            yield match["names"]


def _persons(wording: str, from_data: bool) -> tuple[tuple[str, ...], bool]:
    """The persons of a wording, and whether it names a publisher's people instead."""
    plain = _GLUED.split(_TAIL.sub("", _BY.sub("", " ".join(wording.split()))))[0]
    plain = bylines().after.sub("", undated(plain))
    parts = [part for half in _WITH.split(plain) for part in _JOINS.split(half) if part][:_MAX_AUTHORS]
    kept = tuple(dict.fromkeys(_once(part) for part in parts if _is_person(part, from_data)))
    return kept, any(_is_staff(part) for part in parts)


def _once(name: str) -> str:
    """A name without its repetition ("Jane Doe Jane Doe")."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _is_person(part: str, from_data: bool) -> bool:
    """Whether it is written as a person's name; an account's handle, or one word, only where the data gives it."""
    first = part.split(maxsplit=1)[0]
    desk = first.isupper() and outlet_named(first)  # "CNN Business"
    if desk or outlet_named(part.removeprefix("@")) or _is_staff(part):
        return False
    if from_data and _HANDLE.fullmatch(part):
        return True
    words = part.split()
    if not (1 if from_data else 2) <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return False
    capitals = [word for word in words if word.casefold() not in bylines().particles]
    return bool(capitals) and all(word[0].isupper() or not word[0].islower() for word in capitals)


def _is_staff(part: str) -> bool:
    return any(word.casefold().strip(".") in bylines().staff for word in part.split())
