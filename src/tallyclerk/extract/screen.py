"""Which parts of a text are worth parsing: sentences that can hold a claim, and those that say who says so.

Parsing is most of the time of extraction, and most sentences of most pages tell of no transfer. A sentence can only
hold a claim if it has a word that evokes a frame and, beside it, goods or a carrier. Where a good part of a page tells
of transfers, or the page is short, all of it is parsed: its other sentences may add to a claim ("She left on Monday").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tallyclerk.resources.cargo import ends_in_goods, goods_words
from tallyclerk.resources.vehicles import ends_in_vehicle, vehicle_words
from tallyclerk.resources.word_forms import frame_pairs, frame_words, speech_words, telling_words

SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])")
WORD = re.compile(r"[A-Za-z0-9][\w’'-]*")
# Below so many characters a text is parsed as a whole.
SHORT = 2_000
# The share of sentences that show that a page is about a transfer, from which on it is parsed as a whole.
DENSE = 0.12


@dataclass(frozen=True)
class Piece:
    """A sentence as cut by its full stop; where it begins in the document.

    Attributes:
        can_tell: Whether it has a word of a frame, and goods or a carrier.
        tells: Whether the word is one that other texts seldom have.
        speaks: Whether it has a word of saying.
    """

    offset: int
    text: str
    can_tell: bool
    tells: bool
    speaks: bool


def pieces(lines: list[tuple[int, str]], names: frozenset[str]) -> list[list[Piece]]:
    """The sentences of each paragraph of a text.

    Args:
        lines: Paragraphs with their offsets.
        names: Names of vehicles in the text.
    """
    return [[_piece(offset, text, names) for offset, text in _sentences(*line)] for line in lines]


def is_about_transfers(cut: list[list[Piece]]) -> bool:
    """Whether a text is short, or a good part of its sentences tells of transfers."""
    found = [piece for sentences in cut for piece in sentences]
    tells = sum(piece.tells for piece in found)
    return sum(len(piece.text) for piece in found) < SHORT or tells > DENSE * len(found)


def screened(lines: list[tuple[int, str]], cut: list[list[Piece]]) -> Iterator[tuple[int, str]]:
    """Those of a text's paragraphs, or runs of sentences in them, that are worth parsing, with their offsets."""
    if is_about_transfers(cut):
        yield from lines
        return
    for sentences in cut:
        yield from _runs(sentences)


def _runs(sentences: list[Piece]) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph that can tell, each with neighbours that speak, joined where they touch."""
    wanted = [_is_wanted(sentences, at) for at in range(len(sentences))]
    run: list[Piece] = []
    for piece, keep in zip(sentences, wanted, strict=True):
        if keep:
            run.append(piece)
        elif run:
            yield _joined(run)
            run = []
    if run:
        yield _joined(run)


def _is_wanted(sentences: list[Piece], at: int) -> bool:
    if sentences[at].can_tell:
        return True
    beside = sentences[max(0, at - 1) : at + 2]
    return sentences[at].speaks and any(piece.tells for piece in beside)


def _joined(run: list[Piece]) -> tuple[int, str]:
    return run[0].offset, "".join(piece.text for piece in run)


def _sentences(offset: int, line: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in SENTENCE.finditer(line):
        yield offset + start, line[start : match.end()]
        start = match.end()
    yield offset + start, line[start:]


def _piece(offset: int, text: str, names: frozenset[str]) -> Piece:
    words = [match.group().lower() for match in WORD.finditer(text)]
    evoking = [at for at, word in enumerate(words) if word in frame_words() or _is_pair(word, words)]
    moved = list(moved_at(words)) if evoking else []
    if evoking and any(name in text for name in names):
        moved.append(-1)
    telling = [at for at in evoking if words[at] in telling_words()]
    return Piece(
        offset,
        text,
        can_tell=_apart(evoking, moved),
        tells=_apart(telling, moved),
        speaks=any(word in speech_words() for word in words),
    )


def _is_pair(word: str, words: list[str]) -> bool:
    """Whether a word evokes a frame with another one of its sentence: "*put* … to *sea*"."""
    seconds = frame_pairs().get(word)
    return seconds is not None and not seconds.isdisjoint(words)


def _apart(evoking: list[int], moved: list[int]) -> bool:
    """Whether a frame's word and a word of goods are not one and the same ("hide", "load")."""
    return any(a != b for a in evoking for b in moved)


def moved_at(words: list[str]) -> Iterator[int]:
    """Where goods and carriers are named."""
    goods, vehicles = goods_words(), vehicle_words()
    for at, word in enumerate(words):
        if (word in goods and ends_in_goods(words[max(0, at - 4) : at + 1])) or (
            word in vehicles and ends_in_vehicle(words[max(0, at - 3) : at + 1])
        ):
            yield at
