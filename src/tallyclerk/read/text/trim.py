"""The ends of the article: paragraphs beyond a break that speak of other things are not of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tallyclerk.read.marks import REPEAT, SEPARATOR, Page

_Pair = tuple[str, str]
_BYLINE_REACH = 10
_LABEL = 6
_HEAD = 8
_BOX = 0.25
_SMALL = 0.4
_UNLIKE = 0.1


def trimmed(page: Page, core: range) -> range:
    """The core without the parts at its two ends that share hardly a word with what is left.

    A part lies between two breaks: a line of furniture, or one that is no sentence. Who wrote the article, what the
    publisher is and another story's beginning stand there.
    """
    parts = _parts(page, core)
    while len(parts) > 1:
        last = _is_foreign(page, parts[-1], parts[:-1])
        first = not last and _is_foreign(page, parts[0], parts[1:])
        if not last and not first:
            break
        parts = parts[:-1] if last else parts[1:]
    return range(parts[0].start, parts[-1].stop) if parts else core


def before_author(page: Page, core: range) -> range:
    """The core up to the label or paragraph near its end that says who wrote it.

    It has a name of the byline; the article itself seldom names its author.
    """
    late = core.start + (len(core) * 2) // 3
    names = _byline_names(page, core.start)
    if not names:
        return core
    spoken = frozenset[_Pair]().union(*(_pairs(page.lines[index].words) for index in core if index < late))
    for index in range(late, core.stop):
        line = page.lines[index]
        if _words(page, range(index, core.stop)) > _BOX * _words(page, core):
            continue
        is_label = not line.is_sentence and line.length <= _LABEL
        if is_label and names & _pairs(line.words):
            return range(core.start, index)
        if index >= core.stop - 2 and (names - spoken) & _pairs(line.words[:_HEAD]):
            return range(core.start, index)
    return core


def _byline_names(page: Page, first: int) -> frozenset[_Pair]:
    """Pairs of capitalised words in the labels right above the article, those of headlines aside."""
    labels = (page.lines[index] for index in range(max(0, first - _BYLINE_REACH), first))
    written = (line.words for line in labels if not line.is_sentence and line.share_in(page.slug.topic) < 0.3)
    return frozenset[_Pair]().union(*map(_pairs, written))


def _pairs(words: Sequence[str]) -> frozenset[_Pair]:
    return frozenset(pair for pair in pairwise(words) if all(word[0].isupper() for word in pair))


def _parts(page: Page, core: range) -> list[range]:
    parts: list[range] = []
    start: int | None = None
    for index in core:
        prose = page.reasons[index] is None and page.lines[index].is_sentence
        if prose and start is None:
            start = index
        elif not prose and start is not None and page.reasons[index] not in (REPEAT, SEPARATOR):
            parts.append(range(start, index))
            start = None
    return [*parts, range(start, core.stop)] if start is not None else parts


def _is_foreign(page: Page, part: range, rest: Sequence[range]) -> bool:
    own = _words(page, part)
    others = sum(_words(page, other) for other in rest)
    return own < _SMALL * others and _likeness(page, part, rest) < _UNLIKE


def _words(page: Page, part: range) -> int:
    return sum(page.lines[index].length for index in part if page.reasons[index] is None)


def _likeness(page: Page, part: range, rest: Sequence[range]) -> float:
    """The share of the part's stems that the rest has twice at least, or the address once."""
    counts = Counter(stem for other in rest for index in other for stem in page.lines[index].topic)
    known = frozenset(stem for stem, count in counts.items() if count > 1) | page.slug.topic
    stems = frozenset[str]().union(*(page.lines[index].topic for index in part))
    return len(stems & known) / max(1, len(stems))
