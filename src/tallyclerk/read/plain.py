"""The article of a page whose markup is gone, told from its furniture line by line.

Three things speak: known phrases (`furniture.yaml`), the shape of a line, and where it stands to the running text.
A doubtful line stays; where no running text is found at all, only known phrases and plain wrecks are taken out.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallyclerk.model import Removed
from tallyclerk.read.body import mark_by_place
from tallyclerk.read.language import Tongue, strangers
from tallyclerk.read.lines import Line
from tallyclerk.read.marks import Page, mark_by_phrase, mark_by_shape, mark_captions, mark_repeats
from tallyclerk.read.stamps import split_stamp
from tallyclerk.read.text.captions import mark_by_neighbours

_HALF_LINE = 5
_WRAPPED = 0.3
_LEAST_WRAPS = 4


class Reading(msgspec.Struct, frozen=True):
    """A page of lines as read.

    Attributes:
        text: The article, blank lines kept.
        removed: What is not the article, in page order.
        headline: Its headline, if it has one.
        tongue: Its language, as far as the running text tells.
        stamp: The date stamp that was stuck to its first line, if any.
        has_body: Whether running text was found.
    """

    text: str
    removed: tuple[Removed, ...]
    headline: str | None
    tongue: Tongue
    stamp: str | None
    has_body: bool


def read_plain(text: str, url: str | None = None, *, by_place: bool = True) -> Reading:
    """Part a page's normalised text into article and furniture.

    Args:
        text: Lines as they stood on the page.
        url: Its address; the words in it help to know the headline.
        by_place: Whether a line's place tells, too; not so where markup has parted the article from the page.
    """
    stamp, rest = split_stamp(text)
    raw_lines = rest.split("\n")
    page = Page([Line(line) for line in raw_lines if line], url, _gaps(raw_lines))
    mark_by_phrase(page)
    mark_by_shape(page)
    mark_repeats(page)
    if by_place:
        mark_by_neighbours(page)
    has_body = any(line.is_running for _, line in page.open_lines())
    if has_body and by_place and not _is_wrapped(page):
        mark_by_place(page)
    tongue = strangers(page)
    if has_body:
        mark_captions(page)
    removed = [Removed(line.text, reason) for line, reason in zip(page.lines, page.reasons, strict=True) if reason]
    if stamp:
        removed.insert(0, Removed(stamp, "crawl or publication stamp"))
    return Reading(
        text=_joined(raw_lines, page.reasons),
        removed=tuple(removed),
        headline=page.headline,
        tongue=tongue,
        stamp=stamp,
        has_body=has_body,
    )


def _is_wrapped(page: Page) -> bool:
    """Whether sentences go on from line to line, as in e-mails and in PDF: the shape of a line then says nothing."""
    joints = zip(page.lines, page.lines[1:], page.gaps[1:], strict=False)
    pairs = [(line, after) for line, after, gap in joints if not gap and line.length >= _HALF_LINE]
    on = sum(after.text[0].islower() and not line.ends_sentence and not after.is_bulleted for line, after in pairs)
    return on >= _LEAST_WRAPS and on > _WRAPPED * len(pairs)


def _gaps(raw_lines: Sequence[str]) -> list[bool]:
    """For each line that holds anything, whether a blank one stands before it."""
    pairs = zip(("x", *raw_lines), raw_lines, strict=False)
    return [not before for before, line in pairs if line]


def _joined(raw_lines: Sequence[str], reasons: Sequence[str | None]) -> str:
    """The lines that stay, with the blank lines between them, at most one in a row."""
    kept: list[str] = []
    fates = iter(reasons)
    for line in raw_lines:
        if not line:
            if kept and kept[-1]:
                kept.append("")
        elif next(fates) is None:
            kept.append(line)
    return "\n".join(kept).strip("\n")
