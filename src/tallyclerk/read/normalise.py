"""Characters of a text made plain before any span is taken of it."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Zero-width characters, soft hyphens, marks of direction and other controls: they show nothing and split words.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BLANK_RUN = re.compile(r"\n{3,}")


def normalised(text: str) -> str:
    """The text in NFC, with one kind of newline and of space, no invisible characters, lines stripped of their ends.

    Blank lines stay, at most one in a row.
    """
    text = _NEWLINES.sub("\n", unicodedata.normalize("NFC", text))
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _BLANK_RUN.sub("\n\n", text).strip("\n")


def cut(text: str, max_chars: int) -> str:
    """At most `max_chars` of the text, ending at the end of a line where there is one."""
    if len(text) <= max_chars:
        return text
    end = text.rfind("\n", 0, max_chars)
    return text[: end if end > 0 else max_chars].rstrip()
