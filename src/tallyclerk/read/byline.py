"""Who wrote a report: what the page's data say, else its byline. A publisher or an account is never a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tallyclerk.read.stamps import undated
from tallyclerk.resources.bylines import bylines
from tallyclerk.resources.outlets import outlet_named

STAFF = "staff"
"""The author where a report names none but its publisher's people."""

Own = Callable[[str], bool]

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


def _nobody(_: str) -> bool:
    return False


def author_of(data: str | None, lines: Sequence[str], article: str, at: int = 0, own: Own = _nobody) -> str | None:
    """The authors, joined by commas; `staff` where only the publisher's people are named, None where nobody is.

    Args:
        data: What the page's or file's data give as author; several are parted by commas or semicolons.
        lines: The lines around the headline, furniture included.
        article: The article, whose end may name the reporter.
        at: Index in `lines` of the headline.
        own: Whether a name is that of the page's own publisher.
    """
    staff = False
    for parts, from_data in _signed(data, lines, article, at):
        persons = tuple(dict.fromkeys(part for part in parts if not own(part) and _is_person(part)))
        if not persons and from_data and len(parts) == 1 and not own(parts[0]) and _is_account(parts[0]):
            persons = parts
        if persons:
            return ", ".join(persons)
        staff = staff or any(_is_staff(part) or own(part) for part in parts)
    return STAFF if staff else None


def _signed(data: str | None, lines: Sequence[str], article: str, at: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The names in each wording, and whether it is one of the page's data."""
    if data:
        yield _names(_BY.sub("", data)), True
    for wording in (*_bylines(lines, at), *_closings(article)):
        yield _names(_GLUED.split(wording)[0]), False


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


def _names(wording: str) -> tuple[str, ...]:
    """The names in a wording, without the place, day or office behind them."""
    plain = bylines().after.sub("", undated(_TAIL.sub("", " ".join(wording.split()))))
    parts = [part.strip() for half in _WITH.split(plain) for part in _JOINS.split(half)]
    return tuple(_once(part) for part in parts if part)[:_MAX_AUTHORS]


def _once(name: str) -> str:
    """A name without its repetition ("Jane Doe Jane Doe")."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _is_person(part: str) -> bool:
    """Whether it is written as a person's name of two to five words, and is no publisher's nor a desk's."""
    words = part.split()
    if not 2 <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return False
    desk = words[0].isupper() and outlet_named(words[0])  # "CNN Business"
    if desk or outlet_named(part) or _is_staff(part):
        return False
    capitals = [word for word in words if word.casefold() not in bylines().particles]
    return bool(capitals) and not any(word[0].islower() for word in capitals)


def _is_account(name: str) -> bool:
    """Whether it is a handle, or a name of one word, which only the data of a page may give."""
    if outlet_named(name.removeprefix("@")) or _is_staff(name):
        return False
    single = _WORD.fullmatch(name) and name[0].isupper() and not name.isupper()
    return bool(single or _HANDLE.fullmatch(name))


def _is_staff(name: str) -> bool:
    words = [word.casefold().strip(".") for word in name.split()]
    return outlet_named(name) is None and not bylines().staff.isdisjoint(words)
