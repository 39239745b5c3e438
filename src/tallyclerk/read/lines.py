"""One line of a page, and what its shape tells."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}\s*(?:\([^()]{2,40}\)|[-—–]+ ?\w{2,20})?$")
_LOWER, _UPPER = "a-zß-öø-ÿа-яёіїєґ", "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_JOIN = re.compile(
    rf"[{_LOWER}\d%][{_UPPER}][{_LOWER}]{{2}}|[^\W\d_]\[[^\W_]|\][^\W\d_]|[a-z][\uac00-\ud7a3]|[\uac00-\ud7a3][A-Z]"
)
_HANDLE = re.compile(r"[#@]\w+|https?://\S+")
_BULLET = re.compile(r"^(?:[-–—*•·►▶»›>|+o]|\d{1,2}[.)])\s")
_BETWEEN_WORDS = re.compile(r"^(?:and|of|the|for|de|la|le|du|van|von|der|den|al|el|bin|&|at|in|on)$", re.IGNORECASE)
# Scripts without spaces between words: about two characters make one.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W{0,3}(?:\w+ \w+\W{0,4})?$|\u00bb$")
_STEM = 6


class Line:
    """One line of a page, stripped; its shape is worked out when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def key(self) -> str:
        """Its text as another copy of it would have: whatever the case, without the sign of a list."""
        return _BULLET.sub("", self.text, count=1).casefold()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, without punctuation."""
        return tuple(_WORD.findall(self.text))

    @cached_property
    def length(self) -> int:
        """How many words it has, also in a script that does not part them."""
        unspaced = 0 if self.text.isascii() else len(self.text) - len(_UNSPACED.sub("", self.text))
        return len(self.words) + unspaced // 2

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, a credit in brackets aside."""
        return _SENTENCE_END.search(self.text[-80:]) is not None

    @cached_property
    def lower_share(self) -> float:
        """The share of its words that do not begin with a capital; running text is mostly such words."""
        return sum(not word[0].isupper() for word in self.words) / max(1, len(self.words))

    @cached_property
    def is_mashed(self) -> bool:
        """Whether headlines or labels stick together in it ("collapse[Today", "sparkles to SeoulFor")."""
        return not self.ends_sentence and len(_JOIN.findall(_HANDLE.sub(" ", self.text[:2_000]))) >= 2

    @cached_property
    def is_running(self) -> bool:
        """Whether it is surely running text: a sentence of some length, or a long line that was cut off."""
        if self.is_mashed or self.lower_share < 0.4:
            return False
        return self.length >= (12 if self.ends_sentence else 22)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it may be a short sentence."""
        return self.is_running or (self.length >= 4 and self.ends_sentence and self.lower_share >= 0.25)

    @cached_property
    def is_bulleted(self) -> bool:
        """Whether it begins with the sign of a list."""
        return _BULLET.match(self.text) is not None

    @cached_property
    def is_cut_off(self) -> bool:
        """Whether it breaks off, as the beginning of another story does."""
        return _CUT_OFF.search(self.text[-40:]) is not None

    @cached_property
    def has_number(self) -> bool:
        """Whether one of its words has a digit at its beginning or its end."""
        return any(word[0].isdigit() or word[-1].isdigit() for word in self.words)

    @cached_property
    def is_row(self) -> bool:
        """Whether it is of a table or of a list with numbers in each item."""
        numbers = sum(word[0].isdigit() for word in self.words)
        return self.length >= 3 and numbers >= 1 and (numbers >= 0.25 * len(self.words) or "  " in self.text)

    @cached_property
    def is_name_like(self) -> bool:
        """Whether it is two to five capitalised words and no sentence, as a byline or a label is."""
        parts = [word for word in self.words if not _BETWEEN_WORDS.match(word)]
        return 1 < len(self.words) <= 5 and not self.ends_sentence and all(word[0].isupper() for word in parts)

    @cached_property
    def topic(self) -> frozenset[str]:
        """The beginnings of its longer words, to see whether two lines speak of one thing."""
        return frozenset(_stem(word) for word in self.words if len(word) >= 4 or word.isdigit())

    def share_in(self, topic: frozenset[str]) -> float:
        """The share of this line's longer words that also stand in `topic`; 0 where it has none."""
        return len(self.topic & topic) / len(self.topic) if self.topic else 0.0


def _stem(word: str) -> str:
    """The beginning of a word without accents: an address has none."""
    word = word.casefold()
    if not word.isascii():
        word = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return word[:_STEM]
