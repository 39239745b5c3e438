"""Which language a text is in, and which lines are in another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

import msgspec

from tallyclerk.read.marks import Page

DEFAULT = "en"
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LANGUAGE = ("zxx", "und")
_MIN_LETTERS = 40
_SURE = 0.9
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
    """The language of a text; English, and not sure, where it is too short to tell."""
    sample = text[:20_000]
    if sum(map(len, _LETTERS.findall(sample))) < _MIN_LETTERS:
        return Tongue(DEFAULT, False)
    code, share = _model().classify(sample)
    sure = share >= _SURE and code not in _NO_LANGUAGE
    return Tongue(str(code), True) if sure else Tongue(DEFAULT, False)


def scripts_of(text: str) -> Counter[str]:
    """How many of its letters are in each script, by the names of Unicode, most frequent first."""
    counts: Counter[str] = Counter()
    for letter in "".join(_LETTERS.findall(text))[:300]:
        name = unicodedata.name(letter, "OTHER").split(" ", 1)[0].split("-", 1)[0]
        counts[_SCRIPTS.get(name, name)] += 1
    return counts


def strangers(page: Page) -> Tongue:
    """Mark lines in another script or language than the running text, and give that text's language."""
    running = [line for _, line in page.open_lines() if line.is_running] or [line for _, line in page.open_lines()]
    body = "\n".join(line.text for line in running)
    tongue = language_of(body)
    script = next((name for name, _ in scripts_of(body).most_common(1)), None)
    for index, line in page.open_lines():
        counts = scripts_of(line.text)
        if counts and counts[script or ""] < 0.2 * counts.total():
            page.mark(index, "in another script than the article")
        elif tongue.sure and line.length >= 6 and _is_foreign(line.text, tongue.code):
            page.mark(index, "in another language than the article")
    return tongue


def _is_foreign(text: str, code: str) -> bool:
    other = language_of(text)
    return other.sure and other.code != code
