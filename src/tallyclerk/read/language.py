"""Which language a text is in, and which lines are in another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from tallyclerk.read.lines import Line
from tallyclerk.read.marks import Page
from tallyclerk.resources.languages import english_words, language_name

DEFAULT = "en"
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LANGUAGE = ("zxx", "und")
_MIN_LETTERS = 40
_SURE = 0.9
_SAMPLE = 4_000
_MANY = 60
_COMMON = 40
# Japanese mixes three scripts, so they count as one.
_SCRIPTS = {"CJK": "HAN", "HIRAGANA": "HAN", "KATAKANA": "HAN"}


class Tongue(msgspec.Struct, frozen=True):
    """A language code (ISO 639-1), and whether the text was long enough to tell it."""

    code: str
    sure: bool


@cache
def _model() -> Any:
    # Late: loading the model takes about a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> Tongue:
    """The language of a text; English, and not sure, where it is too short to tell.

    English is told by the share of its small words, about twenty times as fast as by the model.
    """
    sample = text[:20_000]
    words = _LETTERS.findall(sample[:_SAMPLE])
    letters = sum(map(len, words))
    if letters < _MIN_LETTERS:
        return Tongue(DEFAULT, False)
    known = english_words()
    if letters >= known.letters and sum(word.casefold() in known.words for word in words) >= known.share * len(words):
        return Tongue(DEFAULT, True)
    code, share = _model().classify(sample)
    sure = share >= _SURE and code not in _NO_LANGUAGE
    return Tongue(str(code), True) if sure else Tongue(DEFAULT, False)


def unread_note(code: str) -> str | None:
    """What a report in another language than English says of itself; None for English."""
    if code == DEFAULT:
        return None
    name = language_name(code)
    return f"not read for claims: language {name} ({code})" if name else f"not read for claims: language {code}"


def scripts_of(text: str) -> Counter[str]:
    """How many of its first letters are in each script, by the names of Unicode, most frequent first."""
    counts: Counter[str] = Counter()
    letters = "".join(_LETTERS.findall(text[:_SAMPLE]))[:300]
    if letters.isascii():
        return Counter({"LATIN": len(letters)} if letters else {})
    for letter in letters:
        name = unicodedata.name(letter, "OTHER").split(" ", 1)[0].split("-", 1)[0]
        counts[_SCRIPTS.get(name, name)] += 1
    return counts


def strangers(page: Page) -> Tongue:
    """Mark lines in another script or language than the running text, and give that text's language."""
    running = [line for _, line in page.open_lines() if line.is_running] or [line for _, line in page.open_lines()]
    tongue = language_of("\n".join(line.text for line in running)[:_SAMPLE])
    script = next((name for name, _ in scripts_of("\n".join(line.text for line in running[:5])).most_common(1)), "")
    common = _common_words(running)
    for index, line in page.open_lines():
        if script == "LATIN" and line.text.isascii():
            is_other = False
        else:
            counts = scripts_of(line.text)
            is_other = bool(counts) and counts[script] < 0.2 * counts.total()
        if is_other:
            page.mark(index, "in another script than the article")
        elif tongue.sure and line.length >= 6 and _is_foreign(line, common, tongue.code):
            page.mark(index, "in another language than the article")
    return tongue


def _common_words(running: Sequence[Line]) -> frozenset[str]:
    """The words that run through a text: in any language of letters, its short words of grammar."""
    counts = Counter(word for line in running[:_MANY] for word in line.words if word.islower())
    return frozenset(word for word, count in counts.most_common(_COMMON) if count > 1)


def _speaks_alike(line: Line, common: frozenset[str]) -> bool:
    """Whether so many of the common words stand in a line that its language need not be asked for: that takes time."""
    return sum(word in common for word in line.words) >= 0.2 * len(line.words)


def _is_foreign(line: Line, common: frozenset[str], code: str) -> bool:
    if _speaks_alike(line, common):
        return False
    other = language_of(line.text)
    return other.sure and other.code != code
