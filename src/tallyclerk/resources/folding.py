"""One way of folding names, for every table that is looked up by name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ħ": "h"}
)
_DROPPED = re.compile(r"['’‘ʼʻ`ʹʺ´.]")
_BETWEEN = re.compile(r"[^\w]+|_+")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_ARTICLE = re.compile(r"^the ")
_MAX_KEPT = 200


def fold(name: str) -> str:
    """A name as it is looked up: no case, diacritics, punctuation, leading "the" or possessive ending.

    >>> fold("the Rasŏn’s"), fold("U.S."), fold("Port-au-Prince")
    ('rason', 'us', 'port au prince')
    """
    return _kept(name) if len(name) <= _MAX_KEPT else _folded(name)


@lru_cache(maxsize=65536)
def _kept(name: str) -> str:
    """The same, kept; not for a title of megabytes, which would stay in memory."""
    return _folded(name)


def _folded(name: str) -> str:
    plain = _DROPPED.sub("", _POSSESSIVE.sub("", name.strip())).casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain).casefold().translate(_LETTERS)  # "𝚨" is a capital only then
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _ARTICLE.sub("", _BETWEEN.sub(" ", plain).strip())


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only ("US", "U.N.", "M23"), so that case tells it from a word."""
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters) and len(letters) <= 5
