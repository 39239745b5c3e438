"""How the beginning of a text looks: mail, JSON lines, a table, a list of addresses."""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

import msgspec

from tallyclerk.acquire.links import is_address

TEXT_COLUMNS = ("text", "html", "url")
DELIMITERS = ",;\t|"
_FIELD = re.compile(r"([!-9;-~]{1,70}):[ \t]?([^\n]{0,2000})")
_SENT = {"message-id", "mime-version", "received", "return-path", "x-mozilla-status", "delivered-to"}
_WRITTEN = {"from", "to", "date", "subject", "sender"}
_LINES = 5


def looks_like_mail(text: str) -> Literal["mail", "mhtml"] | None:
    """Whether it begins with the header of a message or of a page saved as MHTML.

    Somebody's notes may begin with "From:" and "Subject:" too; a message has a field that only programs write.
    """
    fields: dict[str, str] = {}
    for line in islice(text[:32_768].splitlines(), 200):
        if line[:1] in {" ", "\t"} and fields:
            last = next(reversed(fields))
            fields[last] += line
            continue
        match = _FIELD.fullmatch(line)
        if not match:
            break
        fields.setdefault(match[1].lower(), match[2])
    if "multipart/related" in fields.get("content-type", "").lower() and _is_saved_page(fields):
        return "mhtml"
    return "mail" if fields.keys() & _SENT and len(fields.keys() & _WRITTEN) >= 2 else None


def _is_saved_page(fields: dict[str, str]) -> bool:
    by_browser = "saved by" in fields.get("from", "").lower() or "snapshot-content-location" in fields
    return by_browser or not fields.keys() & {"message-id", "received", "to"}


def looks_like_rows(text: str) -> bool:
    """Whether one of its first lines is a JSON object, or begins as one and goes beyond what is looked at."""
    lines = [line.strip() for line in text.split("\n", _LINES)]
    whole, rest = lines[:_LINES], lines[_LINES:]
    if not rest and len(whole) == 1 and whole[0].startswith('{"') and not whole[0].endswith("}"):
        return True
    return any(line.startswith("{") and _is_object(line) for line in whole)


def _is_object(line: str) -> bool:
    try:
        return isinstance(msgspec.json.decode(line.encode("utf-8", "replace")), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def looks_like_addresses(text: str) -> bool:
    """Whether each line that is not blank and no `#` comment is an address; the last may be cut off."""
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line and not line.startswith("#")]
    return bool(said) and all(is_address(line) for line in said)


def looks_like_a_table(text: str) -> bool:
    """Whether its first line is the head of a table with a column that is read."""
    cells = heading(text.split("\n", 1)[0][:2_000])[0]
    return len(cells) > 1 and any(cell in TEXT_COLUMNS for cell in cells) and all(len(cell) < 40 for cell in cells)


def heading(line: str) -> tuple[list[str], str]:
    """The names in the head of a table, and the delimiter: the one that gives most names that are read.

    `csv.Sniffer` goes by the look of the first rows and takes letters of the text for delimiters.
    """
    known = {*TEXT_COLUMNS, "id", "outlet", "title", "published", "language"}

    def names(delimiter: str) -> list[str]:
        return [cell.strip().strip('"').strip().lower() for cell in line.split(delimiter)]

    best = max(DELIMITERS, key=lambda delimiter: (len(known & set(names(delimiter))), line.count(delimiter)))
    return names(best), best
