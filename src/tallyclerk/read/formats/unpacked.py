"""A report out of its container."""

from __future__ import annotations

from typing import Literal

import msgspec

from tallyclerk.model import Removed


class Unpacked(msgspec.Struct, frozen=True, kw_only=True):
    """The text or markup of a report, and what its container states of it.

    Attributes:
        text: Decoded text, one paragraph a line, or HTML.
        is_markup: Whether `text` is HTML.
        notes: Decisions on the way, in plain words.
        removed: What the container shows and is not the text: running heads, quoted e-mails.
        title, author, outlet, url: As the container states them.
        date: A date of the container, as ISO 8601 where it can be read, else as it stands.
        date_place: Where that date stood ("the e-mail's Date header").
        date_kind: What it is the date of. An e-mail is *sent* at about the time that its text was published; a page
            was *saved* when it was published already (an upper bound); a file is *created* at any time (weak evidence).
    """

    text: str
    is_markup: bool = False
    notes: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    date: str | None = None
    date_place: str | None = None
    date_kind: Literal["sent", "saved", "created"] | None = None
