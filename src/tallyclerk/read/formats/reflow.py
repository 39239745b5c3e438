"""Lines that were broken to fit a page, joined to paragraphs again.

The reader and the sentence splitter work line by line, so a line break within a sentence cuts it in two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_FULL = 0.8
"""A line of at least this share of the page's usual width was broken by the page, not by its author."""
_MIN_WIDTH = 30
_LOOK = 80
"""Characters at the end of a line that are looked at."""
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"'”’»)\]]{0,3}$")
_LIST = re.compile(r"^(?:[-–—*•·►▶■□●○]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_][^\W\d_A-Z]+)[-\u2010\xad]$")
_CUT = re.compile(r"\w[-\u2010\xad]$")
_REST = re.compile(r"^([^\W\d_A-Z]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def reflowed(lines: Sequence[str]) -> list[str]:
    """Paragraphs of the lines of a page, one a string; blank lines part paragraphs and stay.

    A line is joined to the one before it where that one is as wide as the page, or where the sentence plainly runs on
    (no full stop, and a small letter follows). A bullet, a number or a deep indent begins a paragraph.
    """
    width = usual_width(lines)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line))
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        text = line.strip()
        if text and previous and _runs_on(previous, line, width):
            paragraphs[-1][-1:] = _glued(paragraphs[-1][-1], text, words)
        elif text or (paragraphs and paragraphs[-1] != [""]):
            paragraphs.append([text])
        previous = line.rstrip() if text else ""
    return ["".join(pieces) for pieces in paragraphs]


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken to a width: most of the longer ones end near it and none goes far beyond."""
    longer = [len(line.rstrip()) for line in lines if len(line.rstrip()) > _MIN_WIDTH]
    width = usual_width(lines)
    if len(longer) < 4 or width > 110:
        return False
    near = sum(_FULL * width <= length <= 1.1 * width for length in longer)
    return near * 2 > len(longer) and max(longer) <= 1.3 * width


def usual_width(lines: Sequence[str]) -> int:
    """How wide a full line is, in characters: nine of ten lines of some length are not wider."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > _MIN_WIDTH)
    return lengths[(len(lengths) * 9) // 10] if lengths else _MIN_WIDTH


def _runs_on(before: str, line: str, width: int) -> bool:
    text = line.strip()
    hanging = _LIST.match(before.strip()) is not None
    if _LIST.match(text) or (_indent(line) - _indent(before) >= 2 and not hanging):
        return False
    if len(before.strip()) >= _FULL * width and width > _MIN_WIDTH:
        return True
    if _CUT.search(before[-_LOOK:]) and (text[0].islower() or text[0].isdigit()):
        return True
    unfinished = not _SENTENCE_END.search(before[-_LOOK:])
    return unfinished and text[0].islower() and len(before.strip()) >= width / 3


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _glued(before: str, after: str, words: Counter[str]) -> tuple[str, str]:
    """Two lines as they stand in one paragraph; a word that a hyphen broke is mended only where that is safe."""
    first, rest = _HYPHEN.search(before[-_LOOK:]), _REST.match(after)
    if before.endswith("\xad") and rest:
        return before[:-1], after
    if not first or not rest:
        # A hyphen at the end of a line belongs to the word ("Il-" / "76").
        return (before if _CUT.search(before[-_LOOK:]) else f"{before} "), after
    return (before[:-1] if _is_broken(first[1].casefold(), rest[1].casefold(), words) else before), after


def _is_broken(first: str, rest: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end only breaks a word: the whole word stands elsewhere, or no part of it does."""
    if first + rest in words:
        return True
    hyphenated = f"{first}-{rest}" in words
    # Each part stands at its place in the broken line itself, so once is not elsewhere.
    return not hyphenated and words[first] <= 1 and words[rest] <= 1
