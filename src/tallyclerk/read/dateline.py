"""Where a report says that it was written: the place before the dash that opens its first lines."""

from __future__ import annotations

import re

import msgspec

from tallyclerk.gazetteer.store import lookup
from tallyclerk.resources.credits import dateline_rules
from tallyclerk.resources.outlets import Outlet, outlet_named
from tallyclerk.resources.page_dates import page_dates

_LINES = 8
_OPENING = 140
_MAX_WORDS = 6
_FIRST = re.compile(r"[,/]")
_MONTH = re.compile(r"[^\W\d_]+")


class Dateline(msgspec.Struct, frozen=True):
    """A dateline: the place in its own wording, the whole opening, and the agency in it."""

    place: str
    text: str
    agency: Outlet | None


def dateline_of(article: str) -> Dateline | None:
    """The dateline in the first lines of an article, or None."""
    for line in article.split("\n")[:_LINES]:
        for rule, pattern in dateline_rules():
            match = pattern.match(line[:_OPENING])
            found = _dateline(match, rule.needs) if match else None
            if found:
                return found
    return None


def _dateline(match: re.Match[str], needs: str) -> Dateline | None:
    parts = {name: (text or "").strip() for name, text in match.groupdict().items()}
    place, agency = parts["place"].rstrip(" ,-"), outlet_named(parts.get("agency", ""))
    if not _is_place_like(place) or outlet_named(place) or (parts.get("date") and not _names_month(parts["date"])):
        return None
    held = {"agency": agency is not None, "date": bool(parts.get("date")) and _is_known(place)}
    held["place"] = _is_known(place) and (place.isupper() or _has_country(place))
    return Dateline(place, match.group().strip(), agency) if held[needs] else None


def _is_place_like(place: str) -> bool:
    """Whether it is a few words with a capital at the head of the first and last."""
    words = place.split()
    return 0 < len(words) <= _MAX_WORDS and words[0][0].isupper() and words[-1][0].isupper()


def _is_known(place: str) -> bool:
    return any(found.precision == "settlement" for found in lookup(_FIRST.split(place)[0]))


def _has_country(place: str) -> bool:
    """Whether a second place stands behind the first ("Istanbul, Turkey")."""
    _, comma, rest = place.partition(", ")
    return bool(comma) and bool(lookup(rest))


def _names_month(date: str) -> bool:
    return any(word.casefold() in page_dates().months for word in _MONTH.findall(date))
