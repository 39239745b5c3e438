"""What an HTTP status asks of us, and what it tells the user."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tallyclerk.acquire.fetch.exchange import Answer
from tallyclerk.acquire.fetch.faults import BY_HAND, LATER, Fault

MOVED = frozenset((301, 302, 303, 307, 308))
"""The statuses that lead elsewhere."""

_TOO_MANY_REQUESTS = 429
_MENDS = {
    206: f"only a part of the page, which we did not ask for; {BY_HAND}",
    401: f"it wants a login; {BY_HAND}",
    402: f"it wants to be paid; {BY_HAND}",
    403: f"it refuses programs, or wants a login; {BY_HAND}",
    404: "there is no such page; check the address, or look for a copy in a web archive",
    410: "the page was taken down; look for a copy in a web archive",
    451: "the page is withheld for legal reasons; look for a copy in a web archive",
}


def is_passing(status: int) -> bool:
    """Whether the status may be another one in a while."""
    return status == _TOO_MANY_REQUESTS or status >= 500


def has_page(status: int) -> bool:
    """Whether the body is what was asked for, and all of it."""
    return 200 <= status < 300 and status != 206


def fault_of(answer: Answer) -> Fault:
    """Why an answer is no page, in words for the user."""
    mend = _MENDS.get(answer.status, BY_HAND)
    if is_passing(answer.status):
        wanted = answer.fields.get("retry-after")
        mend = f"it asks to wait ({printable(wanted, 40)}); {LATER}" if wanted else LATER
    return Fault(f"the server answered {answer.status}: {mend}")


def retry_after(answer: Answer, now: datetime) -> float:
    """Seconds that a busy server wants us to wait, from a number or a date; 0 where it does not say."""
    text = answer.fields.get("retry-after", "").strip()
    if not text or not is_passing(answer.status):
        return 0.0
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
        return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds())
    except (ValueError, OverflowError):
        return 0.0


def printable(text: str, most: int = 200) -> str:
    """What a server wrote, short and without what a terminal would take for a command."""
    return "".join(char if char.isprintable() else "?" for char in text[:most])
