"""From an answer to a raw report."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tallyclerk.acquire.fetch.faults import Fault
from tallyclerk.acquire.fetch.kinds import charset_of, kind_of
from tallyclerk.acquire.fetch.target import Target
from tallyclerk.acquire.fetch.visit import Visited
from tallyclerk.model import Raw, Unread

_KEY_LENGTH = 100


def raw_of(source: str, asked: Target, visited: Visited) -> Raw | Unread:
    """The raw report in an answer, or why it is none.

    Args:
        source: The address as given.
        asked: The same as a target; the key is made from it, and not from where it leads today.
        visited: The answer and the way to it.
    """
    answer = visited.answer
    declared = answer.fields.get("content-type", "")
    try:
        kind = kind_of(declared, answer.body)
    except Fault as fault:
        return Unread(source, str(fault))
    return Raw(
        key=key_of(asked),
        source=source,
        body=answer.body,
        media_type=kind,
        charset=charset_of(declared),
        url=answer.target.url,
        captured=answer.captured,
        head=answer.head,
        request=answer.request,
        redirects=visited.way,
    )


def key_of(target: Target) -> str:
    """A key that people can read: `example.org-2026-11-a-ship-came-in`. Two addresses may share one."""
    path = re.sub(r"\.(?:html?|php|aspx?|txt|pdf)$", "", unquote(target.path))
    slug = "-".join(re.findall(r"\w+", path)).lower()
    name = target.host.removeprefix("www.").replace(":", "-")
    return f"{name}-{slug}"[:_KEY_LENGTH].rstrip("-") if slug else name
