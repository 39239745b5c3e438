"""How much a sentence looks like one that tells of a transfer, told without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tallyclerk.extract.screen import SENTENCE, WORD, moved_at
from tallyclerk.resources.cargo import goods_words
from tallyclerk.resources.quantity import quantity_words
from tallyclerk.resources.telling import telling_signs
from tallyclerk.resources.vehicles import vehicle_words
from tallyclerk.resources.word_forms import forms_of, frame_words, telling_words

MOST_POINTS = 8
_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][a-z]")
_NEAR, _FAR = 4, 8
"""Words between a word of a frame and one of goods up to which they are near, or may belong together."""
_LONGEST = 1_500
"""Characters of a sentence that are looked at: what is longer is a list or a table."""
_MOVED, _EVOKES, _TELLS, _STRONG, _COUNTS = 1, 2, 4, 8, 16


def strength(lines: Iterable[str], enough: int = MOST_POINTS) -> int:
    """The points, up to 8, of the line's sentence that has the most; or `enough` points, once one has that many.

    A point each: a word of a frame near one of goods or a carrier; one that other texts seldom have, and that near; a
    strong sign of a transfer, and that near; a number before the goods; several words of goods; several names.
    """
    best = 0
    for line in lines:
        for sentence in SENTENCE.split(line):
            best = max(best, _points(sentence))
            if best >= enough:
                return best
    return best


def _points(sentence: str) -> int:
    known = _known()
    words = [match.group().lower() for match in WORD.finditer(sentence[:_LONGEST])]
    marks = [known.get(word, 0) for word in words]
    if not any(mark & _MOVED for mark in marks) or not any(mark & _EVOKES for mark in marks):
        return 0
    goods = list(moved_at(words))
    evoking, telling, strong = (_gap(marks, goods, mark) for mark in (_EVOKES, _TELLS, _STRONG))
    if evoking is None:
        return 0
    counted = any(_counts(words[at], marks[at]) for place in goods for at in range(max(0, place - _NEAR), place))
    return sum(
        (
            evoking <= _NEAR,
            telling is not None and telling <= _FAR,
            telling is not None and telling <= _NEAR,
            strong is not None and strong <= _FAR,
            strong is not None and strong <= _NEAR,
            counted,
            len(goods) > 1,
            len(_NAME.findall(sentence)) > 1,
        )
    )


def _gap(marks: list[int], goods: list[int], mark: int) -> int | None:
    """How far the nearest word with a mark stands from goods; None where there is none, for no word is both."""
    places = [at for at, found in enumerate(marks) if found & mark]
    return min((abs(a - b) for a in places for b in goods if a != b), default=None)


def _counts(word: str, mark: int) -> bool:
    return bool(mark & _COUNTS) or word[0].isdecimal()


@cache
def _known() -> dict[str, int]:
    """All words of all lexicons that count here, each with what it is: one look-up a word of the text."""
    numbers = quantity_words()
    counting = {*numbers.numerals, *(entry.word for entry in numbers.magnitudes)}
    counting |= {entry.word for entry in numbers.collectives} | {entry.words for entry in numbers.vague}
    strong = {form for lemma in telling_signs().strong.words for form in forms_of(lemma)}
    found: dict[str, int] = {}
    for mark, words in (
        (_MOVED, goods_words() | vehicle_words()),
        (_EVOKES, frame_words()),
        (_TELLS, telling_words()),
        (_STRONG, strong),
        (_COUNTS, counting),
    ):
        for word in words:
            found[word] = found.get(word, 0) | mark
    return found
