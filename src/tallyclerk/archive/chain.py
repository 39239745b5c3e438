"""Whether the manifest's lines are those that were written, all of them, and in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from tallyclerk.archive.entries import GENESIS, Kept, Opening
from tallyclerk.archive.findings import Finding, Kind
from tallyclerk.archive.folder import MANIFEST
from tallyclerk.archive.manifest import Line

_RESTORE = "put the manifest back from a copy of the archive"


class Link(msgspec.Struct, frozen=True):
    """A line as a link of the chain.

    Attributes:
        number: Of the line in the file.
        sequence: What it says; where it cannot be trusted, the number that it should have.
        sha256, previous: Hash of the line, and what it says of the line before.
        sealed: Whether the line is as it was written.
        fault: Why it cannot be read, if it cannot.
        whole: Whether it ends in a newline.
        opening: Whether it says that an archive begins.
        record, key: Of the report that it is about.
    """

    number: int
    sequence: int
    sha256: str
    previous: str
    sealed: bool
    fault: str
    whole: bool
    opening: bool
    record: str | None = None
    key: str | None = None

    @property
    def place(self) -> str:
        """The line, for people."""
        return f"{MANIFEST}, line {self.number}"


def link_of(line: Line, before: Link | None) -> Link:
    """The link that a line is, after the link of the line before it."""
    expected = before.sequence + 1 if before else 1
    entry = line.decoded.entry if line.decoded else None
    sealed = bool(line.decoded and line.decoded.sealed)
    kept = entry if isinstance(entry, Kept) else None
    return Link(
        line.number,
        entry.sequence if entry and sealed else expected,
        line.sha256,
        entry.previous if entry else "",
        sealed,
        line.fault,
        line.whole,
        isinstance(entry, Opening),
        kept.record if kept else None,
        kept.key[:200] if kept else None,
    )


def chain_findings(links: Sequence[Link]) -> Iterator[Finding]:
    """Everything that is wrong with the chain, each by the entry that it is about."""
    yield from _edited(links)
    yield from _repeated(links)
    yield from _removed(links)
    yield from _reordered(links)
    yield from _broken(links)


def _edited(links: Sequence[Link]) -> Iterator[Finding]:
    for link in links:
        if not link.whole:
            words = "The line has no end: a write was cut off. `tallyclerk verify --mend` sets it aside."
            yield _finding("cut-off line", link, words)
        elif not link.sealed:
            why = f" It cannot be read: {link.fault}." if link.fault else ""
            words = (
                f"The line was changed after it was written, and the chain breaks here.{why} To mend it, {_RESTORE}."
            )
            yield _finding("edited line", link, words)


def _repeated(links: Sequence[Link]) -> Iterator[Finding]:
    seen: dict[int, Link] = {}
    for link in links:
        first = seen.setdefault(link.sequence, link)
        if first is not link:
            words = f"Entry {link.sequence} stands in line {first.number} already; {_RESTORE}."
            yield _finding("repeated line", link, words)


def _removed(links: Sequence[Link]) -> Iterator[Finding]:
    """Entries that are missing before the last one; those after it only a noted head can show."""
    last = 0
    for link in sorted(links, key=lambda link: link.sequence):
        if link.sequence > last + 1:
            gone = (
                f"Entry {last + 1} is"
                if link.sequence == last + 2
                else f"Entries {last + 1} to {link.sequence - 1} are"
            )
            words = f"{gone} missing before entry {link.sequence}: lines were removed; {_RESTORE}."
            yield msgspec.structs.replace(
                _finding("removed line", link, words), sequence=last + 1, record=None, key=None
            )
        last = max(last, link.sequence)


def _reordered(links: Sequence[Link]) -> Iterator[Finding]:
    """The fewest entries that would have to be moved for all to be in order."""
    firsts: dict[int, Link] = {}
    for link in links:
        firsts.setdefault(link.sequence, link)
    first = list(firsts.values())
    in_order = _longest_ascent([link.sequence for link in first])
    for position, link in enumerate(first):
        if position not in in_order:
            there = first[position - 1].sequence if position else None
            where = f"after entry {there}" if there else "at the beginning"
            yield _finding(
                "reordered line", link, f"Entry {link.sequence} stands {where}: lines were reordered; {_RESTORE}."
            )


def _broken(links: Sequence[Link]) -> Iterator[Finding]:
    """Links that name another line before them than the one of that number, though both are whole."""
    by_sequence = {link.sequence: link for link in links}
    for link in links:
        before = by_sequence.get(link.sequence - 1)
        if not link.sealed or (before and not before.sealed) or (link.sequence > 1 and before is None):
            continue
        if link.previous != (before.sha256 if before else GENESIS) or link.opening != (link.sequence == 1):
            origin = f"entry {link.sequence - 1}" if before else "the beginning of an archive"
            words = f"The chain breaks here: the line does not follow from {origin}; one was written anew; {_RESTORE}."
            yield _finding("broken chain", link, words)


def _longest_ascent(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest strictly ascending subsequence (patience sorting)."""
    tops: list[int] = []
    positions: list[int] = []
    back: list[int] = []
    for position, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        back.append(positions[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        positions[pile : pile + 1] = [position]
    kept: set[int] = set()
    position = positions[-1] if positions else -1
    while position >= 0:
        kept.add(position)
        position = back[position]
    return kept


def _finding(kind: Kind, link: Link, words: str) -> Finding:
    return Finding(kind=kind, place=link.place, words=words, sequence=link.sequence, record=link.record, key=link.key)
