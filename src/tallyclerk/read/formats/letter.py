"""The plain text of an e-mail: lines joined again, quotations of other e-mails set apart.

An answer often ends in the e-mail that it answers. That was said by another, at another time, so a quotation that
closes a letter is set aside, with the line that leads it in. Everything else stays, its marks taken off: a report that
was passed on as a quotation, answers between questions, and headers such as "-----Original Message-----".
"""

from __future__ import annotations

import re

from tallyclerk.model import Removed
from tallyclerk.read.formats.reflow import is_hard_wrapped, reflowed

REASON = "quoted from an earlier e-mail"
_MARKS = re.compile(r"^(?:>[ \t]?)+")
_OWN_WORDS = 30
"""A letter of fewer words of its own ("For your files, see below") passes on what it quotes."""
_CLOSING_WORDS = 15
"""Words that may follow the quotation: a name, a phone number."""
_SIGNATURE = "-- "


def letter(text: str, flowed: bool = False, joined: bool = False) -> tuple[str, tuple[Removed, ...]]:
    """The text of a letter with one paragraph a line, and what it quotes.

    Args:
        text: The lines of the part.
        flowed: Whether it is `format=flowed` (RFC 3676), where a space at a line's end means that it runs on.
        joined: Whether that space is only a sign, too (`DelSp=yes`), as in scripts without spaces.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    lines = _unfolded(lines, joined) if flowed else lines
    own, quoted = _parted(lines)
    return _paragraphs(own), (Removed(_paragraphs(quoted), REASON),) if quoted else ()


def _unfolded(lines: list[str], joined: bool) -> list[str]:
    """Lines of `format=flowed` as their author wrote them; a quotation keeps one mark."""
    found: list[list[str]] = []
    runs_on, depth_before = False, 0
    for line in lines:
        marks = len(line) - len(line.lstrip(">"))
        text = line[marks:].removeprefix(" ")
        continues, runs_on = runs_on and marks == depth_before, text.endswith(" ") and text != _SIGNATURE
        piece = text[:-1] if runs_on and joined else text
        if continues and text != _SIGNATURE:
            found[-1].append(piece)
        else:
            found.append(["> " if marks else "", piece])
        depth_before = marks
    return ["".join(pieces) for pieces in found]


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The letter's own lines and a quotation that closes it, if it has enough words of its own."""
    marked = [index for index, line in enumerate(lines) if line.startswith(">")]
    if not marked:
        return lines, []
    first, last = marked[0], marked[-1] + 1
    inner = sum(len(line.split()) for line in lines[first:last] if not line.startswith(">"))
    closing = sum(len(line.split()) for line in lines[last:])
    before = sum(len(line.split()) for line in lines[:first])
    if inner or closing > _CLOSING_WORDS or before < _OWN_WORDS:
        return lines, []
    lead = first
    while lead and not lines[lead - 1].strip():
        lead -= 1
    if lead and lines[lead - 1].rstrip().endswith(":"):
        first = lead - 1
        while first and lead - first < 3 and lines[first - 1].strip():  # the line that leads in may be broken, too
            first -= 1
    return lines[:first] + lines[last:], lines[first:last]


def _paragraphs(lines: list[str]) -> str:
    plain = [_MARKS.sub("", line).rstrip() for line in lines]
    return "\n".join(reflowed(plain) if is_hard_wrapped(plain) else plain).strip("\n")
