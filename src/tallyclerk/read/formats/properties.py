"""What a file says of itself in its properties: weak evidence, since programs fill them in."""

from __future__ import annotations

import re
from typing import Any

_WORD = re.compile(r"\w+")


def title_within(title: str | None, text: str, place: str) -> tuple[str | None, str | None]:
    """The title where the text bears it out, or a note that it does not.

    Programs write the name of the file or of a template there; a real title stands in the text.
    """
    words = _words(title or "")
    if not title or not words:
        return None, None
    if f" {words} " in f" {_words(text[:5_000])} ":
        return title, None
    return None, f'{place} give the title "{title}", which is not in its text; it is not used'


def moment(created: str | None, place: str) -> dict[str, Any]:
    """The fields of `Unpacked` for the date at which a file was made."""
    return {"date": created, "date_place": place, "date_kind": "created"} if created else {}


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
